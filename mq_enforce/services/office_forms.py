"""What is asked of an office: the agency, its people with their certificates, and the documents that grant it matters.

The fields are those of the types that a diary uses; nothing is filled in that the office has to know itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from mq_enforce.base.numbers import check_credit_code
from mq_enforce.case.facts import Grant
from mq_enforce.law.matters import Matter, MatterBook
from mq_enforce.office.agency import Agency, AgencyKind
from mq_enforce.office.people import Certificate, Person, Role
from mq_enforce.services.act_faults import faults_of
from mq_enforce.services.fields import Choice, FieldFault, FieldKind, FieldSpec
from mq_enforce.services.input_faults import InputFaults, asked_for, cleaned

T = TypeVar("T")

SINCE = "since"
"""The field that says from which day a change holds; it is none of the registers' own."""

_DAY: TypeAdapter[date] = TypeAdapter(date)
AGENCY: TypeAdapter[Agency] = TypeAdapter(Agency)
PERSON: TypeAdapter[Person] = TypeAdapter(Person)
_POSTCODE_DIGITS = 6
_ID = re.compile(r"[\w-]{1,64}")
_LONGEST_CODE = 12

_KIND_LABELS = {AgencyKind.TOWNSHIP: "乡镇人民政府", AgencyKind.SUBDISTRICT: "街道办事处"}

_AGENCY_LABELS = {
    "name": ("机关全称", ""),
    "short": ("机关代字", "文书字号开头的字，如 民示"),
    "kind": ("类别", ""),
    "province": ("省", ""),
    "county": ("所属县（市、区）", ""),
    "team": ("执法机构名称", ""),
    "head": ("负责人姓名", ""),
    "address": ("地址", ""),
    "postcode": ("邮政编码", ""),
    "phone": ("联系电话", ""),
    "contact": ("联系人", ""),
    "credit_code": ("社会信用代码", ""),
    "reconsideration_body": ("行政复议机关", ""),
    "reconsideration_address": ("复议机关地址", ""),
    "court": ("有管辖权的法院", "县外法院集中管辖的，填那个法院"),
    "court_address": ("法院地址", ""),
    "bank": ("罚款代收银行", ""),
    "bank_address": ("银行地址", ""),
    "bank_account_name": ("收款户名", ""),
    "bank_account": ("收款账号", ""),
    "online_payment": ("网上缴款渠道", ""),
    "online_reconsideration": ("网上复议渠道", "电子送达决定时须告知"),
    "publication_site": ("公示网站", ""),
    "archive": ("档案保管处", ""),
}
_AGENCY_MUST = frozenset({"name", "short"})
_AGENCY_FOLDED = frozenset({"province", "credit_code", "archive", "reconsideration_address", "court_address", "online_reconsideration"})

_PERSON_LABELS = {
    "name": ("姓名", ""),
    "post": ("职务", ""),
    "unit": ("所在单位", ""),
    "roles": ("在本机关的角色", ""),
    "certificate": ("持有行政执法证", ""),
    "first_penalty_review_on": ("初次审核日期", "第一次从事行政处罚决定法制审核的日期，不清楚的不填"),
    "legal_qualification": ("法律职业资格", "证书名称和编号，没有的不填"),
}
_CERTIFICATE_LABELS = {
    "number": ("执法证号", FieldKind.LINE, True),
    "valid_from": ("有效期自", FieldKind.DATE, True),
    "valid_to": ("有效期至", FieldKind.DATE, True),
    "revoked_on": ("注销（收回）日期", FieldKind.DATE, False),
}


def agency_form() -> FieldSpec:
    """Return what is asked of the agency. Only its name and code must be there to begin; what else is lacking is told."""
    return FieldSpec(name="", label="机关", kind=FieldKind.GROUP, required=True, fields=tuple(map(_agency_field, _AGENCY_LABELS)))


def _agency_field(name: str) -> FieldSpec:
    label, hint = _AGENCY_LABELS[name]
    known = {one.name: one for one in fields(Agency)}[name]
    if name == "kind":
        choices = tuple(Choice(kind.value, words) for kind, words in _KIND_LABELS.items())
        return FieldSpec(name=name, label=label, kind=FieldKind.CHOICE, default=str(known.default), choices=choices)
    return FieldSpec(
        name=name,
        label=label,
        kind=FieldKind.LINE,
        required=name in _AGENCY_MUST,
        default=None if known.default in (MISSING, "") else known.default,
        folded=name in _AGENCY_FOLDED,
        hint=hint,
    )


def person_form() -> FieldSpec:
    """Return what is asked of a person of the office."""
    roles = tuple(Choice(role.value, role.label) for role in Role)
    kinds = {"roles": FieldKind.LIST, "certificate": FieldKind.GROUP, "first_penalty_review_on": FieldKind.DATE}
    return FieldSpec(
        name="",
        label="人员",
        kind=FieldKind.GROUP,
        required=True,
        fields=tuple(
            FieldSpec(
                name=name,
                label=label,
                kind=kinds.get(name, FieldKind.LINE),
                required=name in {"name", "post"},
                item=FieldSpec(name="", label="", kind=FieldKind.CHOICE, choices=roles) if name == "roles" else None,
                fields=tuple(_certificate_field(one) for one in _CERTIFICATE_LABELS) if name == "certificate" else (),
                folded=name in {"first_penalty_review_on", "legal_qualification"},
                hint=hint,
            )
            for name, (label, hint) in _PERSON_LABELS.items()
        ),
    )


def _certificate_field(name: str) -> FieldSpec:
    label, kind, required = _CERTIFICATE_LABELS[name]
    return FieldSpec(name=name, label=label, kind=kind, required=required, folded=not required)


def grant_form(matters: MatterBook) -> FieldSpec:
    """Return what is asked of a document that grants matters: ``matters`` lists those of the catalogue that are offered."""
    item = FieldSpec(name="", label="", kind=FieldKind.CHOICE, choices=matter_choices(matters))
    labels = {name: str(info.title) for name, info in Grant.model_fields.items()}
    kinds = {"effective_from": FieldKind.DATE, "effective_to": FieldKind.DATE, "finish_old_cases": FieldKind.YES_NO}
    hints = {"source": "文件从哪里取得，如 县政府网站、县司法局来文", "effective_to": "没有退出的不填"}
    single = tuple(
        FieldSpec(
            name=name,
            label=labels[name],
            kind=kinds.get(name, FieldKind.LINE),
            required=Grant.model_fields[name].is_required(),
            default=False if name == "finish_old_cases" else None,
            folded=name in {"effective_to", "finish_old_cases"},
            hint=hints.get(name, ""),
        )
        for name in ("document", "number", "effective_from", "source", "effective_to", "finish_old_cases")
    )
    listed = FieldSpec(name="matters", label="承接的事项", kind=FieldKind.LIST, required=True, at_least=1, item=item)
    return FieldSpec(name="", label="承接文件", kind=FieldKind.GROUP, required=True, fields=(*single, listed))


def with_since(spec: FieldSpec) -> FieldSpec:
    """Return a form that also asks from which day on a change holds."""
    hint = "情况有变化的，填从哪一天起；更正笔误的不填"
    return replace(spec, fields=(*spec.fields, FieldSpec(name=SINCE, label="变更日期", kind=FieldKind.DATE, folded=True, hint=hint)))


def parted(data: Mapping[str, Any]) -> tuple[dict[str, Any], date | None]:
    """Return what was filled in without the day of the change, and that day. Raises InputFaults when it is none."""
    rest = {key: value for key, value in data.items() if key != SINCE}
    said = data.get(SINCE)
    if said is None or said == "":
        return rest, None
    try:
        return rest, _DAY.validate_python(said)
    except ValidationError:
        raise InputFaults((FieldFault((SINCE,), f"“{said}”不是日期", "如 2026-06-03"),)) from None


def matter_choices(matters: MatterBook) -> tuple[Choice, ...]:
    """Return the matters of the catalogue as choices; what is not offered is shown only where it was granted already."""
    return tuple(Choice(one.id, f"{one.id}　{one.name}", _matter_note(one), offered=one.offered) for one in matters.values())


def _matter_note(matter: Matter) -> str:
    return "；".join(text for text in (matter.field, matter.scope.limit) if text)


def checked_agency(data: Mapping[str, Any]) -> Agency:
    """Return the agency that these data make. Raises InputFaults; what is not known stays an empty text."""
    given = cleaned(data)
    spec = agency_form()
    faults = [*asked_for(spec, given), *_agency_faults(given)]
    empty = {one.name: "" for one in fields(Agency) if one.default is MISSING}
    return _made(AGENCY, spec, {**empty, **given}, faults)


def _agency_faults(given: Mapping[str, Any]) -> list[FieldFault]:
    faults: list[FieldFault] = []
    postcode = str(given.get("postcode", ""))
    if postcode and not (postcode.isascii() and postcode.isdecimal() and len(postcode) == _POSTCODE_DIGITS):
        faults.append(FieldFault(("postcode",), f"“{postcode}”不是邮政编码", "6 位数字"))
    code = str(given.get("credit_code", ""))
    if code:
        faults += [FieldFault(("credit_code",), text, "以登记证书为准") for text in check_credit_code(code).faults]
    short = str(given.get("short", ""))
    if len(short) > _LONGEST_CODE or any(char.isspace() for char in short):
        faults.append(FieldFault(("short",), f"机关代字“{short}”不能用", f"不超过 {_LONGEST_CODE} 个字，中间没有空格"))
    return faults


def checked_person(data: Mapping[str, Any], others: Mapping[str, Person]) -> Person:
    """Return the person that these data, ``id`` among them, make beside the others on file. Raises InputFaults."""
    given = cleaned(data)
    spec = person_form()
    faults = asked_for(spec, given)
    if not _ID.fullmatch(str(given.get("id", ""))):
        faults.append(FieldFault(("id",), f"编号“{given.get('id', '')}”不能用", "不超过 64 个字母、数字、汉字、“-”、“_”"))
    person = _made(PERSON, spec, given, faults)
    if person.certificate is not None:
        later = _certificate_faults(person, others)
        if later:
            raise InputFaults(tuple(later))
    return person


def _certificate_faults(person: Person, others: Mapping[str, Person]) -> list[FieldFault]:
    certificate = person.certificate
    if certificate is None:
        return []
    faults = [*_order_faults(certificate)]
    faults += [
        FieldFault(("certificate", "number"), f"{other.name}的执法证也是这个号", "本人证件上的号")
        for key, other in others.items()
        if key != person.id and other.certificate_number == certificate.number
    ]
    return faults


def _order_faults(certificate: Certificate) -> list[FieldFault]:
    faults: list[FieldFault] = []
    if certificate.valid_to < certificate.valid_from:
        faults.append(FieldFault(("certificate", "valid_to"), "执法证的截止日期早于起始日期", "起始日期以后的日期"))
    if certificate.revoked_on is not None and certificate.revoked_on < certificate.valid_from:
        faults.append(FieldFault(("certificate", "revoked_on"), "注销日期早于执法证的起始日期", "起始日期以后的日期"))
    return faults


def checked_grants(data: Mapping[str, Any], matters: MatterBook, agency: Agency | None) -> tuple[Grant, ...]:
    """Return one grant for each of the ``matters`` that a document grants. Raises InputFaults.

    A sub-district office cannot be granted what statutes give to townships alone (HB-01); ``agency`` None asks nothing of it.
    """
    given = cleaned(data)
    spec = grant_form(matters)
    faults = asked_for(spec, given)
    named = [str(one) for one in given.pop("matters", ())]
    faults += [fault for index, one in enumerate(named) for fault in _matter_faults(one, index, matters, agency)]
    grants: list[Grant] = []
    for one in named or [""]:
        try:
            grants.append(Grant.model_validate({**given, "matter": one or "-"}))
        except ValidationError as error:
            told = faults_of(error, spec)
            ends = tuple(fault if fault.path else FieldFault(("effective_to",), fault.message, "起始日以后的日期") for fault in told)
            raise InputFaults(_merged(faults, ends)) from None
    if faults:
        raise InputFaults(tuple(faults))
    return tuple(grants)


def _matter_faults(matter: str, index: int, matters: MatterBook, agency: Agency | None) -> list[FieldFault]:
    found = matters.get(matter)
    if found is None:
        return [FieldFault(("matters", index), f"权责事项“{matter}”不在目录中", "目录中的事项编号，如 HN25-NY-02")]
    own = found.own_power and found.scope.subdistrict is False
    if own and agency is not None and agency.kind is AgencyKind.SUBDISTRICT:
        return [FieldFault(("matters", index), f"“{found.name}”是乡镇人民政府的职权，街道办事处没有这项职权", "本机关可以承接的事项")]
    return []


def _made(adapter: TypeAdapter[T], spec: FieldSpec, given: Mapping[str, Any], faults: list[FieldFault]) -> T:
    try:
        made = adapter.validate_python(given)
    except ValidationError as error:
        raise InputFaults(_merged(faults, faults_of(error, spec))) from None
    if faults:
        raise InputFaults(tuple(faults))
    return made


def _merged(faults: list[FieldFault], told: tuple[FieldFault, ...]) -> tuple[FieldFault, ...]:
    """Return both, of each place the one that was found first."""
    places = {fault.path for fault in faults}
    return (*faults, *(fault for fault in told if fault.path not in places))
