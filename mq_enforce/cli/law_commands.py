"""``due``: one period, counted and explained; ``due --list``: every rule with its article."""

from __future__ import annotations

import argparse

from mq_enforce.base.errors import EXIT_DONE, BadInput, Fault
from mq_enforce.cli.output import say, say_json, say_table
from mq_enforce.law.due_table import due_rows
from mq_enforce.law.lawbook import load_lawbook


def due(options: argparse.Namespace) -> int:
    """Count one period, or list them all."""
    law = load_lawbook()
    if options.listing:
        return _listing(options)
    if options.rule is None:
        raise BadInput(Fault("没有写明期限规则", "due", "如 due PUN-PAY15 --from 2026-06-23；due --list 列出全部"))
    rule = law.rules[options.rule]
    inputs: dict[str, object] = dict(_pair(text, "--with") for text in options.others)
    if options.start is not None:
        if not rule.counting.inputs:
            raise BadInput(Fault(f"{rule.id} 不需要起算日", "--from"))
        inputs[rule.counting.inputs[0]] = options.start
    found = law.due(rule.id, inputs, _settings(options.settings))
    if options.json:
        say_json(found.to_json())
        return EXIT_DONE
    say(f"{rule.id} {rule.name}")
    if found.due is not None:
        say(f"期限：{found.due.isoformat()}" + ("（暂定）" if found.provisional else "") + ("" if found.statutory else "（非法定）"))
    if found.rolled_due is not None:
        say(f"可主张顺延至：{found.rolled_due.isoformat()}")
    if found.window is not None:
        shown = found.window.to_json()
        say(f"最早：{shown['earliest'] or '—'}  最迟：{shown['latest'] or '—'}")
    if found.conservative is not None:
        say(f"较严口径：{found.conservative.isoformat()}（{found.conservative_reason}）")
    say(f"依据：{found.article}", found.explanation)
    return EXIT_DONE


def _listing(options: argparse.Namespace) -> int:
    rows = due_rows(load_lawbook().rules)
    if options.json:
        say_json([row.to_json() for row in rows])
        return EXIT_DONE
    family = ""
    for row in rows:
        if row.family != family:
            family = row.family
            say("", f"【{family}】")
        say_table([[row.rule, row.name, row.length, row.counting, row.who, row.article, row.standing]])
    return EXIT_DONE


def _pair(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise BadInput(Fault(f"“{text}”写得不对", option, "名称=值"))
    return name, value


def _settings(texts: list[str]) -> dict[str, int]:
    settings: dict[str, int] = {}
    for text in texts:
        name, value = _pair(text, "--set")
        if not value.isdecimal():
            raise BadInput(Fault(f"“{text}”的天数不是整数", "--set", "参数=天数，如 stmt_wd=5"))
        settings[name] = int(value)
    return settings
