"""What an office still lacks before it can handle cases, in sentences; nothing here stops anybody from going on.

Articles are those of the blocks and periods that the gates rest on (``law/blocks.json``, ``law/procedure_rules.json``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mq_enforce.case.state import Office
from mq_enforce.law.lawbook import LawBook
from mq_enforce.office.people import Role
from mq_enforce.services.office import read_office
from mq_enforce.services.program import Program

FEWEST_OFFICERS = 2
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year of the working calendar. ``known`` years have their holiday notice on file; all others give provisional dates."""

    year: int
    known: bool
    notice: str
    words: str


def office_gaps(program: Program, day: date) -> tuple[str, ...]:
    """Return what the office lacks on a day, the weightiest first; empty when nothing is."""
    office = read_office(program, day)
    if office is None:
        return ("还没有登记本机关，不能立案。",)
    law = program.law
    return (*_people_gaps(office, law, day), *_grant_gaps(office, law, day), *_agency_gaps(office, law), *_calendar_gaps(law, day))


def _people_gaps(office: Office, law: LawBook, day: date) -> Iterator[str]:
    certified = [one for one in office.people.values() if Role.OFFICER in one.roles and one.certified_on(day)]
    if len(certified) < FEWEST_OFFICERS:
        yield f"执法证在有效期内的执法人员只有 {len(certified)} 人，应当不少于 {FEWEST_OFFICERS} 人（{law.blocks['HB-02'].citation}）。"
    lapsed = [one.name for one in office.people.values() if one.certificate is not None and not one.certified_on(day)]
    if lapsed:
        yield f"{_some(lapsed)}的执法证今天不在有效期内，不能选为执法人员。"
    held = {role for one in office.people.values() for role in one.roles}
    if Role.HEAD_OF_AGENCY not in held:
        yield "没有登记行政机关负责人，立案、决定等不能审批。"
    if Role.LEGAL_REVIEWER not in held:
        yield f"没有登记法制审核人员，依法须经审核的案件不能作出决定（{law.blocks['HB-09'].citation}）。"


def _grant_gaps(office: Office, law: LawBook, day: date) -> Iterator[str]:
    if not any(grant.effective_from <= day and (grant.effective_to is None or day <= grant.effective_to) for grant in office.grants):
        yield f"没有登记今天有效的承接文件，任何权责事项都不能立案（{law.blocks['HB-01'].citation}）。"


def _agency_gaps(office: Office, law: LawBook) -> Iterator[str]:
    agency = office.agency
    bank = (agency.bank, agency.bank_account_name, agency.bank_account)
    if not all(bank):
        article = law.rules["PUN-PAY15"].article
        cited = f"（{article.cite()}）" if article is not None else ""
        yield f"罚款代收银行、户名、账号没有填全，写明缴款方式的文书不能制作{cited}。"
    for words, lacking in (
        ("行政复议机关", not agency.reconsideration_body),
        ("有管辖权的法院", not agency.court),
    ):
        if lacking:
            yield f"没有填写{words}，告知救济途径的文书不能制作。"
    plain = {
        "所属县（市、区）": agency.county,
        "执法机构名称": agency.team,
        "负责人姓名": agency.head,
        "地址": agency.address,
        "邮政编码": agency.postcode,
        "联系电话": agency.phone,
        "联系人": agency.contact,
        "公示网站": agency.publication_site,
    }
    empty = [label for label, value in plain.items() if not value]
    if empty:
        yield f"机关信息里还没有填写：{'、'.join(empty)}。"


def _calendar_gaps(law: LawBook, day: date) -> Iterator[str]:
    if not law.calendar.known(day.year):
        yield f"没有 {day.year} 年的放假安排，今年的期限都标为暂定。"


def office_summary(program: Program, day: date) -> tuple[str, ...]:
    """Return what the registers hold on a day, in a few lines; empty without an agency."""
    office = read_office(program, day)
    if office is None:
        return ()
    certified = sum(Role.OFFICER in one.roles and one.certified_on(day) for one in office.people.values())
    held = sum(grant.effective_from <= day and (grant.effective_to is None or day <= grant.effective_to) for grant in office.grants)
    return (
        f"机关：{office.agency.name}（代字 {office.agency.short}）",
        f"人员：{len(office.people)} 人，其中执法证在有效期内的执法人员 {certified} 人",
        f"权限：今天承接 {held} 项权责事项",
    )


def _some(names: list[str]) -> str:
    more = f"等 {len(names)} 人" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def calendar_years(program: Program, day: date) -> tuple[CalendarYear, ...]:
    """Return the years on file, and those up to the one after this day's, in order."""
    notices = program.law.calendar.notices
    first, last = min(notices, default=day.year), max(*notices, day.year + 1)
    years: list[CalendarYear] = []
    for year in range(first, last + 1):
        notice = notices.get(year)
        if notice is None:
            years.append(CalendarYear(year, known=False, notice="", words="暂定：放假安排未收录，经过这一年的期限会标明“暂定”"))
        else:
            checked = "已确认：与通知全文核对" if notice.confidence == "A" else "已收录：通知的文号、日期已核对"
            years.append(CalendarYear(year, known=True, notice=notice.number, words=checked))
    return tuple(years)
