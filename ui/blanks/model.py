"""The forms as rows of a table, and which of them answer to what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.services.blanks import BlankForm
from ui.rows import RowsModel

HEADINGS = ("文书", "类别", "字号代字")
TITLE, FAMILY, SERIES = range(len(HEADINGS))


def shown(form: BlankForm, column: int) -> str:
    """Return what a cell says."""
    return (form.title, form.family, form.series or "—")[column]


def matching(forms: Sequence[BlankForm], typed: str) -> list[BlankForm]:
    """Return the forms in whose name or family every typed word occurs; all of them when nothing is typed."""
    words = typed.casefold().split()
    return [form for form in forms if all(word in f"{form.title} {form.family} {form.series}".casefold() for word in words)]


class FormsModel(RowsModel[BlankForm]):
    """The forms in the order of the catalogue."""

    headings = HEADINGS

    def shown(self, row: BlankForm, column: int) -> str:
        """Return what a cell says."""
        return shown(row, column)

    def find(self, document: str) -> int | None:
        """Return where a form stands, or None."""
        return self.place(lambda one: one.document == document)
