"""What every act has in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from mq_enforce.case.values import Asks, Moment, Picked, Text, Value

_IRREGULAR = "已经这样做了、又不合程序的，在这里如实说明；记录照样入卷，并一直注明"
_TAKEN_OVER = "本机关开始使用本系统以前已经办完的，才选这一项"


class Act(Value):
    """One dated, attributed entry of the full-process record (行政处罚法第四十七条).

    ``official`` acts are gated: a hard block refuses them unless ``irregular`` says why they were done all the same or
    ``taken_over`` marks them as older than the installation. Events are never refused for being unlawful, only for
    being impossible. ``label`` is the act's name for people. For windows ``done_by`` says who is offered as having done it, and
    ``concerns`` which of party, item, meeting, paper, refers_to it usually names; the others are seldom needed.
    """

    official: ClassVar[bool] = True
    label: ClassVar[str] = ""
    done_by: ClassVar[Picked] = "officer"
    concerns: ClassVar[tuple[str, ...]] = ("party",)

    id: Annotated[Text, Asks(folded=True)] = Field(title="编号")
    kind: str
    at: Moment = Field(title="时间")
    by: tuple[str, ...] = Field(default=(), title="经办人")
    party: Annotated[str | None, Asks(picked="party")] = Field(default=None, title="当事人")
    item: Annotated[str | None, Asks(picked="goods")] = Field(default=None, title="物品")
    meeting: str | None = Field(default=None, title="场次")
    paper: Annotated[str | None, Asks(picked="paper")] = Field(default=None, title="文书")
    refers_to: Annotated[str | None, Asks(picked="act")] = Field(default=None, title="所指行为")
    irregular: Annotated[str | None, Asks(long=True, folded=True, hint=_IRREGULAR)] = Field(
        default=None, title="未按程序办理的情况说明", min_length=1
    )
    taken_over: Annotated[bool, Asks(folded=True, hint=_TAKEN_OVER)] = Field(default=False, title="启用前已办理")
    override: Annotated[dict[str, str], Asks(hidden=True)] = Field(default_factory=dict, title="警告与理由")
    note: Annotated[str, Asks(long=True, folded=True)] = Field(default="", title="备注")

    @property
    def on(self) -> date:
        """The act's date at +08:00."""
        return self.at.date()


class Event(Act):
    """Something that happened: recorded truthfully, never refused for being unlawful."""

    official: ClassVar[bool] = False
