"""``demo``, ``run``, ``cases`` and ``schema``."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from pathlib import Path
from typing import Any

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import EXIT_DONE, EXIT_WANTING, BadInput, Fault
from mq_enforce.base.files import make_folder, telling, write_atomically
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import data_folder, open_program
from mq_enforce.cli.output import say, say_json, say_table, tell_error
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.diary import Diary, diary_schema, read_diary
from mq_enforce.services.exporting import export_papers, result_bytes
from mq_enforce.services.listing import list_cases
from mq_enforce.services.playing import Played, play
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.results import result_of, unmet
from mq_enforce.store import DATABASE_NAME, Store

STORIES = ("straw_burning", "straw_no_penalty", "fire_hearing")
"""The bundled stories, by the names of their files."""

_MARK = "mq-enforce-output.txt"
_OUTPUTS = ("result.json", "dossier.pdf", "dossier-slip.pdf")
_FOLDERS = ("data", "papers", "published", "dossier")


def demo(options: argparse.Namespace) -> int:
    """Play a bundled case to its filed dossier."""
    return _play(resource("samples", f"{options.story}.toml"), options, into=False)


def run(options: argparse.Namespace) -> int:
    """Play a diary."""
    return _play(options.diary, options, into=options.into)


def _play(path: Path, options: argparse.Namespace, *, into: bool) -> int:
    diary = read_diary(path, load_lawbook())
    out: Path = options.out
    _clear(out, data_folder(options.data if into else None))
    ids = StoryIds(hashlib.sha256(path.read_bytes()).digest())
    actor = Actor("diary", "案件日志", "agency", "diary")
    data = data_folder(options.data) if into else out / "data"
    database = options.database if into else None
    with open_program(data, database, actor, StoryClock(diary.acts[0].at), ids) as program:
        played = play(program, diary, path.parent, out, _progress if not options.json else _quiet)
        result = _leave(program, diary, played, out)
    missed = [] if played.stopped else unmet(diary, played, result)
    if options.json:
        say_json({**result, "unmet": missed, "stopped": played.stopped.to_json() if played.stopped else None})
    if played.stopped is not None:
        tell_error(played.stopped, as_json=False)
        return played.stopped.exit_code
    if not options.json:
        _summary(out, result, played)
    for line in missed:
        sys.stderr.write(f"与预期不符：{line}\n")
    return EXIT_WANTING if missed else EXIT_DONE


def _leave(program: Program, diary: Diary, played: Played, out: Path) -> dict[str, Any]:
    """Write papers and result.json, whatever became of the play."""
    result = result_of(program, played.case_id, diary.end)
    result["refusals"] = [{"act": act.id, "kind": act.kind, **refusal.to_json()} for act, refusal in played.refusals]
    result["papers_lacking"] = [
        {"act": act.id, "document": lacking.wanted.document, "title": lacking.title, "why": lacking.why.sentences()}
        for act, lacking in played.unmade
    ]
    if played.filed is not None:
        result["dossier"] = {"pages": played.filed.pages, "slip": played.filed.digest}
    export_papers(program, played.case_id, out / "papers")
    write_atomically(out / "result.json", result_bytes(result))
    return result


def _clear(out: Path, office: Path) -> None:
    """Make room for a new result in a folder that holds an earlier one; any other content is left alone and refused.

    An earlier output is known by its mark alone: a data folder that happens to lie there may be an office's.
    """
    if out.exists() and not out.is_dir():
        raise BadInput(Fault(f"“{out}”不是文件夹", "--out", "一个文件夹"))
    if out.resolve() in (office.resolve(), *office.resolve().parents):
        raise BadInput(Fault(f"本机数据文件夹“{office}”在输出文件夹“{out}”里", "--out", "另外一个文件夹"))
    if out.exists() and any(out.iterdir()):
        _remove_output(out)
    make_folder(out)
    write_atomically(out / _MARK, "本文件夹存放 mq-enforce 的输出，再次输出到这里时会被清空。\n".encode())


def _remove_output(out: Path) -> None:
    if not (out / _MARK).is_file():
        raise BadInput(Fault(f"文件夹“{out}”里有别的内容", "--out", "空文件夹，或者本程序以前的输出文件夹"))
    if (out / "data" / DATABASE_NAME).is_file():
        Store.open(out / "data" / DATABASE_NAME, out / "data").close()
    with telling("清理以前的输出"):
        for name in _OUTPUTS:
            (out / name).unlink(missing_ok=True)
        for name in _FOLDERS:
            if (out / name).exists():
                _remove(out / name)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o644)
    shutil.rmtree(folder)


def _summary(out: Path, result: dict[str, Any], played: Played) -> None:
    say("", f"案件：{result['case']['title']}（{result['case']['number']}），现处：{result['case']['stage_label']}")
    for act, refusal in played.refusals:
        say(f"按预期被拒绝：{act.label}（{act.id}），{'、'.join(refusal.blocks) or '前置条件不满足'}")
    for act, lacking in played.unmade:
        say(f"没有制作：《{lacking.title}》（{act.id}），{'；'.join(lacking.why.sentences())}")
    late = [one for one in result["deadlines"] if one["late"]]
    say(f"期限 {len(result['deadlines'])} 项，超期 {len(late)} 项；问题 {len(result['findings'])} 项")
    say(f"文书 {len(result['papers'])} 份：{out / 'papers'}")
    if played.filed is not None:
        say(f"案卷 {played.filed.pages} 页：{played.filed.pdf}", f"案卷包：{played.filed.package}", f"核对条：{played.filed.slip}")
    say(f"办理结果：{out / 'result.json'}")


def _progress(what: str) -> None:
    say(what)


def _quiet(what: str) -> None:
    del what


def cases(options: argparse.Namespace) -> int:
    """List the cases of this machine, filtered and searched."""
    with open_program(data_folder(options.data), options.database) as program:
        found = list_cases(
            program, search=options.search, stage=options.stage, order=options.order, limit=options.limit, practice=options.practice
        )
    if options.json:
        say_json([row.to_json() for row in found])
    elif not found:
        say("没有符合条件的案件。")
    else:
        say_table([["编号", "案件", "阶段", "下一期限", "事项"], *([r.number, r.title, r.stage, r.next_due, r.next_what] for r in found)])
    return EXIT_DONE


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of the diary."""
    del options
    say_json(diary_schema())
    return EXIT_DONE
