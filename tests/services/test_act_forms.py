"""The fields made from the typed acts: nothing is left out, everything has a Chinese label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

import pytest
from pydantic import Field
from support.diary_acts import keys_of, plain_acts

from mq_enforce.base.errors import BadInput
from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.case.values import Value
from mq_enforce.services.act_faults import spec_at
from mq_enforce.services.act_forms import act_form, conduct_form, form_of, party_form
from mq_enforce.services.fields import FieldKind, FieldSpec, Source

_CHINESE = re.compile("[一-鿿]")
_KEPT_BY_THE_PROGRAM = {"kind", "override", "sha256", "wording"}


def every_field(spec: FieldSpec) -> Iterator[FieldSpec]:
    yield spec
    for one in spec.fields:
        yield from every_field(one)
    if spec.item is not None:
        yield from every_field(spec.item)


@pytest.mark.parametrize("kind", ACT_TYPES)
def test_every_field_of_every_act_has_a_chinese_label(kind: str) -> None:
    for spec in every_field(act_form(kind)):
        assert _CHINESE.search(spec.label), (kind, spec.name)
        assert not spec.hint or _CHINESE.search(spec.hint)
        for choice in spec.choices:
            assert _CHINESE.search(choice.label), (kind, spec.name, choice.value)


@pytest.mark.parametrize("kind", ACT_TYPES)
def test_every_field_holds_together(kind: str) -> None:
    for spec in every_field(act_form(kind)):
        assert (spec.kind is FieldKind.GROUP) == bool(spec.fields)
        assert (spec.kind is FieldKind.LIST) == (spec.item is not None)
        assert spec.source is Source.FIXED or spec.kind is FieldKind.CHOICE
        assert bool(spec.choices) == (spec.kind is FieldKind.CHOICE and spec.source is Source.FIXED)
        assert not (spec.required and spec.default is not None)
        assert spec.least is None or spec.kind is FieldKind.NUMBER


@pytest.mark.parametrize("kind", ACT_TYPES)
def test_an_act_asks_for_every_field_of_its_type_but_what_the_program_fills_in(kind: str) -> None:
    asked = {spec.name for spec in act_form(kind).fields}
    assert set(ACT_TYPES[kind].model_fields) - asked <= _KEPT_BY_THE_PROGRAM


def test_a_form_can_hold_every_value_of_every_diary() -> None:
    for diary, act in plain_acts():
        form = act_form(act["kind"])
        for path in keys_of(act):
            if path[0] not in _KEPT_BY_THE_PROGRAM:
                assert spec_at(form, path) is not None, (diary, act["id"], path)


def test_what_is_seldom_needed_is_folded() -> None:
    form = {spec.name: spec for spec in act_form("interview_held").fields}
    assert {name for name, spec in form.items() if spec.folded} == {
        "id",
        "item",
        "meeting",
        "paper",
        "refers_to",
        "irregular",
        "taken_over",
        "note",
    }
    assert form["irregular"].label == "未按程序办理的情况说明"
    assert form["taken_over"].label == "启用前已办理"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("clue_registered", set()),
        ("delivered", {"party"}),
        ("preservation_disposed", {"party", "item"}),
        ("act_voided", {"refers_to"}),
        ("paper_voided", {"paper"}),
        ("remedy_ended", {"party", "refers_to"}),
    ],
)
def test_an_act_shows_what_it_is_about(kind: str, shown: set[str]) -> None:
    about = {"party", "item", "meeting", "paper", "refers_to"}
    assert {spec.name for spec in act_form(kind).fields if spec.name in about and not spec.folded} == shown


@pytest.mark.parametrize(
    ("kind", "path", "source"),
    [
        ("interview_held", ("by", 0), Source.OFFICER),
        ("dossier_filed", ("by", 0), Source.PERSON),
        ("irregularity_accepted", ("by", 0), Source.LEADER),
        ("legal_review_given", ("by", 0), Source.REVIEWER),
        ("filing_approved", ("approval", "agency", "by"), Source.LEADER),
        ("filing_approved", ("approval", "team", "by"), Source.PERSON),
        ("filing_approved", ("approval", "review", "by"), Source.REVIEWER),
        ("publication_approved", ("agency_opinion", "by"), Source.LEADER),
        ("officers_assigned", ("officers", 0), Source.OFFICER),
        ("investigation_ended", ("evidence", 0), Source.EVIDENCE),
        ("investigation_ended", ("proposals", 0, "party"), Source.PARTY),
        ("hearing_held", ("present_parties", 0), Source.PARTY),
        ("delivered", ("document",), Source.DOCUMENT),
        ("preservation_disposed", ("item",), Source.GOODS),
        ("act_voided", ("refers_to",), Source.ACT),
        ("paper_voided", ("paper",), Source.PAPER),
        ("fact_corrected", ("path",), Source.FACT),
    ],
)
def test_who_and_what_is_chosen_comes_from_the_right_place(kind: str, path: tuple[str | int, ...], source: Source) -> None:
    found = spec_at(act_form(kind), path)
    assert found is not None
    assert (found.kind, found.source) == (FieldKind.CHOICE, source)


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("interview_held", ("began",), FieldKind.MOMENT),
        ("filing_approved", ("discovered_on",), FieldKind.DATE),
        ("fine_paid", ("amount",), FieldKind.MONEY),
        ("filing_approved", ("violated", 0), FieldKind.ARTICLE),
        ("site_inspected", ("findings",), FieldKind.LONG),
        ("site_inspected", ("photos",), FieldKind.NUMBER),
        ("evidence_collected", ("file",), FieldKind.FILE),
        ("investigation_ended", ("proposals", 0, "findings", 0), FieldKind.LINE),
        ("investigation_ended", ("proposals", 0, "penalties", 0, "kind"), FieldKind.CHOICE),
        ("investigation_ended", ("proposals", 0, "comparison", "applied"), FieldKind.CHOICE),
        ("rights_waived", ("in_writing",), FieldKind.YES_NO),
    ],
)
def test_types_become_fields(kind: str, path: tuple[str | int, ...], expected: FieldKind) -> None:
    found = spec_at(act_form(kind), path)
    assert found is not None
    assert found.kind is expected


def test_questions_and_answers_are_spoken_and_begin_with_the_question() -> None:
    turns = spec_at(act_form("interview_held"), ("turns",))
    assert turns is not None
    assert turns.spoken
    assert turns.at_least == 1
    assert turns.item is not None
    assert [one.name for one in turns.item.fields] == ["question", "answer"]


def test_defaults_are_those_of_the_types_and_a_group_that_is_always_there_begins_empty() -> None:
    by_name = {spec.name: spec for spec in act_form("prior_notice_issued").fields}
    assert (by_name["statement_days"].default, by_name["statement_days"].least) == (5, 3)
    delivered = {spec.name: spec for spec in act_form("delivered").fields}
    assert delivered["received_by"].default == "self"
    assert delivered["receiver_relation"].default == "本人"
    signature = act_form("interview_held").fields[-1]
    assert (signature.name, signature.default, signature.required) == ("signature", {}, False)


def test_personal_data_are_private_and_the_place_of_the_conduct_is_not() -> None:
    party = {spec.name: spec for spec in party_form().fields}
    assert {name for name, spec in party.items() if spec.private} == {
        "name",
        "born_on",
        "id_number",
        "head",
        "work_unit",
        "address",
        "phone",
    }
    assert not any(spec.private for spec in conduct_form().fields)
    assert spec_at(act_form("interview_held"), ("person", "id_number")) in [
        spec for spec in every_field(act_form("interview_held")) if spec.private
    ]


def test_an_unknown_kind_of_act_is_told() -> None:
    with pytest.raises(BadInput, match="没有“no_such_act”这种行为"):
        act_form("no_such_act")


class _OfMany(Value):
    one: int | str = Field(title="两可")


class _Table(Value):
    one: dict[str, int] = Field(title="表")


class _Pair(Value):
    one: tuple[int, int] = Field(title="一对")


class _Words(Value):
    label: ClassVar[str] = ""
    one: Literal["a", "b"] = Field(title="两字")


class _Untitled(Value):
    one: str = ""


@pytest.mark.parametrize("model", [_OfMany, _Table, _Pair, _Words, _Untitled])
def test_what_no_field_can_hold_is_refused_when_the_form_is_made(model: type[Value]) -> None:
    with pytest.raises(TypeError):
        form_of(model, "表")


def test_forms_are_made_once() -> None:
    assert act_form("interview_held") is act_form("interview_held")
    assert party_form() is party_form()
