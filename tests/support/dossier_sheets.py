"""Framing sheets, lines of evidence and a slip as the filing of a dossier would give them."""

from __future__ import annotations

import hashlib
from datetime import date

from mq_enforce.documents.dossier_sheet import DossierSheet, EvidenceLine, SlipSheet
from mq_enforce.documents.ports import ContentsEntry

_TEAM = "示例镇综合行政执法队"
_AGENCY = "民权县示例镇人民政府"
_LINES = (
    ("民示罚立字〔2026〕第1号", _TEAM, "行政处罚案件立案审批表", "2026-06-03", 1),
    ("", _TEAM, "现场检查（勘验）笔录", "2026-06-03", 2),
    ("民示责改字〔2026〕第1号", _AGENCY, "责令（限期）改正通知书", "2026-06-03", 2),
    ("民示罚决字〔2026〕第1号", _AGENCY, "行政处罚决定书（张守田）", "2026-06-23", 3),
    ("", _TEAM, "行政处罚案件结案审批表", "2026-07-06", 1),
)

HEAD = hashlib.sha256(b"head").hexdigest()
SEAL = hashlib.sha256(b"seal").hexdigest()
TAG_MANIFEST = hashlib.sha256(b"tag manifest").hexdigest()


def entries(times: int = 1) -> tuple[ContentsEntry, ...]:
    """Return the lines of 卷内目录, the same papers so many times over."""
    made: list[ContentsEntry] = []
    page = 1
    for order, (number, responsible, title, day, pages) in enumerate(_LINES * times, 1):
        made.append(ContentsEntry(order, number, responsible, title, day, page, page + pages - 1))
        page += pages
    return tuple(made)


def sheet(times: int = 1, volume: str = "") -> DossierSheet:
    """Return one volume."""
    lines = entries(times)
    return DossierSheet(
        volume=volume,
        entries=lines,
        numbered_pages=lines[-1].last_page,
        photo_pages=2,
        case_head=HEAD,
        case_head_number=63,
        last_seal=SEAL,
        last_seal_number=9,
        filed_on=date(2026, 7, 10),
    )


def evidence() -> tuple[EvidenceLine, ...]:
    """Return two lines of 证据目录."""
    return tuple(
        EvidenceLine(
            order=order, name=f"现场照片{order}", kind="视听资料", source="拍摄", proves="过火面积", count="1", pages=str(order + 5)
        )
        for order in (1, 2)
    )


def slip() -> SlipSheet:
    """Return the slip of a package."""
    return SlipSheet(
        case_number="民示案〔2026〕1号",
        title="张守田露天焚烧秸秆案",
        agency=_AGENCY,
        identifier="case-9f3a11c277b0e1d4",
        packed_on="2026-07-10",
        files=41,
        size=3456789,
        pages=60,
        case_head=HEAD,
        last_seal=SEAL,
        groups=tuple(TAG_MANIFEST[start : start + 8] for start in range(0, 64, 8)),
    )
