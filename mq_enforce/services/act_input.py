"""Reading back what was typed: an act, a party, the conduct – or the faults, each beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from mq_enforce.base.numbers import check_citizen_id, check_credit_code
from mq_enforce.case.acts import ACT_TYPES, Act
from mq_enforce.case.acts.investigation import Interviewee, InterviewHeld
from mq_enforce.case.acts.records import FactCorrected
from mq_enforce.case.facts import Conduct, Party
from mq_enforce.case.values import Value
from mq_enforce.services.act_faults import faults_of, said
from mq_enforce.services.act_forms import act_form, conduct_form, party_form
from mq_enforce.services.act_stand_ins import lenient
from mq_enforce.services.fields import FieldFault, FieldKind, FieldSpec
from mq_enforce.services.identity import check_party

V = TypeVar("V", bound=Value)

_LOOK_AGAIN = "请对照证件核对"


@dataclass(frozen=True, slots=True)
class Checked:
    """The act that the data make, or None. ``faults`` beside an act only ask to look again; they keep nothing out."""

    act: Act | None
    faults: tuple[FieldFault, ...] = ()


@dataclass(frozen=True, slots=True)
class StandIn:
    """An act for the eye alone: what is ``missing`` or wrong stands in it as a blank. None while it has no time."""

    act: Act | None
    missing: tuple[FieldFault, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedFacts(Generic[V]):
    """The party or conduct that the data make, or None with the faults. What is only unusual says ``identity.party_warnings``."""

    facts: V | None
    faults: tuple[FieldFault, ...] = ()


def check_input(kind: str, data: Mapping[str, Any]) -> Checked:
    """Return the act that the data make, or what is wrong with them; never raises for what was typed."""
    found = _read(kind, data)
    return Checked(found, _to_look_at(found)) if isinstance(found, Act) else Checked(None, found)


def stand_in(kind: str, data: Mapping[str, Any]) -> StandIn:
    """Return an act to preview: as typed, with blanks for what is missing or wrong. Never raises for what was typed."""
    found = _read(kind, data)
    if isinstance(found, Act):
        return StandIn(found)
    act = lenient(ACT_TYPES[kind], act_form(kind), _given(kind, data), found) if kind in ACT_TYPES else None
    return StandIn(act if isinstance(act, Act) else None, found)


def check_party_input(data: Mapping[str, Any], day: date) -> CheckedFacts[Party]:
    """Return the party that the data make; ``day`` is that of the conduct.

    A false check digit is refused until ``id_confirmed`` says how the number was confirmed, as in a diary.
    """
    found = _checked(Party, party_form(), data)
    if found.facts is None:
        return found
    labels = _labels()
    faults = tuple(FieldFault((one.where,), one.message, _in_words(one.expected, labels)) for one in check_party(found.facts, day))
    return CheckedFacts(None if faults else found.facts, faults)


def check_conduct_input(data: Mapping[str, Any]) -> CheckedFacts[Conduct]:
    """Return the conduct that the data make."""
    found = _checked(Conduct, conduct_form(), data)
    conduct = found.facts
    if conduct is not None and conduct.ended_at is not None and conduct.ended_at < conduct.begun_at:
        return CheckedFacts(None, (FieldFault(("ended_at",), "行为终了时间早于开始时间", "开始时间以后的时间"),))
    return found


def _checked(model: type[V], spec: FieldSpec, data: Mapping[str, Any]) -> CheckedFacts[V]:
    given = said(spec, data)
    try:
        return CheckedFacts(model.model_validate(given))
    except ValidationError as error:
        return CheckedFacts(None, faults_of(error, spec))


def _read(kind: str, data: Mapping[str, Any]) -> Act | tuple[FieldFault, ...]:
    if kind not in ACT_TYPES:
        return (FieldFault((), f"没有“{kind}”这种行为"),)
    try:
        return ACT_TYPES[kind].model_validate(_given(kind, data))
    except ValidationError as error:
        return faults_of(error, act_form(kind))


def _given(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    given = said(act_form(kind), data)
    if kind == FactCorrected.model_fields["kind"].default:
        given = _with_plain_value(given)
    return {**given, "kind": kind}


# -- facts that are corrected ---------------------------------------------------------------------------------------------


def _with_plain_value(given: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a correction with the words of a window (是, 否, the label of a choice) spelled as on file."""
    spec = _fact_at(str(given.get("path", "")))
    word = given.get("value")
    if spec is None or not isinstance(word, str):
        return given
    if spec.kind is FieldKind.YES_NO:
        words: Mapping[str, Any] = {"是": True, "否": False}
    else:
        words = {one.label: one.value for one in spec.choices}
    return {**given, "value": words[word.strip()]} if word.strip() in words else given


def _fact_at(path: str) -> FieldSpec | None:
    owner, _, name = path.rpartition(".")
    form = conduct_form() if owner == "conduct" else party_form()
    return next((one for one in form.fields if one.name == name), None)


@cache
def _labels() -> dict[str, str]:
    return {one.name: one.label for one in party_form().fields}


def _in_words(text: str, labels: Mapping[str, str]) -> str:
    """Return a sentence that names a field by its key with its label instead."""
    return text.replace("id_confirmed ", f"“{labels['id_confirmed']}”")


# -- to look at again -----------------------------------------------------------------------------------------------------


def _to_look_at(act: Act) -> tuple[FieldFault, ...]:
    """Return what is odd about the numbers of people in an act."""
    if isinstance(act, InterviewHeld):
        return tuple(_of_interviewee(act.person, act.on))
    if isinstance(act, FactCorrected) and isinstance(act.value, str):
        return tuple(FieldFault(("value",), text, _LOOK_AGAIN) for text in _of_number(act.path, act.value, act.on))
    return ()


def _of_interviewee(person: Interviewee, day: date) -> list[FieldFault]:
    check = check_citizen_id(person.id_number, day)
    faults = [FieldFault(("person", "id_number"), text, _LOOK_AGAIN) for text in check.faults]
    if check.valid and check.birth is not None and check.birth != person.born_on:
        faults.append(FieldFault(("person", "born_on"), f"出生日期与身份证号码中的 {check.birth} 不一致", _LOOK_AGAIN))
    if check.valid and check.sex is not None and check.sex != person.sex.label:
        faults.append(FieldFault(("person", "sex"), f"身份证号码中的性别是{check.sex}", _LOOK_AGAIN))
    return faults


def _of_number(path: str, value: str, day: date) -> tuple[str, ...]:
    if not value:
        return ()
    if path.endswith(".id_number"):
        return check_citizen_id(value, day).faults
    return check_credit_code(value).faults if path.endswith(".credit_code") else ()
