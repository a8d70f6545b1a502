"""What an officer's words leave out of a generated narrative and what they add to it."""

from __future__ import annotations

import hashlib

import pytest
from pydantic import ValidationError
from support.paper_sources import case

from mq_enforce.case.acts import ACT_TYPES, Act, read_act
from mq_enforce.case.acts.wording import Worded, Wording
from mq_enforce.documents.ports import Narrative
from mq_enforce.documents.wording import differences, stale, wordings

GENERATED = "经查明：2026年6月3日8时40分许，张守田在村西点燃麦秸，过火面积约0.6亩，依据《消防法》第六十条，罚款壹仟元整（1000元）。"
NARRATIVE = Narrative("prior_notice", "notice_facts", "违法事实", GENERATED)
DEMANDED = Narrative("prior_notice", "notice_facts", "违法事实", GENERATED, ("PUN-44", "PUN-59-2", "PUN-59-3"))
NAMES = ("张守田", "张守", "王建国", "")


def act(act_id: str, **wording: object) -> Act:
    found = next(record.act for record in case().records if record.act.id == act_id)
    return read_act({**found.model_dump(mode="json"), "wording": [wording] if wording else []})


def words(text: str, **more: str) -> dict[str, str]:
    return {"document": "prior_notice", "name": "notice_facts", "text": text, **more}


def test_the_same_facts_in_other_words_are_no_difference() -> None:
    text = "张守田于二〇二六年六月三日上午8:40许点着麦秸0.6亩；按消防法第60条罚款一千元。"
    assert differences(NARRATIVE, text, NAMES) == ()
    assert differences(NARRATIVE, GENERATED, NAMES) == ()


def test_what_is_left_out_is_told_with_its_kind() -> None:
    told = differences(NARRATIVE, "经查明：有人点燃麦秸。", NAMES)
    assert told == (
        "改写后没有了生成的文字中的条文“《消防法》第六十条”",
        "改写后没有了生成的文字中的金额“壹仟元整”",
        "改写后没有了生成的文字中的日期“2026年6月3日”",
        "改写后没有了生成的文字中的时间“8时40分”",
        "改写后没有了生成的文字中的数字“0.6亩”",
        "改写后没有了生成的文字中的姓名（名称）“张守田”",
    )


def test_what_is_added_is_told_and_whether_the_case_says_it_elsewhere() -> None:
    told = differences(NARRATIVE, f"{GENERATED}6月4日王建国复查，罚款2000元。", NAMES, known=lambda: "2026年6月4日复查")
    assert told == (
        "改写后的金额“2000元”在生成的文字中没有，在本案的其他材料中也没有",
        "改写后的日期“6月4日”在生成的文字中没有",
        "改写后的姓名（名称）“王建国”在生成的文字中没有",
    )


def test_a_name_inside_a_longer_one_is_no_name_of_its_own() -> None:
    assert differences(Narrative("d", "n", "l", "张守田在场"), "张守田在现场", NAMES) == ()


def test_where_the_law_demands_the_content_the_article_is_named_once_something_is_lost() -> None:
    law = "《中华人民共和国行政处罚法》"
    told = differences(DEMANDED, GENERATED.replace("1000元", "").replace("壹仟元整", ""), NAMES)
    assert told[-1] == f"这一段是{law}第四十四条、{law}第五十九条要求写明的内容，改写后仍须写清楚"
    assert differences(DEMANDED, f"{GENERATED}以上。", NAMES) == ()


def test_a_wording_tied_to_another_text_is_stale_and_one_tied_to_nothing_is_not() -> None:
    tied = Wording(document="prior_notice", name="notice_facts", text="甲", replaces=NARRATIVE.digest)
    other = tied.model_copy(update={"replaces": hashlib.sha256(b"x").hexdigest()})
    free = tied.model_copy(update={"replaces": ""})
    assert NARRATIVE.digest == hashlib.sha256(GENERATED.encode()).hexdigest()
    assert list(stale((tied, free), [NARRATIVE])) == []
    assert list(stale((other,), [NARRATIVE])) == [(other, NARRATIVE)]
    assert list(stale((other.model_copy(update={"name": "gone"}),), [NARRATIVE])) == []


def test_words_for_one_party_go_before_words_for_all() -> None:
    found = next(record.act for record in case().records if record.act.id == "notice")
    made = read_act({**found.model_dump(mode="json"), "wording": [words("甲", party="p1"), words("众")]})
    assert [one.text for one in wordings(case(), made, "prior_notice", "p1")] == ["甲"]
    assert [one.text for one in wordings(case(), made, "prior_notice", "p2")] == ["众"]
    assert wordings(case(), made, "penalty_decision", "p1") == ()
    assert wordings(case(), None, "prior_notice", "p1") == ()


def test_an_act_that_words_nothing_is_kept_as_if_the_field_were_not_there() -> None:
    assert "wording" not in act("notice").model_dump(mode="json")
    kept = act("notice", **words("甲")).model_dump(mode="json")
    assert kept["wording"] == [{**words("甲"), "party": None, "replaces": ""}]
    assert read_act(kept) == act("notice", **words("甲"))


def test_only_acts_whose_papers_have_narratives_can_be_worded() -> None:
    worded = {kind for kind, cls in ACT_TYPES.items() if issubclass(cls, Worded)}
    assert worded == {
        "hearing_notified",
        "hearing_rights_notice_issued",
        "investigation_ended",
        "no_penalty_decided",
        "paper_voided",
        "penalty_decided",
        "preservation_started",
        "prior_notice_issued",
        "public_notice_posted",
        "rectification_ordered",
    }
    with pytest.raises(ValidationError):
        act("filing", **words("甲"))


@pytest.mark.parametrize("wrong", [{"text": "  "}, {"name": ""}, {"replaces": "abc"}, {"why": "x"}])
def test_impossible_wordings_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        act("notice", **{**words("甲"), **wrong})
