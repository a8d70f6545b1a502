"""Identity and credit numbers of a party: a false check digit is refused until somebody says how it was confirmed."""

from __future__ import annotations

import unicodedata
from datetime import date

from mq_enforce.base.errors import Fault
from mq_enforce.base.numbers import check_citizen_id, check_credit_code
from mq_enforce.case.facts import Party


def check_party(party: Party, day: date) -> list[Fault]:
    """Return what is wrong with a party's numbers on a day; ``where`` of a fault is the field's name."""
    faults = [
        Fault("含有换行、制表等控制字符", name, "一行文字")
        for name, value in dict(party).items()
        if isinstance(value, str) and any(unicodedata.category(char) == "Cc" for char in value)
    ]
    if party.born_on and party.born_on > day:
        faults.append(Fault(f"出生日期 {party.born_on} 晚于违法行为的日期 {day}", "born_on", "以证件为准"))
    if party.id_number and not party.id_confirmed:
        check = check_citizen_id(party.id_number, day)
        faults.extend(Fault(text, "id_number", "核对证件；确实如此的，在 id_confirmed 写明如何核实") for text in check.faults)
        if not check.faults and party.born_on and check.birth and check.birth != party.born_on:
            faults.append(Fault(f"出生日期与公民身份号码中的 {check.birth} 不一致", "born_on", "以证件为准"))
    if party.credit_code and not party.id_confirmed:
        faults.extend(
            Fault(text, "credit_code", "核对营业执照；确实如此的，在 id_confirmed 写明如何核实")
            for text in check_credit_code(party.credit_code).faults
        )
    return faults


def party_warnings(party: Party, day: date) -> list[str]:
    """Return what is unusual about a party's numbers and stays in the record as a warning."""
    warnings: list[str] = []
    if party.id_number:
        check = check_citizen_id(party.id_number, day)
        warnings.extend(check.warnings)
        warnings.extend(f"{text}（已核实：{party.id_confirmed}）" for text in check.faults if party.id_confirmed)
        if check.valid and party.sex and check.sex and party.sex.label != check.sex:
            warnings.append(f"登记的性别是{party.sex.label}，公民身份号码中的是{check.sex}，请对照证件核对")
    if party.credit_code:
        code = check_credit_code(party.credit_code)
        warnings.extend(code.warnings)
        warnings.extend(f"{text}（已核实：{party.id_confirmed}）" for text in code.faults if party.id_confirmed)
    return warnings
