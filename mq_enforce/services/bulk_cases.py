"""Many made-up practice cases for measuring lists and search: rows as the store keeps them, without acts, papers or journal."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from mq_enforce.base.actors import CHINA
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.program import Program
from mq_enforce.services.projecting import FINISHED, HANDLER, PARTY
from mq_enforce.store import Projection
from mq_enforce.store.projections import columns
from mq_enforce.store.tables import cases, projections

_PROCEDURE = "ordinary_penalty"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国玉兰志文海波春梅德福长顺新民保才运喜庆祥振东红卫玲金凤爱云"
_SHOPS = ("烟花爆竹零售点", "农资经营部", "液化气站", "餐饮店", "建材有限公司", "养殖专业合作社", "粮油购销有限公司", "废品收购站")
_PLACES = ("花园乡", "龙塘镇", "白云寺镇", "王桥镇", "庄子镇", "双塔镇", "林七镇", "人和镇", "程庄镇", "褚庙乡", "老颜集乡", "胡集回族乡")
_VIOLATIONS = (
    "露天焚烧秸秆",
    "未经许可零售烟花爆竹",
    "擅自占用耕地建房",
    "未按规定分类投放垃圾",
    "占道经营",
    "消防通道堵塞",
    "违法建设围墙",
    "擅自砍伐林木",
)
_PERIODS = (("PUN-90", "作出处罚决定"), ("PUN-STMT", "陈述申辩"), ("PUN-PAY15", "缴纳罚款"), ("PUN-PUB7", "决定公开"))
_AT_ONCE = 1000
_FINISHED_PART = 0.6


def add_bulk_cases(program: Program, count: int, today: date, seed: int = 1) -> None:
    """Put that many made-up cases into the store; the same seed makes the same ones. For databases made for measuring alone.

    The rows have no journal behind them: ``doctor`` would rightly refuse such data.
    """
    chance = random.Random(seed)  # noqa: S311 - names for a measurement
    steps = [step.title for step in procedure_named(_PROCEDURE).steps]
    made = list(_cases(chance, count, today, steps))
    for start in range(0, count, _AT_ONCE):
        part = made[start : start + _AT_ONCE]
        with program.store.write(program.actor, program.clock, program.ids) as writer:
            writer.insert(cases, [case for case, _ in part])
            writer.insert(projections, [{"case_id": flat.case_id, **columns(flat)} for _, flat in part])


def searched_words(count: int, seed: int = 2) -> list[str]:
    """Return words of two characters as people type them: names, places, violations."""
    chance = random.Random(seed)  # noqa: S311 - words for a measurement
    words = []
    for _ in range(count):
        kind = chance.random()
        name = chance.choice(_SURNAMES) + chance.choice(_GIVEN)
        whole = chance.choice(_PLACES) if kind > 0.8 else chance.choice(_VIOLATIONS)  # noqa: PLR2004 - a fifth of each
        words.append(name if kind < 0.6 else whole[:2])  # noqa: PLR2004 - mostly names
    return words


def _cases(chance: random.Random, count: int, today: date, steps: list[str]) -> Iterator[tuple[dict[str, Any], Projection]]:
    for number in range(1, count + 1):
        opened = today - timedelta(days=chance.randrange(1, 1500))
        at = datetime(opened.year, opened.month, opened.day, 9, tzinfo=CHINA)
        finished = chance.random() < _FINISHED_PART
        flat = _flat(chance, number, today, FINISHED if finished else chance.choice(steps))
        yield (
            {
                "case_id": flat.case_id,
                "case_number": f"民测案〔{opened.year}〕{number}号",
                "procedure": _PROCEDURE,
                "matter_id": "HN25-NY-02",
                "title": f"{'、'.join(flat.names)}{flat.flat['violation']}案",
                "version": 1,
                "opened_at": at,
                "closed_at": at if finished else None,
                "changed_at": at,
                "practice": True,
            },
            flat,
        )


def _flat(chance: random.Random, number: int, today: date, stage: str) -> Projection:
    names = tuple(_party(chance) for _ in range(chance.choice((1, 1, 1, 2))))
    violation, place = chance.choice(_VIOLATIONS), f"{chance.choice(_PLACES)}{chance.choice(_SURNAMES)}庄村"
    due = today + timedelta(days=chance.randrange(-30, 120))
    rule, label = chance.choice(_PERIODS)
    open_still = stage != FINISHED
    deadline = {"rule": rule, "label": label, "party": "p1", "name": names[0], "due": due.isoformat(), "duty": True, "provisional": False}
    return Projection(
        case_id=f"bulk-{number}",
        stage=stage,
        waits_for=chance.choice((HANDLER, HANDLER, PARTY)) if open_still else "",
        next_due=due if open_still else None,
        next_what=label if open_still else "",
        names=names,
        search=" ".join((f"民测案{number}号", violation, place, *names, f"{place}{chance.randrange(1, 300)}号")),
        flat={
            "violation": violation,
            "matter": "HN25-NY-02",
            "acts": chance.randrange(3, 40),
            "deadlines": [deadline] if open_still else [],
            "waits_until": "",
            "waits_then": "",
        },
    )


def _party(chance: random.Random) -> str:
    given = "".join(chance.choice(_GIVEN) for _ in range(chance.choice((1, 2))))
    person = chance.choice(_SURNAMES) + given
    return f"{chance.choice(_PLACES)}{person}{chance.choice(_SHOPS)}" if chance.random() < 0.25 else person  # noqa: PLR2004 - a quarter
