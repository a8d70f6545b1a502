"""``forms list``, ``forms render`` and ``forms check``."""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

from forms.loading import check_edition
from forms.papers import edition_folder
from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import EXIT_DONE, EXIT_WANTING, BadInput, Fault
from mq_enforce.base.files import make_folder, write_atomically
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program, papers_with
from mq_enforce.cli.output import say, say_json, say_table
from mq_enforce.documents.bindings.catalogue import known_names
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.ports import Rendering
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.named import PROPOSITIONS
from mq_enforce.services.diary import Diary, read_diary
from mq_enforce.services.papers import preview_of_story
from mq_enforce.services.playing import play
from mq_enforce.services.program import StoryClock, StoryIds


def list_forms(options: argparse.Namespace) -> int:
    """List the papers of the active edition: id, title, how sure their fields are."""
    drawn = {form.id for form in papers_with({}).list_forms()}
    rows = [kind for kind in document_kinds() if kind.id in drawn]
    if options.json:
        say_json([{"id": k.id, "number": k.number, "title": k.label, "confidence": k.confidence, "series": k.series} for k in rows])
    else:
        table = [[str(k.number), k.id, k.label, k.confidence, "" if k.confidence in "AB" else "省内原文未取得"] for k in rows]
        say_table([["序号", "编号", "名称", "可信度", "说明"], *table])
    return EXIT_DONE


def render(options: argparse.Namespace) -> int:
    """Draw one paper or all: blank, or filled from a story."""
    drawn = [form.id for form in papers_with({}).list_forms()]
    if options.all:
        wanted = list(drawn)
    elif options.document in drawn:
        wanted = [options.document]
    else:
        raise BadInput(Fault(f"没有“{options.document or ''}”这种文书", "forms render", "mq-enforce forms list 列出的编号，或者 --all"))
    make_folder(options.out)
    if options.blank:
        for document in wanted:
            paper = papers_with({}).draw(document, TableContext(), Rendering.BLANK)
            write_atomically(options.out / f"{document}-blank.pdf", paper.pdf)
        say(f"空白文书 {len(wanted)} 份：{options.out}")
        return EXIT_DONE
    path = options.diary or resource("samples", "straw_burning.toml")
    return _filled(read_diary(path, load_lawbook()), path, wanted, options.out)


def _filled(diary: Diary, path: Path, wanted: list[str], out: Path) -> int:
    """Draw the papers that a story makes, as previews."""
    actor = Actor("diary", "案件日志", "agency", "diary")
    ids = StoryIds(hashlib.sha256(path.read_bytes()).digest())
    written = 0
    with (
        tempfile.TemporaryDirectory(prefix="mq-forms-") as scratch,
        open_program(Path(scratch) / "data", None, actor, StoryClock(diary.acts[0].at), ids) as program,
    ):
        played = play(program, diary, path.parent, Path(scratch) / "out")
        for document in wanted:
            for name, paper in preview_of_story(program, played.case_id, document):
                write_atomically(out / f"{name}.pdf", paper.pdf)
                written += 1
    say(f"文书 {written} 份：{out}")
    return EXIT_DONE if written else EXIT_WANTING


def check(options: argparse.Namespace) -> int:
    """Check a folder of form files; every fault with file, line and key."""
    folder = options.folder or edition_folder()
    faults = check_edition(folder, known_names(PROPOSITIONS, load_lawbook().rules))
    if options.json:
        say_json([fault.to_json() for fault in faults])
    else:
        say(*([fault.sentence() for fault in faults] or ["文书格式文件没有问题。"]))
    return EXIT_WANTING if faults else EXIT_DONE
