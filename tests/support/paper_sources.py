"""Sources of papers over the bundled stories, without a store and without judging: what the tests of bindings stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from mq_enforce.base.resources import resource
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.state import ActRecord, CaseHead, CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.diary import Diary, read_diary

_GOODS = [
    {"id": "g1", "name": "打火机", "model": "一次性", "unit": "个", "quantity": "1", "condition": "可用"},
    {"id": "g2", "name": "铁叉", "unit": "把", "quantity": "2"},
]
_APPROVAL = {
    "officers": "拟先行登记保存，请审批。",
    "officers_on": "2026-06-03",
    "team": {"by": "sun", "text": "同意。", "on": "2026-06-03"},
    "agency": {"by": "zhao", "text": "同意先行登记保存。", "on": "2026-06-03"},
}
_KEPT = {"goods": _GOODS, "method": "异地保存", "place": "示例镇证据室"}
_PRESERVATION: tuple[dict[str, Any], ...] = (
    {
        "id": "keep_approved",
        "kind": "preservation_approved",
        "at": "2026-06-03T15:11:00+08:00",
        "reason": "可能灭失",
        "approval": _APPROVAL,
        **_KEPT,
    },
    {"id": "kept", "kind": "preservation_started", "at": "2026-06-03T15:20:00+08:00", "keeper": "wu", "certificates_shown": True, **_KEPT},
    {
        "id": "kept_notice",
        "kind": "paper_issued",
        "at": "2026-06-03T15:20:00+08:00",
        "refers_to": "kept",
        "document": "preservation_notice",
        "title": "先行登记保存证据通知书",
        "number": "民示登存字〔2026〕第1号",
        "sha256": "0",
        "pages": 1,
        "specification": "0",
    },
    {
        "id": "given_back",
        "kind": "preservation_disposed",
        "at": "2026-06-05T17:00:00+08:00",
        "refers_to": "kept",
        "disposal": "released",
        "explanation": "已经拍照固定",
    },
)


@cache
def diary(name: str = "straw_burning") -> Diary:
    """Return a bundled story."""
    return read_diary(resource("samples", f"{name}.toml"), load_lawbook())


def preservation_acts() -> list[Act]:
    """Return the acts of a preservation that no bundled story holds."""
    return [read_act({"by": ["wang", "li"], "party": "p1", **one}) for one in _PRESERVATION]


def case(
    name: str = "straw_burning",
    until: str | None = None,
    more: Iterable[Act] = (),
    office: Mapping[str, Any] | None = None,
    parties: Iterable[Mapping[str, Any]] | None = None,
) -> CaseState:
    """Return a bundled story as a case up to and including an act; ``""`` is the case before its first act."""
    told = diary(name)
    if parties is not None:
        told = Diary.model_validate({**told.model_dump(), "parties": list(parties)})
    head = CaseHead(
        id="case-1",
        number="民示案〔2026〕1号",
        title=told.title,
        violation=told.title,
        procedure=told.procedure,
        matter=told.matter,
        opened_at=told.acts[0].at,
    )
    registers = told.office if office is None else type(told.office)(**{**_fields(told.office), **office})
    state = CaseState(head, registers, told.parties, told.conduct)
    refused = {one.act for one in told.expect.refusals}
    acts = sorted((*(act for act in told.acts if act.id not in refused), *more), key=lambda act: act.at)
    for seq, act in enumerate(acts, 1):
        if until == "":
            break
        record = ActRecord(act=act, seq=seq, recorded_at=act.at, recorded_by="test", agency=state.office.agency, people=state.office.people)
        state = state.with_record(record)
        if act.id == until:
            break
    return state


def _fields(office: object) -> dict[str, Any]:
    return {name: getattr(office, name) for name in office.__slots__}  # type: ignore[attr-defined] # a slotted dataclass


def no_proposition(name: str) -> bool:
    """Know no proposition at all."""
    raise KeyError(name)


def source(
    state: CaseState,
    act: str | None = None,
    party: str | None = None,
    document: str = "case_filing_approval",
    holds: Callable[[str], bool] = no_proposition,
    extra: Mapping[str, object] | None = None,
) -> PaperSource:
    """Return what a paper is made from; ``act`` makes it."""
    made_by = next((record.act for record in state.records if record.act.id == act), None)
    assert act is None or made_by is not None, f"the story has no act {act}"
    return PaperSource(
        state=state,
        law=load_lawbook(),
        act=made_by,
        party=state.parties[party] if party else None,
        on=made_by.on if made_by is not None else state.head.opened_at.date(),
        number="",
        document=document,
        holds=holds,
        extra=extra or {},
    )


def value(of: PaperSource, name: str) -> str:
    """Return the text of a binding."""
    return plain(CaseContext(of).value(name))
