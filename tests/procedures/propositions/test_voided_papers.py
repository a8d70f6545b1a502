"""A voided paper is made anew before the case is closed; one that reached its party is not voided at all."""

from __future__ import annotations

from support.stories import Story, story

from mq_enforce.case.acts.records import PaperIssued, PaperVoided


def issued(tale: Story, act_id: str, document: str, mark: str = "") -> PaperIssued:
    act = tale.act(act_id)
    return PaperIssued(
        id=f"{act_id}.{document}.p1{mark}", at=act.at, party="p1", refers_to=act_id, document=document, title="文书",
        sha256="0" * 64, pages=1, specification="0" * 64,
    )  # fmt: skip


def voided(tale: Story, paper: PaperIssued, at: str) -> PaperVoided:
    return PaperVoided.model_validate(
        {**tale.act("notice").model_dump(include={"by"}), "id": "void", "at": at, "paper": paper.id, "reason": "误印"}
    )


def test_a_case_is_not_closed_while_a_voided_paper_has_nothing_in_its_place() -> None:
    tale = story(before="closing")
    paper = issued(tale, "report", "investigation_report")
    without = tale.with_acts(paper, voided(tale, paper, "2026-06-08T17:00:00+08:00"))
    closing = tale.act("closing")
    assert [v.requirement for v in without.verdict(closing).violations] == ["voided_papers_replaced"]
    anew = without.with_acts(issued(tale, "report", "investigation_report", "+"))
    assert anew.verdict(closing).violations == ()


def test_a_paper_that_reached_its_party_is_not_voided() -> None:
    tale = story(before="statement")
    paper = issued(tale, "notice", "prior_notice")
    with_paper = tale.with_acts(paper)
    late = voided(tale, paper, "2026-06-10T09:00:00+08:00")
    assert [v.requirement for v in with_paper.verdict(late).violations] == ["paper_not_delivered"]
    early = story(until="notice").with_acts(paper)
    assert early.verdict(voided(tale, paper, "2026-06-09T10:30:00+08:00")).violations == ()
