"""The kinds of document: what each of the 166 papers is, by its id.

The ids are the document ids everywhere: form files, command line, packages. The data lie in
``resources/documents/kinds.toml``, which says where each value comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.base.toml_reading import Document, read_toml

_HIGHEST = 166


class Family(StrEnum):
    """The part of the catalogue in which a kind stands."""

    PENALTY = "penalty"
    LEGAL_REVIEW = "legal_review"
    PUBLICATION = "publication"
    RECORDING = "recording"
    INSPECTION = "inspection"
    GUIDANCE = "guidance"
    COERCION = "coercion"
    PERMIT = "permit"
    DOSSIER = "dossier"

    @property
    def label(self) -> str:
        """The Chinese name of the family."""
        return _FAMILY_LABELS[self]


_FAMILY_LABELS = {
    Family.PENALTY: "行政处罚",
    Family.LEGAL_REVIEW: "法制审核",
    Family.PUBLICATION: "行政执法公示",
    Family.RECORDING: "全过程记录",
    Family.INSPECTION: "行政检查",
    Family.GUIDANCE: "行政指导",
    Family.COERCION: "行政强制",
    Family.PERMIT: "行政许可",
    Family.DOSSIER: "案卷",
}


class Per(StrEnum):
    """What one paper of a kind is about: there is one for each of these."""

    CASE = "case"
    PARTY = "party"
    INTERVIEW = "interview"
    INSPECTION = "inspection"
    EVIDENCE = "evidence"
    PRESERVATION = "preservation"
    HEARING = "hearing"
    DELIVERY = "delivery"
    STATEMENT = "statement"
    REVIEW = "review"
    """A re-check after a rectification order."""
    PUBLICATION = "publication"
    DEFERRAL = "deferral"
    SURCHARGE = "surcharge"


class SeriesSource(StrEnum):
    """How sure the 字号代字 of a kind is."""

    PROVEN = "proven"
    """Seen in a Henan original."""
    PRACTICE = "practice"
    """Taken from the system of a department or ministry."""
    SUGGESTED = "suggested"
    """Proposed by this program; the office confirms or changes it."""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    ``title`` is the catalogue's; ``label`` the name in lists and contents. ``series`` is the 字号代字 (such as 罚决), None
    for papers without a 字号. ``outgoing`` papers carry the agency's name above the title. ``confidence`` is A (columns
    seen in a Henan original) to D (columns by article of law alone). ``per`` is None for kinds that are only listed so far.
    """

    id: str
    number: int
    title: str
    family: Family
    edition: str
    confidence: str
    outgoing: bool
    label: str
    per: Per | None = None
    series: str | None = None
    series_source: SeriesSource | None = None


class DocumentKinds:
    """The register of kinds, in the order of their numbers."""

    def __init__(self, kinds: tuple[DocumentKind, ...]) -> None:
        self._by_id = {kind.id: kind for kind in sorted(kinds, key=lambda kind: kind.number)}
        self._by_number = {kind.number: kind for kind in kinds}

    def __iter__(self) -> Iterator[DocumentKind]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, document: object) -> bool:
        return document in self._by_id

    def __getitem__(self, document: str) -> DocumentKind:
        """Return the kind with this id. Raises BadInput for an id that does not exist."""
        if document not in self._by_id:
            raise BadInput(Fault(f"没有“{document}”这种文书", expected="文书总表中的编号，如 penalty_decision"))
        return self._by_id[document]

    def number(self, number: int) -> DocumentKind:
        """Return the kind with this number of the catalogue, 1 to 166. Raises BadInput."""
        if number not in self._by_number:
            raise BadInput(Fault(f"没有第 {number} 号文书", expected=f"1 至 {_HIGHEST}"))
        return self._by_number[number]


@cache
def document_kinds() -> DocumentKinds:
    """Return the register that comes with the program."""
    return load_kinds(resource("documents", "kinds.toml"))


def load_kinds(path: Path) -> DocumentKinds:
    """Read a register. Raises BadInput that names file, line and key of each fault."""
    document = read_toml(path)
    rows = document.data.get("kind")
    if document.data.get("format") != 1 or not isinstance(rows, list) or not rows:
        raise BadInput(Fault("不是文书种类登记文件", document.where(), "format = 1 和 kind = [ … ]"))
    faults: list[Fault] = []
    kinds = [kind for index, row in enumerate(rows) if (kind := _kind(document, index, row, faults))]
    faults += _repeated(document, kinds)
    if faults:
        raise BadInput(*faults)
    return DocumentKinds(tuple(kinds))


_REQUIRED: dict[str, type] = {"number": int, "id": str, "title": str, "family": str, "edition": str, "confidence": str, "outgoing": bool}
_OPTIONAL: dict[str, type] = {"label": str, "per": str, "series": str, "series_source": str}
_CHOICES: dict[str, tuple[str, ...]] = {
    "family": tuple(Family),
    "confidence": ("A", "B", "C", "D"),
    "per": tuple(Per),
    "series_source": tuple(SeriesSource),
}
_TYPE_WORDS = {int: "整数", str: "不空的文字", bool: "true 或 false"}


def _kind(document: Document, index: int, row: object, faults: list[Fault]) -> DocumentKind | None:
    if not isinstance(row, dict):
        faults.append(Fault("文书种类应为一张表", document.where("kind", index), "{ number = …, id = … }"))
        return None
    found = list(_faults_in(document, index, row))
    if found:
        faults += found
        return None
    return DocumentKind(
        id=row["id"],
        number=row["number"],
        title=row["title"],
        family=Family(row["family"]),
        edition=row["edition"],
        confidence=row["confidence"],
        outgoing=row["outgoing"],
        label=row["label"] if "label" in row else row["title"],
        per=Per(row["per"]) if "per" in row else None,
        series=row.get("series"),
        series_source=SeriesSource(row["series_source"]) if "series_source" in row else None,
    )


def _faults_in(document: Document, index: int, row: dict[str, Any]) -> Iterator[Fault]:
    for key in _REQUIRED.keys() - row.keys():
        yield Fault(f"缺少“{key}”", document.where("kind", index, key))
    for key in row.keys() - _REQUIRED.keys() - _OPTIONAL.keys():
        yield Fault(f"不认识“{key}”", document.where("kind", index, key))
    for key, expected in (_REQUIRED | _OPTIONAL).items():
        if key not in row:
            continue
        value = row[key]
        if type(value) is not expected or value == "":
            yield Fault(f"“{key}”的值不对", document.where("kind", index, key), _TYPE_WORDS[expected])
        elif key in _CHOICES and value not in _CHOICES[key]:
            yield Fault(f"“{key}”没有“{value}”这个值", document.where("kind", index, key), "、".join(_CHOICES[key]))
        elif key == "number" and value not in range(1, _HIGHEST + 1):
            yield Fault("编号超出范围", document.where("kind", index, key), f"1 至 {_HIGHEST}")
    if ("series" in row) != ("series_source" in row):
        yield Fault("字号代字和它的出处应当一起写", document.where("kind", index), "series 和 series_source")


def _repeated(document: Document, kinds: list[DocumentKind]) -> Iterator[Fault]:
    """The same id or number twice, or two kinds whose papers would get the same 字号."""
    for name in ("id", "number", "series"):
        seen: set[object] = set()
        for kind in kinds:
            value = getattr(kind, name)
            if value is not None and value in seen:
                yield Fault(f"“{name}”的值“{value}”出现了两次", document.where(), "每种文书各不相同")
            seen.add(value)
