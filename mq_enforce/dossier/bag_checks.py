"""The rungs of verification that know only files and lists: structure, count and bytes, completeness, form, fixity."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import bagit

from mq_enforce.base.files import hash_file, telling
from mq_enforce.dossier import layout
from mq_enforce.dossier.faults import (
    BadField,
    ChecksumMismatch,
    FileMissing,
    ListedTwice,
    NotCanonical,
    OxumMismatch,
    PackageFault,
    SlipMismatch,
    StandardRefuses,
    UnexpectedFile,
    UnexpectedFolder,
    UnsafePath,
)
from mq_enforce.dossier.inventory import Inventory, name_faults

_ALL_TAGS = (*layout.TAG_FILES, layout.TAG_MANIFEST)
_OXUM = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[1-9][0-9]*")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Tags:
    """The four tag files: their bytes (None where one is missing) and what they say."""

    raw: dict[str, bytes]
    info: dict[str, str]
    info_canonical: bool
    manifest: layout.Manifest
    tag_manifest: layout.Manifest


def read_tags(inventory: Inventory) -> Tags:
    """Read the tag files that are there. Raises EnvironmentProblem."""
    raw: dict[str, bytes] = {}
    for name in _ALL_TAGS:
        if name in inventory.sizes:
            with telling(f"读取“{name}”"):
                raw[name] = (inventory.root / name).read_bytes()
    info, canonical = layout.read_bag_info(raw.get(layout.BAG_INFO, b""))
    return Tags(
        raw,
        info,
        canonical,
        layout.read_manifest(raw.get(layout.MANIFEST, b"")),
        layout.read_manifest(raw.get(layout.TAG_MANIFEST, b"")),
    )


def structure(inventory: Inventory) -> Iterator[PackageFault]:
    """Yield the tag files and single payload files that are not there."""
    for path in (*_ALL_TAGS, *sorted(layout.SINGLE_FILES)):
        if path not in inventory.sizes and path not in inventory.others:
            yield FileMissing(path)


def count_and_bytes(inventory: Inventory, tags: Tags) -> Iterator[PackageFault]:
    """Compare the payload with Payload-Oxum."""
    found = _OXUM.fullmatch(tags.info.get("Payload-Oxum", ""))
    if found is None:
        return
    payload = inventory.payload
    expected = (int(found[1]), int(found[2]))
    if expected != (sum(payload.values()), len(payload)):
        yield OxumMismatch(layout.BAG_INFO, *expected, sum(payload.values()), len(payload))


def completeness(inventory: Inventory, tags: Tags) -> Iterator[PackageFault]:
    """Compare what lies there with what the manifests list and what the layout allows."""
    yield from name_faults(inventory)
    yield from _listed(inventory, tags.manifest, layout.MANIFEST)
    yield from _listed(inventory, tags.tag_manifest, layout.TAG_MANIFEST)
    for path in sorted(inventory.sizes):
        if path not in _ALL_TAGS and not (path in tags.manifest.hashes and layout.belongs(path)):
            yield UnexpectedFile(path)
    for path, entries in sorted(inventory.folders.items()):
        if path not in layout.FOLDERS or not entries:
            yield UnexpectedFolder(path)
    if layout.TAG_MANIFEST in tags.raw:
        for name in layout.TAG_FILES:
            if name in tags.raw and name not in tags.tag_manifest.hashes:
                yield UnexpectedFile(name)


def _listed(inventory: Inventory, manifest: layout.Manifest, name: str) -> Iterator[PackageFault]:
    for path in manifest.twice:
        yield ListedTwice(path, name)
    for path in sorted(manifest.hashes):
        known = path in layout.TAG_FILES if name == layout.TAG_MANIFEST else path.startswith("data/")
        if not known or _is_unsafe(path):
            yield UnsafePath(path, name)
        elif path not in inventory.sizes and path not in inventory.others and path not in layout.SINGLE_FILES | set(_ALL_TAGS):
            yield FileMissing(path)


def _is_unsafe(path: str) -> bool:
    parts = path.split("/")
    return any(part in {"", ".", ".."} for part in parts) or any(char in path for char in '\\:%"<>|?*') or not path.isprintable()


def form(tags: Tags) -> Iterator[PackageFault]:
    """Demand the canonical bytes of the tag files, and fields that can be."""
    if tags.raw.get(layout.BAGIT_TXT, layout.BAGIT_BYTES) != layout.BAGIT_BYTES:
        yield NotCanonical(layout.BAGIT_TXT)
    if layout.BAG_INFO in tags.raw:
        if not tags.info_canonical:
            yield NotCanonical(layout.BAG_INFO)
        yield from _fields(tags.info)
    for name, manifest in ((layout.MANIFEST, tags.manifest), (layout.TAG_MANIFEST, tags.tag_manifest)):
        if name in tags.raw and not manifest.canonical:
            yield NotCanonical(name, _lines(manifest.odd_lines))


def _lines(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return "次序或者换行不对"
    more = " 等" if len(numbers) > _MOST_LINES else ""
    return f"第 {'、'.join(str(number) for number in numbers[:_MOST_LINES])} 行{more}"


def _fields(info: dict[str, str]) -> Iterator[PackageFault]:
    patterns = {
        "Format": re.compile(layout.FORMAT),
        "Payload-Oxum": _OXUM,
        "Case-Head": _HASH,
        "Last-Seal": _HASH,
        "Case-Head-Number": _NUMBER,
        "Last-Seal-Number": _NUMBER,
        "Dossier-Pages": _NUMBER,
        "Numbered-Pages": _NUMBER,
    }
    for label in layout.LABELS:
        value = info.get(label)
        if value is None:
            yield BadField(layout.BAG_INFO, label, "没有写")
        elif label in patterns and not patterns[label].fullmatch(value):
            yield BadField(layout.BAG_INFO, label, "的值不对")
        elif label == "Bagging-Date" and not _is_date(value):
            yield BadField(layout.BAG_INFO, label, "不是日期")


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def fixity(inventory: Inventory, tags: Tags, slip: str | None, progress: Callable[[int, int], None]) -> Iterator[PackageFault]:
    """Hash every file and compare with the manifests, then the tag manifest with the slip. ``progress``: bytes done, of all."""
    found = {name: hashlib.sha256(data).hexdigest() for name, data in tags.raw.items()}
    payload = inventory.payload
    done, total = 0, sum(payload.values())
    for path, size in sorted(payload.items()):
        progress(done, total)
        found[path] = hash_file(inventory.root / path)
        done += size
    progress(done, total)
    for manifest, paths in ((tags.manifest, sorted(payload)), (tags.tag_manifest, sorted(layout.TAG_FILES))):
        for path in paths:
            expected = manifest.hashes.get(path)
            if expected is not None and path in found and expected != found[path]:
                yield ChecksumMismatch(path, expected, found[path])
    if slip is not None and found.get(layout.TAG_MANIFEST, slip) != slip:
        yield SlipMismatch(layout.TAG_MANIFEST, slip, found[layout.TAG_MANIFEST])


def standard(inventory: Inventory) -> Iterator[PackageFault]:
    """Ask the reference implementation too, so that the package stays one for everybody. It is never trusted alone."""
    try:
        bagit.Bag(str(inventory.root)).validate(completeness_only=True)
    except bagit.BagError as error:
        yield StandardRefuses(".", str(error))
