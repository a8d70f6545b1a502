"""听证的组织: who conducts the hearing, that it is open, and that the party was told of it in time.

行政处罚法第六十四条. HB-07, HB-61, HB-63 where it speaks of those who conduct the hearing, and what 第六十四条 asks beyond the
blocks: openness, and the chair of whom the party was told.
"""

from __future__ import annotations

from mq_enforce.case.acts import Act
from mq_enforce.case.acts.delivery import Delivered
from mq_enforce.case.acts.intake import RecusalDecided
from mq_enforce.case.acts.notice import HearingHeld, HearingNotified
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.hearing import investigators, name_of, notice_days, requests
from mq_enforce.procedures.propositions.periods import last_day

_OPENNESS = Article("行政处罚法", 64, item=3)
_CHAIR = Article("行政处罚法", 64, item=4)

# -- HB-07, HB-63: who conducts --------------------------------------------------------------------------------------


@gate("HB-07", HearingNotified, HearingHeld)
def chair_did_not_investigate(j: Judgement) -> Fail | None:
    """Hold that the hearing is chaired by somebody who did not investigate the case (行政处罚法第六十四条第四项)."""
    act = j.the_act(HearingNotified) or j.the_act(HearingHeld)
    if act is None or act.chair not in _investigators_with(j, act):
        return None
    return Fail(
        f"听证主持人{name_of(j, act.chair)}是本案调查人员",
        "另行指定没有参与本案调查的人员主持听证，并把主持人的姓名通知当事人",
    )


@gate("HB-63", HearingNotified, HearingHeld)
def hearing_apart_from_investigation(j: Judgement) -> Fail | None:
    """Hold that nobody who conducts the hearing, chair or member, investigated the case."""
    act = j.the_act(HearingNotified) or j.the_act(HearingHeld)
    if act is None:
        return None
    mixed = [person for person in dict.fromkeys((act.chair, *act.members)) if person in _investigators_with(j, act)]
    if not mixed:
        return None
    return Fail(
        f"听证主持人（听证员）{'、'.join(name_of(j, person) for person in mixed)}参与了本案调查，主持和调查没有分离",
        "听证主持人、听证员都指定没有参与本案调查的人员担任",
        _CHAIR.cite(),
    )


def _investigators_with(j: Judgement, act: Act) -> frozenset[str]:
    return investigators(j) | frozenset(act.investigators if isinstance(act, HearingHeld) else ())


@gate("", HearingNotified)
def hearing_open(j: Judgement) -> Fail | None:
    """Hold that a hearing is closed to the public only with a reason (行政处罚法第六十四条第三项)."""
    act = j.the_act(HearingNotified)
    if act is None or act.open or act.closed_reason.strip():
        return None
    return Fail(
        f"听证定为不公开举行，没有写明理由（“{HearingNotified.model_fields['closed_reason'].title}”）",
        "公开举行；涉及国家秘密、商业秘密或者个人隐私依法予以保密的，写明不公开的理由",
        _OPENNESS.cite(),
    )


@gate("", HearingHeld, per_party=True)
def chair_as_notified(j: Judgement) -> Fail | None:
    """Hold that the chair is the one of whom the party was told, so that it could ask for recusal (行政处罚法第六十四条第四项).

    A chair whose recusal was decided may be replaced on the day.
    """
    act = j.the_act(HearingHeld)
    notice = _notice_of(j, act) if act is not None else None
    if act is None or notice is None or act.chair == notice.chair:
        return None
    if any(one.person == notice.chair and one.recused for one in j.state.valid(RecusalDecided)):
        return None
    return Fail(
        f"通知{j.the_party.name}的听证主持人是{name_of(j, notice.chair)}，实际由{name_of(j, act.chair)}主持",
        "由通知的主持人主持；改换主持人的，重新发出听证通知书告知新的主持人和申请回避的权利",
        _CHAIR.cite(),
    )


# -- HB-61: told in time ---------------------------------------------------------------------------------------------


@gate("HB-61", HearingNotified)
def hearing_set_far_enough(j: Judgement) -> Fail | None:
    """Hold that the hearing is set on a day for which the notice can still come in time (行政处罚法第六十四条第二项).

    The loose reading is the limit (the seventh working day before); a day later with seven full days between is advised.
    """
    act = j.the_act(HearingNotified)
    if act is None:
        return None
    due = j.due("PUN-HNOT7", event=act.hearing_at.date())
    latest = last_day(j, "PUN-HNOT7", event=act.hearing_at.date())
    if act.on <= latest:
        return None
    return Fail(
        f"听证定于{day_text(act.hearing_at.date())}举行，最迟应在{day_text(latest)}通知，{day_text(act.on)}发通知已经来不及",
        f"把听证日期往后改，使当天发出的通知不晚于听证的{notice_days(j)}个工作日前；{due.conservative_reason}",
    )


@gate("HB-61", HearingHeld, per_party=True)
def hearing_notified_in_time(j: Judgement) -> Fail | None:
    """Hold that each party who asked for the hearing had the notice of this day in its hands in time (行政处罚法第六十四条第二项)."""
    act = j.the_act(HearingHeld)
    if act is None or not requests(j):
        return None
    name, day = j.the_party.name, act.began.date()
    latest = last_day(j, "PUN-HNOT7", event=day)
    notice = _notice_of(j, act)
    if notice is None:
        return Fail(
            f"没有通知{name}于{day_text(day)}举行听证", f"先发出听证通知书，最迟在听证的{notice_days(j)}个工作日前送达{name}，再举行听证"
        )
    if notice.hearing_at.date() != day:
        return Fail(
            f"通知{name}的听证日期是{day_text(notice.hearing_at.date())}，实际在{day_text(day)}举行",
            f"按通知的日期举行；改期的，重新发出听证通知书并提前{notice_days(j)}个工作日送达",
        )
    delivered = [one.received_on for one in j.state.deliveries("hearing_notice", j.party) if _brings(one, notice)]
    if delivered and min(delivered) <= latest:
        return None
    found = f"{day_text(min(delivered))}才收到听证通知" if delivered else "还没有收到听证通知"
    return Fail(
        f"{name}{found}，{day_text(day)}的听证最迟应在{day_text(latest)}通知到",
        f"改期举行听证，重新发出听证通知书，并在新日期的{notice_days(j)}个工作日前送达",
    )


def _notice_of(j: Judgement, hearing: HearingHeld) -> HearingNotified | None:
    found = [one for one in j.state.valid(HearingNotified, party=j.party) if one.meeting == hearing.meeting]
    return found[-1] if found else None


def _brings(delivery: Delivered, notice: HearingNotified) -> bool:
    return delivery.refers_to == notice.id if delivery.refers_to else delivery.at >= notice.at


GATES: tuple[Gate, ...] = (
    chair_did_not_investigate,
    hearing_apart_from_investigation,
    hearing_open,
    chair_as_notified,
    hearing_set_far_enough,
    hearing_notified_in_time,
)
"""The gates of this file, in the order of the Act."""
