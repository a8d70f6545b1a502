"""Acts about acts, facts and papers: corrections, voiding, issue, scans."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from mq_enforce.case.acts.common import Act, Event
from mq_enforce.case.acts.wording import Worded
from mq_enforce.case.values import Asks, DocumentId, LeaderId, LongText, Picked, Text


class FactCorrected(Event):
    """更正事实: ``path`` such as ``parties.p1.address``; the earlier version stays on file."""

    label: ClassVar[str] = "更正事实"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ()
    kind: Literal["fact_corrected"] = "fact_corrected"
    path: Annotated[str, Field(pattern=r"^(parties\.[^.]+|conduct)\.[a-z_]+$"), Asks(picked="fact")] = Field(title="事实")
    value: Annotated[Any, Asks(long=True)] = Field(title="更正后的内容")
    why: LongText = Field(title="更正理由")


class ActVoided(Act):
    """撤销误记的行为; ``refers_to`` names it."""

    label: ClassVar[str] = "作废记录"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ("refers_to",)
    kind: Literal["act_voided"] = "act_voided"
    reason: LongText = Field(title="理由")


INCURABLE = frozenset(f"HB-{number:02d}" for number in (1, 3, 4, 5, 6, 9, *range(11, 19), 22, 23, 26, 29, 33, *range(59, 65), 72))
"""Blocks that no head can decide away (行政处罚法第三十八条第二款): the act is voided, or done again lawfully."""


class IrregularityAccepted(Act):
    """机关负责人书面决定: what depends on an irregular act may go on; the finding stays.

    Of no effect for an act that violates one of the ``INCURABLE`` blocks.
    """

    label: ClassVar[str] = "对不合程序行为的书面决定"
    done_by: ClassVar[Picked] = "leader"
    concerns: ClassVar[tuple[str, ...]] = ("refers_to",)
    kind: Literal["irregularity_accepted"] = "irregularity_accepted"
    head: LeaderId = Field(title="行政机关负责人")
    reason: LongText = Field(title="决定理由和补救措施")


class PaperIssued(Act):
    """文书定稿（编号）: written by the program when a paper gets its number and is frozen.

    ``refers_to`` names the act that made it; ``values`` are the printed values by name.
    """

    label: ClassVar[str] = "制作文书"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ("paper",)
    kind: Literal["paper_issued"] = "paper_issued"
    document: DocumentId = Field(title="文书")
    title: Text = Field(title="文书名称")
    number: str = Field(default="", title="字号")
    sha256: Annotated[Text, Asks(hidden=True)] = Field(title="校验值")
    pages: int = Field(ge=1, title="页数")
    specification: Text = Field(title="格式版本")
    replaces: Annotated[str, Asks(picked="paper")] = Field(default="", title="替换的文书")


class PaperVoided(Worded):
    """文书作废; ``paper`` names it. With ``reissue`` a new one is made at once from the facts as they are now.

    ``wording`` belongs to the new one, in place of what was worded before.
    """

    label: ClassVar[str] = "作废文书"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ("paper",)
    kind: Literal["paper_voided"] = "paper_voided"
    reason: LongText = Field(title="理由")
    reissue: bool = Field(default=False, title="重新制作")


class ScanAttached(Event):
    """签字文书扫描件归入; ``paper`` names the paper."""

    label: ClassVar[str] = "归入签字扫描件"
    done_by: ClassVar[Picked] = "person"
    concerns: ClassVar[tuple[str, ...]] = ("paper",)
    kind: Literal["scan_attached"] = "scan_attached"
    sha256: Annotated[Text, Asks(hidden=True)] = Field(title="校验值")
    pages: int = Field(ge=1, title="页数")
