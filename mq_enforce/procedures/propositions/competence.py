"""职权与人员: the matter is granted, two certified officers act, certificates are shown, recused persons stay out.

行政处罚法第二十四条、第四十二条、第四十三条、第五十五条; 河南省行政执法条例第二十一条、第二十三条、第二十四条. HB-01, HB-02, HB-03, HB-54;
W-09, W-11, W-25.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mq_enforce.base.ages import ADULT_AGE, full_years
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.decision import DecisionApproved, NoPenaltyApproved, NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.intake import FilingApproved, OfficersAssigned, RecusalCauseFound, RecusalDecided
from mq_enforce.case.acts.investigation import (
    EvidenceCollected,
    InterviewHeld,
    PreservationStarted,
    RectificationReviewed,
    Session,
    SiteInspected,
)
from mq_enforce.case.acts.notice import HearingHeld, StatementMade
from mq_enforce.case.acts.review import DeliberationHeld
from mq_enforce.case.facts import Grant
from mq_enforce.law.explain import day_text
from mq_enforce.law.matters import granted_on
from mq_enforce.office.agency import AgencyKind
from mq_enforce.office.people import Person, Role
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.participants import participants
from mq_enforce.procedures.propositions.periods import last_day

OFFICERS_NEEDED = 2
"""行政处罚法第四十二条第一款: 执法人员不得少于两人."""

INVESTIGATING = (SiteInspected, InterviewHeld, EvidenceCollected, PreservationStarted, RectificationReviewed)
"""Acts of investigation and inspection; hearing a statement, delivery and filing are none (HB-02 does not reach them)."""

_SUPERIOR = re.compile("[县市区州省]人民政府|上级")
"""How the reason names who decided on the head's recusal."""

DECIDING = (DecisionApproved, PenaltyDecided, NoPenaltyApproved, NoPenaltyDecided)
"""Acts by which the agency settles what becomes of the case."""


# -- HB-01 --------------------------------------------------------------------------------------------------


def _grant_on(j: Judgement, day: date) -> Grant | None:
    return granted_on(j.state.head.matter, j.state.office.grants, day)


def _filed_on(j: Judgement) -> date | None:
    filing = j.state.last(FilingApproved)
    return filing.on if filing is not None else None


def _record_the_grant(j: Judgement) -> str:
    if j.matter.own_power:
        return "先在承接清单中登记该项法定职权的依据文件（名称、文号、施行日期、来源），再立案"
    return "先在承接清单中登记赋权的承接文件（名称、文号、起始日、来源），再立案；没有承接的，把线索移送原主管部门"


@gate("HB-01", FilingApproved, foreseeable=True)
def matter_granted_when_filed(j: Judgement) -> Fail | None:
    """Hold that the matter is on the agency's list on the day of filing (行政处罚法第二十四条).

    The day of the conduct does not matter here: it only chooses the version of the law. Powers that a statute gives the
    township itself need their recorded document too; a sub-district office does not have them by any document. A refusal to
    file needs no grant: it is often refused for want of one.
    """
    if _refused(j):
        return None
    if j.matter.own_power and j.matter.scope.subdistrict is False and j.state.office.agency.kind is AgencyKind.SUBDISTRICT:
        return Fail(
            f"“{j.matter.name}”（{j.matter.id}）是法律、法规授予乡镇人民政府的职权，{j.state.office.agency.name}没有这项职权",
            "把线索移送有权机关",
        )
    if _grant_on(j, j.day) is not None:
        return None
    known = [grant for grant in j.state.office.grants if grant.matter == j.matter.id]
    later = min((grant.effective_from for grant in known if grant.effective_from > j.day), default=None)
    ended = max((grant.effective_to for grant in known if grant.effective_to is not None and grant.effective_to < j.day), default=None)
    if later is not None:
        why = f"本机关自{day_text(later)}起才承接"
    elif ended is not None:
        why = f"本机关已于{day_text(ended)}退出承接"
    else:
        why = "本机关没有登记承接（职权依据）文件"
    return Fail(f"{day_text(j.day)}立案时，“{j.matter.name}”（{j.matter.id}）不在本机关的承接清单上：{why}", _record_the_grant(j))


def _refused(j: Judgement) -> bool:
    """Say whether the act under judgement is an approval that the head did not grant."""
    return isinstance(j.act, FilingApproved | DecisionApproved | NoPenaltyApproved) and not j.act.approval.granted


@gate("HB-01", *DECIDING, foreseeable=True)
def matter_granted_when_decided(j: Judgement) -> Fail | None:
    """Hold that the matter is still on the list, or that the transition clause lets the agency finish (行政处罚法第二十四条).

    The clause belongs to the grant under which the case was filed. A refused approval decides nothing.
    """
    if _refused(j) or _grant_on(j, j.day) is not None:
        return None
    filed_on = _filed_on(j)
    filed_under = _grant_on(j, filed_on) if filed_on is not None else None
    if filed_under is not None and filed_under.finish_old_cases:
        return None
    name = f"“{j.matter.name}”（{j.matter.id}）"
    if filed_under is not None and filed_under.effective_to is not None:
        return Fail(
            f"{name}已于{day_text(filed_under.effective_to)}退出本机关的承接清单，登记的承接文件没有写明已立案件由本机关办结",
            "核对所在市县的过渡规定：许可原机关办结的，在承接清单中补记该规定；不许可的，移送有权机关",
        )
    return Fail(f"{day_text(j.day)}作出处理决定时，{name}不在本机关的承接清单上", "核对并登记承接文件；没有承接的，移送有权机关")


@gate("HB-01", *DECIDING, foreseeable=True)
def decided_in_own_name(j: Judgement) -> Fail | None:
    """Hold that the agency that decides is the one that filed the case (行政处罚法第二十四条: in its own name)."""
    if _refused(j):
        return None
    filing = j.state.last(FilingApproved)
    record = j.state.record(filing.id) if filing is not None else None
    agency = j.state.office.agency
    if record is None or record.agency.id == agency.id:
        return None
    return Fail(
        f"本案由{record.agency.name}立案，不能以{agency.name}的名义作出决定",
        f"由{record.agency.name}以自己的名义作出决定；确需改变管辖的，先办理移送",
    )


@gate("W-25", FilingApproved, foreseeable=True)
def filed_clear_of_a_switch(j: Judgement) -> Fail | None:
    """Hold that neither the conduct nor the time for deciding lies across a change of the list.

    Until the list changed the former department held the power, and after it leaves the list another may hold it.
    """
    grant = _grant_on(j, j.day)
    if grant is None or _refused(j):
        return None
    done_on = j.state.conduct.last_day
    if done_on < grant.effective_from:
        return Fail(
            f"违法行为发生在{day_text(done_on)}，本机关自{day_text(grant.effective_from)}起承接该事项，属于清单切换的过渡案件",
            "向原主管部门核实没有立案、没有处罚，并在理由中写明核实情况",
        )
    last = last_day(j, "PUN-90", start=j.day)
    if grant.effective_to is not None and grant.effective_to < last:
        return Fail(
            f"该事项将于{day_text(grant.effective_to)}退出本机关的承接清单，早于办案期限的最后一日{day_text(last)}",
            "在退出前作出决定，或者写明过渡规定许可本机关办结的依据",
        )
    return None


@gate("W-25", DecisionApproved, NoPenaltyApproved, foreseeable=True)
def decided_before_a_switch(j: Judgement) -> Fail | None:
    """Hold that the decision does not rest on a transition clause; where there is none, HB-01 refuses it."""
    if _refused(j):
        return None
    filed_on = _filed_on(j)
    filed_under = _grant_on(j, filed_on) if filed_on is not None else None
    if filed_under is None or not filed_under.finish_old_cases or filed_under.effective_to is None:
        return None
    if j.day <= filed_under.effective_to or _grant_on(j, j.day) is not None:
        return None
    return Fail(
        f"该事项已于{day_text(filed_under.effective_to)}退出本机关的承接清单，本案按过渡规定由本机关办结",
        "在理由中写明过渡规定的名称、文号和许可原机关办结的内容",
    )


# -- HB-02, HB-54 ---------------------------------------------------------------------------------------------


def why_not_certified(person: Person, day: date) -> str:
    """Return why a person may not enforce on a day, as a clause; an empty text when they may (河南省行政执法条例第二十一条)."""
    certificate = person.certificate
    if certificate is None:
        return f"{person.name}没有执法证"
    if certificate.revoked_on is not None and certificate.revoked_on <= day:
        return f"{person.name}的执法证已于{day_text(certificate.revoked_on)}收回或者注销"
    if day < certificate.valid_from:
        return f"{person.name}的执法证自{day_text(certificate.valid_from)}起才有效"
    if day > certificate.valid_to:
        return f"{person.name}的执法证已于{day_text(certificate.valid_to)}到期"
    return ""


@gate("HB-02", *INVESTIGATING, OfficersAssigned)
def two_officers(j: Judgement) -> Fail | None:
    """Hold that at least two certified officers of the register act, and that nobody else is listed as an officer.

    行政处罚法第四十二条第一款, 河南省行政执法条例第二十一条、第二十四条. The certificate must be in force on the day of the act.
    Recorders and helpers have fields of their own and need no certificate; to receive what is handed in is no inquiry.
    """
    act = j.act
    if act is None or (isinstance(act, EvidenceCollected) and act.handed_in):
        return None
    listed = dict.fromkeys(act.officers if isinstance(act, OfficersAssigned) else act.by)
    people = j.state.office.people
    faults = [why_not_certified(people[one], act.on) if one in people else f"“{one}”不在本机关人员名册中" for one in listed]
    faults = [fault for fault in faults if fault]
    able = len(listed) - len(faults)
    if not faults and able >= OFFICERS_NEEDED:
        return None
    names = "、".join(people[one].name if one in people else one for one in listed) or "无"
    why = f"：{'；'.join(faults)}" if faults else ""
    if able < OFFICERS_NEEDED:
        return Fail(
            f"{day_text(act.on)}{act.label}，列为执法人员的是{names}，其中证件有效的只有{able}人{why}",
            "由两名以上执法证在有效期内的本机关执法人员重新进行；没有执法证的人员只能记录、协助",
        )
    return Fail(
        f"{day_text(act.on)}{act.label}，把没有有效执法证的人员列为执法人员{why}",
        "从执法人员中去掉该人员，可以把其列为记录人或者协助人员",
    )


@gate("HB-54", *INVESTIGATING)
def certificates_shown(j: Judgement) -> Fail | None:
    """Hold that the officers showed their certificates of their own accord (行政处罚法第五十五条第一款)."""
    act = j.act
    if not isinstance(act, INVESTIGATING) or act.certificates_shown:
        return None
    return Fail(
        f"{day_text(act.on)}{act.label}没有向当事人或者有关人员出示执法证件",
        "出示执法证件并在笔录中写明证号后重新进行；确已出示、只是录入有误的，改正后重新提交",
    )


# -- HB-03 --------------------------------------------------------------------------------------------------


def barred(j: Judgement) -> dict[str, str]:
    """Return who must stay out of the case, by id, with the cause.

    A cause bars from the moment it appears until the head decides that the person need not withdraw; the investigation
    goes on meanwhile with other officers (行政处罚法第四十三条第三款).
    """
    out: dict[str, str] = {}
    for act in j.state.done(Act):
        if isinstance(act, RecusalCauseFound):
            out[act.person] = act.cause
        elif isinstance(act, RecusalDecided):
            if act.recused:
                out[act.person] = act.reason
            elif j.state.reliable(act):
                out.pop(act.person, None)
    return out


@gate("HB-03", Act)
def recused_persons_stay_out(j: Judgement) -> Fail | None:
    """Hold that nobody with a cause for recusal takes part: as officer, chair, reviewer, voter, approver, recorder.

    行政处罚法第四十三条; 河南省行政执法条例第二十三条 (the head's own recusal is decided by the superior government).
    """
    act = j.act
    out = barred(j) if act is not None else {}
    if act is None or not out:
        return None
    people = j.state.office.people
    for taking_part in participants(act):
        for person_id, cause in out.items():
            person = people.get(person_id)
            if taking_part.person == person_id or (person is not None and taking_part.is_person(person)):
                name = person.name if person is not None else person_id
                return Fail(
                    f"{name}有回避事由（{cause}），不能作为“{taking_part.part}”参加{act.label}",
                    f"换由没有回避事由的人员办理；认为不需要回避的，先由行政机关负责人作出决定（负责人的回避报上级机关决定），再由{name}办理",
                )
    return None


@gate("HB-03", RecusalDecided)
def recusal_decided_by_head(j: Judgement) -> Fail | None:
    """Hold that the head decides that somebody need not withdraw (行政处罚法第四十三条第三款).

    The head's own recusal is the superior government's to decide (河南省行政执法条例第二十三条第二款), never a deputy's: the
    reason must name the government that decided, whoever enters it.
    """
    act = j.the_act(RecusalDecided)
    if act is None or act.recused:
        return None
    people = j.state.office.people
    person = people.get(act.person)
    if person is not None and Role.HEAD_OF_AGENCY in person.roles:
        if _SUPERIOR.search(act.reason + act.note):
            return None
        return Fail(
            f"{person.name}是本机关负责人，其是否回避不由本机关决定，理由中没有写明作出决定的上级机关",
            "报上级机关决定，并在理由中写明决定机关的名称和决定内容；决定之前由其他负责人办理",
            "《河南省行政执法条例》第二十三条第二款",
        )
    if any(one in people and people[one].is_leader for one in act.by):
        return None
    name = person.name if person is not None else act.person
    return Fail(f"决定{name}不需要回避的，不是行政机关负责人", "由行政机关负责人作出是否回避的决定，并把负责人登记为经办人")


# -- W-09, W-11 -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Where an act before others took place, from when to when, and who of the agency was there."""

    act: Act
    began: datetime
    ended: datetime
    place: str
    people: frozenset[str]

    def overlaps(self, other: _Meeting) -> bool:
        return self.began < other.ended and other.began < self.ended

    @property
    def text(self) -> str:
        return f"{self.act.label}（{self.began:%H:%M}至{self.ended:%H:%M}，{self.place}）"


def _meeting(act: Act) -> _Meeting | None:
    if not isinstance(act, Session | StatementMade | HearingHeld | DeliberationHeld):
        return None
    people = frozenset(one.person for one in participants(act))
    return _Meeting(act, act.began, act.ended, act.place.strip(), people)


def _other_meetings(j: Judgement) -> Iterator[_Meeting]:
    for act in j.state.done(Session, StatementMade, HearingHeld, DeliberationHeld):
        found = _meeting(act)
        if found is not None:
            yield found


@gate("W-09", SiteInspected, InterviewHeld, HearingHeld, DeliberationHeld)
def nobody_in_two_places(j: Judgement) -> Fail | None:
    """Hold that no officer is in two places at once and nobody is questioned twice at once."""
    mine = _meeting(j.act) if j.act is not None else None
    if mine is None:
        return None
    for other in _other_meetings(j):
        if not mine.overlaps(other):
            continue
        asked = _asked_twice(mine.act, other.act)
        if asked:
            return Fail(f"{asked}同时接受两场询问：{other.text}与{mine.text}时间重叠", "核对并更正起止时间；确属如此的，写明情况")
        both = sorted(mine.people & other.people)
        if both and mine.place != other.place:
            people = j.state.office.people
            names = "、".join(people[one].name if one in people else one for one in both)
            return Fail(
                f"{names}同一时间在两地：{other.text}与{mine.text}时间重叠",
                "核对并更正起止时间、地点或者参加人员；确属如此的，写明情况",
            )
    return None


def _asked_twice(one: Act, other: Act) -> str:
    if not isinstance(one, InterviewHeld) or not isinstance(other, InterviewHeld):
        return ""
    return one.person.name if one.person.id_number == other.person.id_number else ""


@gate("W-11", InterviewHeld)
def guardian_present_for_minor(j: Judgement) -> Fail | None:
    """Hold that a guardian was there when somebody under eighteen (民法典第十七条) was questioned."""
    act = j.the_act(InterviewHeld)
    if act is None or act.guardian_present:
        return None
    age = full_years(act.person.born_on, act.on)
    if age >= ADULT_AGE:
        return None
    return Fail(
        f"被询问人{act.person.name}{age}周岁，是未成年人，笔录没有写明监护人到场",
        "通知监护人到场后询问；无法通知或者通知后未到场的，写明情况和在场的其他成年人",
    )


GATES: tuple[Gate, ...] = (
    matter_granted_when_filed,
    matter_granted_when_decided,
    decided_in_own_name,
    filed_clear_of_a_switch,
    decided_before_a_switch,
    two_officers,
    certificates_shown,
    recused_persons_stay_out,
    recusal_decided_by_head,
    nobody_in_two_places,
    guardian_present_for_minor,
)
