"""The wording of papers: what the program words itself, open to an officer's hand, with the difference shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from mq_enforce.services.crossing import Narrative
from mq_enforce.services.fields import FieldKind, FieldSpec, Lookups
from mq_enforce.services.previewing import Previewed
from ui.fields import Hints, LongField, make_field
from ui.theme import GAP

_Key = tuple[str, str, str]
_NO_HINTS = Hints(day=lambda _day: "", capitals=lambda _text: "", article=lambda _text: "")


class Wordings(QFrame):
    """One long field per narrative of the papers that the act makes; only what an officer changed is part of the act."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wordings")
        self._fields: dict[_Key, LongField] = {}
        self._narratives: dict[_Key, Narrative] = {}
        self._kept: dict[_Key, str] = {}
        self.button = QPushButton("改写文书里的文字…")
        self.button.setCheckable(True)
        self.button.setAccessibleName("改写文书里的文字")
        self._inside = QWidget()
        self._inside.setVisible(False)
        self.button.toggled.connect(self._inside.setVisible)
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        self.notes.setProperty("role", "overdue")
        self.notes.setAccessibleName("改写的文字与案件事实不一致的地方")
        self.notes.hide()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.button)
        layout.addWidget(self.notes)
        layout.addWidget(self._inside)
        self.hide()

    def take(self, wording: Sequence[dict[str, Any]] | None) -> None:
        """Take what a draft holds; None forgets what was rewritten."""
        self._kept = {_key_of(one): str(one.get("text", "")) for one in wording or ()}
        for field in self._fields.values():
            field.hide()
            field.deleteLater()
        self._fields.clear()
        self._narratives.clear()
        self.button.setChecked(bool(self._kept))

    def show_narratives(self, previews: Sequence[Previewed], notes: Sequence[str]) -> None:
        """Show the narratives of the papers as they would be, each in its field; ``notes`` tell where an edited one strays."""
        for paper in previews:
            for one in paper.narratives:
                key = (one.document, paper.party or "", one.name)
                if key not in self._fields:
                    self._fields[key] = self._add(paper.title, one)
                    if key in self._kept:
                        self._fields[key].set_value(self._kept[key])
                self._narratives[key] = one
                self._fields[key].set_generated(one.text)
        self.notes.setText("\n".join(f"▲ {note}" for note in notes))
        self.notes.setVisible(bool(notes))
        self.setVisible(bool(self._fields))

    def _add(self, title: str, one: Narrative) -> LongField:
        spec = FieldSpec(name=one.name, label=f"《{title}》{one.label}", kind=FieldKind.LONG)
        field = make_field(spec, Lookups(), _NO_HINTS, self._inside)
        if not isinstance(field, LongField):
            raise TypeError("a LONG field is no LongField")
        field.changed.connect(self.changed)
        self._rows.addWidget(field)
        return field

    def stops(self) -> list[QWidget]:
        """Return what Tab reaches here, in reading order."""
        return [self.button, *(one for field in self._fields.values() for one in field.chain())]

    def value(self) -> list[dict[str, Any]]:
        """Return the texts that an officer wrote in place of the program's, as a diary would spell them."""
        said: list[dict[str, Any]] = []
        for key, field in self._fields.items():
            text = field.value()
            if text and field.differs():
                document, party, name = key
                one = {"document": document, "name": name, "text": text, "replaces": self._narratives[key].digest}
                said.append({**one, "party": party} if party else one)
        return said


def _key_of(one: dict[str, Any]) -> _Key:
    return (str(one.get("document", "")), str(one.get("party") or ""), str(one.get("name", "")))
