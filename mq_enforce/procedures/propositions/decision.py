"""决定: the decision paper is complete, a suspected crime is transferred and not settled here, and time is kept.

行政处罚法第五十九条、第六十条; 行政执法机关移送涉嫌犯罪案件的规定第十一条. HB-18, HB-26, HB-33; W-01, W-21.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mq_enforce.base.numbers import normalize
from mq_enforce.case.acts.closing import CaseClosed, ClosingWay
from mq_enforce.case.acts.decision import NoPenaltyApproved, NoPenaltyDecided, PenaltyDecided
from mq_enforce.case.acts.intake import ClueRegistered, FilingApproved
from mq_enforce.case.acts.investigation import CrimeReturned, CrimeSuspected, CrimeTransferred, EvidenceCollected
from mq_enforce.case.acts.proposal import InvestigationEnded, PenaltyKind, Proposal
from mq_enforce.case.facts import Party, PartyKind
from mq_enforce.law.articles import Article
from mq_enforce.law.explain import day_text
from mq_enforce.procedures.judgement import Fail, Gate, Judgement, gate
from mq_enforce.procedures.propositions.periods import last_day
from mq_enforce.procedures.propositions.proposal import DECIDING, amount_of, decided_proposal, decides

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


def crime_at_hand(j: Judgement) -> CrimeSuspected | CrimeTransferred | None:
    """Return what shows that a suspected crime of the party lies with the police, or should; None when it came back."""
    found = j.state.done(CrimeSuspected, CrimeTransferred, party=j.party)
    returned = j.state.done(CrimeReturned, party=j.party)
    if not found or any(one.at >= found[-1].at for one in returned):
        return None
    return found[-1] if isinstance(found[-1], CrimeSuspected | CrimeTransferred) else None


def handed_over(j: Judgement) -> bool:
    """The case against the party was transferred to the police and has not come back (移送规定第五条)."""
    return isinstance(crime_at_hand(j), CrimeTransferred)


@gate("HB-33", *DECIDING, NoPenaltyApproved, NoPenaltyDecided, CaseClosed, per_party=True, foreseeable=True)
def no_decision_instead_of_transfer(j: Judgement) -> Fail | None:
    """Hold that a suspected crime is transferred, not settled here (行政执法机关移送涉嫌犯罪案件的规定第十一条第一款).

    That goes for every penalty, for the decision not to punish, and for closing the case – which is open once the case was
    handed over. When it comes back (第十条; 行政处罚法第二十七条第一款, 第三十五条), everything is open again.
    """
    found = crime_at_hand(j)
    if found is None or not _settles(j):
        return None
    if not isinstance(found, CrimeTransferred):
        return Fail(
            f"{day_text(found.on)}发现{j.the_party.name}的行为涉嫌犯罪（{found.facts}），案件还没有移送公安机关，不能用行政处罚等处理代替移送",
            "依法把案件移送公安机关并登记移送；司法机关退回案件的，登记退回后再作处理",
        )
    if not isinstance(j.act, CaseClosed):
        return Fail(
            f"{j.the_party.name}的案件已于{day_text(found.transferred_on)}移送公安机关（{found.document}），司法机关还没有退回，不能作出处理决定",
            "等司法机关处理；退回案件（不予立案、不起诉、免予刑事处罚）的，登记退回后再作处理",
        )
    if j.act.way is ClosingWay.OTHER:
        return None
    return Fail(
        f"{j.the_party.name}的案件已移送公安机关，结案方式不能是“{j.act.way.label}”",
        f"按“{ClosingWay.OTHER.label}”结案，在执行情况中写明移送的日期和文书",
    )


def _settles(j: Judgement) -> bool:
    """Say whether the act under judgement would settle the case against the party; a refused approval settles nothing."""
    if j.act is None:
        return not handed_over(j)
    if isinstance(j.act, CaseClosed | NoPenaltyApproved):
        return j.act.approval.granted
    return isinstance(j.act, NoPenaltyDecided) or decides(j)


# -- HB-18: when the conduct was discovered --------------------------------------------------------------------


@gate("HB-18", FilingApproved)
def discovered_with_the_clue(j: Judgement) -> Fail | None:
    """Hold that the conduct was discovered between the first clue and the filing (行政处罚法第三十六条).

    The clue's time is when it came to light, so an earlier day would lengthen the time for punishing by a mere entry.
    """
    act, clues = j.the_act(FilingApproved), j.state.done(ClueRegistered)
    if act is None or not clues:
        return None
    first = min(clue.on for clue in clues)
    if first <= act.discovered_on <= act.on:
        return None
    return Fail(
        f"发现违法行为的日期{day_text(act.discovered_on)}不在登记线索（{day_text(first)}）和立案（{day_text(act.on)}）之间",
        "改为线索登记以后的日期；确有更早的举报、检查记录的，先按发现的时间登记该线索",
        Article("行政处罚法", 36).cite(),
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


GATES: tuple[Gate, ...] = (
    decision_complete,
    no_decision_instead_of_transfer,
    discovered_with_the_clue,
    decided_soon,
    name_fits_credit_code,
)
"""The gates of this file."""
