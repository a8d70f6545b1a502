"""Filled papers of stories without a store: the notices carry their 字号 as they would after their issue."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from support.paper_sources import source

import forms
from forms.filled import FilledForm
from forms.filled_text import filled_text
from forms.filling import fill
from forms.loading import load_edition
from forms.specification import Edition
from mq_enforce.case.acts import read_act
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import ActRecord, CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.ports import Rendering
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.named import PROPOSITIONS

FOLDER = Path(forms.__file__).parent / "henan"
GOLDEN = Path(__file__).resolve().parents[1] / "golden"
NUMBERED = {
    "prior_notice_issued": "prior_notice",
    "hearing_rights_notice_issued": "hearing_rights_notice",
    "hearing_notified": "hearing_notice",
    "penalty_decided": "penalty_decision",
    "no_penalty_decided": "no_penalty_decision",
}


@cache
def edition() -> Edition:
    """Return the province's edition."""
    return load_edition(FOLDER)


def with_numbers(state: CaseState) -> CaseState:
    """Return the case with the numbered papers issued by the acts that make them."""
    counted: dict[str, int] = {}
    for record in state.records:
        document = NUMBERED.get(record.act.model_dump()["kind"])
        if document is None:
            continue
        counted[document] = counted.get(document, 0) + 1
        issued = _issued(record, document, counted[document], state.office.agency.short)
        state = state.with_record(replace(record, act=issued, violations=()))
    return state


def _issued(record: ActRecord, document: str, number: int, short: str) -> PaperIssued:
    kind = document_kinds()[document]
    act = read_act(
        {
            "id": f"{record.act.id}.{document}",
            "kind": "paper_issued",
            "at": record.act.at,
            "party": record.act.party,
            "refers_to": record.act.id,
            "document": document,
            "title": kind.label,
            "number": f"{short}{kind.series}字〔{record.act.on.year}〕第{number}号",
            "sha256": "0",
            "pages": 1,
            "specification": "0",
        }
    )
    assert isinstance(act, PaperIssued)
    return act


def source_for(state: CaseState, act_id: str, document: str, party: str | None = None) -> PaperSource:
    """Return what the paper of an act is made from; ``party`` is left out where the act names it."""
    act = next(record.act for record in state.records if record.act.id == act_id)
    upto = state.until(act.at)
    about = party or act.party

    def holds(name: str) -> bool:
        return PROPOSITIONS[name](Judgement(upto, load_lawbook(), act.at, act, about))

    return source(upto, act_id, party=about, document=document, holds=holds)


def filled_paper(
    state: CaseState, act_id: str, document: str, party: str | None = None, extra: Mapping[str, object] | None = None
) -> FilledForm:
    """Fill the paper of an act as it would be issued."""
    made_from = source_for(state, act_id, document, party)
    if extra:
        made_from = PaperSource(**{**vars(made_from), "extra": extra})
    form = edition().forms[document]
    number = f"民示{document_kinds()[document].series}字〔2026〕第1号" if form.head.number == "own" else None
    return fill(form, CaseContext(made_from), Rendering.ISSUED, number)


def paper_text(state: CaseState, act_id: str, document: str, party: str | None = None) -> str:
    """Return the text of the paper of an act."""
    return filled_text(filled_paper(state, act_id, document, party))


def golden(name: str, text: str) -> str:
    """Return the golden text of a name; with MQ_UPDATE_GOLDEN=1 the file is written anew first."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("MQ_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")
