"""A case diary: the story of a case as a TOML file – who, what, then the acts in the order in which they happened.

A diary goes through the same services as the window, so what it plays is what an officer can do.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.toml_reading import Document, read_toml
from mq_enforce.case.acts import AnyAct
from mq_enforce.case.facts import Band, Conduct, Grant, Party, Passage, ReviewListEntry
from mq_enforce.case.state import Office
from mq_enforce.case.values import Moment, Text, Value
from mq_enforce.law.lawbook import LawBook
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Person
from mq_enforce.procedures.register import PROCEDURES
from mq_enforce.services.identity import check_party
from mq_enforce.services.validation import bad_input


class ExpectedDeadline(Value):
    """A period that the story expects: rule, last day, and the party when there are several."""

    rule: Text
    due: date | datetime
    party: str | None = None


class ExpectedRefusal(Value):
    """An act that must be refused, and the hard block or warning that must refuse it."""

    act: Text
    block: str | None = None


class ExpectedFinding(Value):
    """A finding that must stand against an act of the finished case."""

    act: Text
    block: Text


class ExpectedPaper(Value):
    """How many papers of a kind must have been made."""

    document: Text
    count: int = Field(ge=0)


class Expect(Value):
    """What the story must come to; anything that does not is told and ends with exit code 1."""

    deadlines: tuple[ExpectedDeadline, ...] = ()
    refusals: tuple[ExpectedRefusal, ...] = ()
    findings: tuple[ExpectedFinding, ...] = ()
    papers: tuple[ExpectedPaper, ...] = ()


class Diary(Value):
    """The whole file. ``sample`` marks local data that no real document stands behind (示例); ``now`` is when it is read."""

    format: Literal[1]
    title: Text = Field(title="案由（违法行为）")
    story: str = Field(default="", title="说明")
    procedure: Text = Field(default="ordinary_penalty", title="程序")
    matter: Text = Field(title="权责事项")
    sample: bool = Field(default=True, title="示例")
    practice: bool = Field(default=False, title="练习")
    now: Moment | None = Field(default=None, title="查看日期")
    agency: Agency = Field(title="行政机关")
    officers: tuple[Person, ...] = Field(min_length=2, title="执法人员")
    staff: tuple[Person, ...] = Field(default=(), title="其他人员")
    parties: tuple[Party, ...] = Field(min_length=1, title="当事人")
    conduct: Conduct = Field(title="违法行为")
    grants: tuple[Grant, ...] = Field(default=(), title="承接文件")
    review_list: tuple[ReviewListEntry, ...] = Field(default=(), title="重大执法决定法制审核目录")
    bands: tuple[Band, ...] = Field(default=(), title="裁量基准")
    passages: tuple[Passage, ...] = Field(default=(), title="条文")
    parameters: dict[str, int] = Field(default_factory=dict, title="本机关参数")
    acts: tuple[AnyAct, ...] = Field(min_length=1, title="经过")
    expect: Expect = Field(default_factory=Expect, title="预期")

    @property
    def office(self) -> Office:
        """The registers of the office as the story gives them."""
        return Office(
            agency=self.agency,
            people={person.id: person for person in (*self.officers, *self.staff)},
            grants=self.grants,
            review_list=self.review_list,
            bands=self.bands,
            passages=self.passages,
            parameters=self.parameters,
            sample=self.sample,
        )

    @property
    def end(self) -> datetime:
        """The moment at which the story is looked back upon."""
        return self.now or max(act.at for act in self.acts)


def read_diary(path: Path, law: LawBook) -> Diary:
    """Read and check a diary. Raises BadInput with file, line and key of every fault."""
    return check_diary(read_toml(path), law)


def check_diary(document: Document, law: LawBook) -> Diary:
    """Check a diary that was read already. Raises BadInput with file, line and key of every fault."""
    try:
        diary = Diary.model_validate(document.data)
    except ValidationError as error:
        raise bad_input(error, document.where) from None
    faults = [*_references(diary, document, law), *_parties(diary, document)]
    if faults:
        raise BadInput(*faults)
    return diary


def _references(diary: Diary, document: Document, law: LawBook) -> list[Fault]:
    faults: list[Fault] = []
    if diary.matter not in law.matters:
        faults.append(Fault(f"权责事项“{diary.matter}”不在目录中", document.where("matter"), "目录中的事项编号，如 HN25-NY-02"))
    if diary.procedure not in PROCEDURES:
        faults.append(Fault(f"没有“{diary.procedure}”这种程序", document.where("procedure"), "、".join(PROCEDURES)))
    for name, ids in {
        "officers": [p.id for p in diary.officers],
        "staff": [p.id for p in (*diary.officers, *diary.staff)],
        "parties": [p.id for p in diary.parties],
        "acts": [a.id for a in diary.acts],
    }.items():
        faults.extend(
            Fault(f"编号“{one}”重复", document.where(name), "每个编号只用一次") for one in dict.fromkeys(ids) if ids.count(one) > 1
        )
    known = {act.id for act in diary.acts}
    named = {
        **{("refusals", index): one.act for index, one in enumerate(diary.expect.refusals)},
        **{("findings", index): one.act for index, one in enumerate(diary.expect.findings)},
    }
    faults.extend(
        Fault(f"预期中的行为“{act}”不在经过中", document.where("expect", kind, index, "act"), "经过中的行为编号")
        for (kind, index), act in named.items()
        if act not in known
    )
    faults.extend(
        Fault(f"没有期限规则“{expected.rule}”", document.where("expect", "deadlines", index, "rule"), "mq-enforce due --list 列出的规则")
        for index, expected in enumerate(diary.expect.deadlines)
        if expected.rule not in law.rules
    )
    return faults


def _parties(diary: Diary, document: Document) -> list[Fault]:
    return [
        Fault(fault.message, document.where("parties", index, fault.where), fault.expected)
        for index, party in enumerate(diary.parties)
        for fault in check_party(party, diary.conduct.begun_at.date())
    ]


def diary_schema() -> dict[str, Any]:
    """Return the JSON Schema of a diary, made from the types that the program itself uses."""
    schema: dict[str, Any] = json.loads(json.dumps(Diary.model_json_schema(), ensure_ascii=False))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "案件日志", **schema}
