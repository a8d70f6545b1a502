"""``due``: every rule that touches a penalty gives its day from the command line, with article and explanation."""

from __future__ import annotations

import pytest
from support.playing import command

KEYS = ["rule", "due", "rolled_due", "conservative", "window", "provisional", "statutory", "article", "explanation"]
FROM = "2026-06-23"
# Tuesday. Working days after it: 24 25 26 | 29 30 1 2 3 | 6 July …; the dragon boat festival lies before it (19 to 21 June).
EXPECTED: dict[str, str | None] = {
    "PUN-FILE": "2026-07-02",
    "PUN-90": "2026-09-21",  # 7 days left in June, 31, 31, 21
    "PUN-EVID7": "2026-07-02",
    "PUN-HEAR5": "2026-06-30",
    "PUN-HNOT7": "2026-06-11",  # backwards: 22, 18, 17, 16, 15, 12, 11
    "PUN-STMT": "2026-06-30",
    "PUN-SERV7": "2026-07-02",
    "PUN-PUBSERV30": "2026-07-23",
    "PUN-ONSPOT": "2026-06-25",
    "PUN-PAY15": "2026-07-08",
    "PUN-CASH2": "2026-06-25",
    "PUN-CASHW2": "2026-06-25",
    "PUN-BANK2": "2026-06-25",
    "PUN-DEFER": "2026-06-23",
    "PUN-WDRAW3": "2026-06-26",
    "PUN-LIM2": "2028-06-23",
    "PUN-LIM5": "2031-06-23",
    "PUN-LATE3": None,
    "PUN-LATEHALT": None,
    "PUN-RECUSE": None,
    "REV-60": "2026-08-24",  # 22 August is a Saturday
    "REV-PRE": None,
    "LIT-6M": "2026-12-23",
    "LIT-15R": "2026-07-08",
    "PUB-DEC7": "2026-07-02",
    "CRD-7": "2026-07-02",
    "HN-REVIEW": "2026-06-30",
    "HN-ARCH": "2026-07-23",
}


@pytest.mark.parametrize("rule", EXPECTED)
def test_a_rule_gives_its_day_with_article_and_explanation(rule: str) -> None:
    told = command("due", rule, "--from", FROM, "--json")
    assert (told.code, told.err) == (0, "")
    found = told.json
    assert list(found) == KEYS
    assert (found["rule"], found["due"]) == (rule, EXPECTED[rule])
    assert found["article"]
    assert found["article"] in found["explanation"]
    beyond_the_calendars = found["due"] is not None and found["due"] >= "2027"
    assert found["provisional"] is beyond_the_calendars


def test_the_list_holds_every_rule_with_its_article() -> None:
    told = command("due", "--list", "--json")
    assert told.code == 0
    rows = {row["rule"]: row for row in told.json}
    assert set(EXPECTED) <= set(rows)
    assert all(row["article"] and row["name"] and row["who"] for row in rows.values())
    assert rows["PUN-PAY15"]["statutory"] is True
    assert rows["PUN-STMT"]["statutory"] is False
    printed = command("due", "--list").out
    assert "【行政处罚】" in printed
    assert all(rule in printed for rule in EXPECTED)


def test_an_agencys_own_period_may_be_set_but_not_below_the_floor() -> None:
    assert command("due", "PUN-STMT", "--from", FROM, "--set", "stmt_wd=3", "--json").json["due"] == "2026-06-26"
    assert command("due", "PUN-STMT", "--from", FROM, "--set", "stmt_wd=2").code == 2


def test_other_inputs_go_by_their_names() -> None:
    told = command("due", "PUN-LATE3", "--from", "2026-07-08", "--with", "paid_on=2026-07-18", "--with", "fine=1000", "--json")
    assert "加处300元" in told.json["explanation"]
    halted = command("due", "PUN-LATEHALT", "--from", "2026-07-08", "--with", "halted_to=2026-07-20", "--json")
    assert "13日" in halted.json["explanation"]


def test_a_person_reads_day_article_and_explanation() -> None:
    told = command("due", "PUN-HNOT7", "--from", FROM)
    assert told.out.splitlines()[:2] == ["PUN-HNOT7 举行听证通知", "期限：2026-06-11"]
    assert "较严口径：2026-06-10" in told.out
    assert "依据：《中华人民共和国行政处罚法》第六十四条" in told.out
    assert "（暂定）" in command("due", "PUN-STMT", "--from", "2026-12-28").out


def test_a_day_that_is_moved_says_which_days_were_skipped() -> None:
    told = command("due", "PUN-PAY15", "--from", "2026-09-17", "--json").json
    assert told["due"] == "2026-10-08"
    assert "国庆节" in told["explanation"]
