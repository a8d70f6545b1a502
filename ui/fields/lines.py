"""Fields of one line with a meaning that is told beneath: numbers, money, articles, and lists written one per line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from mq_enforce.services.crossing import MqError
from mq_enforce.services.fields import FieldFault, FieldKind, FieldSpec
from ui.fields.base import Field, Form
from ui.fields.choices import empty_list, unsaid_list
from ui.fields.cleaning import clean_line, clean_text
from ui.fields.texts import GrowingText, LineField

_NUMBER = re.compile(r"-?\d+", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)


def asked(ask: Callable[[str], str], text: str) -> tuple[str, str]:
    """Return what is told about a text and what is wrong with it; one of the two is empty."""
    try:
        return ask(text), ""
    except MqError as error:
        return "", "\n".join(error.sentences())
    except ValueError as error:
        return "", str(error)


class NumberField(LineField):
    """NUMBER: whole numbers; what is no number is kept as it is typed and told."""

    signs = 15

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        if spec.default is not None:
            self.line.setPlaceholderText(f"不填按{spec.default}")

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the number, or the text that is none."""
        text = self._plain()
        if not text:
            return None
        return int(text) if _NUMBER.fullmatch(text) else self.line.text()

    def typed(self) -> None:
        """Tell what is no number or too small."""
        number = self.read()
        if isinstance(number, str):
            self.say_typed("", f"“{number}”不是整数，应写成 {self.spec.least or 1} 这样的数")
        elif number is not None and self.spec.least is not None and number < self.spec.least:
            self.say_typed("", f"不能小于{self.spec.least}")
        else:
            self.say()

    def _plain(self) -> str:
        return "".join(unicodedata.normalize("NFKC", self.line.text()).split())

    def in_order(self) -> str:
        """Return the number in plain digits."""
        return self._plain() if isinstance(self.read(), int) else self.line.text()


class MoneyField(LineField):
    """MONEY in yuan, the capitals beneath; 1，000元 becomes 1000 on leaving."""

    signs = 24

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the amount as text."""
        return plain_amount(self.line.text()) or None

    def typed(self) -> None:
        """Tell the capitals, or what is wrong."""
        amount = self.read()
        hint, fault = asked(self.form.hints.capitals, amount) if amount else ("", "")
        self.say_typed(f"大写：{hint}" if hint else "", fault)

    def in_order(self) -> str:
        """Return an amount in plain digits; what is none as it is."""
        amount = plain_amount(self.line.text())
        return self.line.text() if amount and asked(self.form.hints.capitals, amount)[1] else amount


def plain_amount(text: str) -> str:
    """Return an amount without blanks, sign and unit of the currency, and commas between groups of three digits."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("¥").removesuffix("元")
    return plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain


class ArticleField(LineField):
    """ARTICLE: the full citation beneath."""

    def typed(self) -> None:
        """Tell the citation, or what is wrong."""
        text = self.line.text().strip()
        hint, fault = asked(self.form.hints.article, text) if text else ("", "")
        self.say_typed(hint, fault)


class LinesField(Field):
    """LIST of LINE or ARTICLE, one per line. Blank lines are no elements."""

    def __init__(self, spec: FieldSpec, form: Form, above: Field | None = None) -> None:
        super().__init__(spec, form, above)
        self._articles = spec.item is not None and spec.item.kind is FieldKind.ARTICLE
        self.text_edit = GrowingText(1)
        self.text_edit.setPlaceholderText("每行写一项")
        self.text_edit.textChanged.connect(self._typed)
        self.text_edit.cleaned.connect(self.edited)
        self.settle(self.text_edit)

    def inputs(self) -> list[QWidget]:
        """Return the text."""
        return [self.text_edit]

    def read(self) -> Any:  # noqa: ANN401 - plain data of a diary
        """Return the lines that say something; None when there are none, unless that is an answer."""
        lines = [line.strip() for line in self.text_edit.text().split("\n") if line.strip()]
        return lines or empty_list(self.spec)

    def show_value(self, plain: Any) -> Any:  # noqa: ANN401 - plain data of a diary
        """Show one element per line."""
        shown = self.spec.default if plain is None else plain
        cleaned = [clean_line(str(one)) for one in shown or ()]
        self.text_edit.setPlainText("\n".join(clean_text(one.text).text for one in cleaned))
        self.edited(next((one.note for one in cleaned if one.note), ""))
        if plain is None:
            return unsaid_list(self.spec)
        said = self.read() or []
        return list(plain) if said == [str(one).strip() for one in plain] else said

    def fault_sentence(self, fault: FieldFault) -> str:
        """Return a fault with the element it is about."""
        inside = fault.path[len(self.path) :]
        return f"第{inside[0] + 1}项：{fault.sentence()}" if inside and isinstance(inside[0], int) else fault.sentence()

    def _typed(self) -> None:
        if self._articles:
            told = [asked(self.form.hints.article, line) for line in self.read() or ()]
            hints = "\n".join(hint for hint, _ in told if hint)
            faults = "\n".join(f"第{number}项：{fault}" for number, (_, fault) in enumerate(told, 1) if fault)
            self.say(hint=hints, fault=faults)
        self.edited()
