"""A new case: what, who, where, when, and how it became known – the fields, what is wrong with them, and opening it.

The case and its clue are what a diary's first lines make: the same opening, the same first act, the same papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault, MqError
from mq_enforce.case.acts.intake import ClueRegistered
from mq_enforce.case.facts import Conduct, Party
from mq_enforce.case.state import CaseHead, CaseState, Office
from mq_enforce.case.values import Moment
from mq_enforce.law.explain import moment_text
from mq_enforce.law.matters import Matter, granted_on
from mq_enforce.office.people import Role
from mq_enforce.procedures.engine import possible
from mq_enforce.services.act_forms import act_form, conduct_form, party_form
from mq_enforce.services.act_input import check_conduct_input, check_input, check_party_input
from mq_enforce.services.acting import do
from mq_enforce.services.cases import Opening, open_case
from mq_enforce.services.drafts import discard_draft, load_draft
from mq_enforce.services.fields import Choice, FieldFault, FieldKind, FieldSpec, Lookups
from mq_enforce.services.identity import party_warnings
from mq_enforce.services.input_faults import InputFaults, cleaned, control_characters
from mq_enforce.services.lookups import lookups
from mq_enforce.services.office import read_office
from mq_enforce.services.practice import is_practice
from mq_enforce.services.program import Program

DRAFT_KEY = "new_case"
"""The key of the draft; its case id is empty."""
UNKNOWN_NAME, UNKNOWN_ADDRESS = "当事人（身份待查明）", "待查明"
"""What stands for a party nobody knows yet, until the facts are corrected."""

_MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
_NAMES = {"经办人": "by"}
"""Fields that a refusal names by their words."""

_CLUE, _CLUE_ID = "clue_registered", "clue"
_PROCEDURE = "ordinary_penalty"
_SUGGESTION = "派执法人员现场核查，核实后报请立案。"
_ASKED_OF_PARTY = ("kind", "name", "id_number", "address", "phone")
_ASKED_OF_CONDUCT = ("begun_at", "place", "description")
_ASKED_OF_CLUE = ("at", "source", "suggestion", "team_opinion", "by")
_ALSO_OF_CLUE = ("content", "source_detail", "reporter", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """The fields of a new case with their first values; ``from_draft`` says that these were being typed last time."""

    spec: FieldSpec
    lookups: Lookups
    data: dict[str, Any]
    from_draft: bool


class PartlyOpenedError(EnvironmentProblem):
    """The case is open, but its clue could not be registered; ``case_id`` names the case."""

    def __init__(self, case_id: str, why: MqError) -> None:
        self.case_id = case_id
        super().__init__(f"线索没有登记成：{'；'.join(why.sentences())}", "案件已经建立，输入的内容都在", "请在案件里重新登记线索")


def new_case(program: Program) -> NewCase:
    """Return the fields of a new case: what was being typed, else what is known already. Raises BadInput without an office."""
    now = program.clock.now()
    office = _office(program, now.date())
    draft = load_draft(program, "", DRAFT_KEY)
    return NewCase(
        spec=new_case_form(program),
        lookups=lookups(_imagined(office, now), program, now.date()),
        data=dict(draft.data) if draft is not None else _first_values(program, office, now),
        from_draft=draft is not None,
    )


def new_case_form(program: Program) -> FieldSpec:
    """Return what is asked of a new case; what can wait is folded. Raises BadInput without an office."""
    matters = matters_on_offer(program, program.clock.now().date())
    party = _folding(party_form(), _ASKED_OF_PARTY)
    clue = {one.name: one for one in act_form(_CLUE).fields}
    asked = [replace(clue[name], folded=False) for name in _ASKED_OF_CLUE] + [replace(clue[name], folded=True) for name in _ALSO_OF_CLUE]
    return FieldSpec(
        name="",
        label="新建案件",
        kind=FieldKind.GROUP,
        required=True,
        fields=(
            FieldSpec(name="matter", label="权责事项", kind=FieldKind.CHOICE, required=True, choices=matters),
            FieldSpec(name="violation", label="案由", kind=FieldKind.LINE, hint="不填的，用事项的名称"),
            FieldSpec(name="parties", label="当事人", kind=FieldKind.LIST, at_least=1, item=party),
            FieldSpec(name="unknown", label="当事人身份还不清楚", kind=FieldKind.YES_NO, default=False),
            replace(_folding(conduct_form(), _ASKED_OF_CONDUCT), name="conduct"),
            FieldSpec(name="clue", label="线索", kind=FieldKind.GROUP, required=True, fields=tuple(map(_worded_for_a_beginning, asked))),
        ),
    )


def _folding(form: FieldSpec, shown: tuple[str, ...]) -> FieldSpec:
    """Return a form that folds all but some fields; ids are the program's."""
    return replace(form, fields=tuple(replace(one, folded=one.name not in shown) for one in form.fields if one.name != "id"))


def _worded_for_a_beginning(spec: FieldSpec) -> FieldSpec:
    if spec.name == "at":
        return replace(spec, label="线索时间", hint="发现（收到）线索的时间")
    if spec.name == "content":
        return replace(spec, required=False, hint="不填的，与行为经过相同")
    return spec


def _first_values(program: Program, office: Office, now: datetime) -> dict[str, Any]:
    person = office.people.get(program.actor.person)
    by = [person.id] if person is not None and Role.OFFICER in person.roles else []
    granted = [choice.value for choice in matters_on_offer(program, now.date()) if not choice.note]
    clue = {"at": now.isoformat(), "suggestion": _SUGGESTION} | ({"by": by} if by else {})
    return {"clue": clue} | ({"matter": granted[0]} if len(granted) == 1 else {})


# -- matters ------------------------------------------------------------------------------------------------------


def matters_on_offer(program: Program, day: date) -> tuple[Choice, ...]:
    """Return the matters to choose from: those granted on a day first, then what could be granted, with a note that says so.

    Raises BadInput without an office.
    """
    office = _office(program, day)
    granted = [matter for matter in program.law.matters.values() if granted_on(matter, office.grants, day) is not None]
    others = [matter for matter in program.law.matters.offered() if matter not in granted]
    return (
        *(Choice(matter.id, matter.name) for matter in granted),
        *(Choice(matter.id, matter.name, _lacking(matter)) for matter in others),
    )


def _lacking(matter: Matter) -> str:
    return "没有登记职权依据文件" if matter.own_power else "没有登记承接文件"


def new_case_warnings(program: Program, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is unusual and hinders nothing: a matter not granted on the clue's day, numbers that look odd."""
    said = cleaned(data)
    return (*_not_granted(program, said), *_odd_numbers(said))


def _not_granted(program: Program, said: Mapping[str, Any]) -> Iterator[str]:
    matter = program.law.matters.get(str(said.get("matter", "")))
    if matter is None:
        return
    day = (_moment(_part(said, "clue").get("at")) or program.clock.now()).date()
    if granted_on(matter, _office(program, day).grants, day) is None:
        yield f"“{matter.name}”{_lacking(matter)}：线索可以登记，登记文件以后才能立案；不属于本机关的，移送有权机关"


def _odd_numbers(said: Mapping[str, Any]) -> Iterator[str]:
    begun = _moment(_part(said, "conduct").get("begun_at"))
    for _, raw in _parties_in(said) if begun is not None else ():
        party = check_party_input(raw, begun.date()).facts if begun is not None else None
        if party is not None and begun is not None:
            yield from (f"{party.name}：{text}" for text in party_warnings(party, begun.date()))


# -- opening ------------------------------------------------------------------------------------------------------


def open_new_case(program: Program, data: Mapping[str, Any], case_id: str | None = None) -> str:
    """Open a case and register its clue; return the case's id, a fresh one unless given. The draft is done with then.

    Raises InputFaults, BadInput, EnvironmentProblem: nothing is kept; PartlyOpenedError: the case is there without its clue.
    In each case the draft stays.
    """
    opening, clue = _checked(program, cleaned(data), case_id)
    opened = open_case(program, opening)
    try:
        do(program, opened, clue, Path(), Path())
    except MqError as why:
        raise PartlyOpenedError(opened, why) from why
    discard_draft(program, "", DRAFT_KEY)
    return opened


def _checked(program: Program, said: Mapping[str, Any], case_id: str | None) -> tuple[Opening, ClueRegistered]:
    """Return what is needed to open the case, and its first act. Raises InputFaults."""
    now = program.clock.now()
    conduct = check_conduct_input(_part(said, "conduct"))
    parties, wrong = _parties(said, (_moment(_part(said, "conduct").get("begun_at")) or now).date())
    clue = check_input(_CLUE, _clue(said))
    faults = [
        *_faults_of_matter(program, said),
        *_faults_of_who(said),
        *wrong,
        *_inside("conduct", conduct.faults),
        *(_faults_of_time(conduct.facts, now) if conduct.facts is not None else ()),
        *(fault for fault in _inside("clue", clue.faults) if fault.path != ("clue", "content")),
    ]
    if faults or conduct.facts is None or not isinstance(clue.act, ClueRegistered):
        raise InputFaults(tuple(faults))
    matter = program.law.matters[said["matter"]]
    opening = Opening(
        procedure=_PROCEDURE,
        matter=matter.id,
        violation=said.get("violation") or matter.name,
        parties=parties,
        conduct=conduct.facts,
        office=_office(program, clue.act.on),
        at=clue.act.at,
        practice=is_practice(program),
        case_id=case_id,
    )
    _demand_possible(program, opening, clue.act)
    return opening, clue.act


def _clue(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first act as plain data; where nothing is said about the clue's content, it is what was done."""
    content = _part(said, "conduct").get("description")
    return {"kind": _CLUE, "id": _CLUE_ID} | ({"content": content} if content else {}) | _part(said, "clue")


def _demand_possible(program: Program, opening: Opening, clue: ClueRegistered) -> None:
    """Refuse a clue that cannot have come, before anything of the case is kept."""
    try:
        possible(_imagined(opening.office, opening.at, opening), clue, program.law, program.clock.now())
    except BadInput as problem:
        places = ((fault, fault.where.rsplit("的 ", 1)[-1]) for fault in problem.faults)
        raise InputFaults(
            tuple(FieldFault(("clue", _NAMES.get(place, place)), fault.message, fault.expected) for fault, place in places)
        ) from None


def _faults_of_matter(program: Program, said: Mapping[str, Any]) -> Iterator[FieldFault]:
    matter = said.get("matter")
    if matter is None:
        yield FieldFault(("matter",), "还没有选择")
    elif program.law.matters.get(str(matter)) is None:
        yield FieldFault(("matter",), f"目录里没有编号为“{matter}”的权责事项", "列出的一项")
    yield from control_characters({"violation": said.get("violation")})


def _faults_of_who(said: Mapping[str, Any]) -> Iterator[FieldFault]:
    known = bool(_parties_in(said))
    if not known and not said.get("unknown"):
        yield FieldFault(("parties",), "还没有填写", "当事人的姓名（名称）和住址；还查不清楚的，勾选“当事人身份还不清楚”")
    if known and said.get("unknown"):
        yield FieldFault(("unknown",), "已经填写了当事人", "不勾选，或者删去填写的当事人")


def _faults_of_time(conduct: Conduct, now: datetime) -> Iterator[FieldFault]:
    """Refuse a conduct that has not begun; its end may lie ahead while it goes on."""
    if conduct.begun_at > now:
        yield FieldFault(("conduct", "begun_at"), f"时间{moment_text(conduct.begun_at)}还没有到", f"不晚于{moment_text(now)}")


def _parties(said: Mapping[str, Any], day: date) -> tuple[tuple[Party, ...], list[FieldFault]]:
    """Return the parties with their ids, and what is wrong with them; of an unknown one, what stands for it."""
    found: list[Party] = []
    faults: list[FieldFault] = []
    for place, raw in _parties_in(said):
        checked = check_party_input(raw, day)
        faults += _inside("parties", checked.faults, place)
        if checked.facts is not None:
            found.append(checked.facts)
    ids = [party.id for party in found]
    faults += [FieldFault(("parties",), f"编号“{one}”重复", "每个编号只用一次") for one in dict.fromkeys(ids) if ids.count(one) > 1]
    if not _parties_in(said) and said.get("unknown"):
        found.append(Party(id="p1", name=UNKNOWN_NAME, address=UNKNOWN_ADDRESS))
    return tuple(found), faults


def _inside(group: str, faults: Iterable[FieldFault], *place: int) -> list[FieldFault]:
    return [replace(fault, path=(group, *place, *fault.path)) for fault in faults]


# -- plain data ---------------------------------------------------------------------------------------------------


def _part(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a group of the data; an empty one where there is none."""
    part = said.get(name)
    return dict(part) if isinstance(part, Mapping) else {}


def _parties_in(said: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Return the parties that say anything beyond their kind, each with its place in the list and with an id."""
    listed = said.get("parties")
    parties = [one if isinstance(one, Mapping) else {} for one in listed] if isinstance(listed, list) else []
    return [(place, {"id": f"p{place + 1}", **one}) for place, one in enumerate(parties) if set(one) - {"kind", "id"}]


def _moment(raw: object) -> datetime | None:
    try:
        return _MOMENT.validate_python(raw)
    except ValidationError:
        return None


def _office(program: Program, day: date) -> Office:
    office = read_office(program, day)
    if office is None:
        raise BadInput(Fault("还没有登记本机关，不能建立案件", expected="先登记机关、人员和承接的事项"))
    return office


def _imagined(office: Office, now: datetime, opening: Opening | None = None) -> CaseState:
    """Return the case as it would be before its first act; without ``opening``, one of which nothing is known."""
    head = CaseHead(
        id="",
        number="",
        title="",
        violation=opening.violation if opening is not None else "",
        procedure=opening.procedure if opening is not None else _PROCEDURE,
        matter=opening.matter if opening is not None else "",
        opened_at=now,
    )
    conduct = opening.conduct if opening is not None else Conduct(begun_at=now, place=UNKNOWN_ADDRESS, description=UNKNOWN_ADDRESS)
    return CaseState(head, office, opening.parties if opening is not None else (), conduct)
