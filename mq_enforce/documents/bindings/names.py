"""Names of parties as a published text may give them: a natural person by the surname alone (行政处罚法第五十条; 个人信息保护法第二十五条).

That 某 stands for each further character is the usual way, no wording of the law; of a minor not even the surname is told.
"""

from __future__ import annotations

from datetime import date

from mq_enforce.base.ages import ADULT_AGE
from mq_enforce.case.facts import Party, PartyKind

_HIDDEN = "某"
_SURNAMES_OF_TWO = frozenset({
    "欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "夏侯", "司徒", "令狐", "慕容", "宇文", "长孙", "公孙", "端木",
    "东方", "独孤", "南宫", "轩辕", "百里", "呼延", "闻人", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔",
    "申屠", "钟离", "鲜于", "闾丘", "仲孙", "东郭", "西门", "赫连", "公羊", "万俟", "司空", "拓跋", "第五",
})  # fmt: skip


def public_name(party: Party, on: date) -> str:
    """Return the name under which a published text may speak of a party; ``on`` is the day that decides who is a minor.

    Units and sole traders keep their names: they act under them in public.
    """
    if party.kind is not PartyKind.PERSON:
        return party.name
    age = party.age_on(on)
    if age is not None and age < ADULT_AGE:
        return _HIDDEN * 2
    return masked_name(party.name)


def masked_name(name: str) -> str:
    """Return a natural person's name with the surname kept: 张守田 → 张某某."""
    kept = surname(name)
    return kept + _HIDDEN * max(1, len(name) - len(kept))


def surname(name: str) -> str:
    """Return the surname that a Chinese name begins with: 欧阳 of 欧阳明, else the first character."""
    return name[:2] if name[:2] in _SURNAMES_OF_TWO and len(name) > len(name[:2]) else name[:1]
