"""承接事项的依据: basis, kind of penalty and violated article are those of the matter that the agency was granted.

行政处罚法第四条、第二十四条第二款. HB-22. What a township receives is the power over the matters on a list, each with its own
articles: another article of the same statute is another matter. Where the catalogue did not obtain the articles nothing is
judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mq_enforce.case.acts.proposal import PenaltyKind, Proposal
from mq_enforce.law.articles import Article
from mq_enforce.law.matters import Matter, PenaltyOption, granted_on
from mq_enforce.law.statutes import Rank
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.proposal import PUNISHING, proposal_at_stake

PENALTY_LAW = "行政处罚法"
"""The general law: it may stand beside the articles of the matter, never in their place."""

RANKS = frozenset({Rank.LAW, Rank.REGULATION, Rank.LOCAL_REGULATION, Rank.RULE})
"""What may be the basis of a penalty (行政处罚法第四条: 法律、法规、规章)."""

_GRANTED_MATTERS_ONLY = "《中华人民共和国行政处罚法》第二十四条第二款"
_CONFISCATE = "没收"
_WORDS: dict[PenaltyKind, tuple[str, ...]] = {
    PenaltyKind.CONFISCATE_GAINS: ("没收违法所得", "没收实物或违法收入"),
    PenaltyKind.STOP_BUSINESS: ("责令停产停业", "责令停业", "停产停业", "责令停止使用"),
}
"""How the catalogue writes kinds whose words differ from the label."""


def same_place(one: Article, other: Article) -> bool:
    """Say whether two citations may mean the same place: equal as far as both of them go."""
    if (one.law, one.number) != (other.law, other.number):
        return False
    return all(a is None or b is None or a == b for a, b in ((one.paragraph, other.paragraph), (one.item, other.item)))


def matching_options(matter: Matter, cited: Iterable[Article]) -> tuple[PenaltyOption, ...]:
    """Return the penalties of a matter whose basis is among the articles cited, more or less exactly."""
    return _matching(matter.options, cited)


def _matching(options: Iterable[PenaltyOption], cited: Iterable[Article]) -> tuple[PenaltyOption, ...]:
    articles = tuple(cited)
    return tuple(option for option in options if any(same_place(basis, one) for basis in option.basis for one in articles))


def matters_at_stake(j: Judgement, proposal: Proposal) -> tuple[Matter, ...]:
    """Return the matter of the case, and granted ones whose norm the same conduct breaks too.

    Of several norms that order a fine the highest applies (行政处罚法第二十九条); the agency applies it where it holds that matter.
    """
    competing = [norm.basis for norm in proposal.competing]
    held = dict.fromkeys(grant.matter for grant in j.state.office.grants if granted_on(grant.matter, [grant], j.day))
    others = [matter for one in held if one != j.matter.id and (matter := j.law.matters.get(one)) is not None]
    return (j.matter, *(matter for matter in others if matching_options(matter, competing)))


def permits(word: str, kind: PenaltyKind) -> bool:
    """Say whether a kind as the catalogue writes it (警告（个人）, 没收渔具) is this kind of penalty.

    What the list of 行政处罚法第九条 has no name for (限期拆除, 责令改正) can only be 其他行政处罚.
    """
    if kind is PenaltyKind.OTHER:
        return not any(permits(word, one) for one in PenaltyKind if one is not PenaltyKind.OTHER)
    if kind is PenaltyKind.CONFISCATE_GOODS:
        return word.startswith(_CONFISCATE) and not word.startswith("没收违法所得")
    return word.startswith(_WORDS.get(kind, (kind.label,)))


def _newer_law(proposal: Proposal, article: Article) -> bool:
    """A law that came into force after the conduct cannot be in the catalogue of its day yet; the comparison names it."""
    comparison = proposal.comparison
    return comparison is not None and comparison.applied == "new" and article.law in comparison.new_law


@gate("HB-22", *PUNISHING, per_party=True, foreseeable=True)
def basis_belongs_to_the_matter(j: Judgement) -> Fail | None:
    """Hold that a penalty rests on the articles of the matter, breaks its articles, and is of a kind that they provide for."""
    proposal = proposal_at_stake(j)
    if proposal is None or not proposal.penalties:
        return None
    matters = matters_at_stake(j, proposal)
    options = tuple(option for matter in matters for option in matter.options)
    faults = [*_foreign_bases(j, proposal, options), *_foreign_violations(matters, proposal), *_foreign_kinds(options, proposal)]
    if not faults:
        return None
    known = "、".join(dict.fromkeys(article.cite() for option in j.matter.options for article in option.basis))
    return Fail(
        f"对{j.the_party.name}的拟处罚超出承接事项“{j.matter.name}”（{j.matter.id}）：{'；'.join(faults)}",
        f"按该事项的处罚依据（{known}）及其规定的种类处罚；属于其他事项的，按已承接的该事项另行立案，没有承接的移送有权机关",
        _GRANTED_MATTERS_ONLY,
    )


def _is_law(j: Judgement, article: Article) -> bool:
    statute = j.law.statutes.get(article.law)
    return statute is not None and statute.rank in RANKS


def _foreign_bases(j: Judgement, proposal: Proposal, options: tuple[PenaltyOption, ...]) -> Iterator[str]:
    """Say which bases are foreign; what is no law at all is left to ``basis_is_published_law``."""
    if not options or not all(option.basis for option in options):
        return
    cited = [article for article in dict.fromkeys(proposal.basis) if _is_law(j, article) and not _newer_law(proposal, article)]
    if cited and not _matching(options, cited):
        yield "所引的依据中没有该事项的处罚条款"
    for article in cited:
        if article.law != PENALTY_LAW and not _matching(options, [article]):
            yield f"{article}不是该事项的处罚依据"


def _foreign_violations(matters: tuple[Matter, ...], proposal: Proposal) -> Iterator[str]:
    if any(not matter.violations or matter.violations_note for matter in matters):
        return
    known = {(article.law, article.number) for matter in matters for article in matter.violations}
    for article in dict.fromkeys(proposal.violated):
        if (article.law, article.number) not in known and not _newer_law(proposal, article):
            yield f"违反{article}不是该事项的违法行为"


def _foreign_kinds(options: tuple[PenaltyOption, ...], proposal: Proposal) -> Iterator[str]:
    words = [word for option in _matching(options, proposal.basis) for word in option.kinds]
    if not words or any(_newer_law(proposal, article) for article in proposal.basis):
        return
    for kind in dict.fromkeys(penalty.kind for penalty in proposal.penalties):
        if not any(permits(word, kind) for word in words):
            yield f"所引条款没有规定“{kind.label}”"


GATES: tuple[Gate, ...] = (basis_belongs_to_the_matter,)
"""The gates of this file."""
