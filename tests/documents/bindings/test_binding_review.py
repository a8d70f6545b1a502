"""Legal review and deliberation on papers."""

from __future__ import annotations

import pytest
from support.paper_sources import case, source, value

from mq_enforce.case.acts import read_act
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.runs import plain
from mq_enforce.documents.source import PaperSource


def with_reasons(*reasons: str) -> PaperSource:
    found = next(record.act for record in case().records if record.act.id == "review_submitted")
    again = read_act({**found.model_dump(mode="json"), "id": "again", "reasons": list(reasons)})
    return source(case(more=[again]), "again")


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (("涉及重大公共利益",), {"review_for_public_interest"}),
        (("直接关系当事人重大权益，经过听证程序",), {"review_after_hearing"}),
        (("案件情况疑难复杂，涉及多个法律关系",), {"review_for_complexity"}),
        (("属于本机关公布的目录：罚款五百元以上",), {"review_by_list"}),
        (("某地方性法规要求审核",), {"review_by_other_law"}),
        (("涉及重大公共利益", "属于目录所列"), {"review_for_public_interest", "review_by_list"}),
    ],
)
def test_each_reason_of_the_submission_ticks_its_case(reasons: tuple[str, ...], expected: set[str]) -> None:
    names = ("review_for_public_interest", "review_after_hearing", "review_for_complexity", "review_by_list", "review_by_other_law")
    context = CaseContext(with_reasons(*reasons))
    assert {name for name in names if context.holds(name)} == expected


def test_reasons_and_materials_are_told_one_by_one() -> None:
    assert value(with_reasons("甲。", "乙"), "legal_review.reasons") == "甲；乙"
    materials = [plain(row["name"]) for row in CaseContext(source(case(), "review_submitted")).rows("legal_review.materials")]
    assert materials[0] == "案件调查终结报告"
    assert len(materials) == 5


def test_the_opinion_names_those_who_handle_the_case_not_the_reviewer() -> None:
    of = source(case(), "review")
    assert value(of, "legal_review.case_officers") == "王建国、李秀英"
    assert value(of, "officers.names") == "陈立言"


def test_each_head_of_the_checklist_has_its_words() -> None:
    of = source(case(), "review")
    assert value(of, "legal_review.persons") == "符合。两名承办人执法证在有效期内。"
    assert value(of, "legal_review.facts") == "符合。"
    assert value(of, "legal_review.crime") == "不涉嫌犯罪。"


def test_a_head_that_fails_or_was_not_checked_says_so() -> None:
    found = next(record.act for record in case().records if record.act.id == "review")
    heads = [{"head": "facts", "passed": False, "remark": "面积没有测量。"}, {"head": "crime", "passed": False}]
    again = read_act({**found.model_dump(mode="json"), "id": "again", "heads": heads, "opinion": "investigate"})
    of = source(case(more=[again]), "again")
    assert value(of, "legal_review.facts") == "不符合。面积没有测量。"
    assert value(of, "legal_review.crime") == "涉嫌犯罪，应当移送。"
    assert value(of, "legal_review.evidence") == ""
    assert value(of, "legal_review.opinion") == "补充调查"


def test_votes_are_counted_and_those_who_attend_are_listed_apart() -> None:
    of = source(case(), "deliberation")
    assert value(of, "deliberation.votes") == "参加表决3人，同意3人，不同意0人，弃权0人"
    assert value(of, "deliberation.voters") == "赵明德（镇长）、钱卫东（副镇长）、周晓梅（副镇长）"
    assert value(of, "deliberation.observers") == "王建国（执法队员）、陈立言（司法所所长）"
    assert value(of, "deliberation.outcome") == "2026年6月22日集体讨论：一致同意对张守田罚款人民币1000元。"
    voices = CaseContext(of).rows("deliberation.voices")
    assert [plain(row["vote"]) for row in voices] == ["同意"] * 3 + ["列席，不参加表决"] * 2


def test_a_divided_deliberation_is_counted_truly() -> None:
    found = next(record.act for record in case().records if record.act.id == "deliberation")
    voices = [
        {"person": name, "vote": vote, "opinion": "见会议记录。"}
        for name, vote in (("zhao", "agree"), ("qian", "disagree"), ("镇人大主席", "abstain"))
    ]
    again = read_act({**found.model_dump(mode="json"), "id": "again", "voices": voices, "adopted": False})
    of = source(case(more=[again]), "again")
    assert value(of, "deliberation.votes") == "参加表决3人，同意1人，不同意1人，弃权1人"
    assert value(of, "deliberation.voters").endswith("、镇人大主席")
    assert not CaseContext(of).holds("deliberation_has_observers")
    assert not CaseContext(of).holds("deliberation_agreed")
