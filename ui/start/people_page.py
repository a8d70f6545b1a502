"""人员: the people of the office with posts, roles and certificates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from mq_enforce.services.office import put_person, remove_person
from mq_enforce.services.office_forms import SINCE, parted, person_form, with_since
from mq_enforce.services.office_lines import PERSON_HEADINGS, person_lines
from ui.desk import Desk
from ui.start.leaving import Leaving
from ui.start.parts import today_of
from ui.start.register_page import Editor, Register, RegisterPage

_RIGHT = frozenset({"roles", "first_penalty_review_on", "legal_qualification", SINCE})


class PeoplePage(RegisterPage):
    """The people of the office."""

    heading = "人员"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _PEOPLE, Editor(desk, with_since(person_form()), _RIGHT), parent)


def _put(desk: Desk, key: str | None, data: Mapping[str, Any]) -> None:
    given, since = parted(data)
    put_person(desk.program, given if key is None else {**given, "id": key}, since)


def _take_out(desk: Desk, key: str, leaving: Leaving) -> None:
    remove_person(desk.program, key, leaving.last_day, leaving.why)


_PEOPLE = Register(
    one="人员",
    unit="人",
    headings=PERSON_HEADINGS,
    draft_key="start/person",
    removing="移出名册",
    longest=("王建国国", "", "", "有效至 2028-04-30"),
    widths=(9, 13),
    asks_last_day=True,
    read=lambda desk: person_lines(desk.program, today_of(desk)),
    put=_put,
    take_out=_take_out,
)
