"""Names of files that every system accepts: Windows, Linux, a FAT stick and a ZIP alike."""

from __future__ import annotations

import re
import unicodedata

_UNNAMED = "未命名"
_MIN_BYTES = 16
_LONGEST_SUFFIX = 8
_RESERVED_CHARACTERS = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)


def safe_name(text: str, max_bytes: int = 200) -> str:
    """Return the text as one part of a path, at most ``max_bytes`` long in UTF-8.

    NFC; reserved characters become ``_``; control and invisible characters go; no space or dot at either end where
    Windows drops it; device names (CON, NUL, COM1 …) get a ``_`` in front; a short ending such as ``.pdf`` survives
    the cut. The result is never empty, and stays the same when made safe again. Raises ValueError below 16 bytes.
    """
    if max_bytes < _MIN_BYTES:
        raise ValueError(f"max_bytes {max_bytes} is below {_MIN_BYTES}")
    kept = "".join(
        " " if char.isspace() else char for char in text if char in "\t\n\r" or unicodedata.category(char) not in _DROPPED_CATEGORIES
    )
    name = _trim(unicodedata.normalize("NFC", kept).translate(_RESERVED_CHARACTERS))
    name = _cut(name, max_bytes) or _UNNAMED
    if _is_device(name):
        name = "_" + _cut(name, max_bytes - 1)
    return name


def _trim(name: str) -> str:
    return name.strip(" ").rstrip(" .")


def _is_device(name: str) -> bool:
    return _DEVICES.fullmatch(name.split(".", 1)[0].rstrip(" ")) is not None


def _cut(name: str, max_bytes: int) -> str:
    if len(name.encode()) <= max_bytes:
        return name
    stem, dot, suffix = name.rpartition(".")
    if stem and len(suffix.encode()) <= _LONGEST_SUFFIX:
        ending = dot + suffix
        return _trim(_first_bytes(stem, max_bytes - len(ending.encode()))) + ending
    return _trim(_first_bytes(name, max_bytes))


def _first_bytes(text: str, max_bytes: int) -> str:
    return text.encode()[:max_bytes].decode(errors="ignore")
