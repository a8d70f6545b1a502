"""``practice``: the practice office beside the office's own data."""

from __future__ import annotations

import argparse

from mq_enforce.base.errors import EXIT_DONE, BadInput, Fault
from mq_enforce.bootstrap import data_folder, open_program
from mq_enforce.cli.output import say, say_json, say_table
from mq_enforce.services.listing import list_cases
from mq_enforce.services.practice import make_practice_office, practice_dossiers, practice_folder


def practice(options: argparse.Namespace) -> int:
    """Make the practice office, or go on making it. Raises BadInput where a database is named: practice data are always files."""
    if options.database is not None:
        raise BadInput(Fault("练习数据总是单独放在数据文件夹里", "--database", "不写这一项"))
    data = practice_folder(data_folder(options.data))
    with open_program(data) as program:
        made = make_practice_office(program, practice_dossiers(data), _quiet if options.json else say)
        lines = [line for line in list_cases(program, practice=True) if line.id in made]
    if options.json:
        say_json({"data": str(data), "cases": [line.to_json() for line in lines]})
        return EXIT_DONE
    say("")
    say_table([["编号", "案件", "阶段"], *([line.number, line.title, line.stage] for line in lines)])
    say(f"练习数据：{data}", f"打开练习：mq-enforce --data “{data}”")
    return EXIT_DONE


def _quiet(what: str) -> None:
    del what
