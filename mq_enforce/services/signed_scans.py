"""Signed papers come back as scans: the file is kept unaltered beside the issued paper, whose own bytes never change."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault
from mq_enforce.base.files import hash_file, telling
from mq_enforce.case.acts.records import PaperIssued, ScanAttached
from mq_enforce.case.state import CaseState
from mq_enforce.law.explain import day_text
from mq_enforce.recording.pictures import check_media, media_type
from mq_enforce.scans.files import PDF, page_count
from mq_enforce.services.cases import admissible, read_case, record_act
from mq_enforce.services.program import Program

MOST_MEGABYTES = 200
"""How large a scan may be: hundreds of pages at 300 dpi; more is a film or a mistake."""
_MEGABYTE = 1 << 20


def attach_scan(program: Program, case_id: str, paper_id: str, path: Path, at: datetime, by: tuple[str, ...] = ()) -> ScanAttached:
    """Take the scan of a signed paper into the case and return the act that records it.

    ``paper_id`` is the id of the act that issued the paper. A paper may have several scans; the same file is taken in once.
    Raises BadInput for a file that cannot be used, is there already, or a paper that does not exist or is void;
    EnvironmentProblem when the file is gone or cannot be read. In each case nothing is recorded.
    """
    kind = _checked(path)
    pages = page_count(path, kind)
    sha256 = hash_file(path)
    state = read_case(program, case_id)
    _demand_new(state, path, sha256)
    act = ScanAttached(
        id=_free_id(state, paper_id), at=at, by=by, party=_party(state, paper_id), paper=paper_id, sha256=sha256, pages=pages
    )
    admissible(program, case_id, act)
    blob = program.store.blobs.copy(path, kind)
    if blob.sha256 != sha256:
        raise EnvironmentProblem(
            f"文件“{path.name}”在读取时被改动", "案件数据没有改变", "请等扫描或者拷贝结束，关闭正在使用它的程序，再重试"
        )
    record_act(program, case_id, act, lambda writer, _state: writer.add_blob(blob))
    return act


def scans_of(state: CaseState, paper_id: str) -> tuple[ScanAttached, ...]:
    """Return the scans of a paper, in the order in which they were attached."""
    return tuple(act for act in state.done(ScanAttached) if act.paper == paper_id)


def _checked(path: Path) -> str:
    """Return the media type of a file that may be taken in."""
    if not path.exists():
        raise EnvironmentProblem(f"找不到文件“{path.name}”", "案件数据没有改变", f"请确认文件仍在“{path.parent.name}”文件夹，再重试")
    if not path.is_file():
        raise BadInput(Fault(f"“{path.name}”是文件夹，不是文件", path.name, "一个 PDF 或者图片文件"))
    with telling(f"读取文件“{path.name}”"):
        size = path.stat().st_size
    if size == 0:
        raise BadInput(Fault(f"“{path.name}”是空文件", path.name, "重新扫描后再选择"))
    if size > MOST_MEGABYTES * _MEGABYTE:
        told = f"“{path.name}”太大（{size / _MEGABYTE:.0f} MB）"
        raise BadInput(Fault(told, path.name, f"不超过 {MOST_MEGABYTES} MB；请降低扫描分辨率，或者分成几个文件"))
    kind = media_type(path)
    if kind != PDF:
        with telling(f"读取文件“{path.name}”"):
            check_media(path)
    return kind


def _demand_new(state: CaseState, path: Path, sha256: str) -> None:
    """Refuse bytes that are on file in this case already, telling with which paper."""
    for act in state.done(ScanAttached):
        if act.sha256 == sha256:
            record = state.record(act.paper or "")
            title = record.act.title if record is not None and isinstance(record.act, PaperIssued) else act.paper
            told = f"“{path.name}”已经于{day_text(act.on)}作为《{title}》的扫描件归入，不需要再次归入"
            raise BadInput(Fault(told, path.name, "还没有归入的扫描件"))


def _party(state: CaseState, paper_id: str) -> str | None:
    record = state.record(paper_id)
    return record.act.party if record is not None else None


def _free_id(state: CaseState, paper_id: str) -> str:
    taken = {record.act.id for record in state.records}
    wanted = f"{paper_id}.scan"
    number = 2
    while wanted in taken:
        wanted, number = f"{paper_id}.scan{number}", number + 1
    return wanted
