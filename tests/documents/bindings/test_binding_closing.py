"""What the bindings of closing, publication and recordings say."""

from __future__ import annotations

from datetime import date

import pytest
from support.filled_papers import with_numbers
from support.paper_sources import case, diary, source, value

from mq_enforce.case.acts import read_act
from mq_enforce.case.facts import Party
from mq_enforce.documents.bindings.names import public_name, surname
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain

PERSON = diary().parties[0]


def test_the_closing_sums_up_decisions_payments_and_re_checks_of_all_parties() -> None:
    of = source(with_numbers(case("fire_hearing", until="closing")), "closing")
    assert value(of, "decisions.numbers") == "民示罚决字〔2026〕第1号、民示罚决字〔2026〕第2号"
    assert value(of, "decisions.dates") == "2026年4月20日"
    food, property_ = "民权县示例食品有限公司", "民权县示例物业服务有限公司"
    assert value(of, "closing.payments") == (
        f"{food}：2026年5月28日缴纳15000元，票据号示例票据0000011；"
        f"{property_}：2026年6月18日缴纳10400元（其中加处罚款2400元），票据号示例票据0000012；"
        f"{food}：2026年6月25日缴纳15000元，票据号示例票据0000013"
    )
    assert value(of, "closing.rectification") == f"{food}：2026年3月18日复查，已经改正；{property_}：2026年3月18日复查，已经改正"
    assert value(of, "closing.goods") == f"{food}：2026年3月10日采取复制、拍照等保全措施后返还"


def test_the_closing_of_one_party_does_not_repeat_its_name() -> None:
    of = source(with_numbers(case(until="closing")), "closing")
    assert value(of, "closing.payments") == "2026年6月30日缴纳1000元，票据号示例票据0000001"
    assert value(of, "closing.goods") == ""


def test_fines_taken_on_the_spot_are_told_as_such() -> None:
    act = read_act(
        {
            "id": "cash",
            "kind": "fine_collected",
            "at": "2026-06-24T09:00:00+08:00",
            "by": ["wang", "li"],
            "party": "p1",
            "amount": 100,
            "ground": "remote",
            "special_receipt": True,
            "receipt": "票1",
        }
    )
    of = source(case(until="cash", more=[act]), "cash")
    assert value(of, "closing.payments") == "2026年6月24日当场收缴100元，票据号票1"


def test_a_case_without_penalty_closes_with_the_decision_not_to_punish() -> None:
    of = source(with_numbers(case("straw_no_penalty", until="closing")), "closing")
    assert value(of, "closing.way") == "不予行政处罚"
    assert value(of, "decisions.numbers") == "民示不罚决字〔2026〕第1号"
    assert value(of, "proposal.penalties") == "不予行政处罚"


# -- publication ------------------------------------------------------------------------------------------------------


def test_a_citizen_is_published_by_the_surname_alone() -> None:
    of = source(case(until="publication_approval"), "publication_approval")
    assert value(of, "publication.parties") == "张某某"
    assert value(of, "publication.conclusion") == "罚款人民币壹仟元整（1000元）"
    assert value(of, "publication.due") == "2026年7月2日"


def test_of_several_parties_each_is_told_with_its_penalty() -> None:
    of = source(case("fire_hearing", until="publication_approval"), "publication_approval")
    assert value(of, "publication.conclusion") == (
        "民权县示例食品有限公司：罚款人民币叁万元整（30000元）\n民权县示例物业服务有限公司：罚款人民币捌仟元整（8000元）"
    )


def test_the_boxes_follow_what_was_left_out() -> None:
    context = CaseContext(source(case(until="publication_approval"), "publication_approval"))
    assert context.holds("publication_leaves_out_id_number")
    assert not context.holds("publication_leaves_out_plate")
    assert context.holds("publication_checked_free_of_secrets")
    assert not context.holds("publication_holds_secrets")


@pytest.mark.parametrize(
    ("name", "expected"), [("张三", "张"), ("欧阳明", "欧阳"), ("欧阳", "欧"), ("单于某", "单于"), ("单雄信", "单"), ("𬭎", "𬭎"), ("", "")]
)
def test_a_surname_of_two_characters_is_kept_whole(name: str, expected: str) -> None:
    assert surname(name) == expected


def test_units_and_traders_keep_their_names_and_minors_lose_theirs() -> None:
    def named(**changes: object) -> str:
        return public_name(Party.model_validate({**PERSON.model_dump(), **changes}), date(2026, 6, 3))

    assert named(kind="unit", name="示例公司") == "示例公司"
    assert named(kind="sole_trader", name="示例便利店") == "示例便利店"
    assert named(name="张小明", born_on="2010-01-01") == "某某"
    assert named(name="张小明", born_on=None) == "张某某"
    assert named(name="张三") == "张某"
    assert named(name="张") == "张某"


# -- recordings -------------------------------------------------------------------------------------------------------


def test_each_recording_tells_what_was_recorded_and_how_long() -> None:
    of = source(case("fire_hearing", until="recordings"), "recordings")
    rows = [{key: plain(runs) for key, runs in row.items()} for row in CaseContext(of).rows("recordings")]
    assert [(row["stage"], row["span"], row["minutes"], row["recorded_by"]) for row in rows] == [
        ("现场检查（勘验）", "2026年3月3日9时30分至11时20分", "110分钟", "王建国"),
        ("先行登记保存", "2026年3月3日15时40分至15时50分", "10分钟", "王建国"),
        ("举行听证", "2026年4月9日9时00分至11时00分", "120分钟", "吴静"),
    ]
    assert value(of, "recordings.count") == "共3件"


def test_a_recording_over_midnight_names_both_days_and_one_of_no_act_no_stage() -> None:
    act = read_act(
        {
            "id": "kept_films",
            "kind": "recordings_archived",
            "at": "2026-07-03T10:00:00+08:00",
            "by": ["wang"],
            "keeper": "wu",
            "retention": "10年",
            "recordings": [
                {
                    "id": "v9",
                    "content": "守候",
                    "began": "2026-06-02T23:30:00+08:00",
                    "ended": "2026-06-03T00:10:00+08:00",
                    "place": "村口",
                    "recorded_by": "wang",
                    "device": "d",
                    "medium": "m",
                }
            ],
        }
    )
    of = source(case(until="kept_films", more=[act]), "kept_films")
    (row,) = CaseContext(of).rows("recordings")
    assert plain(row["span"]) == "2026年6月2日23时30分至2026年6月3日0时10分"
    assert plain(row["minutes"]) == "40分钟"
    assert plain(row["stage"]) == ""
