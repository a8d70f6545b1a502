"""Packs a bound dossier as a BagIt folder that an archivist can check with ``sha256sum`` or ``certutil`` alone.

The package is built in a folder beside its place, made durable, and moved there by one rename: there is a whole package
or none.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mq_enforce.base.chain import Head, Seal
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.file_names import safe_name
from mq_enforce.base.files import copy_hashed, fsync_folder, telling, write_atomically
from mq_enforce.dossier import layout
from mq_enforce.dossier.assemble import Assembled
from mq_enforce.dossier.case_file import CaseFile, case_json
from mq_enforce.dossier.contents_table import contents_csv
from mq_enforce.dossier.explanation import explanation
from mq_enforce.dossier.plan import Plan

_LONGEST_NAME = 120
"""Bytes of a file name: with the package's own folders it stays below the 260 characters of a Windows path."""


@dataclass(frozen=True, slots=True)
class PackedPaper:
    """An issued paper: its order of issue in the case, document id, 字号 (or nothing), the issued bytes and their SHA-256."""

    order: int
    document: str
    number: str
    pdf: bytes | Path
    sha256: str | None = None

    @property
    def name(self) -> str:
        """``NNN-id-number.pdf``."""
        number = f"-{self.number}" if self.number else ""
        return _file_name(f"{self.order:03d}-{self.document}{number}.pdf")


@dataclass(frozen=True, slots=True)
class PackedEvidence:
    """An original: its order, the name it came with, its bytes and the SHA-256 under which it was taken in."""

    order: int
    original_name: str
    source: bytes | Path
    sha256: str | None = None

    @property
    def name(self) -> str:
        """``NNN-name`` with the original ending."""
        return _file_name(f"{self.order:03d}-{self.original_name}")


def _file_name(text: str) -> str:
    """BagIt would have to escape a percent sign, and ``sha256sum`` would not understand it."""
    return safe_name(text.replace("%", "_"), _LONGEST_NAME)


@dataclass(frozen=True, slots=True)
class PackageContent:
    """What goes into the package.

    ``dossier`` is the bound PDF with what ``assemble`` said of it; ``case`` is plain data (facts and acts); ``journal`` is
    the case's whole chain as the store exports it, with salts and payloads.
    """

    dossier: bytes | Path
    assembled: Assembled
    plan: Plan
    papers: Sequence[PackedPaper]
    evidence: Sequence[PackedEvidence]
    case: Mapping[str, Any]
    journal: bytes


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What the package says of itself.

    ``case_head`` and ``last_seal`` are those printed on the reference sheets, as they stood before the sheets were
    issued; ``sheets`` are the paper ids of the sheets. ``packed_on`` comes from the caller's clock.
    """

    case_number: str
    title: str
    agency: str
    identifier: str
    packed_on: date
    case_head: Head
    last_seal: Seal
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the package stands, the SHA-256 of its tag manifest for the slip, and its payload's files and bytes."""

    path: Path
    tag_manifest_sha256: str
    files: int
    bytes: int


@dataclass(slots=True)
class _Bag:
    """A package under construction: writes payload files and keeps their hashes and sizes."""

    root: Path
    progress: Callable[[str], None]
    hashes: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def add(self, path: str, source: bytes | Path, expected: str | None = None) -> None:
        self.progress(path)
        target = self.root / path
        with telling(f"建立文件夹“{target.parent.name}”"):
            target.parent.mkdir(exist_ok=True)
        if isinstance(source, Path):
            digest = copy_hashed(source, target)
        else:
            write_atomically(target, source)
            digest = hashlib.sha256(source).hexdigest()
        if expected is not None and digest != expected:
            raise BadInput(Fault(f"内容已不是入库时的内容（现在是 {digest}）", f"文件“{target.name}”", f"SHA-256 为 {expected}"))
        self.hashes[path] = digest
        self.size += target.stat().st_size

    def add_tag(self, path: str, data: bytes) -> str:
        write_atomically(self.root / path, data)
        return hashlib.sha256(data).hexdigest()


def package(
    target: Path,
    content: PackageContent,
    facts: PackageFacts,
    *,
    replace: bool = False,
    progress: Callable[[str], None] = lambda _path: None,
) -> Packed:
    """Write the package as the folder ``target``. ``progress`` is told each payload file before it is written.

    Raises BadInput when the target exists (unless ``replace``), when a source has changed since it was taken in or a
    text cannot stand in a tag file; EnvironmentProblem when writing fails. In either case nothing new stands at the target.
    """
    if not replace and _exists(target):
        raise BadInput(Fault(f"“{target.name}”已经存在", str(target), "一个还没有用过的文件夹名称，或者明确要求替换"))
    with telling("建立案卷包的临时文件夹"):
        target.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", suffix=".part", dir=target.parent))
    try:
        packed = _fill(_Bag(staging, progress), content, facts)
        with telling(f"把案卷包放到“{target.name}”"):
            _make_durable(staging)
            _move(staging, target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return Packed(target, *packed)


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _fill(bag: _Bag, content: PackageContent, facts: PackageFacts) -> tuple[str, int, int]:
    with telling("建立文件夹“data”"):
        (bag.root / layout.DATA).mkdir()
    bag.add(layout.DOSSIER_PDF, content.dossier)
    for paper in content.papers:
        bag.add(_free(bag, f"{layout.PAPERS}/{paper.name}"), paper.pdf, paper.sha256)
    for original in content.evidence:
        bag.add(_free(bag, f"{layout.EVIDENCE}/{original.name}"), original.source, original.sha256)
    bag.add(layout.CASE_JSON, case_json(content.case, _about(facts)))
    bag.add(layout.JOURNAL, content.journal)
    bag.add(layout.CONTENTS_CSV, contents_csv(content.plan))
    bag.add(layout.EXPLANATION, explanation())
    tags = {
        layout.BAGIT_TXT: bag.add_tag(layout.BAGIT_TXT, layout.BAGIT_BYTES),
        layout.BAG_INFO: bag.add_tag(layout.BAG_INFO, _bag_info(bag, content.assembled, facts)),
        layout.MANIFEST: bag.add_tag(layout.MANIFEST, layout.manifest_bytes(bag.hashes)),
    }
    return bag.add_tag(layout.TAG_MANIFEST, layout.manifest_bytes(tags)), len(bag.hashes), bag.size


def _free(bag: _Bag, path: str) -> str:
    if path.casefold() in {known.casefold() for known in bag.hashes}:
        raise BadInput(Fault(f"案卷包里会有两个“{path}”", expected="文书、证据的序号各不相同"))
    return path


def _about(facts: PackageFacts) -> CaseFile:
    return CaseFile(facts.case_number, facts.identifier, facts.case_head, facts.last_seal, facts.sheets)


def _bag_info(bag: _Bag, assembled: Assembled, facts: PackageFacts) -> bytes:
    fields = {
        "Bagging-Date": facts.packed_on.isoformat(),
        "Case-Head": facts.case_head.hash,
        "Case-Head-Number": str(facts.case_head.number),
        "Case-Number": layout.plain_line(facts.case_number),
        "Dossier-Pages": str(assembled.pages),
        "External-Description": layout.plain_line(facts.title),
        "External-Identifier": layout.plain_line(facts.identifier),
        "Format": layout.FORMAT,
        "Last-Seal": facts.last_seal.hash,
        "Last-Seal-Number": str(facts.last_seal.number),
        "Numbered-Pages": str(assembled.numbered_pages),
        "Payload-Oxum": f"{bag.size}.{len(bag.hashes)}",
        "Source-Organization": layout.plain_line(facts.agency),
    }
    return layout.bag_info_bytes(fields)


def _make_durable(root: Path) -> None:
    if sys.platform != "win32":
        root.chmod(0o755)
    for folder in [path for path in root.rglob("*") if path.is_dir()] + [root]:
        fsync_folder(folder)


def _move(staging: Path, target: Path) -> None:
    """A folder cannot be swapped in one step everywhere: the old one steps aside and comes back when the move fails."""
    aside: Path | None = None
    if _exists(target):
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", suffix=".old", dir=target.parent)) / target.name
        target.rename(aside)
    try:
        staging.rename(target)
    except BaseException:
        if aside is not None:
            aside.rename(target)
            aside.parent.rmdir()
        raise
    fsync_folder(target.parent)
    if aside is not None:
        with suppress(OSError):
            shutil.rmtree(aside.parent)
