"""What the bindings of delivery say for each method, and what an announcement tells."""

from __future__ import annotations

from typing import Any

import pytest
from support.filled_papers import with_numbers
from support.paper_sources import case, source, value

from mq_enforce.case.acts import Act, read_act
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.documents.source import PaperSource

BASE: dict[str, Any] = {
    "id": "sent",
    "kind": "delivered",
    "at": "2026-04-24T10:40:00+08:00",
    "by": ["wang", "li"],
    "party": "p1",
    "document": "penalty_decision",
    "method": "direct",
    "place": "民权县示例镇工业路18号",
    "received_on": "2026-04-24",
    "receiver": "何俊峰",
    "received_by": "head",
    "receiver_relation": "法定代表人",
}


def sent(**changes: object) -> PaperSource:
    """The fire case with one more delivery to the food company."""
    return source(with_numbers(case("fire_hearing", until="sent", more=[read_act({**BASE, **changes})])), "sent")


def rows(of: PaperSource, name: str) -> list[dict[str, str]]:
    return [{key: plain(runs) for key, runs in row.items()} for row in CaseContext(of).rows(name)]


def issued(id_: str, document: str, number: str, refers_to: str) -> Act:
    return read_act(
        {
            "id": id_,
            "kind": "paper_issued",
            "at": "2026-03-03T15:40:00+08:00",
            "party": "p1",
            "refers_to": refers_to,
            "document": document,
            "title": document,
            "number": number,
            "sha256": "0",
            "pages": 1,
            "specification": "0",
        }
    )


def test_the_receipt_names_the_paper_with_its_number() -> None:
    of = sent()
    assert rows(of, "delivery.papers") == [{"title": "《行政处罚决定书》", "number": "民示罚决字〔2026〕第1号"}]
    assert value(of, "delivery.reference") == "《行政处罚决定书》（民示罚决字〔2026〕第1号）"


def test_an_annex_made_by_the_same_act_goes_on_the_receipt_and_an_internal_paper_does_not() -> None:
    papers = [
        issued("n1", "preservation_notice", "民示登存字〔2026〕第1号", "preservation"),
        issued("n2", "items_list", "", "preservation"),
        issued("n3", "preservation_approval", "", "preservation"),
        issued("n4", "items_list", "", "preservation_disposal"),
    ]
    of = source(case("fire_hearing", until="preservation_delivered", more=papers), "preservation_delivered")
    assert [row["title"] for row in rows(of, "delivery.papers")] == ["《先行登记保存证据通知书》", "《物品清单》"]


def test_of_two_papers_of_a_kind_the_act_says_which_is_delivered() -> None:
    papers = [
        issued("n1", "rectification_order", "民示责改字〔2026〕第1号", "rectify1"),
        issued("n2", "rectification_order", "民示责改字〔2026〕第2号", "another"),
    ]
    told = {**BASE, "document": "rectification_order"}
    last = source(case("fire_hearing", until="sent", more=[*papers, read_act(told)]), "sent")
    assert value(last, "delivery.number") == "民示责改字〔2026〕第2号"
    first = source(case("fire_hearing", until="sent", more=[*papers, read_act({**told, "refers_to": "rectify1"})]), "sent")
    assert value(first, "delivery.number") == "民示责改字〔2026〕第1号"


def test_before_the_decision_the_title_says_suspected_and_afterwards_it_does_not() -> None:
    state = case("fire_hearing")
    assert "涉嫌" in value(source(state.until(_at(state, "notice1_delivered")), "notice1_delivered"), "delivery.case_title")
    assert "涉嫌" not in value(source(state.until(_at(state, "decision1_delivered")), "decision1_delivered"), "delivery.case_title")


def _at(state: Any, act: str) -> Any:  # noqa: ANN401 - a case and a moment
    return next(record.act.at for record in state.records if record.act.id == act)


NOT_HERE = "／"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("2026年4月24日10时40分", "", NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE)),
        (
            {"method": "post", "posted_on": "2026-04-21", "received_on": "2026-04-23", "tracking_number": "EMS1", "receiver": ""},
            ("2026年4月23日", "见所附邮件回执", NOT_HERE, "2026年4月21日交邮，邮件号码EMS1", NOT_HERE, NOT_HERE),
        ),
        (
            {"method": "left", "refused_reason": "拒绝签收", "witness": "刘某", "witness_unit": "居委会"},
            ("2026年4月24日10时40分", NOT_HERE, NOT_HERE, NOT_HERE, "拒绝签收", ""),
        ),
        (
            {"method": "left", "refused_reason": "拒绝签收", "filmed": True},
            ("2026年4月24日10时40分", NOT_HERE, NOT_HERE, NOT_HERE, "拒绝签收", "没有邀请见证人，已拍照、录像记录送达过程"),
        ),
        (
            {"method": "electronic"},
            ("2026年4月24日", "见所附电子送达凭证", NOT_HERE, NOT_HERE, NOT_HERE, NOT_HERE),
        ),
        (
            {"method": "post", "returned": True, "posted_on": "2026-04-21", "receiver": ""},
            (NOT_HERE, "见所附邮件回执", NOT_HERE, "2026年4月21日交邮", NOT_HERE, NOT_HERE),
        ),
    ],
)
def test_each_method_fills_its_own_places_and_draws_through_the_others(changes: dict[str, object], expected: tuple[str, ...]) -> None:
    of = sent(**changes)
    names = ("received", "no_signature", "substitute", "mail", "refusal", "no_witness")
    assert tuple(value(of, f"delivery.{name}") for name in names) == expected


def test_a_public_notice_is_received_on_the_day_on_which_it_ran_out() -> None:
    of = source(case("fire_hearing"), "decision2_delivered")
    assert value(of, "delivery.received") == "2026年5月22日（公告期满，视为送达）"
    assert value(of, "delivery.remarks") == "公告的原因和经过见送达公告。"


def test_a_citizens_relative_receives_for_the_party_and_the_party_itself_does_not() -> None:
    told = {
        **BASE,
        "document": "rectification_order",
        "at": "2026-06-03T17:00:00+08:00",
        "received_on": "2026-06-03",
        "received_by": "self",
    }
    wife = source(
        case(until="sent", more=[read_act({**told, "receiver": "李某", "received_by": "adult_household", "receiver_relation": "妻子"})]),
        "sent",
    )
    assert value(wife, "delivery.substitute") == "李某（同住成年家属（妻子））代收"
    assert value(wife, "delivery.relation") == "同住成年家属（妻子）"
    own = source(case(until="sent", more=[read_act({**told, "receiver": "张守田", "receiver_relation": "本人"})]), "sent")
    assert value(own, "delivery.substitute") == NOT_HERE
    assert value(own, "delivery.relation") == "本人"


def test_the_receipt_prints_the_clerks_word_where_the_laws_word_says_no_more() -> None:
    assert value(sent(), "delivery.relation") == "法定代表人"
    assert value(sent(received_by="agent", receiver_relation="本人"), "delivery.relation") == "代理人"


def test_who_takes_in_papers_of_a_unit_is_no_stand_in() -> None:
    clerk = sent(receiver="赵收发", received_by="receiving_clerk", receiver_relation="收发室职工")
    assert value(clerk, "delivery.substitute") == NOT_HERE
    assert value(clerk, "delivery.relation") == "单位负责收件的人（收发室职工）"
    nominated = sent(receiver="赵收发", received_by="nominated", receiver_relation="指定代收人")
    assert value(nominated, "delivery.substitute") == "赵收发（指定代收人）代收"


def test_remarks_tell_what_came_back_and_what_was_given_along() -> None:
    assert value(sent(returned=True, note="另行送达。"), "delivery.remarks") == "邮件被退回，没有送达。另行送达。"
    assert value(sent(reconsideration_channel_given=True), "delivery.remarks") == "已同时提供网上申请行政复议的渠道。"


# -- public notice ----------------------------------------------------------------------------------------------------


def announced(document: str, at: str = "2026-06-20T09:00:00+08:00", name: str = "fire_hearing") -> PaperSource:
    act = read_act(
        {
            "id": "posted",
            "kind": "public_notice_posted",
            "at": at,
            "by": ["wang"],
            "party": "p1" if name != "fire_hearing" else "p2",
            "document": document,
            "reason": "无法联系",
            "channels": ["公告栏"],
            "posted_on": at[:10],
        }
    )
    return source(case(name, until="posted", more=[act]), "posted")


@pytest.mark.parametrize(
    ("document", "content"),
    [
        ("penalty_decision", "本机关决定对你（单位）给予行政处罚：罚款人民币捌仟元整（8000元）"),
        ("prior_notice", "本机关拟对你（单位）给予行政处罚：罚款人民币捌仟元整（8000元）"),
        ("additional_fine_decision", "本机关决定对你（单位）加处罚款贰仟肆佰元整（2400元）"),
        ("rectification_order", "本机关责令你（单位）改正违法行为：更换损坏的应急照明灯和疏散指示标志，并组织检验、维修"),
        ("hearing_notice", ""),
    ],
)
def test_an_announcement_tells_the_main_content_by_the_kind_of_paper(document: str, content: str) -> None:
    assert value(announced(document), "announcement.content") == content


def test_an_announcement_tells_the_rights_that_belong_to_the_paper() -> None:
    def rights(document: str) -> set[str]:
        context = CaseContext(announced(document))
        names = ("announces_fine", "announces_decision", "announces_proposal", "announces_hearing_right")
        return {name for name in names if context.holds(name)}

    assert rights("penalty_decision") == {"announces_fine", "announces_decision"}
    assert rights("no_penalty_decision") == {"announces_decision"}
    assert rights("prior_notice") == {"announces_proposal"}
    assert rights("hearing_rights_notice") == {"announces_proposal", "announces_hearing_right"}
    assert rights("hearing_notice") == set()


def test_the_announced_paper_counts_as_delivered_after_thirty_days() -> None:
    of = source(case("fire_hearing", until="public_notice"), "public_notice")
    assert value(of, "announcement.deemed_on") == "2026年5月22日"
    assert value(of, "announcement.attempts").startswith("4月20日到登记住所")
    assert [row["name"] for row in rows(of, "announcement.channels")] == ["示例镇人民政府公告栏张贴", "受送达人住所地张贴"]
