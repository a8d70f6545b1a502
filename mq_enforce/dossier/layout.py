"""The layout of a dossier package and the one canonical form of its four tag files.

BagIt leaves freedom in spacing, order and the case of hex digits, and with it room for changes that a plain check does
not see. Here every tag file has exactly one byte form for what it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

FORMAT = "1"
BAGIT_TXT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAG_FILES = (BAG_INFO, BAGIT_TXT, MANIFEST)
"""The files that the tag manifest covers."""

DATA = "data"
DOSSIER_PDF = "data/dossier.pdf"
CASE_JSON = "data/case.json"
JOURNAL = "data/journal.jsonl"
CONTENTS_CSV = "data/contents.csv"
EXPLANATION = "data/说明.txt"
PAPERS = "data/papers"
EVIDENCE = "data/evidence"
SINGLE_FILES = frozenset({DOSSIER_PDF, CASE_JSON, JOURNAL, CONTENTS_CSV, EXPLANATION})
FOLDERS = frozenset({DATA, PAPERS, EVIDENCE})

BAGIT_BYTES = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LABELS = (
    "Bagging-Date",
    "Case-Head",
    "Case-Head-Number",
    "Case-Number",
    "Dossier-Pages",
    "External-Description",
    "External-Identifier",
    "Format",
    "Last-Seal",
    "Last-Seal-Number",
    "Numbered-Pages",
    "Payload-Oxum",
    "Source-Organization",
)
"""Every line of bag-info.txt, in order."""

_MANIFEST_LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>\S(?:.*\S)?)")
_LOOSE_LINE = re.compile(r"\s*(?P<hash>[0-9a-fA-F]{64})[ \t*]+(?P<path>.*\S)\s*")
_INFO_LINE = re.compile(r"(?P<label>[A-Za-z][A-Za-z-]*): (?P<value>\S(?:.*\S)?)")


def belongs(path: str) -> bool:
    """Say whether a payload file has a place in the layout."""
    folder, _, name = path.rpartition("/")
    return path in SINGLE_FILES or (folder in {PAPERS, EVIDENCE} and not name.startswith("."))


def manifest_bytes(hashes: Mapping[str, str]) -> bytes:
    """Return a manifest: lower-case hex, two spaces, path with slashes; sorted by the bytes of the path; LF."""
    lines = sorted((path.encode(), digest) for path, digest in hashes.items())
    return b"".join(digest.encode() + b"  " + path + b"\n" for path, digest in lines)


def bag_info_bytes(fields: Mapping[str, str]) -> bytes:
    """Return bag-info.txt. Raises ValueError when a field is missing, unknown or no single line of plain text."""
    if set(fields) != set(LABELS):
        raise ValueError(f"fields differ from the layout: {sorted(set(fields) ^ set(LABELS))}")
    for label, value in fields.items():
        if not is_plain_line(value):
            raise ValueError(f"{label} is not a plain line: {value!r}")
    return "".join(f"{label}: {fields[label]}\n" for label in LABELS).encode()


def is_plain_line(value: str) -> bool:
    """Say whether a text can stand in a tag file: not empty, NFC, no blank at either end, no control character."""
    controls = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return (
        value != ""
        and value == value.strip()
        and unicodedata.is_normalized("NFC", value)
        and not any(unicodedata.category(char) in controls for char in value)
    )


def plain_line(text: str) -> str:
    """Return a text as one plain line; what cannot stand in it goes, and nothing left becomes ``-``."""
    kept = "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    kept = "".join(char for char in kept if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return " ".join(kept.split()) or "-"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read: hashes by path, paths listed twice, and the lines that are not in canonical form."""

    hashes: dict[str, str]
    twice: tuple[str, ...]
    odd_lines: tuple[int, ...]
    canonical: bool


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest. Lines in another than the canonical form are noted and still used where their meaning is plain."""
    hashes: dict[str, str] = {}
    twice: list[str] = []
    odd: list[int] = []
    text = data.decode("utf-8", "surrogateescape")
    for number, line in enumerate(_lines(text), 1):
        found = _MANIFEST_LINE.fullmatch(line)
        if found is None:
            odd.append(number)
            found = _LOOSE_LINE.fullmatch(line)
        if found is None:
            continue
        path = found["path"]
        if path in hashes:
            twice.append(path)
        hashes[path] = found["hash"].lower()
    canonical = not odd and not twice and _same_bytes(hashes, data)
    return Manifest(hashes, tuple(twice), tuple(odd), canonical)


def _same_bytes(hashes: Mapping[str, str], data: bytes) -> bool:
    try:
        return manifest_bytes(hashes) == data
    except UnicodeEncodeError:
        return False


def read_bag_info(data: bytes) -> tuple[dict[str, str], bool]:
    """Return the fields of bag-info.txt that can be made out, and whether the file is in its canonical form."""
    fields: dict[str, str] = {}
    for line in _lines(data.decode("utf-8", "replace")):
        found = _INFO_LINE.fullmatch(line)
        if found is not None:
            fields.setdefault(found["label"], found["value"])
    try:
        return fields, bag_info_bytes(fields) == data
    except ValueError:
        return fields, False


def _lines(text: str) -> list[str]:
    """Only LF ends a line: other characters that look like ends are part of it."""
    return text.removesuffix("\n").split("\n") if text else []
