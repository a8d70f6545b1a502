"""Deferral, surcharge and payments on papers: the same figures as the gates rest on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.paper_sources import case, source, value
from support.stories import story

from mq_enforce.base.money import Money
from mq_enforce.case.acts import Act, read_act
from mq_enforce.documents.bindings import payments
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.documents.source import PaperSource
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions import payment

STARTED: dict[str, Any] = {
    "id": "suit",
    "kind": "remedy_started",
    "at": "2026-06-10T09:00:00+08:00",
    "party": "p2",
    "remedy": "reconsideration",
    "body": "民权县人民政府",
    "applied_on": "2026-06-10",
}
ENDED: dict[str, Any] = {
    "id": "suit_over",
    "kind": "remedy_ended",
    "at": "2026-06-12T09:00:00+08:00",
    "party": "p2",
    "refers_to": "suit",
    "outcome": "withdrawn",
    "document": "终止决定",
    "ended_on": "2026-06-12",
}
PAID: dict[str, Any] = {
    "id": "part",
    "kind": "fine_paid",
    "at": "2026-06-10T15:00:00+08:00",
    "party": "p2",
    "amount": 3000,
    "paid_on": "2026-06-10",
    "bank": "银行",
    "receipt": "票据",
}


def surcharged(*more: dict[str, Any]) -> PaperSource:
    return source(case("fire_hearing", until="surcharge", more=[read_act(one) for one in more]), "surcharge")


def rows(of: PaperSource, name: str) -> list[dict[str, str]]:
    return [{key: plain(runs) for key, runs in row.items()} for row in CaseContext(of).rows(name)]


def test_the_surcharge_runs_from_the_day_after_the_last_day_for_paying() -> None:
    of = surcharged()
    told = {name: value(of, f"surcharge.{name}") for name in ("due", "from", "until", "days", "amount", "rate")}
    assert told == {
        "due": "2026年6月8日",
        "from": "2026年6月9日",
        "until": "2026年6月18日",
        "days": "10日",
        "amount": "贰仟肆佰元整（2400元）",
        "rate": "百分之三",
    }
    assert value(of, "fine.open") == "捌仟元整（8000元）"
    context = CaseContext(of)
    assert context.holds("fine_wholly_open")
    assert context.holds("surcharge_at_first_due")
    assert not context.holds("surcharge_halted")


def test_days_of_reconsideration_are_left_out_and_said_so() -> None:
    of = surcharged(STARTED, ENDED)
    assert value(of, "surcharge.days") == "7日"
    assert CaseContext(of).holds("surcharge_halted")


def test_a_suit_after_the_last_day_counted_halts_nothing() -> None:
    later = {**STARTED, "at": "2026-06-18T08:00:00+08:00", "applied_on": "2026-06-19"}
    assert not CaseContext(surcharged(later)).holds("surcharge_halted")


def test_what_was_paid_before_is_told_with_what_is_open() -> None:
    of = surcharged(PAID)
    assert value(of, "fine.open") == "伍仟元整（5000元）"
    assert CaseContext(of).holds("fine_paid_in_part")


def test_an_earlier_surcharge_counts_towards_the_limit() -> None:
    first = {
        "id": "s0",
        "kind": "surcharge_decided",
        "at": "2026-06-12T09:00:00+08:00",
        "party": "p2",
        "until": "2026-06-12",
        "amount": 960,
    }
    of = surcharged(first)
    assert value(of, "surcharge.earlier") == "玖佰陆拾元整（960元）"
    assert CaseContext(of).holds("surcharge_decided_before")
    assert not CaseContext(of).holds("surcharge_capped")


def test_the_request_and_the_approval_list_their_parts_with_what_is_left() -> None:
    asked = source(case("fire_hearing", until="deferral_request"), "deferral_request")
    granted = source(case("fire_hearing", until="deferral"), "deferral")
    expected = [
        {"due": "2026年5月29日", "amount": "壹万伍仟元整（15000元）", "left": "15000元"},
        {"due": "2026年6月26日", "amount": "壹万伍仟元整（15000元）", "left": "0元"},
    ]
    assert rows(asked, "deferral.asked") == rows(granted, "deferral.granted") == expected
    assert value(granted, "deferral.parts") == "两"
    assert value(granted, "fine.first_due") == "2026年5月6日"
    assert CaseContext(granted).holds("deferral_allows_parts")


@pytest.mark.parametrize(
    ("instalments", "agree", "holds"),
    [
        ([{"due": "2026-06-26", "amount": 30000}], True, "deferral_allows_delay"),
        ([{"due": "2026-06-26", "amount": 30000}], False, "deferral_refused"),
    ],
)
def test_an_answer_is_a_delay_or_a_refusal(instalments: list[dict[str, Any]], agree: bool, holds: str) -> None:
    opinion = {"by": "sun", "text": "理由不足", "on": "2026-04-29"}
    act: Act = read_act(
        {
            "id": "answer",
            "kind": "deferral_approved",
            "at": "2026-04-29T10:00:00+08:00",
            "by": ["wang", "li"],
            "party": "p1",
            "instalments": instalments,
            "approval": {
                "officers": "建议",
                "officers_on": "2026-04-29",
                "team": opinion,
                "agency": {**opinion, "by": "zhao", "agree": agree},
            },
        }
    )
    of = source(case("fire_hearing", until="answer", more=[act]), "answer")
    context = CaseContext(of)
    names = ("deferral_allows_parts", "deferral_allows_delay", "deferral_refused")
    assert [name for name in names if context.holds(name)] == [holds]
    assert value(of, "deferral.answer") == "理由不足。"


@pytest.mark.parametrize("missed", [False, True])
@pytest.mark.parametrize("until", [date(2026, 6, 5), date(2026, 6, 18), date(2026, 7, 20)])
@pytest.mark.parametrize("party", ["p1", "p2"])
@pytest.mark.parametrize("remedy", [(), (STARTED,), (STARTED, ENDED)])
def test_due_day_and_surcharge_are_those_of_the_gates(missed: bool, until: date, party: str, remedy: tuple[dict[str, Any], ...]) -> None:
    told = story("fire_hearing", until="paid1b").with_acts(*(read_act(one) for one in remedy))
    told = told.without("paid1a", "paid1b", "paid2") if missed else told
    of = source(told.state, party=party)
    judgement = Judgement(told.state, told.law, told.state.records[-1].act.at, None, party)
    assert payments.payment_due(of) == payment.payment_due(judgement)
    assert payments.surcharge_until(of, until) == payment.surcharge_until(judgement, until)
    assert payments.open_fine(of) == payment.open_fine(judgement)


_REQUEST: dict[str, Any] = {
    "id": "asked",
    "kind": "deferral_requested",
    "at": "2026-06-14T09:00:00+08:00",
    "party": "p2",
    "reason": "困难",
    "proof": "证明",
    "instalments": [{"due": "2026-06-20", "amount": 4000}],
}


def _late_deferral() -> dict[str, Any]:
    opinion = {"by": "sun", "text": "同意", "on": "2026-06-15"}
    return {
        "id": "late",
        "kind": "deferral_approved",
        "at": "2026-06-15T09:00:00+08:00",
        "by": ["wang", "li"],
        "party": "p2",
        "instalments": [{"due": "2026-06-20", "amount": 4000}, {"due": "2026-07-10", "amount": 4000}],
        "approval": {"officers": "建议", "officers_on": "2026-06-15", "team": opinion, "agency": {**opinion, "by": "zhao"}},
    }


@pytest.mark.parametrize("outcome", [{}, {"outcome": "changed", "amount": 5000}, {"outcome": "revoked"}])
@pytest.mark.parametrize("deferred", [False, True])
@pytest.mark.parametrize("until", [date(2026, 6, 14), date(2026, 6, 30), date(2026, 7, 20)])
def test_after_a_remedy_or_a_late_deferral_the_papers_and_the_gates_count_alike(
    outcome: dict[str, Any], deferred: bool, until: date
) -> None:
    more = [STARTED, {**ENDED, **outcome}] if outcome else []
    more += [_REQUEST, _late_deferral()] if deferred else []
    told = story("fire_hearing", until="paid1b").without("paid2").with_acts(*(read_act(one) for one in more))
    of = source(told.state, party="p2")
    judgement = Judgement(told.state, told.law, told.state.records[-1].act.at, None, "p2")
    assert payments.payment_due(of) == payment.payment_due(judgement)
    ran_up = payment.surcharge_until(judgement, until)
    fell = outcome.get("outcome") == "revoked"
    assert payments.surcharge_until(of, until) == (None if fell else ran_up)
    assert not fell or ran_up is None or not ran_up.amount.fen
    assert (payments.open_fine(of) or Money(0)) == payment.open_fine(judgement)


def test_a_party_without_a_fine_has_nothing_open() -> None:
    of = source(case("straw_no_penalty"), party="p1")
    assert payments.fine_of(of) in {None, Money(0)}
    assert payments.payment_due(of) is None
    assert value(of, "fine.first_due") == ""
