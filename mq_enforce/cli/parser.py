"""The commands and their options, with help in Chinese."""

from __future__ import annotations

import argparse
from pathlib import Path

from mq_enforce import __version__
from mq_enforce.cli import (
    bench_commands,
    bench_processes,
    case_commands,
    check_commands,
    form_commands,
    law_commands,
    number_commands,
    practice_commands,
    screens_commands,
    selftest_commands,
    window_commands,
)
from mq_enforce.cli.arguments import Parser


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; each command leaves its function in ``command``."""
    parser = Parser(prog="mq-enforce", description="民权执法办案：乡镇（街道）行政执法案件办理。不写命令时打开窗口。")
    parser.add_argument("--version", action="version", version=f"mq-enforce {__version__}")
    parser.set_defaults(command=window_commands.window)
    parser.add_argument("--selftest", action="store_const", dest="command", const=selftest_commands.selftest, help="自检（同 selftest）")
    _data(parser, None)
    commands = parser.add_subparsers(dest="name", metavar="命令")
    _case(commands)
    _law(commands)
    _forms(commands)
    _numbers(commands)
    _checks(commands)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _case(commands: Commands[Parser]) -> None:
    demo = commands.add_parser("demo", help="把自带案件从线索办到归档")
    _out(demo)
    _json(demo)
    demo.add_argument("--story", default=case_commands.STORIES[0], choices=case_commands.STORIES, help="自带案件")
    demo.set_defaults(command=case_commands.demo)
    run = commands.add_parser("run", help="按案件日志办理")
    run.add_argument("diary", type=Path, metavar="日志.toml")
    _out(run)
    _json(run)
    run.add_argument("--into", action="store_true", help="办入本机数据（--data），而不是输出文件夹里的新数据")
    _data(run)
    run.set_defaults(command=case_commands.run)
    cases = commands.add_parser("cases", help="案件列表：筛选、查找")
    cases.add_argument("--search", default="", metavar="词", help="查找当事人、案由、文号、地点（两个字即可）")
    cases.add_argument("--stage", metavar="阶段", help="只列处于这一阶段的案件")
    cases.add_argument("--order", default="due", choices=("due", "opened", "number", "title", "changed"), help="排序")
    cases.add_argument("--limit", type=int, default=100, metavar="N")
    cases.add_argument("--practice", action="store_true", help="列出练习案件")
    _data(cases)
    _json(cases)
    cases.set_defaults(command=case_commands.cases)
    practice = commands.add_parser("practice", help="建立练习单位：示例机关和三件练习案件，与正式数据分开存放")
    _data(practice)
    _json(practice)
    practice.set_defaults(command=practice_commands.practice)
    schema = commands.add_parser("schema", help="数据格式说明（JSON Schema）")
    schema.add_argument("what", choices=("diary",))
    schema.set_defaults(command=case_commands.schema)


def _law(commands: Commands[Parser]) -> None:
    due = commands.add_parser("due", help="计算一个期限并说明算法")
    due.add_argument("rule", nargs="?", metavar="规则", help="期限规则编号，如 PUN-PAY15")
    due.add_argument("--from", dest="start", metavar="日期", help="起算日（规则的第一个输入）")
    due.add_argument("--with", dest="others", action="append", default=[], metavar="名称=值", help="其他输入，可以重复")
    due.add_argument("--set", dest="settings", action="append", default=[], metavar="参数=天数", help="本机关参数，可以重复")
    due.add_argument("--list", dest="listing", action="store_true", help="列出全部规则")
    _json(due)
    due.set_defaults(command=law_commands.due)


def _forms(commands: Commands[Parser]) -> None:
    forms = commands.add_parser("forms", help="文书：列表、制作、检查")
    kinds = forms.add_subparsers(dest="action", metavar="操作", required=True)
    listing = kinds.add_parser("list", help="列出文书")
    _json(listing)
    listing.set_defaults(command=form_commands.list_forms)
    render = kinds.add_parser("render", help="制作一份文书（或者全部）")
    render.add_argument("document", nargs="?", metavar="文书编号")
    render.add_argument("--all", action="store_true", help="全部文书")
    render.add_argument("--blank", action="store_true", help="空白文书")
    render.add_argument("--diary", type=Path, metavar="日志.toml", help="用这份案件日志的内容（默认用自带案件）")
    _out(render)
    render.set_defaults(command=form_commands.render)
    check = kinds.add_parser("check", help="检查一个文书格式文件夹")
    check.add_argument("folder", type=Path, nargs="?", metavar="文件夹")
    _json(check)
    check.set_defaults(command=form_commands.check)


def _numbers(commands: Commands[Parser]) -> None:
    numbers = commands.add_parser("numbers", help="字号：清单、起始号、预领和报废空白文书")
    actions = numbers.add_subparsers(dest="action", metavar="操作", required=True)
    listing = actions.add_parser("list", help="每个字号的去向")
    _json(listing)
    listing.set_defaults(command=number_commands.listing)
    first = actions.add_parser("first", help="设定一个字号系列从几号起编（启用时一次）")
    first.add_argument("code", metavar="代字", help="机关代字加文书代字，如 民示罚决")
    first.add_argument("document", metavar="文书编号")
    first.add_argument("year", type=int, metavar="年份")
    first.add_argument("n", type=int, metavar="起始号")
    first.set_defaults(command=number_commands.first)
    blank = actions.add_parser("blank", help="预领带字号和页码的空白文书，供外出使用")
    blank.add_argument("document", metavar="文书编号")
    blank.add_argument("--short", required=True, metavar="机关代字")
    blank.add_argument("--count", type=int, default=1, metavar="份数")
    _out(blank)
    blank.set_defaults(command=number_commands.blank)
    spoil = actions.add_parser("spoil", help="登记预领的空白文书已报废")
    spoil.add_argument("number", metavar="字号")
    spoil.add_argument("--reason", required=True, metavar="原因")
    spoil.set_defaults(command=number_commands.spoil)
    for action in (listing, first, blank, spoil):
        _data(action)


def _checks(commands: Commands[Parser]) -> None:
    verify = commands.add_parser("verify", help="核验案卷包：列出每一处问题")
    verify.add_argument("path", type=Path, metavar="案卷包")
    verify.add_argument("--slip", metavar="校验值", help="核对条上的校验值")
    _json(verify)
    verify.set_defaults(command=check_commands.verify)
    doctor = commands.add_parser("doctor", help="检查本机数据：记录链、编号、文件、列表")
    _data(doctor)
    _json(doctor)
    doctor.set_defaults(command=check_commands.doctor)
    selftest = commands.add_parser("selftest", help="自检：字体、资料、文书、试办一件案件、窗口")
    _json(selftest)
    selftest.set_defaults(command=selftest_commands.selftest)
    screens = commands.add_parser("screens", help="把窗口的每一页画成图片（示例单位，四种屏幕和字号）")
    screens.add_argument("folder", type=Path, metavar="文件夹")
    screens.add_argument("--only", default="", metavar="名称", help="只画名称里有这些字的页面，如 panel、office、cases")
    screens.set_defaults(command=screens_commands.screens)
    _bench(commands)


def _bench(commands: Commands[Parser]) -> None:
    bench = commands.add_parser("bench", help="测量快慢：启动、办案、文书、列表、预览、内存")
    bench.add_argument("--quick", action="store_true", help="少量重复，一分钟以内")
    bench.add_argument("--cases", type=int, default=None, metavar="N", help="列表里的案件数（默认 20000）")
    bench.add_argument(
        "--json", type=Path, nargs="?", const=bench_commands.STANDARD_OUTPUT, metavar="文件", help="存为 JSON 文件（不写文件名则输出 JSON）"
    )
    bench.add_argument("--child", choices=bench_processes.CHILDREN, help=argparse.SUPPRESS)
    bench.set_defaults(command=bench_commands.bench)


def _out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="文件夹", help="输出文件夹")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _data(parser: argparse.ArgumentParser, default: str | None = argparse.SUPPRESS) -> None:
    """Add the options for where the data lie; of a command they have no default, which would undo what stands before its name."""
    parser.add_argument(
        "--data", type=Path, default=default, metavar="文件夹", help="数据文件夹（默认 MQ_ENFORCE_HOME 或者系统的本地数据文件夹）"
    )
    parser.add_argument("--database", default=default, metavar="地址", help="数据库地址（默认数据文件夹里的 SQLite）")
