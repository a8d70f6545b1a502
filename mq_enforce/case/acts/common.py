"""What every act has in common."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from mq_enforce.case.values import Moment, Text, Value


class Act(Value):
    """One dated, attributed entry of the full-process record (行政处罚法第四十七条).

    ``official`` acts are gated: a hard block refuses them unless ``irregular`` says why they were done all the same or
    ``taken_over`` marks them as older than the installation. Events are never refused for being unlawful, only for
    being impossible. ``label`` is the act's name for people.
    """

    official: ClassVar[bool] = True
    label: ClassVar[str] = ""

    id: Text = Field(title="编号")
    kind: str
    at: Moment = Field(title="时间")
    by: tuple[str, ...] = Field(default=(), title="经办人")
    party: str | None = Field(default=None, title="当事人")
    item: str | None = Field(default=None, title="物品")
    meeting: str | None = Field(default=None, title="场次")
    paper: str | None = Field(default=None, title="文书")
    refers_to: str | None = Field(default=None, title="所指行为")
    irregular: str | None = Field(default=None, title="未按程序办理的情况说明", min_length=1)
    taken_over: bool = Field(default=False, title="启用前已办理")
    override: dict[str, str] = Field(default_factory=dict, title="警告与理由")
    note: str = Field(default="", title="备注")

    @property
    def on(self) -> date:
        """The act's date at +08:00."""
        return self.at.date()


class Event(Act):
    """Something that happened: recorded truthfully, never refused for being unlawful."""

    official: ClassVar[bool] = False
