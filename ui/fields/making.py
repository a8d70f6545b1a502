"""The widget for each kind of field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mq_enforce.services.fields import FieldKind, FieldSpec, Lookups
from ui.fields.base import Field, Form
from ui.fields.choices import CheckListField, ChoiceField, YesNoField
from ui.fields.files import FileField
from ui.fields.groups import GroupField
from ui.fields.hints import Hints
from ui.fields.lines import ArticleField, LinesField, MoneyField, NumberField
from ui.fields.moments import DateField, MomentField
from ui.fields.repeating import RepeatingField
from ui.fields.spoken import SpokenField, is_spoken
from ui.fields.texts import LineField, LongField

_SIMPLE: dict[FieldKind, type[Field]] = {
    FieldKind.LINE: LineField,
    FieldKind.LONG: LongField,
    FieldKind.NUMBER: NumberField,
    FieldKind.YES_NO: YesNoField,
    FieldKind.CHOICE: ChoiceField,
    FieldKind.DATE: DateField,
    FieldKind.MOMENT: MomentField,
    FieldKind.MONEY: MoneyField,
    FieldKind.ARTICLE: ArticleField,
    FieldKind.FILE: FileField,
}


def make_field(spec: FieldSpec, lookups: Lookups, hints: Hints, parent: QWidget | None = None) -> Field:
    """Return the widget of a field with all fields in it, as the root of its form; it shows the defaults.

    Let Qt delete it (with its parent, or by ``deleteLater``): the garbage collector takes a tree of widgets apart in any order.
    """
    root = _make(spec, Form(lookups, hints, _make, parent), None)
    root.form.complete = True
    root.order_tabs()
    return root


def _make(spec: FieldSpec, form: Form, above: Field | None) -> Field:
    if spec.kind is FieldKind.GROUP:
        return GroupField(spec, form, above, element=isinstance(above, RepeatingField))
    if spec.kind is FieldKind.LIST:
        return _list_type(spec)(spec, form, above)
    return _SIMPLE[spec.kind](spec, form, above)


def _list_type(spec: FieldSpec) -> type[Field]:
    if is_spoken(spec):
        return SpokenField
    item = spec.item.kind if spec.item is not None else FieldKind.LINE
    if item in {FieldKind.LINE, FieldKind.ARTICLE}:
        return LinesField
    return CheckListField if item is FieldKind.CHOICE else RepeatingField
