"""改写的段落: which words of an officer stand on a paper, and what they leave out or add against the generated text.

Differences are told, never refused: how a fact is told is the officer's to decide, that it is told is the law's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import PaperIssued, PaperVoided
from mq_enforce.case.acts.wording import Worded, Wording
from mq_enforce.case.state import CaseState
from mq_enforce.documents.figures import Figure, absent, figures
from mq_enforce.documents.ports import Narrative
from mq_enforce.law.numerals import to_chinese
from mq_enforce.law.statutes import load_statutes

_DEMANDED_BY = {"PUN": "行政处罚法", "COE": "行政强制法", "CIV": "民事诉讼法"}
_NAME = "姓名（名称）"


def wordings(state: CaseState, act: Act | None, document: str, party: str | None) -> tuple[Wording, ...]:
    """Return the officers' words on a paper of an act, one per narrative.

    Words for one party go before words for all, and those given when the paper was made anew before earlier ones.
    """
    if act is None:
        return ()
    sources = ([act] if isinstance(act, Worded) else []) + [
        void for void in state.done(PaperVoided) if void.wording and _voids(state, void, (act.id, document, party))
    ]
    found: dict[str, Wording] = {}
    for source in sources:
        fitting = [one for one in source.wording if one.document == document and one.party in (None, party)]
        for one in sorted(fitting, key=lambda one: one.party is not None):
            found[one.name] = one
    return tuple(found.values())


def _voids(state: CaseState, void: PaperVoided, paper: tuple[str, str, str | None]) -> bool:
    """Say whether an act voided the paper of an act, of a kind, about a party."""
    record = state.record(void.paper or "")
    if record is None or not isinstance(record.act, PaperIssued):
        return False
    return (record.act.refers_to, record.act.document, record.act.party) == paper


def stale(words: Sequence[Wording], narratives: Sequence[Narrative]) -> Iterator[tuple[Wording, Narrative]]:
    """Yield the words that replaced another text than the facts give now, with what they give now."""
    by_name = {narrative.name: narrative for narrative in narratives}
    for one in words:
        narrative = by_name.get(one.name)
        if narrative is not None and one.replaces and one.replaces != narrative.digest:
            yield one, narrative


def differences(narrative: Narrative, text: str, names: Sequence[str] = (), known: Callable[[], str] = str) -> tuple[str, ...]:
    """Return, in Chinese, what an officer's words leave out of the generated text and what they add to it.

    ``names`` are people and units that the case or the office knows, ``known`` gives all that the case says elsewhere
    and is asked only where something is added. Empty when the words hold the same articles, amounts, dates, numbers and names.
    """
    before, after = figures(narrative.text), figures(text)
    lost = [_quoted(figure) for figure in absent(before, after)]
    lost += [f"{_NAME}“{name}”" for name in _named(narrative.text, names) if name not in text]
    added = list(absent(after, before))
    strange = {figure.key for figure in absent(tuple(added), figures(known()))} if added else set()
    told = [f"改写后没有了生成的文字中的{what}" for what in lost]
    told += [
        f"改写后的{_quoted(figure)}在生成的文字中没有" + ("，在本案的其他材料中也没有" if figure.key in strange else "") for figure in added
    ]
    told += [f"改写后的{_NAME}“{name}”在生成的文字中没有" for name in _named(text, names) if name not in narrative.text]
    if lost and narrative.demanded:
        told.append(f"这一段是{'、'.join(_articles(narrative.demanded))}要求写明的内容，改写后仍须写清楚")
    return tuple(told)


def _quoted(figure: Figure) -> str:
    return f"{figure.kind}“{figure.shown}”"


def _named(text: str, names: Sequence[str]) -> list[str]:
    """Return the names that stand in a text; a name inside a longer one is not looked for again."""
    found: list[str] = []
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        if name and name in text:
            found.append(name)
            text = text.replace(name, "\N{LINE SEPARATOR}")
    return found


def _articles(items: Sequence[str]) -> list[str]:
    """Return the articles of items such as ``PUN-59-2``; what follows the article is 款 or 项 and left to the reader."""
    cited: list[str] = []
    for item in items:
        family, _, rest = item.partition("-")
        number = rest.partition("-")[0]
        if family in _DEMANDED_BY and number.isdecimal():
            cited.append(f"{load_statutes()[_DEMANDED_BY[family]].quoted}第{to_chinese(int(number))}条")
    return list(dict.fromkeys(cited)) or ["法律"]
