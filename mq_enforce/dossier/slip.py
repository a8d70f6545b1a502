"""The slip outside of the package: the one thing that shows a package whose lists were all written anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.files import hash_file, telling
from mq_enforce.dossier import layout

_GROUP = 8
_HEX = frozenset("0123456789abcdef")
_LENGTH = 64


@dataclass(frozen=True, slots=True)
class SlipFields:
    """What the slip prints. ``groups`` is the digest in eight groups of eight, for reading aloud."""

    case_number: str
    title: str
    agency: str
    identifier: str
    packed_on: str
    files: int
    bytes: int
    pages: int
    case_head: str
    last_seal: str
    digest: str
    groups: tuple[str, ...]


def tag_manifest_digest(bag: Path) -> str:
    """Return the SHA-256 of a package's tag manifest, in lower-case hex. Raises EnvironmentProblem when it cannot be read."""
    return hash_file(bag / layout.TAG_MANIFEST)


def slip_fields(bag: Path) -> SlipFields:
    """Return what the slip of a package prints. Raises BadInput when its bag-info.txt is not in order."""
    with telling(f"读取“{layout.BAG_INFO}”"):
        fields, canonical = layout.read_bag_info((bag / layout.BAG_INFO).read_bytes())
    if not canonical:
        raise BadInput(Fault("不是本程序写成的样子，不能据以制作核对条", layout.BAG_INFO, "未经改动的案卷包"))
    size, _, files = fields["Payload-Oxum"].partition(".")
    digest = tag_manifest_digest(bag)
    return SlipFields(
        case_number=fields["Case-Number"],
        title=fields["External-Description"],
        agency=fields["Source-Organization"],
        identifier=fields["External-Identifier"],
        packed_on=fields["Bagging-Date"],
        files=int(files),
        bytes=int(size),
        pages=int(fields["Dossier-Pages"]),
        case_head=fields["Case-Head"],
        last_seal=fields["Last-Seal"],
        digest=digest,
        groups=tuple(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP)),
    )


def read_digest(text: str) -> str:
    """Return a digest as it was typed from a slip, with blanks, hyphens or capitals. Raises BadInput when it is none."""
    digest = "".join(text.split()).replace("-", "").lower()
    if len(digest) != _LENGTH or not set(digest) <= _HEX:
        raise BadInput(Fault("核对条上的校验值写得不对", expected="64 位数字和字母 a 至 f（空格不论）"))
    return digest
