"""The acts of all diaries as plain data, as a window would hold them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from support.stories import SCENARIOS

from mq_enforce.base.resources import resource

SAMPLES = ("fire_hearing", "straw_burning", "straw_no_penalty")


@cache
def plain_acts() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Return every act of the bundled stories and of the scenarios with the name of its diary."""
    paths = [*(resource("samples", f"{name}.toml") for name in SAMPLES), *sorted(SCENARIOS.glob("*.toml"))]
    return tuple((path.stem, act) for path in paths for act in tomllib.loads(path.read_text(encoding="utf-8"))["acts"])


def one_of_each_kind() -> tuple[Mapping[str, Any], ...]:
    """Return the act of each kind that says most."""
    best: dict[str, Mapping[str, Any]] = {}
    for _, act in plain_acts():
        if len(str(act)) > len(str(best.get(act["kind"], ""))):
            best[act["kind"]] = act
    return tuple(best.values())


def keys_of(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401 - plain data
    """Yield the place of every key and element of plain data."""
    pairs = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from keys_of(inner, (*path, key))


def without(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - plain data
    """Return plain data without what stands at a place."""
    head, *rest = path
    if isinstance(value, list):
        kept = [without(value[int(head)], tuple(rest))] if rest else []
        return [*value[: int(head)], *kept, *value[int(head) + 1 :]]
    inner = {head: without(value[head], tuple(rest))} if rest else {}
    return {**{key: one for key, one in value.items() if key != head}, **inner}
