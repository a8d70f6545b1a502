"""Asks the context for values, lists and propositions, and remembers what was asked, printed and missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from forms import texts
from forms.filled import Box, Gap, Pieces, Words
from forms.texts import Need
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.documents.context import Item, PaperContext
from mq_enforce.documents.ports import MissingField, Rendering
from mq_enforce.documents.runs import NOTHING, Run, Runs

LabelOf = Callable[[str], str]
"""Chinese label of a binding; empty when it has none."""

_ROW_NUMBER = "row.number"


@dataclass(frozen=True, slots=True)
class _Scope:
    name: str
    number: int
    item: Item


@dataclass(slots=True)
class Values:
    """What one paper asks of its context. ``title`` names the paper in messages."""

    context: PaperContext
    rendering: Rendering
    title: str
    label_of: LabelOf
    missing: dict[str, MissingField] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    propositions: dict[str, bool] = field(default_factory=dict)
    _scope: _Scope | None = None

    @property
    def blank(self) -> bool:
        """Whether a blank form is being filled."""
        return self.rendering is Rendering.BLANK

    def holds(self, proposition: str) -> bool:
        """Say whether a proposition holds. Raises BadInput for a name that does not exist."""
        try:
            answer = self.context.holds(proposition)
        except KeyError:
            raise self._unknown("命题", proposition) from None
        self.propositions[proposition] = answer
        return answer

    def applies(self, when: str | None, unless: str | None) -> bool:
        """Say whether something conditioned is printed; in a blank form everything is."""
        if self.blank:
            return True
        return (when is None or self.holds(when)) and (unless is None or not self.holds(unless))

    def rows(self, name: str) -> Sequence[Item]:
        """Return the rows of a list. Raises BadInput for a name that does not exist."""
        try:
            return self.context.rows(name)
        except KeyError:
            raise self._unknown("清单", name) from None

    def each(self, name: str, items: Iterable[Item]) -> Iterator[int]:
        """Step through the rows of a list; while a row is on, ``item.`` names are its values. Yields the row's number from 1."""
        for number, item in enumerate(items, 1):
            with self.within(name, number, item):
                yield number

    @contextmanager
    def within(self, name: str, number: int, item: Item) -> Iterator[None]:
        """Make the names of one row of a list available."""
        outer, self._scope = self._scope, _Scope(name, number, item)
        try:
            yield
        finally:
            self._scope = outer

    def runs(self, name: str) -> Runs:
        """Return a value. Raises BadInput for a name that does not exist."""
        if name == _ROW_NUMBER and self._scope is not None:
            return (Run(str(self._scope.number)),)
        if name.startswith("item.") and self._scope is not None:
            return self._scope.item.get(name.removeprefix("item."), NOTHING)
        try:
            return self.context.value(name)
        except KeyError:
            raise self._unknown("绑定", name) from None

    def rewritten(self, edit: str) -> Runs:
        """Return what an officer wrote in place of a generated narrative, or nothing."""
        try:
            return self.context.value(f"edit.{edit}") if edit and not self.blank else NOTHING
        except KeyError:
            return NOTHING

    def value(self, name: str, need: Need, width: int = texts.DEFAULT_GAP, label: str = "") -> Pieces:
        """Return a value as pieces: the words, or a gap of ``width`` characters, or nothing when it is optional."""
        found = self.runs(name) if name else NOTHING
        if any(run.text for run in found):
            full = self._full(name)
            self.printed[full] = "".join(run.text for run in found)
            told = label or self.label_of(name) or name
            return tuple(Words(run, full, told) for run in found if run.text)
        if self.blank:
            return (Gap(width, label),)
        if need is Need.OPTIONAL:
            return ()
        if need is Need.HAND or not name:
            return (Gap(width, label),)
        return (Gap(width, self.note_missing(name, label), missing=True),)

    def note_missing(self, name: str, label: str = "") -> str:
        """Remember that a known value is not there; returns the label it is told by."""
        full = self._full(name)
        told = label or self.label_of(name) or name
        if self._scope is not None and full != name:
            told = f"{told}（第 {self._scope.number} 项）"
        self.missing.setdefault(full, MissingField(full, told))
        return told

    def text(self, text: str, need: Need = Need.KNOWN, label: str = "") -> Pieces:
        """Return a text with its bindings filled. ``need`` loosens the need of all of them."""
        pieces: list[Words | Gap | Box] = []
        for part in texts.parts(text):
            if isinstance(part, str):
                pieces.append(Words(Run(part)))
            else:
                loosened = part.need if part.need is not Need.KNOWN else need
                pieces.extend(self.value(part.name, loosened, part.width, label))
        return tuple(pieces)

    def _full(self, name: str) -> str:
        if self._scope is not None and name.startswith("item."):
            return f"{self._scope.name}[{self._scope.number}].{name.removeprefix('item.')}"
        return name

    def _unknown(self, what: str, name: str) -> BadInput:
        return BadInput(Fault(f"《{self.title}》要用的{what}“{name}”不存在", expected="先用文书检查功能找出文书文件里的错误名称"))


def need_of(*, hand: bool, optional: bool) -> Need:
    """Return the need that two keys of a form file say."""
    if hand:
        return Need.HAND
    return Need.OPTIONAL if optional else Need.KNOWN


def paragraphs(pieces: Pieces) -> tuple[Pieces, ...]:
    """Break pieces into paragraphs at line breaks; empty lines fall away."""
    result: list[list[Words | Gap | Box]] = [[]]
    for piece in pieces:
        if not isinstance(piece, Words):
            result[-1].append(piece)
            continue
        lines = piece.text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
        for number, line in enumerate(lines):
            if number:
                result.append([])
            if line:
                run = Run(line, piece.run.facts, piece.run.privacy)
                result[-1].append(Words(run, piece.name, piece.label))
    return tuple(tuple(one) for one in result if one)


def no_labels(_name: str) -> str:
    """Return no label: bindings are then told by their names."""
    return ""
