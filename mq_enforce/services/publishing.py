"""公示: the decision as the public may read it, drawn without personal data and read again before it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mq_enforce.base.errors import RuleViolation, Violation
from mq_enforce.base.files import make_folder, write_atomically
from mq_enforce.case.acts.closing import Published
from mq_enforce.case.acts.decision import PenaltyDecided
from mq_enforce.case.acts.investigation import InterviewHeld
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.ports import Rendering
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.propositions.force import fallen
from mq_enforce.publication.checking import leaks
from mq_enforce.publication.redaction import RedactedContext
from mq_enforce.services.cases import read_case
from mq_enforce.services.papers import images_of, source_of
from mq_enforce.services.program import Program
from mq_enforce.store import BlobFile, Writer, case_stream

DOCUMENT = "penalty_decision"


def public_copies(program: Program, case_id: str) -> dict[str, bytes]:
    """Return the public copy of every decision in force by its file's name.

    Raises RuleViolation when a copy still holds personal data (HB-58): to be asked before the publication is recorded.
    """
    state = read_case(program, case_id)
    drawn: dict[str, bytes] = {}
    standing = [paper for paper in state.papers(DOCUMENT) if not _fell(program, state, paper)]
    for order, paper in enumerate(standing, 1):
        record = state.record(paper.refers_to or "")
        source = source_of(state, program, DOCUMENT, record.act if record else None, paper.party, paper.number, anew=bool(paper.replaces))
        context = RedactedContext(CaseContext(source))
        copy = program.papers(images_of(program, state)).draw(DOCUMENT, context, Rendering.ISSUED, paper.number)
        _demand_clean(program, state, copy.pdf)
        drawn[f"{order:03d}-{DOCUMENT}.pdf"] = copy.pdf
    return drawn


def _fell(program: Program, state: CaseState, paper: PaperIssued) -> bool:
    """Say whether the decision of a paper was revoked, or found unlawful or void: it is not published any more."""
    record = state.record(paper.refers_to or "")
    if record is None or not isinstance(record.act, PenaltyDecided):
        return False
    return fallen(Judgement(state, program.law, program.clock.now(), None, paper.party), record.act) is not None


def keep_copies(program: Program, drawn: Mapping[str, bytes], folder: Path) -> list[BlobFile]:
    """Write the public copies of a publication into a folder and keep their bytes. Raises EnvironmentProblem."""
    make_folder(folder)
    for name, pdf in drawn.items():
        write_atomically(folder / name, pdf)
    return [program.store.blobs.write(pdf, "application/pdf") for pdf in drawn.values()]


def record_copies(writer: Writer, case_id: str, act: Published, kept: Sequence[BlobFile]) -> None:
    """Put kept public copies on file with the publication."""
    for blob in kept:
        writer.add_blob(blob)
    copies = {"act": act.id, "files": [blob.sha256 for blob in kept]}
    writer.keep_snapshot({"publication": copies})
    writer.record(case_stream(case_id), "publication.copies", copies)


def private_values(state: CaseState) -> dict[str, str]:
    """Return every value that may not be published, with what it is."""
    values: dict[str, str] = {}
    for party in state.parties.values():
        values |= {party.id_number: "公民身份号码", party.phone: "联系电话"}
        if not party.is_unit:
            values |= {party.name: "当事人姓名", party.address: "住址"}
        for other in (party.guardian, party.agent):
            if other is not None:
                values |= {other.name: "监护人、代理人姓名", other.phone: "联系电话"}
    for interview in state.done(InterviewHeld):
        person = interview.person
        values |= {person.id_number: "公民身份号码", person.phone: "联系电话", person.address: "住址"}
        if person.name not in {party.head for party in state.parties.values()}:
            values[person.name] = "证人等自然人姓名"
    units = {party.address for party in state.parties.values() if party.is_unit}
    return {value: what for value, what in values.items() if value and value not in units}


def _demand_clean(program: Program, state: CaseState, pdf: bytes) -> None:
    found = leaks(pdf, private_values(state))
    if not found:
        return
    block = program.law.blocks["HB-58"]
    remedy = "核对公示件的信息处理，去掉个人信息后再公示"
    raise RuleViolation(
        *(Violation("public_copy_clean", leak.sentence(), block.citation, remedy, "HB-58") for leak in found), act="公示处罚决定"
    )
