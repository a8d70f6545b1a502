"""A case diary: the story of a case as a TOML file – who, what, then the acts in the order in which they happened.

A diary goes through the same services as the window, so what it plays is what an officer can do.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.toml_reading import Document, read_toml
from mq_enforce.case.acts import AnyAct
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.facts import Band, Conduct, Grant, Party, Passage, ReviewListEntry
from mq_enforce.case.state import Office
from mq_enforce.case.values import Moment, Text, Value
from mq_enforce.law.lawbook import LawBook
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Person
from mq_enforce.procedures.register import PROCEDURES
from mq_enforce.services.identity import check_party
from mq_enforce.services.validation import bad_input

_ID = re.compile(r"[\w-]{1,64}")
_SHOWN = 40
_HEARING_AMOUNTS = ("hearing_person", "hearing_unit")


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
    faults = [
        *_references(diary, document, law),
        *_ids(diary, document),
        *_office(diary, document),
        *_parameters(diary, document, law),
        *_parties(diary, document),
    ]
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
    faults.extend(_written_by_the_program(diary, document))
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


def _ids(diary: Diary, document: Document) -> list[Fault]:
    """Ids become parts of the names of facts, papers and files."""
    groups = {
        "officers": [one.id for one in diary.officers],
        "staff": [one.id for one in diary.staff],
        "parties": [one.id for one in diary.parties],
        "acts": [one.id for one in diary.acts],
    }
    return [
        Fault(f"编号“{one[:_SHOWN]}”不能用", document.where(name, index, "id"), "不超过 64 个字母、数字、汉字、“-”、“_”")
        for name, group in groups.items()
        for index, one in enumerate(group)
        if not _ID.fullmatch(one)
    ]


def _office(diary: Diary, document: Document) -> list[Fault]:
    faults = [
        Fault("内容不能为空", document.where("agency", name), label)
        for name, label in (("name", "行政机关的名称"), ("short", "行政机关的代字，如 民示"))
        if not getattr(diary.agency, name).strip()
    ]
    faults += [
        Fault("执法证的截止日期早于起始日期", document.where(name, index, "certificate", "valid_to"), "起始日期以后的日期")
        for name, group in (("officers", diary.officers), ("staff", diary.staff))
        for index, one in enumerate(group)
        if one.certificate is not None and one.certificate.valid_to < one.certificate.valid_from
    ]
    conduct = diary.conduct
    if conduct.ended_at is not None and conduct.ended_at < conduct.begun_at:
        faults.append(Fault("行为终了时间早于开始时间", document.where("conduct", "ended_at"), "开始时间以后的时间"))
    return faults


def _parameters(diary: Diary, document: Document, law: LawBook) -> list[Fault]:
    faults: list[Fault] = []
    known = law.rules.parameters
    for name, value in diary.parameters.items():
        kind, _, matter = name.partition(":")
        least = known[name].minimum if name in known else 1
        if name not in known and name != "deliberation_min" and not (kind in _HEARING_AMOUNTS and matter in law.matters):
            expected = "、".join((*known, "deliberation_min", *(f"{kind}:事项编号" for kind in _HEARING_AMOUNTS)))
            faults.append(Fault(f"没有“{name}”这项参数", document.where("parameters", name), expected))
        elif value < least:
            faults.append(Fault(f"参数“{name}”的值 {value} 不能用", document.where("parameters", name), f"{least} 以上的整数"))
    return faults


def _written_by_the_program(diary: Diary, document: Document) -> list[Fault]:
    """Papers and check sums come from what is really made and taken in, never from a story."""
    faults = [
        Fault(f"“{act.label}”由程序在制发文书时自己登记", document.where("acts", index, "kind"), "删去这一条")
        for index, act in enumerate(diary.acts)
        if isinstance(act, PaperIssued)
    ]
    faults += [
        Fault("校验值由程序在收入文件时填写", document.where("acts", index, "sha256"), "只写明文件（file）")
        for index, act in enumerate(diary.acts)
        if isinstance(act, EvidenceCollected) and act.sha256
    ]
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
