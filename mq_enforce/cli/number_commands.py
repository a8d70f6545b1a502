"""``numbers``: what became of every number; blanks printed in advance, spoilt blanks, the first number of a series."""

from __future__ import annotations

import argparse

from mq_enforce.base.errors import EXIT_DONE
from mq_enforce.bootstrap import data_folder, open_program
from mq_enforce.cli.output import say, say_json, say_table
from mq_enforce.services.blanks import list_numbers, print_blanks, set_first_number, spoil_blank

_STATUS = {"reserved": "已预领", "issued": "已制发", "void": "作废", "spoiled": "空白文书报废"}


def listing(options: argparse.Namespace) -> int:
    """List every number of every series."""
    with open_program(data_folder(options.data), options.database) as program:
        lines = list_numbers(program)
    if options.json:
        say_json([line.to_json() for line in lines])
    elif not lines:
        say("还没有使用过字号。")
    else:
        rows = [[one.series, str(one.year), str(one.n), _STATUS[one.status], one.document, one.reason] for one in lines]
        say_table([["代字", "年份", "号", "状态", "文书", "说明"], *rows])
    return EXIT_DONE


def blank(options: argparse.Namespace) -> int:
    """Print blanks with reserved numbers."""
    with open_program(data_folder(options.data), options.database) as program:
        paths = print_blanks(program, options.document, options.short, options.count, options.out)
    say(*(str(path) for path in paths))
    return EXIT_DONE


def spoil(options: argparse.Namespace) -> int:
    """Record that a numbered blank was spoilt."""
    with open_program(data_folder(options.data), options.database) as program:
        spoil_blank(program, options.number, options.reason)
    say(f"已登记报废：{options.number}（{options.reason}）")
    return EXIT_DONE


def first(options: argparse.Namespace) -> int:
    """Let a series begin at a number of the office's choice."""
    with open_program(data_folder(options.data), options.database) as program:
        set_first_number(program, options.code, options.document, options.year, options.n)
    say(f"{options.code}字〔{options.year}〕从第{options.n}号起编")
    return EXIT_DONE
