"""An act and its papers come on file together or not at all: papers are drawn and kept first, then all is one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mq_enforce.base.errors import Violation
from mq_enforce.case.acts import Act
from mq_enforce.case.state import CaseState
from mq_enforce.services.as_if import with_act
from mq_enforce.services.cases import read_case, record_act
from mq_enforce.services.papers import PaperWanted, Ready, given_back, images_of, make_ready, papers_of, put_on_file
from mq_enforce.services.program import Program
from mq_enforce.store import BlobFile, StaleCase, Writer


def record_with_papers(
    program: Program,
    case_id: str,
    act: Act,
    violations: tuple[Violation, ...] = (),
    leaving: Collection[PaperWanted] = (),
    blob: BlobFile | None = None,
    also: Callable[[Writer], object] | None = None,
) -> None:
    """Record an act that was let in, and issue its papers but for those to be left for later.

    ``blob`` are the bytes that the act itself brings, ``also`` writes into the same unit of work. Raises EnvironmentProblem
    when the disk is full, BadInput when a paper cannot be made; then nothing is on file and every number that was taken is
    void with the reason.
    """
    seen = read_case(program, case_id)
    then = with_act(seen, program, act, violations)
    papers = [wanted for wanted in papers_of(then, act, program) if wanted not in leaving]
    images = images_of(program, seen) if papers else {}
    if papers and blob is not None and blob.media_type.startswith("image/"):
        images[blob.sha256] = program.store.blobs.read(blob)
    ready: list[Ready] = []
    with given_back(program, ready):
        for wanted in papers:
            ready.append(make_ready(program, then, act, wanted, images))
            then = with_act(then, program, ready[-1].paper)

        def file(writer: Writer, state: CaseState) -> None:
            if state != seen:
                # The papers were drawn from what a colleague has changed since.
                raise StaleCase(case_id)
            if blob is not None:
                writer.add_blob(blob)
            for one in ready:
                put_on_file(writer, state, one)
            if also is not None:
                also(writer)

        record_act(program, case_id, act, file)
