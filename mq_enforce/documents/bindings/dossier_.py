"""The filed dossier: cover, contents, reference sheet, index of evidence, and the slip beside the package (行政处罚法第四十七条).

What only the building of a dossier knows comes through ``PaperSource.extra``: ``sheet``, ``evidence``, ``slip``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from mq_enforce.case.acts.closing import CaseClosed, DossierFiled
from mq_enforce.case.acts.intake import OfficersAssigned
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_person, act_sentence, name_of, path_of, text
from mq_enforce.documents.bindings.investigation import ROWS as INVESTIGATION_ROWS
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.context import Item
from mq_enforce.documents.dossier_sheet import DossierSheet, EvidenceLine, SlipSheet
from mq_enforce.documents.ports import ContentsEntry
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource

T = TypeVar("T")

_GROUP = 8
_GROUPS = 8
_ON_A_LINE = 4
_ORDINARY = "ordinary_penalty"


def in_groups(digest: str) -> str:
    """Return a digest in groups of eight, four on a line, for comparing by eye; without blanks and line ends it is the digest."""
    groups = [digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP)]
    return "\n".join(" ".join(groups[start : start + _ON_A_LINE]) for start in range(0, len(groups), _ON_A_LINE))


def _extra(source: PaperSource, name: str, kind: type[T]) -> T | None:
    found = source.extra.get(name)
    return found if isinstance(found, kind) else None


def _of_sheet(name: str, value: Callable[[DossierSheet], str]) -> Binding:
    """A value of the volume; nothing before the dossier is built."""

    def binding(source: PaperSource) -> Runs:
        sheet = _extra(source, "sheet", DossierSheet)
        return run(value(sheet), f"dossier.{name}") if sheet is not None else NOTHING

    return binding


def _of_slip(name: str, value: Callable[[SlipSheet], str]) -> Binding:
    def binding(source: PaperSource) -> Runs:
        slip = _extra(source, "slip", SlipSheet)
        return run(value(slip), f"slip.{name}") if slip is not None else NOTHING

    return binding


def _group(place: int) -> Binding:
    return _of_slip(f"group.{place}", lambda slip: slip.groups[place - 1] if len(slip.groups) >= place else "")


def _year(source: PaperSource) -> Runs:
    """A dossier belongs to the year in which its case was closed (归档文件的年度以办结为准)."""
    closed = source.last(CaseClosed)
    return run(str(closed.on.year), f"{path_of(closed)}.at") if closed is not None else NOTHING


def _officers(source: PaperSource) -> Runs:
    """Who handled the case; the making act is the archivist's."""
    assigned = source.last(OfficersAssigned)
    if assigned is None:
        return NOTHING
    return join("、", [name_of(source, person, f"{path_of(assigned)}.officers") for person in assigned.officers])


# -- lines ----------------------------------------------------------------------------------------------------------

_CONTENTS_KEYS = frozenset({"order", "number", "responsible", "title", "date", "pages", "note"})
_EVIDENCE_KEYS = frozenset({"order", "name", "kind", "source", "count", "proves", "pages"})


def _pages(entry: ContentsEntry, *, last: bool) -> str:
    """From page to page; the last line of a volume names both even for a single page, so that its end shows."""
    single = entry.first_page == entry.last_page and not last
    return str(entry.first_page) if single else f"{entry.first_page}-{entry.last_page}"


def _contents(source: PaperSource) -> Sequence[Item]:
    sheet = _extra(source, "sheet", DossierSheet)
    if sheet is None:
        return ()
    return [_contents_row(source, entry, last=entry is sheet.entries[-1]) for entry in sheet.entries]


def _contents_row(source: PaperSource, entry: ContentsEntry, *, last: bool) -> Item:
    return {
        "order": run(str(entry.order)),
        "number": run(entry.number),
        "responsible": run(entry.responsible),
        "title": text(source, entry.title, "dossier.contents"),
        "date": run(entry.date),
        "pages": run(_pages(entry, last=last), "dossier.contents"),
        "note": text(source, entry.note, "dossier.contents"),
    }


def _evidence(source: PaperSource) -> Sequence[Item]:
    """The lines with their page numbers; before the dossier is built what is on file, without any."""
    lines = source.extra.get("evidence")
    if isinstance(lines, tuple):
        return [_evidence_row(source, line) for line in lines if isinstance(line, EvidenceLine)]
    on_file = INVESTIGATION_ROWS["evidence.all"][0](source)
    return [
        {
            **{key: row[key] for key in ("name", "kind", "source", "proves")},
            "order": run(str(order)),
            "count": row["pages"],
            "pages": NOTHING,
        }
        for order, row in enumerate(on_file, 1)
    ]


def _evidence_row(source: PaperSource, line: EvidenceLine) -> Item:
    told = {key: text(source, getattr(line, key), "dossier.evidence") for key in ("name", "kind", "source", "count", "proves", "pages")}
    return {**told, "order": run(str(line.order))}


VALUES: Values = {
    "dossier.number": act_fact("dossier_number", DossierFiled),
    "dossier.fonds": act_fact("fonds", DossierFiled),
    "dossier.retention": act_fact("retention", DossierFiled),
    "dossier.remark": act_sentence("remark", DossierFiled),
    "dossier.archivist": act_person("archivist", DossierFiled),
    "dossier.checker": act_person("checker", DossierFiled),
    "dossier.filed_on": act_day(DossierFiled),
    "dossier.year": _year,
    "dossier.officers": _officers,
    "dossier.volume": _of_sheet("volume", lambda sheet: sheet.volume),
    "dossier.pieces": _of_sheet("pieces", lambda sheet: str(len(sheet.entries))),
    "dossier.pages": _of_sheet("numbered_pages", lambda sheet: str(sheet.numbered_pages)),
    "dossier.text_pages": _of_sheet("text_pages", lambda sheet: str(sheet.numbered_pages - sheet.photo_pages)),
    "dossier.photo_pages": _of_sheet("photo_pages", lambda sheet: str(sheet.photo_pages)),
    "dossier.case_head": _of_sheet("case_head", lambda sheet: in_groups(sheet.case_head)),
    "dossier.case_head_number": _of_sheet("case_head_number", lambda sheet: str(sheet.case_head_number)),
    "dossier.last_seal": _of_sheet("last_seal", lambda sheet: in_groups(sheet.last_seal)),
    "dossier.last_seal_number": _of_sheet("last_seal_number", lambda sheet: str(sheet.last_seal_number)),
    "slip.case_number": _of_slip("case_number", lambda slip: slip.case_number),
    "slip.title": _of_slip("title", lambda slip: slip.title),
    "slip.agency": _of_slip("agency", lambda slip: slip.agency),
    "slip.identifier": _of_slip("identifier", lambda slip: slip.identifier),
    "slip.packed_on": _of_slip("packed_on", lambda slip: slip.packed_on),
    "slip.files": _of_slip("files", lambda slip: str(slip.files)),
    "slip.size": _of_slip("size", lambda slip: str(slip.size)),
    "slip.pages": _of_slip("pages", lambda slip: str(slip.pages)),
    "slip.case_head": _of_slip("case_head", lambda slip: in_groups(slip.case_head)),
    "slip.last_seal": _of_slip("last_seal", lambda slip: in_groups(slip.last_seal)),
    **{f"slip.group.{place}": _group(place) for place in range(1, _GROUPS + 1)},
}

ROWS: Rows = {
    "dossier.contents": (_contents, _CONTENTS_KEYS),
    "evidence_index": (_evidence, _EVIDENCE_KEYS),
}


def _in_volumes(source: PaperSource) -> bool:
    sheet = _extra(source, "sheet", DossierSheet)
    return sheet is not None and bool(sheet.volume)


CONDITIONS: Conditions = {
    "dossier_in_volumes": _in_volumes,
    "case_takes_ordinary_procedure": lambda source: source.state.head.procedure == _ORDINARY,
}
