"""Loads an edition: a folder of form files, checked whole, every fault with file, line, key and what was expected there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from forms.blocks import Block
from forms.checking import check_blocks, check_head, fragment_names, name_faults, scope_faults
from forms.decoding import Keys, Reader
from forms.specification import Edition, EditionHead, Form, Head, PageFoot
from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault
from mq_enforce.base.toml_reading import Document, read_toml
from mq_enforce.documents.context import KnownNames

T = TypeVar("T")

FRAGMENTS = "fragments"
EDITION = "edition.toml"


@dataclass(slots=True)
class _Folder:
    """What was read of a folder so far."""

    known: KnownNames | None
    faults: list[Fault] = field(default_factory=list)
    fragments: dict[str, tuple[Document, tuple[Block, ...]]] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)


def load_edition(folder: Path, known: KnownNames | None = None) -> Edition:
    """Load all forms of a folder. Raises BadInput with every fault, EnvironmentProblem when the folder is not there."""
    head, read = _load(folder, known)
    if read.faults or head is None:
        raise BadInput(*read.faults)
    return Edition(head=head, forms=read.forms)


def check_edition(folder: Path, known: KnownNames | None = None) -> list[Fault]:
    """Return every fault of a folder of form files; empty when it can be used. With ``known`` the names are checked too."""
    return _load(folder, known)[1].faults


def _load(folder: Path, known: KnownNames | None) -> tuple[EditionHead | None, _Folder]:
    if not folder.is_dir():
        raise EnvironmentProblem(f"找不到文书版本的文件夹“{folder}”", "没有改动任何数据", "请检查文件夹的位置")
    read = _Folder(known)
    head = _read(read, folder / EDITION, _edition_head)
    for path in sorted((folder / FRAGMENTS).glob("*.toml")):
        _read(read, path, lambda reader: _fragment(read, reader))
    for path in sorted(folder.rglob("*.toml")):
        if path.name != EDITION and path.parent.name != FRAGMENTS:
            _read(read, path, lambda reader, path=path: _form(read, reader, path))  # type: ignore[misc] # bound early
    return head, read


def _read(read: _Folder, path: Path, take: Callable[[Reader], T]) -> T | None:
    """Read one file and collect its faults; a file with wrong syntax hides no fault of another."""
    try:
        document = read_toml(path)
    except BadInput as error:
        read.faults.extend(error.faults)
        return None
    reader = Reader(document)
    taken = take(reader)
    read.faults.extend(reader.faults)
    read.faults.extend(scope_faults(reader))
    if read.known is not None:
        read.faults.extend(name_faults(reader, read.known))
    return taken


def _edition_head(reader: Reader) -> EditionHead | None:
    return _top(reader, EditionHead, "edition", ())


def _top(reader: Reader, kind: type[T], key: str, others: tuple[str, ...]) -> T | None:
    """Read the one table every file begins with, and note what else stands at the top that nothing knows."""
    data = reader.document.data
    reader.unknown(data, (), [key, *others])
    if key not in data:
        reader.fault(f"文件里没有 [{key}]", (), f"[{key}]")
        return None
    return reader.table(kind, data[key], (key,))


def _blocks(reader: Reader) -> tuple[Block, ...]:
    keys: Keys = ("block",)
    raw = reader.document.data.get("block")
    if not raw:
        reader.fault("文件里没有任何块", (), "[[block]]")
        return ()
    blocks = reader.blocks(raw, keys)
    if isinstance(raw, list):
        check_blocks(reader, raw)
    return blocks


@dataclass(frozen=True, kw_only=True, slots=True)
class _FragmentHead:
    """Head of a fragment file; ``title`` and ``note`` are for those who keep it."""

    title: str
    source: str = ""
    note: str = ""


def _fragment(read: _Folder, reader: Reader) -> None:
    name = Path(reader.document.name).stem
    _top(reader, _FragmentHead, "fragment", ("block",))
    blocks = _blocks(reader)
    if fragment_names(blocks):
        reader.fault("共用文字里不能再套共用文字", (), "把文字直接写在这里")
    read.fragments[name] = (reader.document, blocks)


def _form(read: _Folder, reader: Reader, path: Path) -> None:
    head = _top(reader, Head, "form", ("page_foot", "block"))
    foot_data = reader.document.data.get("page_foot")
    foot = reader.table(PageFoot, foot_data, ("page_foot",)) if foot_data is not None else None
    blocks = _blocks(reader)
    fragments = _used_fragments(read, reader)
    if head is None:
        return
    check_head(reader, head, blocks)
    if head.id != path.stem:
        reader.fault(f"文书代号“{head.id}”与文件名“{path.stem}”不一致", ("form", "id"), path.stem)
    if head.id in read.files:
        other = f"{read.files[head.id].parent.name}/{read.files[head.id].name}"
        reader.fault(f"文书代号“{head.id}”在“{other}”里已经有了", ("form", "id"), "每种文书只有一个文件")
    read.files[head.id] = path
    used = {name: document for name, (document, _) in fragments.items()}
    contents = {name: blocks for name, (_, blocks) in fragments.items()}
    digest = _digest(reader.document, used)
    read.forms[head.id] = Form(head=head, blocks=blocks, page_foot=foot, fragments=contents, digest=digest)


def _used_fragments(read: _Folder, reader: Reader) -> dict[str, tuple[Document, tuple[Block, ...]]]:
    used: dict[str, tuple[Document, tuple[Block, ...]]] = {}
    for reference in reader.references:
        if reference.kind != "fragment":
            continue
        if reference.name in read.fragments:
            used[reference.name] = read.fragments[reference.name]
        else:
            names = "、".join(sorted(read.fragments)) or f"{FRAGMENTS}/{reference.name}.toml"
            reader.fault(f"没有叫“{reference.name}”的共用文字", reference.keys, names)
    return dict(sorted(used.items()))


def _digest(form: Document, fragments: dict[str, Document]) -> str:
    """Return the SHA-256 of the texts with their names and lengths; line ends do not count, so that a checkout does not change it."""
    digest = hashlib.sha256()
    for name, document in (("", form), *fragments.items()):
        text = document.text.replace("\r\n", "\n").encode()
        digest.update(f"{name}\n{len(text)}\n".encode() + text)
    return digest.hexdigest()
