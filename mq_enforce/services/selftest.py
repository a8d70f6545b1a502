"""自检: whether this installation has everything it needs, tried out in a folder of its own and never on the office's data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import EnvironmentProblem, MqError
from mq_enforce.base.resources import resource
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.documents.ports import Papers, Rendering
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.recording.pictures import check_media
from mq_enforce.services.checking import examine
from mq_enforce.services.diary import Diary, read_diary
from mq_enforce.services.listing import list_cases
from mq_enforce.services.packs import packs_digest
from mq_enforce.services.playing import play
from mq_enforce.services.program import Program, StoryClock, StoryIds

TRYING = Actor("selftest", "自检", "agency", "selftest")
OpenProgram = Callable[[Path, StoryClock, StoryIds], AbstractContextManager[Program]]
"""Opens the program on a data folder with a clock and ids: what only the composition root can do."""

_FOLDERS = ("calendar", "documents", "fonts", "law", "samples", "ui")
_STORY = "straw_burning"
_FIRST_ACTS = 6


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to try: what it is called, and the function that tries it and returns what it found, or raises."""

    what: str
    look: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: what it found, or in ``fault`` what is wrong."""

    what: str
    found: str
    fault: str

    def sentence(self) -> str:
        """Return the outcome as one line."""
        return f"有问题　{self.what}：{self.fault}" if self.fault else f"正常　　{self.what}：{self.found}"


def run_checks(checks: Iterable[Check], tell: Callable[[Checked], None]) -> bool:
    """Do the checks one after the other, tell of each as it is done, and return whether all went well.

    Whatever a check raises is its outcome: an installation is examined because something may be broken.
    """
    well = True
    for check in checks:
        checked = _done(check)
        well = well and not checked.fault
        tell(checked)
    return well


def _done(check: Check) -> Checked:
    try:
        return Checked(check.what, check.look(), "")
    except MqError as error:
        return Checked(check.what, "", "；".join(error.sentences()).replace("\n", " "))
    except Exception as error:  # noqa: BLE001 - the fault of one check is told, and the others still have their turn
        return Checked(check.what, "", f"程序出错：{type(error).__name__}: {error}".replace("\n", " "))


def core_checks(
    open_program: OpenProgram, office_database: Callable[[str], None], papers: Papers, documents: Sequence[str], folder: Path
) -> tuple[Check, ...]:
    """Return the checks that need no screen; ``documents`` are the papers of the edition, ``folder`` is an empty one for trials.

    ``office_database`` opens a database by its address.
    """
    return (
        Check("自带资料", resources_present),
        Check("法律规则", law_loads),
        Check("自带案件", samples_whole),
        Check("文书格式", lambda: forms_draw(papers, documents)),
        Check("本机数据", lambda: case_kept(open_program, folder)),
        Check("数据库组件", lambda: database_driver(office_database)),
    )


def resources_present() -> str:
    """Look whether every folder of data and art has files, none of them empty. Raises EnvironmentProblem."""
    count = 0
    for name in _FOLDERS:
        files = [path for path in resource(name).rglob("*") if path.is_file()]
        empty = next((path for path in files if path.stat().st_size == 0), None)
        if empty is not None or not files:
            raise EnvironmentProblem(f"程序自带的“{name}/{empty.name if empty else ''}”是空的", "办案数据没有受影响", "请重新安装本程序")
        count += len(files)
    return f"{count} 个文件"


def law_loads() -> str:
    """Read rules, calendars, matters and kinds of document."""
    law = load_lawbook()
    return f"期限规则 {len(law.rules)} 条，文书 {len(document_kinds())} 种，版本 {packs_digest()[:12]}"


def samples_whole() -> str:
    """Read the bundled diaries with the pictures that they name. Raises BadInput, EnvironmentProblem."""
    law = load_lawbook()
    stories = sorted(resource("samples").glob("*.toml"))
    pictures = 0
    for path in stories:
        for act in read_diary(path, law).acts:
            if isinstance(act, EvidenceCollected) and act.file:
                check_media(resource("samples", *Path(act.file).parts))
                pictures += 1
    if not stories:
        raise EnvironmentProblem("程序自带的案件不见了", "办案数据没有受影响", "请重新安装本程序")
    return f"{len(stories)} 件，图片 {pictures} 张"


def forms_draw(papers: Papers, documents: Sequence[str]) -> str:
    """Draw every paper of the edition blank. Raises BadInput for a form that cannot be drawn."""
    pages = sum(papers.draw(document, TableContext(), Rendering.BLANK).pages for document in documents)
    return f"{len(documents)} 种，空白文书 {pages} 页"


def case_kept(open_program: OpenProgram, folder: Path) -> str:
    """Open a case in a new data folder, issue its first papers, open the folder again, and find all of it whole.

    Raises EnvironmentProblem.
    """
    path = resource("samples", f"{_STORY}.toml")
    story = read_diary(path, load_lawbook())
    acts = story.acts[:_FIRST_ACTS]
    shorter = story.model_copy(update={"acts": acts, "end": acts[-1].at, "practice": True})
    with open_program(folder / "data", StoryClock(acts[0].at), StoryIds(b"selftest")) as program:
        _play(program, shorter, path.parent, folder / "out")
    with open_program(folder / "data", StoryClock(acts[-1].at), StoryIds(b"again")) as program:
        cases = list_cases(program, practice=None)
        with program.store.read(program.actor.agency) as reader:
            papers = reader.papers(cases[0].id) if cases else ()
        findings = examine(program)
    if findings or not papers:
        told = findings[0].sentence() if findings else "重新打开后案件或者文书不见了"
        raise EnvironmentProblem(f"试办的案件没有完整保存：{told}", "办案数据没有受影响", "请检查磁盘，然后重新安装本程序")
    return f"试办 1 件，制作文书 {len(papers)} 份，记录链完好"


def _play(program: Program, story: Diary, folder: Path, out: Path) -> None:
    played = play(program, story, folder, out)
    if played.stopped is not None:
        raise played.stopped


def database_driver(office_database: Callable[[str], None]) -> str:
    """Call a PostgreSQL server that is not there: that nobody answers is told only by a driver that works."""
    try:
        office_database("postgresql+psycopg://selftest@127.0.0.1:1/selftest?connect_timeout=2")
    except EnvironmentProblem:
        return "PostgreSQL 驱动可用"
    return "PostgreSQL 可用"
