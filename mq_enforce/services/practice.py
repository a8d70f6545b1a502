"""The practice office: the sample office with the bundled sample cases, each at a stage from which an officer can go on.

Practice data lie in a folder of their own beside the office's, so that no number, list or backup ever mixes the two; every
paper made there is marked 练习.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.base.resources import resource
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import DossierFiled
from mq_enforce.case.state import Office
from mq_enforce.services.acting import do
from mq_enforce.services.cases import Opening, open_case, read_case
from mq_enforce.services.diary import Diary, read_diary
from mq_enforce.services.dossiers import file_dossier
from mq_enforce.services.listing import count_cases
from mq_enforce.services.office import read_office, write_office
from mq_enforce.services.program import Program, StoryClock

T = TypeVar("T")

_FOLDER = "practice"
_SETTING = "practice"
_SAMPLES = "samples"


@dataclass(frozen=True, slots=True)
class _Story:
    """A bundled story and its last act that is done for the officer; None: all of them."""

    name: str
    until: str | None


_STORIES = (
    _Story("fire_hearing", "hearing_notice_delivered"),
    _Story("straw_burning", "proposal"),
    _Story("straw_no_penalty", None),
)
"""In the order of their dates, so that what is recorded later happened later: before the hearing, before the notice, filed."""


def practice_folder(data: Path) -> Path:
    """Return the folder of the practice data that belongs to an office's data folder."""
    return data / _FOLDER


def practice_dossiers(practice: Path) -> Path:
    """Return the folder in which a practice folder keeps its dossiers, one folder for each case."""
    return practice / "dossiers"


def is_practice(program: Program) -> bool:
    """Say whether the data are for practice: every case opened in them is a practice case."""
    with program.store.read(program.actor.agency) as reader:
        return bool(reader.setting(_SETTING, default=False))


def make_practice_office(program: Program, out: Path, progress: Callable[[str], None] = lambda _what: None) -> tuple[str, ...]:
    """Fill empty data with the sample office and the sample cases, and return the ids of the cases.

    ``progress`` hears of every act before it is done and may raise to stop there; calling again goes on where it stopped,
    and changes nothing once all is there. Dossiers are built in ``out``. Everything is recorded as of the days of the
    stories. Raises BadInput when the data are an office's own.
    """
    _demand_no_office(program)
    diaries = {story: read_diary(resource(_SAMPLES, f"{story.name}.toml"), program.law) for story in _STORIES}
    first = min(diary.acts[0].at for diary in diaries.values())
    _set_up(replace(program, clock=StoryClock(first)), _common([diary.office for diary in diaries.values()]))
    return tuple(_play(program, story, diary, out, progress) for story, diary in diaries.items())


def _demand_no_office(program: Program) -> None:
    """Refuse data in which an office works, or has begun to set itself up."""
    if is_practice(program):
        return
    real = count_cases(program, practice=False)
    if real:
        raise BadInput(Fault(f"这份数据里已经有 {real} 件案件，不能用来练习", expected="没有案件、没有登记机关的数据文件夹"))
    if read_office(program, date.max) is not None:
        raise BadInput(Fault("这份数据里已经登记了机关，不能用来练习", expected="没有案件、没有登记机关的数据文件夹"))


def _set_up(program: Program, office: Office) -> None:
    if not is_practice(program):
        with program.store.write(program.actor, program.clock, program.ids) as writer:
            writer.set_setting(_SETTING, value=True)
    if read_office(program, date.max) is None:
        write_office(program, office)


def _common(offices: list[Office]) -> Office:
    """Return the office of which each story tells a part."""
    return replace(
        offices[0],
        people={key: person for office in offices for key, person in office.people.items()},
        grants=_each_once(office.grants for office in offices),
        review_list=_each_once(office.review_list for office in offices),
        bands=_each_once(office.bands for office in offices),
        passages=_each_once(office.passages for office in offices),
        parameters={key: value for office in offices for key, value in office.parameters.items()},
    )


def _each_once(lists: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    found: list[T] = []
    for one in lists:
        found += [value for value in one if value not in found]
    return tuple(found)


def _play(program: Program, story: _Story, diary: Diary, out: Path, progress: Callable[[str], None]) -> str:
    """Do the acts of a story that are not on file yet; those that the law refuses in it are left out."""
    clock = StoryClock(diary.acts[0].at)
    told = replace(program, clock=clock)
    case_id = f"{_FOLDER}-{story.name}"
    if case_id not in _cases(program):
        progress(f"{diary.title}：立卷")
        open_case(told, _opening(diary, case_id))
    known = {record.act.id for record in read_case(told, case_id).records}
    for act in _kept(story, diary):
        clock.moment = max(clock.moment, act.at)
        if act.id not in known:
            progress(f"{diary.title}：{act.at:%Y-%m-%d} {act.label}")
            do(told, case_id, act, resource(_SAMPLES), out / case_id)
        if isinstance(act, DossierFiled) and not (out / case_id / "dossier").exists():
            progress(f"{diary.title}：装订案卷")
            file_dossier(told, case_id, out / case_id)
    return case_id


def _cases(program: Program) -> tuple[str, ...]:
    with program.store.read(program.actor.agency) as reader:
        return reader.case_ids()


def _opening(diary: Diary, case_id: str) -> Opening:
    return Opening(
        procedure=diary.procedure,
        matter=diary.matter,
        violation=diary.title,
        parties=diary.parties,
        conduct=diary.conduct,
        office=diary.office,
        at=diary.acts[0].at,
        practice=True,
        case_id=case_id,
    )


def _kept(story: _Story, diary: Diary) -> list[Act]:
    refused = {refusal.act for refusal in diary.expect.refusals}
    last = [act.id for act in diary.acts].index(story.until) + 1 if story.until is not None else len(diary.acts)
    return [act for act in diary.acts[:last] if act.id not in refused]
