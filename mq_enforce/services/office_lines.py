"""The office's registers as lines of a list: what people read of a person, a certificate, a grant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mq_enforce.office.people import Certificate, Role
from mq_enforce.services.office import OnFile, grants_on_file, people_on_file
from mq_enforce.services.office_forms import PERSON
from mq_enforce.services.program import Program


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the key in the register, the words column by column, and the data behind them, spelled as in a diary."""

    key: str
    words: tuple[str, ...]
    data: Mapping[str, Any]


PERSON_HEADINGS = ("姓名", "职务", "角色", "执法证")
GRANT_HEADINGS = ("事项", "承接文件", "今天")


def person_lines(program: Program, day: date) -> tuple[Line, ...]:
    """Return the people of the office; of a certificate its number and whether it is in force on the day."""
    return tuple(_person_line(one, day) for one in people_on_file(program, day))


def _person_line(one: OnFile, day: date) -> Line:
    person = PERSON.validate_python({"id": one.key, **one.data})
    roles = "、".join(role.label for role in person.roles)
    return Line(one.key, (person.name, person.post, roles or "（未填）", certificate_words(person.certificate, day)), one.data)


def certificate_words(certificate: Certificate | None, day: date) -> str:
    """Return how a certificate stands on a day, in words."""
    if certificate is None:
        return "无"
    if certificate.revoked_on is not None and certificate.revoked_on <= day:
        return f"▲ 已于 {certificate.revoked_on} 注销"
    if day > certificate.valid_to:
        return f"▲ 已于 {certificate.valid_to} 到期"
    if day < certificate.valid_from:
        return f"▲ {certificate.valid_from} 起有效"
    return f"有效至 {certificate.valid_to}"


def grant_lines(program: Program, day: date) -> tuple[Line, ...]:
    """Return what is granted, each with how it stands on the day."""
    lines: list[Line] = []
    for one in grants_on_file(program, day):
        grant = one.data
        matter = program.law.matters.get(grant["matter"])
        named = "".join((grant["document"], f"（{grant['number']}）" if grant.get("number") else ""))
        words = (f"{grant['matter']} {matter.name if matter is not None else ''}".strip(), named, _grant_words(grant, day))
        data = {**{key: value for key, value in grant.items() if key != "matter"}, "matters": [grant["matter"]]}
        lines.append(Line(one.key, words, data))
    return tuple(lines)


def _grant_words(grant: Mapping[str, Any], day: date) -> str:
    first, last = date.fromisoformat(grant["effective_from"]), grant.get("effective_to")
    if day < first:
        return f"{first} 起承接"
    if last is not None and day > date.fromisoformat(last):
        return f"▲ 已于 {last} 退出"
    return "承接中"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who may sit at the keyboard."""

    person: str
    name: str
    post: str = ""
    roles: frozenset[str] = frozenset()


def seats(program: Program, day: date) -> tuple[Seat, ...]:
    """Return the people of the office who may sit at the keyboard."""
    return tuple(
        Seat(
            one.key, str(one.data["name"]), str(one.data.get("post", "")), frozenset(Role(role).value for role in one.data.get("roles", ()))
        )
        for one in people_on_file(program, day)
    )
