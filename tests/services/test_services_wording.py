"""Officers' own words on papers: printed, compared, tied to what they replaced, never printed once the facts have changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.part_way import PartWay, part_way

from mq_enforce.base.errors import BadInput
from mq_enforce.base.resources import resource
from mq_enforce.case.acts import Act, read_act
from mq_enforce.case.acts.records import PaperVoided
from mq_enforce.case.acts.wording import Worded
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.publication.redaction import RedactedContext
from mq_enforce.services.acting import Done, do, try_out
from mq_enforce.services.cases import read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.papers import images_of, source_of
from mq_enforce.services.previewing import Previewed, preview_of_act
from mq_enforce.services.results import missing_papers, result_of
from mq_enforce.services.wording import notes_of_case, worded, wording_notes

pytestmark = pytest.mark.slow

FACTS = "经查明：张守田在村西点火烧麦秸，过火面积约0.6亩，有住址民权县示例镇东岗村88号的村民看见。"
NOTICE = "notice.prior_notice.p1"


def words(text: str = FACTS, document: str = "prior_notice", name: str = "notice_facts", **more: object) -> dict[str, Any]:
    return {"document": document, "name": name, "text": text, **more}


def done(case: PartWay, act: Act, folder: Path) -> Done:
    case.clock.moment = max(case.clock.moment, act.at)
    return do(case.program, case.case_id, act, resource("samples"), folder)


def previews(case: PartWay, act: Act) -> tuple[Previewed, ...]:
    case.clock.moment = max(case.clock.moment, act.at)
    return preview_of_act(case.program, read_case(case.program, case.case_id), act)


def printed(case: PartWay, issued: str) -> dict[str, str]:
    """Return the values that a paper froze."""
    with case.program.store.read("agency") as reader:
        return dict(reader.paper(f"{case.case_id}/{issued}").values)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PartWay]:
    """A case just before the notice, for tests that keep nothing."""
    with part_way(tmp_path_factory.mktemp("told"), "straw_burning", "proposal") as case:
        case.at("2026-06-10T18:00:00")
        yield case


def test_the_officers_words_are_printed_and_kept_with_the_digest_of_what_they_replace(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "proposal") as case:
        plain_act = case.act("notice")
        (generated, reasons) = previews(case, plain_act)[0].narratives
        assert (generated.document, generated.name, generated.label) == ("prior_notice", "notice_facts", "违法事实")
        act = case.act("notice", wording=[words()])
        (shown,) = previews(case, act)
        assert shown.narratives == (generated, reasons), "the generated text stays at hand beside the officer's"
        made = done(case, act, tmp_path).act
        assert isinstance(made, Worded)
        assert made.wording[0].replaces == generated.digest
        record = read_case(case.program, case.case_id).record("notice")
        assert record is not None
        assert record.act == made
        assert printed(case, NOTICE)["edit.notice_facts"] == FACTS
        assert missing_papers(case.program, read_case(case.program, case.case_id)) == []
        assert examine(case.program) == []


def test_a_preview_shows_the_officers_words(told: PartWay) -> None:
    short = told.act("notice", wording=[words("甲。"), words("乙。", name="notice_reasons")])
    assert previews(told, short)[0].pdf != previews(told, told.act("notice"))[0].pdf


def test_what_the_words_leave_out_is_told_with_the_act_and_in_the_result(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "proposal") as case:
        act = case.act("notice", wording=[words()])
        (shown,) = previews(case, act)
        state = read_case(case.program, case.case_id)
        notes = wording_notes(case.program, state, act, {("prior_notice", "p1"): shown.narratives})
        assert notes == wording_notes(case.program, state, act)
        assert notes[0] == "《行政处罚事先告知书》“违法事实”：改写后没有了生成的文字中的日期“2026年6月3日”"
        assert "行政处罚法》第四十四条要求写明" in notes[-1]
        assert wording_notes(case.program, state, case.act("notice")) == ()
        assert try_out(case.program, case.case_id, act).may_be_done, "differences are told, never refused"
        done(case, act, tmp_path)
        assert notes_of_case(case.program, read_case(case.program, case.case_id)) == list(notes)
        assert result_of(case.program, case.case_id, case.clock.moment)["warnings"][-len(notes) :] == list(notes)


@pytest.mark.parametrize(
    ("wording", "said", "expected"),
    [
        ([words(document="penalty_decision")], "没有可以这样改写的文书“penalty_decision”", "prior_notice：notice_facts、notice_reasons"),
        ([words(document="no_such")], "没有可以这样改写的文书“no_such”", "prior_notice：notice_facts、notice_reasons"),
        ([words(name="no_such")], "没有可以改写的段落“no_such”", "notice_facts（违法事实）、notice_reasons（违反的规定和理由）"),
        ([words(party="p9")], "没有可以这样改写的文书", "prior_notice"),
        ([words(), words("再写一次")], "改写了两次", "每个段落只写一次"),
        ([words(replaces="0" * 64)], "案件的事实有变化", "按现在的事实重新改写"),
    ],
)
def test_words_that_fit_nothing_are_refused_and_nothing_is_kept(
    told: PartWay, tmp_path: Path, wording: list[dict[str, Any]], said: str, expected: str
) -> None:
    act = told.act("notice", wording=wording)
    with pytest.raises(BadInput) as refused:
        done(told, act, tmp_path)
    assert said in str(refused.value)
    assert expected in refused.value.faults[0].expected
    assert try_out(told.program, told.case_id, act).faults == refused.value.faults
    assert read_case(told.program, told.case_id).record("notice") is None


def test_a_paragraph_that_is_not_printed_cannot_be_worded(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "decision_approval") as case:
        act = case.act("decision", wording=[words("听证情况。", "penalty_decision", "decision_hearing")])
        with pytest.raises(BadInput, match="没有可以改写的段落“decision_hearing”"):
            done(case, act, tmp_path)


@pytest.mark.slow
def test_where_the_copies_differ_the_words_name_the_party(tmp_path: Path) -> None:
    with part_way(tmp_path, "fire_hearing", "decision_approval") as case:
        state = read_case(case.program, case.case_id)
        both = words("两家都堵了通道。", "penalty_decision", "decision_facts")
        with pytest.raises(BadInput, match="各当事人不同，改写时要写明当事人") as refused:
            worded(case.program, state, case.act("decision1", party=None, wording=[both]))
        assert refused.value.faults[0].expected == "p1、p2"
        own = words("甲家。", "penalty_decision", "decision_facts", party="p1")
        made = worded(case.program, state, case.act("decision1", party=None, wording=[own, both]))
        assert isinstance(made, Worded)
        assert [one.replaces for one in made.wording] == list(dict.fromkeys(one.replaces for one in made.wording))
        notes = wording_notes(case.program, state, made)
        parties = [party.name for party in state.parties.values()]
        assert all(any(note.startswith(f"《行政处罚决定书》（{name}）“违法事实”：") for note in notes) for name in parties)


@pytest.mark.slow
def test_every_narrative_of_a_story_can_be_worded_and_is_printed(tmp_path: Path) -> None:
    with part_way(tmp_path, "fire_hearing", "clue") as case:
        seen: set[str] = set()
        refused = {one.act for one in case.diary.expect.refusals}
        last = max(index for index, act in enumerate(case.diary.acts) if isinstance(act, Worded))
        for act in case.diary.acts[1 : last + 1]:
            if act.id in refused:
                continue
            wording: list[dict[str, Any]] = []
            if isinstance(act, Worded):
                wording = [
                    words(f"改写：{narrative.name}，{paper.party or ''}", paper.document, narrative.name, party=paper.party)
                    for paper in previews(case, act)
                    for narrative in paper.narratives
                ]
            done(case, case.act(act.id, **({"wording": wording} if wording else {})), tmp_path)
            for issued in read_case(case.program, case.case_id).papers():
                if issued.refers_to == act.id:
                    for one in wording:
                        if (one["document"], one["party"]) == (issued.document, issued.party):
                            assert printed(case, issued.id)[f"edit.{one['name']}"] == one["text"]
                            seen.add(one["name"])
        assert {"rectification_conduct", "investigation_process", "notice_facts", "hearing_audience", "decision_facts"} <= seen


@pytest.mark.slow
def test_private_values_inside_the_words_keep_their_class_for_publication(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "decision_approval") as case:
        text = f"{FACTS}公民身份号码419999196805120011。"
        act = case.act("decision", wording=[words(text, "penalty_decision", "decision_facts")])
        done(case, act, tmp_path)
        known = [one.id for one in case.diary.acts]
        for later in case.diary.acts[known.index("decision") + 1 : known.index("published") + 1]:
            done(case, later, tmp_path)
        assert list((tmp_path / "published").iterdir()), "nothing private is left in the public copy"
        state = read_case(case.program, case.case_id)
        source = source_of(state, case.program, "penalty_decision", act, "p1")
        redacted = plain(RedactedContext(CaseContext(source)).value("edit.decision_facts"))
        assert "张某某" in redacted
        assert not [one for one in ("张守田", "东岗村88号", "419999196805120011") if one in redacted]


def correction(case: PartWay, path: str, value: object) -> Act:
    last = read_case(case.program, case.case_id).records[-1].act.at
    return read_act(
        {
            "id": f"corrected_{path.rsplit('.', 1)[1]}",
            "kind": "fact_corrected",
            "at": last + timedelta(hours=1),
            "by": ["wang"],
            "path": path,
            "value": value,
            "why": "笔误",
        }
    )


def voiding(case: PartWay, paper: str, **more: object) -> Act:
    last = read_case(case.program, case.case_id).records[-1].act.at
    return read_act(
        {
            "id": "void",
            "kind": "paper_voided",
            "at": last + timedelta(hours=1),
            "by": ["wang"],
            "paper": paper,
            "reason": "写错",
            "reissue": True,
            **more,
        }
    )


KEPT = {
    "id": "kept",
    "kind": "preservation_started",
    "goods": [{"id": "g1", "name": "打火机", "unit": "个", "quantity": "1"}],
    "method": "异地保存",
    "place": "示例镇证据室",
    "keeper": "wu",
    "certificates_shown": True,
    "irregular": "先登记后补批",
    "by": ["wang", "li"],
    "party": "p1",
}


def preserved(case: PartWay, text: str, folder: Path) -> str:
    """Start a preservation whose notice is worded; return its paper."""
    at = read_case(case.program, case.case_id).records[-1].act.at + timedelta(minutes=5)
    act = read_act({**KEPT, "at": at, "wording": [words(text, "preservation_notice", "preservation_conduct")]})
    assert done(case, act, folder).unmade == ()
    return "kept.preservation_notice"


def test_once_the_facts_have_changed_the_words_are_not_printed_again_without_a_word_of_the_officer(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "officers") as case:
        paper = preserved(case, "经查，你在自家地里点火，涉嫌违法。", tmp_path)
        issued = next(one for one in read_case(case.program, case.case_id).papers() if one.document == "preservation_notice")
        assert issued.id.startswith(paper)
        done(case, correction(case, "conduct.place", "民权县示例镇西岗村村东麦田"), tmp_path)
        again = voiding(case, issued.id)
        with pytest.raises(BadInput) as refused:
            done(case, again, tmp_path)
        assert "你在自家地里点火" in str(refused.value)
        assert "西岗村村东麦田" in str(refused.value)
        assert try_out(case.program, case.case_id, again).unmade[0].why.faults == refused.value.faults
        assert issued in read_case(case.program, case.case_id).papers(), "the voiding is refused with the new paper"

        anew = voiding(case, issued.id, wording=[words("经查，你在西岗村村东麦田点火。", "preservation_notice", "preservation_conduct")])
        made = done(case, anew, tmp_path)
        assert made.unmade == ()
        state = read_case(case.program, case.case_id)
        (new,) = state.papers("preservation_notice")
        assert new.replaces == issued.id
        assert printed(case, new.id)["edit.preservation_conduct"] == "经查，你在西岗村村东麦田点火。"
        assert printed(case, issued.id)["edit.preservation_conduct"] == "经查，你在自家地里点火，涉嫌违法。"
        assert examine(case.program) == []


def test_a_paper_made_anew_keeps_the_words_while_their_facts_stand(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "officers") as case:
        preserved(case, "经查，你在自家地里点火。", tmp_path)
        (issued,) = read_case(case.program, case.case_id).papers("preservation_notice")
        done(case, correction(case, "parties.p1.phone", "13900000009"), tmp_path)
        done(case, voiding(case, issued.id), tmp_path)
        (new,) = read_case(case.program, case.case_id).papers("preservation_notice")
        assert printed(case, new.id)["edit.preservation_conduct"] == "经查，你在自家地里点火。"


def test_a_paper_made_anew_tells_the_corrected_facts(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "officers") as case:
        at = read_case(case.program, case.case_id).records[-1].act.at + timedelta(minutes=5)
        done(case, read_act({**KEPT, "at": at}), tmp_path)
        (issued,) = read_case(case.program, case.case_id).papers("preservation_notice")
        assert "东岗村村西麦田" in printed(case, issued.id)["conduct.summary"]
        done(case, correction(case, "conduct.place", "民权县示例镇西岗村村东麦田"), tmp_path)
        done(case, voiding(case, issued.id), tmp_path)
        (new,) = read_case(case.program, case.case_id).papers("preservation_notice")
        assert "西岗村村东麦田" in printed(case, new.id)["conduct.summary"]


def test_words_for_a_paper_that_is_not_made_anew_are_refused(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "officers") as case:
        preserved(case, "经查，你在自家地里点火。", tmp_path)
        (issued,) = read_case(case.program, case.case_id).papers("preservation_notice")
        act = voiding(case, issued.id, reissue=False, wording=[words("甲", "preservation_notice", "preservation_conduct")])
        with pytest.raises(BadInput, match="没有可以这样改写的文书"):
            done(case, act, tmp_path)
        assert isinstance(act, PaperVoided)
        assert issued in read_case(case.program, case.case_id).papers()


def test_an_act_without_words_is_left_as_it_is(tmp_path: Path) -> None:
    with part_way(tmp_path, "straw_burning", "clue") as case:
        state = read_case(case.program, case.case_id)
        assert images_of(case.program, state) == {}
        for act in case.diary.acts:
            assert worded(case.program, state, act) is act
