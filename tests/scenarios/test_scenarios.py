"""Every diary plays as it says: its refusals, deadlines, findings and papers come true.

Each diary is judged in memory (fast), and played through store, services and papers (slow but for the short ones).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdf
import pytest
from support.judging import Judged, judge
from support.playing import Outcome, command, play_diary

from mq_enforce.base.errors import Violation
from mq_enforce.base.resources import resource
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import CaseClosed
from mq_enforce.case.acts.decision import NoPenaltyDecided
from mq_enforce.case.acts.notice import HearingRightsNoticeIssued, PriorNoticeIssued
from mq_enforce.case.acts.performance import SurchargeDecided
from mq_enforce.cli.case_commands import STORIES
from mq_enforce.law.blocks import load_blocks
from mq_enforce.procedures.gates import GATES

HERE = Path(__file__).parent
DIARIES = sorted(HERE.glob("*.toml"))
SHORT = frozenset(
    {
        "a_case_is_filed_only_once_the_matter_is_granted",
        "a_filing_before_the_grant_is_kept_as_a_finding",
        "an_unusual_fine_needs_a_reason",
        "straw_burned_in_september_cannot_rest_on_the_repealed_act",
        "two_certified_officers_who_show_their_certificates",
    }
)
"""Diaries that draw few papers and are played whole in the fast part."""

NUMBERS = (*range(1, 24), 26, *range(28, 34), 51, 54, 56, *range(58, 66), 72, 76, 77)
HARD_BLOCKS = tuple(f"HB-{number:02d}" for number in NUMBERS)
"""The hard blocks that touch the ordinary penalty."""

OTHER_WAYS: dict[type[Act], type[Act]] = {PriorNoticeIssued: HearingRightsNoticeIssued, SurchargeDecided: CaseClosed}
"""What is done lawfully instead of an act, where it is not an act of its own kind nor a decision not to punish."""

KEPT_ALL_THE_SAME = 12
"""At least so many blocks are shown with the act done all the same."""


def _by_length(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.stem, marks=() if path.stem in SHORT else pytest.mark.slow) for path in paths]


@cache
def judged_diary(name: str) -> Judged:
    """A diary, judged in memory."""
    return judge(HERE / f"{name}.toml")


@pytest.fixture(scope="module")
def judged() -> dict[str, Judged]:
    """Every diary, judged in memory."""
    return {path.stem: judged_diary(path.stem) for path in DIARIES}


# -- each diary ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [path.stem for path in DIARIES])
def test_a_diary_is_judged_as_it_expects(name: str) -> None:
    story = judged_diary(name)
    expected = story.diary.expect
    wanted: dict[str, set[str]] = {}
    for refusal in expected.refusals:
        wanted.setdefault(refusal.act, set()).update({refusal.block} if refusal.block else ())
    assert set(story.refusals) == set(wanted), "other acts were refused than expected"
    assert {act: blocks - story.blocks(act) for act, blocks in wanted.items() if not blocks <= story.blocks(act)} == {}
    assert story.findings == {(finding.act, finding.block) for finding in expected.findings}
    found = {(one.limit.rule, one.subject, one.due.due) for one in story.deadlines()}
    missed = [
        deadline
        for deadline in expected.deadlines
        if not any(rule == deadline.rule and deadline.party in {None, party} and due == deadline.due for rule, party, due in found)
    ]
    assert missed == []


@pytest.mark.parametrize("path", _by_length(DIARIES))
def test_a_diary_comes_to_what_it_expects(path: Path, tmp_path: Path) -> None:
    played = play_diary(path, tmp_path / "out")
    assert (played.code, played.err) == (0, "")
    assert played.json["unmet"] == []
    _nothing_of_a_refused_act_is_kept(played)
    checked = command("doctor", "--data", tmp_path / "out" / "data")
    assert (checked.code, checked.err) == (0, ""), checked.out


def _nothing_of_a_refused_act_is_kept(played: Outcome) -> None:
    refused = {one["act"] for one in played.result["refusals"]}
    assert refused.isdisjoint(act["id"] for act in played.result["acts"])
    assert refused.isdisjoint(paper["id"].split(".")[0] for paper in played.result["papers"])


@pytest.mark.slow
@pytest.mark.parametrize("name", STORIES)
def test_a_bundled_story_comes_to_its_filed_dossier(name: str, tmp_path: Path) -> None:
    played = play_diary(resource("samples", f"{name}.toml"), tmp_path / "out")
    assert (played.code, played.err) == (0, "")
    assert played.json["unmet"] == []
    assert played.result["case"]["stage"] == "done"
    assert played.result["findings"] == []
    checked = command("verify", tmp_path / "out" / "dossier", "--slip", played.result["dossier"]["slip"])
    assert checked.code == 0, checked.out


# -- all diaries together -----------------------------------------------------------------------------------------


def test_every_hard_block_of_the_ordinary_penalty_refuses_somewhere(judged: dict[str, Judged]) -> None:
    shown = {block for story in judged.values() for act in story.refusals for block in story.blocks(act)}
    assert [block for block in HARD_BLOCKS if block not in shown] == []


def test_every_gate_refuses_somewhere(judged: dict[str, Judged]) -> None:
    shown = {violation.requirement for story in judged.values() for refusal in story.refusals.values() for violation in refusal.violations}
    untried = {gate.name for gate in GATES} - shown
    # A diary has one agency, and the first paper of a kind cannot be announced before it was made: that is bad input.
    # Judged in memory a diary has no issued papers: that one that was delivered stays is shown in test_voided_papers.
    assert untried <= {"announced_after_issue", "decided_in_own_name", "paper_not_delivered"}, "a diary should show these gates too"


def test_every_hard_block_is_got_over_lawfully_somewhere(judged: dict[str, Judged]) -> None:
    """After the refusal an act of the same kind is let in without a violation, or it is decided not to punish."""
    over = {block for story in judged.values() for block in _got_over(story)}
    assert [block for block in HARD_BLOCKS if block not in over] == []


def _got_over(story: Judged) -> Iterator[str]:
    acts = story.diary.acts
    lawful = {record.act.id for record in story.state.records if not record.violations}
    for index, act in enumerate(acts):
        ways = (type(act), OTHER_WAYS.get(type(act), NoPenaltyDecided))
        if act.id in story.refusals and any(isinstance(later, ways) and later.id in lawful for later in acts[index:]):
            yield from story.blocks(act.id)


def test_a_dozen_blocks_are_kept_as_findings_when_the_act_was_done_all_the_same(judged: dict[str, Judged]) -> None:
    kept = {block for story in judged.values() for _, block in story.findings}
    assert len(kept & set(HARD_BLOCKS)) >= KEPT_ALL_THE_SAME, sorted(kept)


def test_every_refusal_says_what_happened_which_article_and_what_would_help(judged: dict[str, Judged]) -> None:
    blocks = load_blocks()
    for violation in _violations(judged):
        assert violation.message
        assert violation.remedy
        assert violation.article or (violation.block and not blocks[violation.block].hard), violation.requirement
        assert "\n" not in violation.sentence()


def _violations(judged: dict[str, Judged]) -> Iterator[Violation]:
    for story in judged.values():
        for refusal in story.refusals.values():
            yield from refusal.violations


# -- what only the result or the papers show ------------------------------------------------------------------------


def test_deadlines_beyond_the_published_calendars_are_provisional(judged: dict[str, Judged]) -> None:
    found = {one.limit.rule: one.due for one in judged["a_case_over_new_year_has_provisional_deadlines"].deadlines()}
    assert found["PUN-STMT"].provisional
    assert found["PUN-PAY15"].provisional
    assert not found["PUN-FILE"].provisional


def test_acts_taken_over_are_marked_and_later_ones_are_not(judged: dict[str, Judged]) -> None:
    acts = {record.act.id: record.act for record in judged["a_running_case_is_taken_over"].state.records}
    assert acts["interview"].taken_over
    assert not acts["notice"].taken_over


def test_an_overridden_warning_stays_in_the_record_with_its_reason(judged: dict[str, Judged]) -> None:
    story = judged["a_decision_published_before_delivery_says_why"]
    published = next(record.act for record in story.state.records if record.act.id == "published")
    assert "尚未送达" in published.override["W-27"]
    assert not story.findings


@pytest.fixture(scope="module")
def moved_house(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The story with a corrected address, played."""
    played = play_diary(HERE / "a_corrected_address_stands_on_the_later_papers.toml", tmp_path_factory.mktemp("moved") / "out")
    assert (played.code, played.err) == (0, "")
    return played


@pytest.mark.slow
def test_a_corrected_address_is_on_later_papers_and_not_on_earlier_ones(moved_house: Outcome) -> None:
    filing, decision = _text(moved_house, "case_filing_approval"), _text(moved_house, "penalty_decision")
    assert "东岗村88号" in filing
    assert "西岗村9号" not in filing
    assert "西岗村9号" in decision
    assert "东岗村88号" not in decision


def _text(played: Outcome, document: str) -> str:
    file = next(paper["file"] for paper in played.result["papers"] if paper["document"] == document)
    with pypdf.PdfReader(played.folder / file) as reader:
        return "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace(" ", "")


@pytest.mark.slow
def test_a_voided_paper_keeps_its_number_and_the_new_one_takes_the_next(tmp_path: Path) -> None:
    played = play_diary(HERE / "a_wrong_paper_is_voided_and_made_anew.toml", tmp_path / "out")
    assert played.code == 0, played.err
    notices = [paper for paper in played.result["papers"] if paper["document"] == "prior_notice"]
    assert [paper["id"] for paper in notices] == ["notice.prior_notice.p1"]
    assert notices[0]["number"].endswith("第2号")
