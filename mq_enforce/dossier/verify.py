"""Checks a dossier package, cheapest questions first, and lists every fault; nothing is repaired.

The reference implementation of BagIt accepts manifests in more than one form, hashes in capitals and files beside the
payload. Here the tag files must be byte for byte what they would be if they were written anew, and every file must be listed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.dossier import bag_checks, layout
from mq_enforce.dossier.content_checks import check_contents
from mq_enforce.dossier.faults import NotAPackage, PackageFault
from mq_enforce.dossier.inventory import take_inventory
from mq_enforce.dossier.slip import read_digest

_WITHOUT_SLIP = "没有用核对条核对：整套清单如果被一并重写，只有核对条能够看出"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: all faults in the order of their cost, remarks that are no faults, and what was looked at."""

    path: Path
    faults: tuple[PackageFault, ...]
    notes: tuple[str, ...]
    files: int
    bytes: int
    entries: int
    pages: int

    @property
    def ok(self) -> bool:
        """Whether no fault was found."""
        return not self.faults

    def sentences(self) -> list[str]:
        """Return the report for a person, one thing per line."""
        head = f"核对了 {self.files} 个文件（{self.bytes} 字节）、{self.entries} 条记录、{self.pages} 页案卷："
        verdict = "没有发现问题" if self.ok else f"发现 {len(self.faults)} 处问题"
        return [head + verdict, *(fault.sentence() for fault in self.faults), *(f"说明：{note}" for note in self.notes)]

    def to_json(self) -> dict[str, object]:
        """Return the report as plain data for ``--json``."""
        return {
            "path": str(self.path),
            "ok": self.ok,
            "faults": [fault.to_json() for fault in self.faults],
            "notes": list(self.notes),
            "files": self.files,
            "bytes": self.bytes,
            "entries": self.entries,
            "pages": self.pages,
        }


def verify(path: Path, slip_digest: str | None = None, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Report:
    """Check the package in the folder ``path``, against the slip when its digest is given.

    ``progress`` is told the bytes hashed and the bytes in all; it may raise to cancel. Raises BadInput when there is nothing
    at the path or the digest is none, EnvironmentProblem when a file cannot be read.
    """
    slip = read_digest(slip_digest) if slip_digest is not None else None
    if not path.exists():
        raise BadInput(Fault("这里没有文件或文件夹", str(path), "案卷包的文件夹"))
    if not path.is_dir() or not ((path / layout.BAGIT_TXT).exists() or (path / layout.DATA).exists()):
        return Report(path, (NotAPackage(path.name or str(path)),), (), 0, 0, 0, 0)
    inventory = take_inventory(path)
    tags = bag_checks.read_tags(inventory)
    faults = [
        *bag_checks.structure(inventory),
        *bag_checks.count_and_bytes(inventory, tags),
        *bag_checks.completeness(inventory, tags),
        *bag_checks.form(tags),
        *bag_checks.fixity(inventory, tags, slip, progress),
    ]
    contents = check_contents(inventory, tags.info)
    faults += contents.faults
    if not faults:
        faults += bag_checks.standard(inventory)
    notes = (*contents.notes, *(() if slip else (_WITHOUT_SLIP,)))
    payload = inventory.payload
    return Report(path, tuple(dict.fromkeys(faults)), notes, len(payload), sum(payload.values()), contents.entries, contents.pages)
