"""Which versions of the data packs the program runs on: acts and papers freeze them."""

from __future__ import annotations

import hashlib
from functools import cache

from mq_enforce.base.files import hash_file
from mq_enforce.base.resources import resource


@cache
def pack_ids() -> dict[str, str]:
    """Return the SHA-256 (first 16 hex digits) of each law and calendar file, by its name."""
    folders = (resource("law"), resource("calendar"))
    files = sorted((path for folder in folders for path in folder.iterdir() if path.suffix in {".json", ".toml"}), key=lambda p: p.name)
    return {path.stem: hash_file(path)[:16] for path in files}


@cache
def packs_digest() -> str:
    """Return one SHA-256 over all packs: what an act freezes of the law it was judged under."""
    listed = "".join(f"{name} {digest}\n" for name, digest in sorted(pack_ids().items()))
    return hashlib.sha256(listed.encode("utf-8")).hexdigest()
