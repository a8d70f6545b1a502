"""告知和陈述申辩: the party was told, its time ran out, it was answered, and it is not worse off for having spoken.

行政处罚法第四十四条、第四十五条、第六十二条. HB-04, HB-12, HB-59, HB-60; W-04.
"""

from __future__ import annotations

import re
from datetime import date

from mq_enforce.case.acts.decision import DecisionApproved, PenaltyDecided
from mq_enforce.case.acts.notice import HearingHeld, HearingRequested, NoticeIssued, RightsWaived, StatementMade, StatementReviewed
from mq_enforce.case.acts.proposal import Proposal, ProposalApproved
from mq_enforce.case.acts.records import FactCorrected
from mq_enforce.case.proposals import Told, waivers
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import (
    DECIDING,
    approved_proposal,
    approving,
    decided_proposal,
    decides,
    differences,
    heavier,
    lighter,
    penalties_text,
    told,
)

_IDENTITY = ("name", "id_number", "credit_code")
_SLIP = re.compile("(?<!非)(?<!不是)(?<!不属于)笔误")

# -- what the gates ask ----------------------------------------------------------------------------------------


def statement_last_day(j: Judgement, notice: Told) -> date:
    """Return the last day of the period for a statement: the days told in the notice, counted from its receipt."""
    return last_day(j, "PUN-STMT", {"stmt_wd": notice.notice.statement_days}, start=notice.on)


def waiver_of_statement(j: Judgement, notice: Told) -> RightsWaived | None:
    """Return the party's written waiver of a statement after this notice, or None (行政处罚法第六十二条)."""
    return next((w for w in waivers(j.state, j.party, notice) if w.statement), None)


def waiver_of_hearing(j: Judgement, notice: Told) -> RightsWaived | None:
    """Return the party's written waiver of a hearing after this notice, or None."""
    return next((w for w in waivers(j.state, j.party, notice) if w.hearing), None)


def corrected_identity(j: Judgement, notice: Told) -> FactCorrected | None:
    """Return the last correction after this notice by which the party became somebody else on file, or None.

    Name, identity number and credit code say who was told; what is corrected as a mere slip of the pen changes nobody.
    """
    paths = {f"parties.{notice.proposal.party}.{field}" for field in _IDENTITY}
    found = [act for act in j.state.done(FactCorrected) if act.path in paths and act.at > notice.notice.at and not clerical(act)]
    return found[-1] if found else None


def clerical(act: FactCorrected) -> bool:
    """Say whether a correction only puts right a slip of the pen (笔误)."""
    return _SLIP.search(act.why) is not None


def unanswered_statements(j: Judgement) -> list[StatementMade]:
    """Return the party's statements that were not reviewed after they were made."""
    reviews = j.state.valid(StatementReviewed, party=j.party)
    return [
        statement
        for statement in j.state.done(StatementMade, party=j.party)
        if not any(r.at >= statement.at and r.refers_to in {None, statement.id} for r in reviews)
    ]


def has_spoken(j: Judgement) -> bool:
    """Say whether the party has stated, defended or asked to be heard."""
    state = j.state
    if state.done(StatementMade, HearingRequested, party=j.party):
        return True
    return any(j.party in hearing.present_parties for hearing in state.done(HearingHeld, party=j.party))


# -- HB-04 -------------------------------------------------------------------------------------------------------


@gate("HB-04", *DECIDING, per_party=True, foreseeable=True)
def told_effectively(j: Judgement) -> Fail | None:
    """Hold that a notice of the proposed penalty reached the party (行政处罚法第四十四条、第六十二条).

    What 第六十二条 lets a party give up is the statement, not the notice: no waiver stands in for it. A paper that came back
    was not delivered.
    """
    if not decides(j) or told(j) is not None:
        return None
    name = j.the_party.name
    issued = [act for act in j.state.done(NoticeIssued, party=j.party) if act.at <= j.now]
    if not issued:
        message = f"还没有把拟作出的处罚和事实、理由、依据以及陈述、申辩等权利书面告知{name}"
        remedy = f"先发出事先告知书（达到听证标准的用听证告知书），送达{name}，等陈述申辩期届满后再决定"
    else:
        message = f"{issued[-1].on.month}月{issued[-1].on.day}日向{name}发出的告知书没有有效送达"
        remedy = "用直接、留置、邮寄等法定方式重新送达告知书；确实无法送达的办理公告送达，期限从视为送达之日起重新计算"
    if j.state.done(RightsWaived, party=j.party):
        message += "；当事人签过放弃权利的文件，但放弃的只能是陈述、申辩，不能代替告知"
    return Fail(message, remedy)


# -- HB-60 -------------------------------------------------------------------------------------------------------


@gate("HB-60", *DECIDING, per_party=True, foreseeable=True)
def statement_period_over(j: Judgement) -> Fail | None:
    """Hold that the period told for a statement has fully passed, or that it was waived in writing (行政处罚法第四十五条、第六十二条).

    The period told binds the agency even when the party has already spoken: it may speak again. The last day is the
    party's to its end, so the first lawful day is the day after.
    """
    notice = told(j)
    if notice is None or not decides(j) or waiver_of_statement(j, notice) is not None:
        return None
    last = statement_last_day(j, notice)
    if j.day > last:
        return None
    days = notice.notice.statement_days
    return Fail(
        f"{j.the_party.name}于{day_text(notice.on)}收到告知书，告知的陈述申辩期为{days}个工作日，到{day_text(last)}才届满，"
        f"{day_text(j.day)}还不能作出处罚决定",
        f"等到{day_text(last)}过后，并复核当事人的意见，再作出决定；当事人书面明确放弃陈述、申辩的，登记放弃后可以提前决定",
    )


@gate("HB-60", *DECIDING, per_party=True, foreseeable=True)
def statements_answered(j: Judgement) -> Fail | None:
    """Hold that every statement was reviewed, and that the head approved with the answer at hand (行政处罚法第四十五条第一款)."""
    if not decides(j):
        return None
    unanswered = unanswered_statements(j)
    if unanswered:
        days = "、".join(day_text(statement.on) for statement in unanswered)
        return Fail(
            f"{j.the_party.name}在{days}提出的陈述申辩还没有复核",
            "逐项复核当事人提出的事实、理由和证据，写明是否采纳及理由，登记“复核陈述申辩”后再决定",
        )
    reviewed = j.state.last(StatementReviewed, party=j.party)
    approved = j.state.last(DecisionApproved, party=j.party)
    if j.the_act(PenaltyDecided) is None or reviewed is None or approved is None or approved.at >= reviewed.at:
        return None
    return Fail(
        f"处罚决定是{day_text(approved.on)}批准的，早于{day_text(reviewed.on)}对{j.the_party.name}意见的复核，批准时没有考虑这些意见",
        "把复核意见附上，重新报行政机关负责人批准处罚决定",
    )


# -- HB-12 -------------------------------------------------------------------------------------------------------


@gate("HB-12", PenaltyDecided, per_party=True)
def not_heavier_after_statement(j: Judgement) -> Fail | None:
    """Hold that a party that has spoken is not punished more heavily than it was told (行政处罚法第四十五条第二款)."""
    notice, decided = told(j), decided_proposal(j)
    if notice is None or decided is None or not heavier(decided, notice.proposal) or not has_spoken(j):
        return None
    return Fail(
        f"{j.the_party.name}已经陈述申辩或者要求听证，决定的处罚（{penalties_text(decided)}）"
        f"重于{day_text(notice.on)}告知的处罚（{penalties_text(notice.proposal)}）",
        "不重于告知的处罚作出决定；确有不是因申辩、听证而新查明的事实的，写明新事实，重新批准拟处罚意见并重新告知",
    )


@gate("HB-12", ProposalApproved, per_party=True)
def new_facts_for_heavier_proposal(j: Judgement) -> Fail | None:
    """Hold that a second, heavier proposal after a statement rests on new facts that did not come from it (行政处罚法第四十五条第二款).

    Telling anew does not by itself lift the ban: else a second notice would undo it.
    """
    act, notice = j.the_act(ProposalApproved), told(j)
    if act is None or notice is None or act.new_facts.strip() or not has_spoken(j):
        return None
    proposal = approving(j, act)
    if proposal is None or not heavier(proposal, notice.proposal):
        return None
    return Fail(
        f"{j.the_party.name}已经陈述申辩或者要求听证，新的拟处罚意见（{penalties_text(proposal)}）"
        f"重于已经告知的处罚（{penalties_text(notice.proposal)}），又没有写明新查明的事实",
        "维持不重于已告知的处罚；确有不是因申辩、听证而新查明的事实的，补充调查后在“新查明的事实”中写明事实和证据",
    )


# -- HB-59, W-04 -------------------------------------------------------------------------------------------------


_TELL_ANEW = "重新告知并送达，等新的陈述申辩期（听证申请期）届满后再决定"


@gate("HB-59", *DECIDING, per_party=True, foreseeable=True)
def told_what_was_approved(j: Judgement) -> Fail | None:
    """Hold that the party was told what the head last approved: facts, reasons, articles, kinds, amounts (行政处罚法第四十四条).

    What he approved later and lighter needs no new notice; whatever goes beyond the notice does.
    """
    notice, approved = told(j), approved_proposal(j)
    if notice is None or approved is None or not decides(j):
        return None
    changed = _beyond(approved, notice.proposal)
    if not changed:
        return None
    return Fail(
        f"最后批准的拟处罚意见与{day_text(notice.on)}送达{j.the_party.name}的告知书不一致：{'；'.join(changed)}",
        f"按最后批准的拟处罚意见{_TELL_ANEW}；仍按原告知内容处罚的，先按该内容重新批准拟处罚意见",
    )


@gate("HB-59", *DECIDING, per_party=True, foreseeable=True)
def told_to_this_party(j: Judgement) -> Fail | None:
    """Hold that the party that was told is the one on file now (行政处罚法第四十四条): who was corrected since is told anew."""
    notice = told(j)
    correction = corrected_identity(j, notice) if notice is not None and decides(j) else None
    if notice is None or correction is None:
        return None
    return Fail(
        f"{day_text(notice.notice.on)}发出告知书以后，当事人的姓名（名称）或者证件号码、代码于{day_text(correction.on)}更正"
        f"（{correction.why}），现在的当事人{j.the_party.name}没有收到过告知",
        f"向更正后的当事人{_TELL_ANEW}；只是笔误的，在更正理由中写明“笔误”",
    )


@gate("HB-59", PenaltyDecided, per_party=True)
def decided_as_told(j: Judgement) -> Fail | None:
    """Hold that nothing is decided that the party was not told: facts, reasons, articles, kinds, amounts (行政处罚法第四十四条).

    Facts and reasons may be dropped and an amount of the same kind lowered. A heavier penalty after a statement is left
    to HB-12, whose way out is another.
    """
    notice, decided = told(j), decided_proposal(j)
    if notice is None or decided is None:
        return None
    changed = _beyond(decided, notice.proposal)
    if not changed:
        return None
    return Fail(
        f"决定与{day_text(notice.on)}送达{j.the_party.name}的告知书不一致：{'；'.join(changed)}",
        f"按告知的内容决定；确需改变的，先重新批准拟处罚意见，{_TELL_ANEW}",
    )


@gate("HB-59", PenaltyDecided, per_party=True)
def decided_as_approved(j: Judgement) -> Fail | None:
    """Hold that nothing is decided beyond what the head last approved for the party (行政处罚法第五十七条第一款).

    What goes beyond the notice as well is left to ``decided_as_told``.
    """
    notice, approved, decided = told(j), approved_proposal(j), decided_proposal(j)
    if notice is None or approved is None or decided is None or _beyond(decided, notice.proposal):
        return None
    changed = _beyond(decided, approved)
    if not changed:
        return None
    return Fail(
        f"对{j.the_party.name}的决定与行政机关负责人最后批准的拟处罚意见不一致：{'；'.join(changed)}",
        "在“决定内容”中写明最后批准的内容，并说明与告知不同的理由；确需按其他内容决定的，先重新批准拟处罚意见，再按规定重新告知",
        "《中华人民共和国行政处罚法》第五十七条第一款",
    )


def _beyond(one: Proposal, measure: Proposal) -> tuple[str, ...]:
    """Return in words what a proposal holds beyond another; dropping and lowering go beyond nothing."""
    changed = differences(one, measure)
    if not changed and heavier(one, measure):
        return (f"处罚由{penalties_text(measure)}改为{penalties_text(one)}",)
    return changed


@gate("W-04", PenaltyDecided, per_party=True)
def lighter_with_reason(j: Judgement) -> Fail | None:
    """Expect a reason when less is decided than was told or than the head last approved."""
    act, notice, approved, decided = j.the_act(PenaltyDecided), told(j), approved_proposal(j), decided_proposal(j)
    if act is None or notice is None or decided is None or act.change_reason.strip():
        return None
    for words, measure in (("告知", notice.proposal), ("批准的拟处罚意见", approved)):
        if measure is not None and lighter(decided, measure):
            return Fail(
                f"对{j.the_party.name}的决定（{penalties_text(decided)}）轻于{words}（{penalties_text(measure)}），没有说明理由",
                "在“与告知不同的理由”中写明采纳了哪些意见或者情节",
            )
    return None


GATES: tuple[Gate, ...] = (
    told_effectively,
    statement_period_over,
    statements_answered,
    not_heavier_after_statement,
    new_facts_for_heavier_proposal,
    told_what_was_approved,
    told_to_this_party,
    decided_as_told,
    decided_as_approved,
    lighter_with_reason,
)
"""The gates of this file, in the order of the Act."""
