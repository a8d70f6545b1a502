"""Articles on papers: name in full, article, paragraph and item, and the wording when the office has it on file.

Without the wording the citation stands alone: article texts are not shipped with the program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mq_enforce.case.acts.intake import FilingApproved
from mq_enforce.case.acts.investigation import RectificationOrdered
from mq_enforce.documents.bindings.proposals import proposal
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, RowsBinding, Values
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.articles import Article

Articles = Callable[[PaperSource], tuple[tuple[Article, ...], str]]
"""Gives articles and the path of the fact that names them."""


def cite(articles: tuple[Article, ...], fact: str) -> Runs:
    """Return citations with the name of a statute written once for neighbours: 《甲法》第一条、第三条第二款，《乙条例》第五条."""
    words = ""
    law = ""
    for article in articles:
        if article.law != law:
            words += ("，" if words else "") + article.cite()
            law = article.law
        else:
            words += "、" + article.place
    return run(words, fact)


def wording(source: PaperSource, article: Article, fact: str) -> Runs:
    """Return 《甲法》第一条：“条文” – the citation alone when the wording is not on file."""
    passage = source.passage(article)
    if passage is None:
        return run(article.cite(), fact)
    return run(f"{article.cite()}：“{passage.text}”", fact, f"passages.{article.short()}")


def in_sentence(source: PaperSource, articles: tuple[Article, ...], fact: str) -> Runs:
    """Return the articles for the middle of a sentence: 《甲法》第一条“条文”、《甲法》第二条."""
    pieces: list[Runs] = []
    for article in articles:
        passage = source.passage(article)
        words = f"“{passage.text}”" if passage is not None else ""
        pieces.append(run(article.cite() + words, fact, f"passages.{article.short()}") if words else run(article.cite(), fact))
    return join("、", pieces)


def wordings(source: PaperSource, articles: tuple[Article, ...], fact: str) -> Runs:
    """Return all articles with their wording, run on."""
    return join("；", [wording(source, article, fact) for article in articles])


def _filing(source: PaperSource) -> tuple[tuple[Article, ...], str]:
    act = source.latest(FilingApproved)
    return (act.violated, f"acts.{act.id}.violated") if act is not None else ((), "")


def _suspected(source: PaperSource) -> tuple[tuple[Article, ...], str]:
    """What the filing suspects; before it the articles of the matter (evidence may be preserved before the filing)."""
    found, fact = _filing(source)
    if found:
        return found, fact
    matter = source.law.matters[source.state.head.matter]
    return matter.violations_on(source.state.conduct.last_day, source.law.statutes), "case.matter"


def _order_violated(source: PaperSource) -> tuple[tuple[Article, ...], str]:
    act = source.latest(RectificationOrdered)
    return (act.violated, f"acts.{act.id}.violated") if act is not None else ((), "")


def _order_basis(source: PaperSource) -> tuple[tuple[Article, ...], str]:
    act = source.latest(RectificationOrdered)
    return (act.basis, f"acts.{act.id}.basis") if act is not None else ((), "")


def _violated(source: PaperSource) -> tuple[tuple[Article, ...], str]:
    placed = proposal(source)
    return (placed[0].violated, f"{placed[1]}.violated") if placed is not None else _filing(source)


def _penalty(source: PaperSource) -> tuple[tuple[Article, ...], str]:
    placed = proposal(source)
    return (placed[0].basis, f"{placed[1]}.basis") if placed is not None else ((), "")


def _basis(source: PaperSource) -> tuple[tuple[Article, ...], str]:
    """What the paper's own act rests on: the order's basis, else that of the proposed penalty."""
    return _order_basis(source) if source.the_act(RectificationOrdered) else _penalty(source)


def cited(articles: Articles) -> Binding:
    """Return the binding of the bare citations."""
    return lambda source: cite(*articles(source))


def quoted(articles: Articles) -> Binding:
    """Return the binding of the citations with their wording."""
    return lambda source: wordings(source, *articles(source))


def _inside(articles: Articles) -> Binding:
    return lambda source: in_sentence(source, *articles(source))


_KEYS = frozenset({"citation", "wording", "text"})


def article_rows(articles: Articles) -> tuple[RowsBinding, frozenset[str]]:
    """Return the list of articles: ``citation``, ``wording`` (empty when not on file), ``text`` (both)."""

    def rows(source: PaperSource) -> Sequence[Item]:
        found, fact = articles(source)
        return [_row(source, article, fact) for article in found]

    return rows, _KEYS


def _row(source: PaperSource, article: Article, fact: str) -> Item:
    passage = source.passage(article)
    return {
        "citation": run(article.cite(), fact),
        "wording": run(passage.text, f"passages.{article.short()}") if passage is not None else NOTHING,
        "text": wording(source, article, fact),
    }


def _of_rule(rule: str) -> Articles:
    def articles(source: PaperSource) -> tuple[tuple[Article, ...], str]:
        article = source.law.rules[rule].article
        return ((article,) if article is not None else ()), f"law.{rule}"

    return articles


_TABLE: dict[str, Articles] = {
    "law.violated": _violated,
    "law.basis": _basis,
    "law.penalty": _penalty,
    "law.suspected": _suspected,
    "filing.violated": _filing,
    "rectification.violated": _order_violated,
    "rectification.basis": _order_basis,
    "preservation.basis": _of_rule("PUN-EVID7"),
}

VALUES: Values = {
    **{name: cited(articles) for name, articles in _TABLE.items()},
    **{f"{name}_wording": quoted(articles) for name, articles in _TABLE.items()},
    **{f"{name}_quoted": _inside(articles) for name, articles in _TABLE.items()},
}

ROWS: Rows = {f"{name}_articles": article_rows(articles) for name, articles in _TABLE.items()}

CONDITIONS: Conditions = {
    "violated_wording_on_file": lambda source: all(source.passage(article) is not None for article in _violated(source)[0]),
}
