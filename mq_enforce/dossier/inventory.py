"""Everything that lies in a package's folder, found without following any link."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mq_enforce.base.files import telling
from mq_enforce.dossier.faults import NameClash, NameNotNormal, NotAPlainFile, PackageFault

_REPARSE_POINT = 0x400
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(slots=True)
class Inventory:
    """Plain files with their sizes and folders with their number of entries, by relative path; and what is neither."""

    root: Path
    sizes: dict[str, int] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    @property
    def payload(self) -> dict[str, int]:
        """The sizes of the plain files under ``data``."""
        return {path: size for path, size in self.sizes.items() if path.startswith("data/")}

    def names(self) -> list[str]:
        """Return all relative paths, sorted."""
        return sorted([*self.sizes, *self.folders, *self.others])


def take_inventory(root: Path) -> Inventory:
    """Walk through the folder. Raises EnvironmentProblem when a folder cannot be read."""
    inventory = Inventory(root)
    with telling(f"读取文件夹“{root.name}”"):
        _walk(inventory, root, "")
    return inventory


def _walk(inventory: Inventory, folder: Path, prefix: str) -> None:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    if prefix:
        inventory.folders[prefix.rstrip("/")] = len(found)
    for entry in found:
        path = prefix + entry.name
        info = entry.stat(follow_symlinks=False)
        reparse = getattr(info, "st_file_attributes", 0) & _REPARSE_POINT
        if stat.S_ISDIR(info.st_mode) and not reparse:
            _walk(inventory, folder / entry.name, f"{path}/")
        elif stat.S_ISREG(info.st_mode) and not reparse:
            inventory.sizes[path] = info.st_size
        else:
            inventory.others.append(path)


def name_faults(inventory: Inventory) -> Iterator[PackageFault]:
    """Yield what is wrong with names and kinds of files, whatever the manifests say of them."""
    for path in inventory.others:
        yield NotAPlainFile(path)
    seen: dict[str, str] = {}
    for path in inventory.names():
        if not unicodedata.is_normalized("NFC", path) or any(unicodedata.category(char) in _UNSEEN for char in path):
            yield NameNotNormal(path)
        folded = unicodedata.normalize("NFC", path).casefold()
        if folded in seen:
            yield NameClash(path, seen[folded])
        seen.setdefault(folded, path)
