"""Spoken lists: questions and answers as they fall in an interview, kept by the keyboard alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mq_enforce.services.fields import FieldSpec
from ui.fields.base import Field, Form, is_ctrl_enter, is_enter
from ui.fields.choices import empty_list, unsaid_list
from ui.fields.texts import GrowingText, as_set, said_text, shown_text

HOW = "问完按回车写回答，答完按回车问下一句；回答里换行按 Shift+回车；空的一组按 Ctrl+退格 删去"


class Question(GrowingText):
    """The line of a question; a long one wraps."""

    def __init__(self, pair: PairField) -> None:
        super().__init__(1, one_line=True)
        self._pair = pair

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go on to the answer with Enter."""
        if self._pair.took(event):
            return
        if is_enter(event):
            self._pair.answer.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)


class Answer(GrowingText):
    """The box of an answer."""

    def __init__(self, pair: PairField) -> None:
        super().__init__(1)
        self._pair = pair

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go on to the next question with Enter; Shift+Enter begins a new line."""
        if self._pair.took(event):
            return
        if not is_enter(event):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            self._pair.go_on()


class WordsField(Field):
    """One half of a pair; the pair lays it out."""

    def __init__(self, spec: FieldSpec, form: Form, pair: PairField, box: GrowingText) -> None:
        super().__init__(spec, form, pair)
        self.box = box
        box.textChanged.connect(self.edited)
        box.cleaned.connect(self.edited)
        self.settle(box)

    def inputs(self) -> list[QWidget]:
        """Return the box."""
        return [self.box]

    def name_others(self) -> None:
        """Show 问 or 答 with the number of the pair."""
        place = self.above.key if self.above is not None else ""
        number = place + 1 if isinstance(place, int) else ""
        self.caption.setText(f"{'问' if isinstance(self.box, Question) else '答'}{number}")

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the words."""
        return said_text(self.box.text(), self.spec)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the words."""
        text = shown_text(plain, self.spec)
        cleaned = self.box.clean(text)
        self.box.setPlainText(cleaned.text)
        self.edited(cleaned.note)
        return as_set(plain, self.read(), unchanged=self.box.text() == text)

    def _widen(self) -> None:
        super()._widen()
        self.caption.setFixedWidth(self.fontMetrics().horizontalAdvance("问000"))


class PairField(Field):
    """A question with its answer."""

    beside = False

    def __init__(self, spec: FieldSpec, form: Form, above: SpokenField) -> None:
        super().__init__(spec, form, above)
        self._list = above
        self._rest: dict[str, Any] = {}
        self.question, self.answer = Question(self), Answer(self)
        ask, reply = spec.fields
        self._parts = (WordsField(ask, form, self, self.question), WordsField(reply, form, self, self.answer))
        self.remove = QPushButton("删除")
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(lambda: above.remove(self))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.addWidget(self._parts[0], 0, 0)
        grid.addWidget(self.remove, 0, 1, alignment=Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._parts[1], 1, 0)
        self.settle(body)

    def parts(self) -> tuple[Field, ...]:
        """Return question and answer."""
        return self._parts

    def name_others(self) -> None:
        """Hide the caption: question and answer have their own."""
        self.caption.hide()
        self.remove.setAccessibleName(f"{self.title()} 删除")

    def is_blank(self) -> bool:
        """Whether neither question nor answer says anything."""
        return not self.read()

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return what is said by name."""
        said = {str(one.key): value for one in self._parts if (value := one.value()) is not None}
        return {**self._rest, **said}

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show a question with its answer."""
        data = dict(plain or {})
        for one in self._parts:
            one.set_value(data.pop(one.spec.name, None))
        self._rest = data
        return self.read()

    def go_on(self) -> None:
        """Go to the next question, or begin it; after a pair that says nothing, to what comes after the questions."""
        self._list.go_on_after(self)

    def took(self, event: QKeyEvent) -> bool:
        """Take the keys that begin and remove pairs."""
        if is_ctrl_enter(event):
            self._list.begin_after(self)
            return True
        if event.key() == Qt.Key.Key_Backspace and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.is_blank():
            self._list.remove(self)
            return True
        return False


class SpokenField(Field):
    """LIST that is spoken. Blank pairs at the end are no elements."""

    beside = False

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self.pairs: list[PairField] = []
        self.add = QPushButton("添加问答")
        self.add.clicked.connect(lambda: self.begin_after(None))
        how = QLabel(HOW)
        how.setProperty("role", "hint")
        how.setWordWrap(True)
        how.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(how)
        self._rows = QVBoxLayout()
        column.addLayout(self._rows)
        column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.settle(body)

    def parts(self) -> tuple[Field, ...]:
        """Return the pairs."""
        return tuple(self.pairs)

    def inputs(self) -> list[QWidget]:
        """Return the button that adds: what is told about the list is said there."""
        return [self.add]

    def chain(self) -> list[QWidget]:
        """Return questions and answers in turn, then the button."""
        return [*(one for pair in self.pairs for one in pair.chain()), self.add]

    def name_others(self) -> None:
        """Name the button by what it adds to."""
        self.add.setAccessibleName(f"{self.title()} 添加问答")

    def rename(self, where: str) -> None:
        """Name the pairs by their numbers."""
        for place, pair in enumerate(self.pairs):
            pair.key = place
        super().rename(where)
        for place, pair in enumerate(self.pairs):
            pair.rename(" ".join(text for text in (where, f"第{place + 1}项") if text))

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the pairs; a blank one between others keeps its place."""
        values = [pair.value() for pair in self.pairs]
        while values and not values[-1]:
            values.pop()
        return values or empty_list(self.spec)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show the pairs, at least one to begin with."""
        values = list((self.spec.default if plain is None else plain) or ({},))
        while len(self.pairs) > len(values):
            self._drop(self.pairs.pop())
        while len(self.pairs) < len(values):
            self._insert(len(self.pairs))
        self._settle_places()
        for pair, value in zip(self.pairs, values, strict=True):
            pair.set_value(value)
        return unsaid_list(self.spec) if plain is None else self.read() or []

    def go_on_after(self, pair: PairField) -> None:
        """Go to the question after a pair; after the last one begin another, unless that one is blank itself."""
        place = self.pairs.index(pair) + 1
        if place < len(self.pairs):
            self.pairs[place].question.setFocus(Qt.FocusReason.TabFocusReason)
        elif pair.is_blank():
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.begin_after(pair)

    def begin_after(self, pair: PairField | None) -> None:
        """Begin a question after a pair, or at the end; a blank one that follows already is used."""
        place = len(self.pairs) if pair is None else self.pairs.index(pair) + 1
        last = self.pairs[-1] if pair is None and self.pairs else None
        if last is not None and last.is_blank():
            last.question.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if place == len(self.pairs) or not self.pairs[place].is_blank():
            self._insert(place)
            self._settle_places()
            self.edited()
        self.pairs[place].focus_first()

    def remove(self, pair: PairField) -> None:
        """Remove a pair and go to the answer before it; the last one left is only emptied."""
        place = self.pairs.index(pair)
        if len(self.pairs) == 1:
            pair.set_value(None)
            pair.question.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pairs.remove(pair)
            self._drop(pair)
            self._settle_places()
            neighbour = self.pairs[max(0, place - 1)]
            (neighbour.answer if place else neighbour.question).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited()

    def _insert(self, place: int) -> None:
        pair = PairField(self.spec.item or self.spec, self.form, self)
        self.pairs.insert(place, pair)
        self._rows.insertWidget(place, pair)
        pair.show()

    def _drop(self, pair: PairField) -> None:
        self._rows.removeWidget(pair)
        pair.hide()
        pair.deleteLater()

    def _settle_places(self) -> None:
        self.rename(self._where)
        self.order_tabs()


def is_spoken(spec: FieldSpec) -> bool:
    """Whether a list is one of questions and answers: two texts in each element."""
    return spec.spoken and spec.item is not None and len(spec.item.fields) == len(("question", "answer"))
