"""The end of the investigation and what is proposed: facts, reasons, articles, penalties, discretion (行政处罚法第五十七条)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mq_enforce.case.acts.proposal import InvestigationEnded, Penalty, PenaltyKind, Proposal, ProposalApproved
from mq_enforce.case.facts import Band
from mq_enforce.documents.bindings.facts import act_day, act_fact, act_facts, act_sentence, told
from mq_enforce.documents.bindings.facts import text as written
from mq_enforce.documents.bindings.law_ import cite, in_sentence, wordings
from mq_enforce.documents.bindings.proposals import Placed, proposal, proposals
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, RowsBinding, Values
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, plain, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.law.discretion import band_for, bands_on

Part = Callable[[PaperSource, Placed], Runs]


def _statements(field: str) -> Part:
    """Numbered statements as running text: each ends with a full stop."""

    def part(source: PaperSource, placed: Placed) -> Runs:
        one, path = placed
        texts: tuple[str, ...] = getattr(one, field)
        return tuple(
            piece for index, words in enumerate(texts) for piece in written(source, words.rstrip("。；") + "。", f"{path}.{field}.{index}")
        )

    return part


def _plain(field: str) -> Part:
    return lambda source, placed: told(source, placed[0], field, placed[1])


def _amount_reason(source: PaperSource, placed: Placed) -> Runs:
    return written(source, placed[0].amount_reason.rstrip("。"), f"{placed[1]}.amount_reason")


def _party_name(source: PaperSource, placed: Placed) -> Runs:
    party = source.state.parties.get(placed[0].party)
    return told(source, party, "name", f"parties.{placed[0].party}")


def penalty_words(source: PaperSource, penalty: Penalty, path: str) -> Runs:
    """Return one penalty in words: 罚款人民币壹仟元整（1000元）."""
    return written(source, penalty.text, path)


def _penalties(source: PaperSource, placed: Placed) -> Runs:
    one, path = placed
    if not one.penalties:
        return run("不予行政处罚", f"{path}.penalties")
    return join("；", [penalty_words(source, penalty, f"{path}.penalties.{index}") for index, penalty in enumerate(one.penalties)])


def _fine(source: PaperSource, placed: Placed) -> Runs:
    return told(source, placed[0], "fine", placed[1])


def _factors(source: PaperSource, placed: Placed) -> Runs:
    """Each circumstance with its proof and article, run on."""
    one, path = placed
    pieces = [
        written(source, f"{factor.fact}（{factor.proof}），依据{factor.article.cite()}，{factor.effect.label}", f"{path}.factors.{index}")
        for index, factor in enumerate(one.factors)
    ]
    return join("；", pieces)


def band_of(source: PaperSource, one: Proposal) -> Band | None:
    """Return the band that the proposal applies when it is on file for the case's matter and in force on the paper's day."""
    return band_for(source.state.office.bands, source.state.head.matter, one.band, source.on)


def bands_passed_over(source: PaperSource) -> tuple[Band, ...]:
    """Return the bands in force for the case's matter on the paper's day that a proposal of the paper does not apply."""
    return bands_on(source.state.office.bands, source.state.head.matter, source.on) if not _all_bands(source) else ()


def _band(source: PaperSource, placed: Placed) -> Runs:
    return told(source, placed[0], "band", placed[1]) if band_of(source, placed[0]) else NOTHING


def _band_field(field: str) -> Part:
    def part(source: PaperSource, placed: Placed) -> Runs:
        band = band_of(source, placed[0])
        return told(source, band, field, f"bands.{band.name}") if band is not None else NOTHING

    return part


def _violated(_source: PaperSource, placed: Placed) -> Runs:
    return cite(placed[0].violated, f"{placed[1]}.violated")


def _basis(_source: PaperSource, placed: Placed) -> Runs:
    return cite(placed[0].basis, f"{placed[1]}.basis")


def _violated_wording(source: PaperSource, placed: Placed) -> Runs:
    return wordings(source, placed[0].violated, f"{placed[1]}.violated")


def _basis_wording(source: PaperSource, placed: Placed) -> Runs:
    return wordings(source, placed[0].basis, f"{placed[1]}.basis")


def _violated_quoted(source: PaperSource, placed: Placed) -> Runs:
    return in_sentence(source, placed[0].violated, f"{placed[1]}.violated")


def _basis_quoted(source: PaperSource, placed: Placed) -> Runs:
    return in_sentence(source, placed[0].basis, f"{placed[1]}.basis")


def _discretion(source: PaperSource, placed: Placed) -> Runs:
    """The band with its standard, or that it was not applied or none is on file, and why the amount was chosen."""
    band, passed_over = band_of(source, placed[0]), bands_on(source.state.office.bands, source.state.head.matter, source.on)
    head = run("没有可以适用的裁量基准。", f"{placed[1]}.band")
    if passed_over:
        standards = "、".join(dict.fromkeys(one.standard for one in passed_over))
        head = run(f"没有适用裁量基准（{standards}）划分等次。", f"{placed[1]}.band", *(f"bands.{one.name}" for one in passed_over))
    if band is not None:
        head = run(f"违法行为等次：{band.name}（{band.standard}）。", f"{placed[1]}.band", f"bands.{band.name}")
    return head + _amount_reason(source, placed) + run("。")


_PARTS: dict[str, Part] = {
    "discretion": _discretion,
    "party_name": _party_name,
    "findings": _statements("findings"),
    "reasons": _statements("reasons"),
    "violated": _violated,
    "violated_wording": _violated_wording,
    "violated_quoted": _violated_quoted,
    "basis_quoted": _basis_quoted,
    "basis": _basis,
    "basis_wording": _basis_wording,
    "penalties": _penalties,
    "fine": _fine,
    "degree": _plain("degree"),
    "amount_reason": _amount_reason,
    "factors": _factors,
    "band": _band,
    "band_standard": _band_field("standard"),
    "band_circumstances": _band_field("circumstances"),
}


def _of_proposal(part: Part) -> Binding:
    """The part of the proposal for the paper's party; of several parties each after the party's name, once when all are alike."""

    def binding(source: PaperSource) -> Runs:
        found = proposals(source)
        if len(found) <= 1:
            return part(source, found[0]) if found else NOTHING
        pieces = [(_party_name(source, placed), part(source, placed)) for placed in found]
        if len({plain(words) for _, words in pieces}) == 1:
            return pieces[0][1]
        return join("\n", [name + run("：") + words for name, words in pieces if words])

    return binding


def _statement_rows(field: str) -> tuple[RowsBinding, frozenset[str]]:
    def rows(source: PaperSource) -> Sequence[Item]:
        placed = proposal(source)
        if placed is None:
            return ()
        texts: tuple[str, ...] = getattr(placed[0], field)
        return [{"text": written(source, words, f"{placed[1]}.{field}.{index}")} for index, words in enumerate(texts)]

    return rows, frozenset({"text"})


def _penalty_rows(source: PaperSource) -> Sequence[Item]:
    placed = proposal(source)
    if placed is None:
        return ()
    return [
        {
            "text": penalty_words(source, penalty, f"{placed[1]}.penalties.{index}"),
            "kind": told(source, penalty, "kind", f"{placed[1]}.penalties.{index}"),
            "amount": told(source, penalty, "amount", f"{placed[1]}.penalties.{index}"),
            "content": told(source, penalty, "content", f"{placed[1]}.penalties.{index}"),
        }
        for index, penalty in enumerate(placed[0].penalties)
    ]


def _proposal_rows(source: PaperSource) -> Sequence[Item]:
    return [{key: part(source, placed) for key, part in _PARTS.items()} for placed in proposals(source)]


VALUES: Values = {
    "investigation.process": act_sentence("process", InvestigationEnded),
    "investigation.nature": act_fact("nature", InvestigationEnded),
    "investigation.date": act_day(InvestigationEnded),
    "investigation.team.text": act_fact("team_opinion.text", InvestigationEnded),
    "investigation.team.on": act_fact("team_opinion.on", InvestigationEnded),
    **act_facts("proposal", ("change_reason", "new_facts"), ProposalApproved),
    **{f"proposal.{key}": _of_proposal(part) for key, part in _PARTS.items() if key != "party_name"},
}

ROWS: Rows = {
    "proposals": (_proposal_rows, frozenset(_PARTS)),
    "proposal.findings": _statement_rows("findings"),
    "proposal.reasons": _statement_rows("reasons"),
    "proposal.penalties": (_penalty_rows, frozenset({"text", "kind", "amount", "content"})),
}


def _all_bands(source: PaperSource) -> bool:
    found = proposals(source)
    return bool(found) and all(band_of(source, one) is not None for one, _ in found)


def _proposes(test: Callable[[Proposal], bool]) -> Callable[[PaperSource], bool]:
    return lambda source: any(test(one) for one, _ in proposals(source))


CONDITIONS: Conditions = {
    "discretion_band_applied": _all_bands,
    "discretion_band_missing": lambda source: not _all_bands(source),
    "discretion_band_passed_over": lambda source: bool(bands_passed_over(source)),
    "discretion_band_none_on_file": lambda source: not _all_bands(source) and not bands_passed_over(source),
    "factors_found": _proposes(lambda one: bool(one.factors)),
    "penalty_among_proposals": _proposes(lambda one: bool(one.penalties)),
    "fine_among_proposals": _proposes(lambda one: any(penalty.kind is PenaltyKind.FINE for penalty in one.penalties)),
    "proposal_was_changed": lambda source: (act := source.latest(ProposalApproved)) is not None and bool(act.proposals),
}
