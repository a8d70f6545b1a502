"""决定: the decision paper is complete, a suspected crime is not settled with a fine, and time is kept.

行政处罚法第五十九条、第六十条; 行政执法机关移送涉嫌犯罪案件的规定第十一条. HB-26, HB-33; W-01, W-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mq_enforce.base.numbers import normalize
from mq_enforce.case.acts.decision import NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.intake import FilingApproved
from mq_enforce.case.acts.investigation import CrimeReturned, CrimeSuspected, EvidenceCollected
from mq_enforce.case.acts.proposal import InvestigationEnded, PenaltyKind, Proposal
from mq_enforce.case.facts import Party, PartyKind
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import DECIDING, amount_of, decided_proposal, decides, kinds_of, proposal_at_stake

REMINDERS = (60, 75, 85)
"""W-01: days after the filing at which the office is reminded; they are practice, the limit itself is a rule (PUN-90)."""

SOLE_TRADER_CODE = "92"
"""The first two characters of a sole trader's unified social credit code."""

_MONEY = frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATE_GAINS})

# -- HB-26 -------------------------------------------------------------------------------------------------------


@gate("HB-26", PenaltyDecided, per_party=True)
def decision_complete(j: Judgement) -> Fail | None:
    """Hold that the decision has the six statutory elements and the agency's seal (行政处罚法第五十九条).

    Which facts and penalties these are is taken from the decision, or from what was told when it only refers to that; a
    party that was told nothing is left to HB-04.
    """
    act, decided = j.the_act(PenaltyDecided), decided_proposal(j)
    if act is None:
        return None
    missing = [*_missing_of_agency(j), *([] if act.sealed else ["作出决定的行政机关印章"])]
    if act.decided is not None and act.decided.party != j.party:
        missing.append(f"对{j.the_party.name}的决定内容（决定内容写的是另一名当事人）")
    elif decided is not None:
        missing += [*_missing_of_content(j, decided), *_missing_of_performance(j, decided)]
    if not missing:
        return None
    return Fail(
        f"对{j.the_party.name}的处罚决定书缺少：{'；'.join(missing)}",
        "补齐后再作出决定；印章应当是作出决定的行政机关的印章，不能用内设机构或者执法队的印章代替",
    )


def _missing_of_content(j: Judgement, decided: Proposal) -> Iterator[str]:
    party = j.the_party
    if not party.name or not party.address:
        yield "当事人的姓名（名称）、地址"
    ended = j.state.last(InvestigationEnded)
    if not decided.findings or not decided.violated:
        yield "违反法律、法规、规章的事实"
    if (ended is None or not ended.evidence) and not j.state.valid(EvidenceCollected, party=j.party):
        yield "认定事实的证据"
    if not decided.penalties or not decided.basis:
        yield "行政处罚的种类和依据"
    unnamed = [
        penalty.kind.label for penalty in decided.penalties if _without_content(penalty.kind, penalty.amount is None, penalty.content)
    ]
    if unnamed:
        yield f"{'、'.join(unnamed)}的数额或者内容"


def _without_content(kind: PenaltyKind, no_amount: bool, content: str) -> bool:
    if kind is PenaltyKind.FINE:
        return no_amount
    if kind in {PenaltyKind.WARNING, PenaltyKind.CRITICISM}:
        return False
    return no_amount and not content.strip()


def _missing_of_performance(j: Judgement, decided: Proposal) -> Iterator[str]:
    agency = j.state.office.agency
    if amount_of(decided, *_MONEY).fen and not (agency.bank and agency.bank_account):
        yield "行政处罚的履行方式和期限（代收机构和账户没有登记）"


def _missing_of_agency(j: Judgement) -> Iterator[str]:
    agency = j.state.office.agency
    if not agency.reconsideration_body or not agency.court:
        yield "申请行政复议、提起行政诉讼的途径和期限（复议机关、管辖法院没有登记）"
    if not agency.name:
        yield "作出行政处罚决定的行政机关名称"


# -- HB-33 -------------------------------------------------------------------------------------------------------


@gate("HB-33", *DECIDING, per_party=True, foreseeable=True)
def no_fine_for_crime(j: Judgement) -> Fail | None:
    """Hold that no fine is imposed while a suspected crime lies with the police (行政执法机关移送涉嫌犯罪案件的规定第十一条).

    When the police decline to open a criminal case and send it back, the fine is open again (第十条, 行政处罚法第三十五条第二款).
    """
    proposal = proposal_at_stake(j)
    if not decides(j) or proposal is None or PenaltyKind.FINE not in kinds_of(proposal):
        return None
    suspected = j.state.done(CrimeSuspected, party=j.party)
    returned = j.state.done(CrimeReturned, party=j.party)
    if not suspected or any(one.at >= suspected[-1].at for one in returned):
        return None
    return Fail(
        f"{day_text(suspected[-1].on)}发现{j.the_party.name}的行为涉嫌犯罪（{suspected[-1].facts}），"
        "案件还没有移送公安机关，或者公安机关还没有作出不予立案的决定，不能用罚款代替移送",
        "依法把案件移送公安机关；公安机关不予立案并退回案件的，登记退回后再决定罚款",
    )


# -- W-01, W-21 ----------------------------------------------------------------------------------------------------


def _filed_on(j: Judgement) -> date | None:
    found = j.state.valid(FilingApproved, party=j.party)
    return found[0].on if found else None


@gate("W-01", PenaltyDecided, NoPenaltyDecided, per_party=True, foreseeable=True)
def decided_soon(j: Judgement) -> Fail | None:
    """Expect a decision well before the ninety days after the filing are over (行政处罚法第六十条); later it says so.

    A late decision is still a decision, so the limit warns and does not block.
    """
    filed = _filed_on(j)
    if filed is None:
        return None
    days, limit = (j.day - filed).days, last_day(j, "PUN-90", start=filed)
    passed = [mark for mark in REMINDERS if days >= mark]
    if not passed:
        return None
    if j.day > limit:
        return Fail(
            f"立案已经{days}日，办案期限已于{day_text(limit)}届满",
            "写明超过期限的原因和依据（法律、法规、规章另有规定的写明条款），尽快作出决定",
        )
    return Fail(
        f"立案已经{days}日（满{passed[-1]}日提醒），办案期限到{day_text(limit)}届满",
        "写明办理经过和需要较长时间的原因，抓紧作出决定并送达",
    )


@gate("W-21", PenaltyDecided, per_party=True, foreseeable=True)
def name_fits_credit_code(j: Judgement) -> Fail | None:
    """Expect a unit's credit code to be recorded, to be of its kind, and to belong to one name only."""
    problems = list(_code_problems(j, j.the_party))
    if not problems:
        return None
    return Fail("；".join(problems), "对照营业执照（登记证书）核对名称和统一社会信用代码，有误的更正事实；确实没有代码的写明原因")


def _code_problems(j: Judgement, party: Party) -> Iterator[str]:
    code = normalize(party.credit_code)
    if party.kind is PartyKind.UNIT and not code:
        yield f"{party.name}没有登记统一社会信用代码，无法核对名称"
    if not code:
        return
    sole_trader = code.startswith(SOLE_TRADER_CODE)
    if party.kind is PartyKind.SOLE_TRADER and not sole_trader:
        yield f"{party.name}登记为个体工商户，但统一社会信用代码不是{SOLE_TRADER_CODE}开头"
    if party.kind is PartyKind.UNIT and sole_trader:
        yield f"{party.name}登记为单位，但统一社会信用代码{SOLE_TRADER_CODE}开头，属于个体工商户"
    for other in j.state.parties.values():
        if other.id != party.id and normalize(other.credit_code) == code and other.name != party.name:
            yield f"{party.name}和{other.name}登记了同一个统一社会信用代码"


GATES: tuple[Gate, ...] = (decision_complete, no_fine_for_crime, decided_soon, name_fits_credit_code)
"""The gates of this file."""
