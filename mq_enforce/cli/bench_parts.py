"""What ``bench`` measures inside this process: papers, steps and page of a case, the list, and the preview while somebody types."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from forms.bare import draw_bare
from forms.layout import lay_out
from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import MqError
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program, papers_with
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.ports import Rendering
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.procedures.engine import checklist
from mq_enforce.procedures.register import procedure_named
from mq_enforce.services.bulk_cases import add_bulk_cases, searched_words
from mq_enforce.services.case_page import page_of
from mq_enforce.services.cases import read_case
from mq_enforce.services.diary import read_diary
from mq_enforce.services.listing import list_cases
from mq_enforce.services.measuring import Figure, Repeats, middle, quantile, spread, timed
from mq_enforce.services.papers import images_of, papers_of, source_of
from mq_enforce.services.playing import play
from mq_enforce.services.previewing import CasePictures, preview_of_act
from mq_enforce.services.program import Program, StoryClock, StoryIds

_STORY = "straw_burning"
_ACTOR = Actor("bench", "测量", "agency", "bench")
_TYPED = "，经查证属实"


@contextmanager
def played_story(folder: Path) -> Iterator[tuple[Program, CaseState]]:
    """Play the bundled case as a practice case into an empty folder, and give it with the open program."""
    path = resource("samples", f"{_STORY}.toml")
    diary = read_diary(path, load_lawbook()).model_copy(update={"practice": True})
    ids = StoryIds(hashlib.sha256(path.read_bytes()).digest())
    with open_program(folder / "data", None, _ACTOR, StoryClock(diary.acts[0].at), ids) as program:
        played = play(program, diary, path.parent, folder / "out")
        if played.stopped is not None:
            raise played.stopped
        yield program, read_case(program, played.case_id)


def case_figures(program: Program, state: CaseState, repeats: Repeats) -> Iterator[Figure]:
    """Measure the papers, the steps and the preview of a case."""
    yield from _paper_figures(program, state, repeats.papers)
    yield from _step_figures(program, state, repeats.steps)
    yield _preview_figure(program, state, repeats.keys)


def _paper_figures(program: Program, state: CaseState, repeats: int) -> Iterator[Figure]:
    """Measure each paper of the case: as a preview, as issued, and its marks drawn with ReportLab alone."""
    images = images_of(program, state)
    previews, issued, bare = [], [], []
    made = state.papers()
    for paper in made:
        try:
            one = _paper_times(program, state, paper, images, repeats)
        except MqError:
            # What was handed over as it stood then cannot always be drawn again from the case as it is now.
            continue
        previews.append(one[0])
        issued.append(one[1])
        bare.append(one[2])
    peer, left_out = middle(bare), len(made) - len(bare)
    counted = f"{len(bare)} 份，各 {repeats} 次" + (f"；另有 {left_out} 份要附带材料，没有计入" if left_out else "")
    for key, label, times, note in (
        ("paper_preview", "文书预览", previews, "填写、排版、画出"),
        ("paper_issued", "文书制发", issued, "另加归档格式（PDF/A）"),
    ):
        yield Figure(
            key=key,
            label=label,
            unit="毫秒/份",
            middle=middle(times),
            p95=quantile(times, 0.95),
            peer=peer,
            note=f"{note}；对照：ReportLab 直接画同样的内容；{counted}",
        )


def _paper_times(
    program: Program, state: CaseState, paper: PaperIssued, images: Mapping[str, bytes], repeats: int
) -> tuple[float, float, float]:
    record = state.record(paper.refers_to or "")
    act = record.act if record is not None else None
    context = CaseContext(source_of(state, program, paper.document, act, paper.party))
    papers = papers_with(images)
    number = paper.number or None
    laid = lay_out(papers.fill(paper.document, context, Rendering.PREVIEW), images)
    preview = [timed(lambda: papers.draw(paper.document, context, Rendering.PREVIEW)) for _ in range(repeats)]
    issued = [timed(lambda: papers.draw(paper.document, context, Rendering.ISSUED, number)) for _ in range(repeats)]
    bare = [timed(lambda: draw_bare(laid.pages, laid.pictures)) for _ in range(repeats)]
    return middle(preview), middle(issued), middle(bare)


def _step_figures(program: Program, state: CaseState, repeats: int) -> Iterator[Figure]:
    procedure, now = procedure_named(state.head.procedure), program.clock.now()
    note = f"{len(state.records)} 条记录的案件"
    times = [timed(lambda: checklist(state, procedure, program.law, now)) for _ in range(repeats)]
    yield spread("checklist", "一件案件的步骤表", times, aim="5 毫秒以内", note=note)
    pages = [timed(lambda: page_of(program, state)) for _ in range(repeats)]
    yield spread("case_page", "一件案件的整页", pages, note=f"{note}；步骤、期限、问题、文书、经过")


def _preview_figure(program: Program, state: CaseState, keys: int) -> Figure:
    """Measure from an act as typed to its paper on the screen, for every act of the case that makes a paper."""
    from ui.app import window_measures  # noqa: PLC0415 - the other figures need no Qt

    screen = window_measures().screen()
    pictures = CasePictures(program, state)
    times = []
    try:
        for before, act, document in _typed(program, state):

            def refresh(typed: str, before: CaseState = before, act: Act = act, document: str = document) -> None:
                drawn = preview_of_act(program, before, _with_more(act, typed), only=document, pictures=pictures)
                screen.show(next(one for one in drawn if one.document == document).pdf, f"{act.id}{document}")

            refresh("")
            times += [timed(partial(refresh, _TYPED * (key // len(_TYPED)) + _TYPED[: 1 + key % len(_TYPED)])) for key in range(keys)]
    finally:
        screen.close()
    note = "打一个字到画面上的文书更新；首次打开不计"
    return spread("preview", "预览刷新", times, aim="p95 150 毫秒以内", note=note)


def _typed(program: Program, state: CaseState) -> Iterator[tuple[CaseState, Act, str]]:
    """Give the acts of a case that make papers, each with the case as it was before it and the first paper it makes."""
    for place, record in enumerate(state.records):
        wanted = papers_of(state, record.act, program)
        if wanted and _longest(record.act):
            later = frozenset(one.act.id for one in state.records[place:])
            yield state.without(later), record.act, wanted[0].document


def _longest(act: Act) -> str:
    """Return the name of the longest text of an act: where somebody writes; empty where it has none."""
    own = {name for name in type(act).model_fields if name not in {"id", "kind", "at", "by", "party", "refers_to", "irregular"}}
    texts = {name: value for name in own if isinstance(value := getattr(act, name), str) and len(value) > len(_TYPED)}
    return max(sorted(texts), key=lambda name: len(texts[name]), default="")


def _with_more(act: Act, text: str) -> Act:
    name = _longest(act)
    return act.model_copy(update={name: getattr(act, name) + text})


def list_figures(program: Program, cases: int, repeats: Repeats) -> Iterator[Figure]:
    """Put many cases into the data and measure list and search on them, in the service and as the table asks for them."""
    from ui.app import window_measures  # noqa: PLC0415 - the other figures need no Qt

    today = program.clock.now().date()
    add_bulk_cases(program, cases, today)
    words = searched_words(repeats.lists)
    note = f"{cases} 件案件"
    listed = [timed(lambda: list_cases(program, practice=None, limit=200)) for _ in range(repeats.lists)]
    yield spread("list_service", "案件列表：前 200 行", listed, aim="p95 100 毫秒以内", note=note)
    found = [timed(partial(list_cases, program, search=word, practice=None, limit=200)) for word in words]
    yield spread("search_service", "两个字查找：前 200 行", found, aim="p95 100 毫秒以内", note=note)
    times = window_measures().list_times(program, words, repeats.lists)
    yield spread("list_window", "窗口的列表", times["list"], aim="p95 100 毫秒以内", note=f"{note}；在办的前 200 行和件数")
    yield spread("search_window", "窗口里两个字查找", times["search"], aim="p95 100 毫秒以内", note=f"{note}；前 200 行和件数")
    yield spread("sorted_window", "窗口按当事人排序", times["sorted"], note=f"{note}；全部读出后按读音排序，不在界面线程")
