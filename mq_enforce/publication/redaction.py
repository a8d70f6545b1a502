"""公示前的信息处理: a paper drawn again with what is private replaced, not covered.

行政处罚法第五十条; 政府信息公开条例第十五条; 个人信息保护法第二十五条、第二十八条. How each class is shortened is the office's practice.
"""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.privacy import Privacy
from mq_enforce.documents.context import Item, PaperContext
from mq_enforce.documents.runs import Run, Runs

REMOVED = "（已隐去）"
SOMEBODY = "某某"
_DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "长孙",
        "宇文",
        "轩辕",
        "闻人",
        "赫连",
        "澹台",
        "公冶",
        "宗政",
        "濮阳",
        "淳于",
        "单于",
        "太叔",
        "申屠",
        "仲孙",
        "钟离",
        "南宫",
        "西门",
        "呼延",
        "端木",
        "第五",
    ]
)


def masked_name(name: str) -> str:
    """Return a natural person's name with the surname kept: 张守田 → 张某某."""
    surname = name[:2] if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else name[:1]  # noqa: PLR2004 - two characters of surname
    return surname + "某" * max(1, len(name) - len(surname))


def masked(run: Run) -> Run:
    """Return a run as the public may read it. Raises BadInput for a secret, which may not be published in any form."""
    match run.privacy:
        case Privacy.OPEN:
            return run
        case Privacy.NAME:
            return Run(masked_name(run.text), run.facts)
        case Privacy.MINOR | Privacy.WITNESS:
            return Run(SOMEBODY, run.facts)
        case Privacy.SECRET:
            raise BadInput(Fault("内容含有国家秘密或者商业秘密，不能公示", "、".join(run.facts), "先依法处理，或者不予公示"))
        case _:
            return Run(REMOVED, run.facts)


def redacted(runs: Runs) -> Runs:
    """Return a value as the public may read it."""
    return tuple(masked(run) for run in runs)


class RedactedContext:
    """A paper's context of which everything private is gone before anything is drawn."""

    def __init__(self, context: PaperContext) -> None:
        self._context = context

    def value(self, name: str) -> Runs:
        """Return the value of a binding without what is private. Raises KeyError for a name that does not exist."""
        return redacted(self._context.value(name))

    def rows(self, name: str) -> Sequence[Item]:
        """Return the rows of a list without what is private. Raises KeyError for a name that does not exist."""
        return [{key: redacted(value) for key, value in row.items()} for row in self._context.rows(name)]

    def holds(self, proposition: str) -> bool:
        """Say whether a proposition holds. Raises KeyError for a name that does not exist."""
        return self._context.holds(proposition)
