"""Papers to look at: those that an act being typed would make, blanks for the field, and the issued ones as they were frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mq_enforce.base.errors import BadInput, Fault, MqError
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.state import CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.context import TableContext
from mq_enforce.documents.ports import MissingField, Narrative, Papers, Rendering
from mq_enforce.recording.pictures import check_media
from mq_enforce.services.as_if import as_if_issued, with_act
from mq_enforce.services.cases import paper_id as stored_id
from mq_enforce.services.papers import PaperWanted, papers_of, source_of
from mq_enforce.services.program import Program

_CANNOT_SAY = "填写的内容还不够，暂时无法预览"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One paper as an act would make it. ``party`` is the id of its party; ``missing`` are the known fields that are empty.

    ``narratives`` are what the officer may word himself, as generated, whatever is printed in their place.

    ``problem`` is the reason in one sentence where it could not be drawn; ``pdf`` is then empty and ``pages`` 0. Where only
    one document was asked for, the others have neither ``pdf`` nor ``problem``.
    """

    document: str
    title: str
    party: str | None
    pdf: bytes
    pages: int
    missing: tuple[MissingField, ...]
    problem: str
    narratives: tuple[Narrative, ...] = ()


class CasePictures(Mapping[str, bytes]):
    """The pictures of a case by the key under which papers ask for them (SHA-256); each is read once, when first asked for.

    ``added`` are pictures that are not in the store yet.
    """

    def __init__(self, program: Program, state: CaseState, added: Mapping[str, bytes] | None = None) -> None:
        self._program = program
        self._read: dict[str, bytes] = dict(added or {})
        keys = {act.sha256 for act in state.done(EvidenceCollected) if act.sha256}
        with program.store.read(program.actor.agency) as reader:
            self._keys = {key for key in keys if reader.blob(key).media_type.startswith("image/")} | set(self._read)

    def __getitem__(self, key: str) -> bytes:
        """Return a picture's bytes. Raises KeyError for an unknown key, EnvironmentProblem when the file is damaged."""
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._read:
            with self._program.store.read(self._program.actor.agency) as reader:
                self._read[key] = reader.read_blob(key)
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def preview_of_act(
    program: Program, state: CaseState, act: Act, *, only: str | None = None, pictures: Mapping[str, bytes] | None = None
) -> tuple[Previewed, ...]:
    """Draw the papers that an act would make, watermarked and unnumbered; nothing is kept.

    The act need not be on file, nor lawful, nor whole. ``only`` draws one document and leaves the others undrawn, for speed;
    ``pictures`` are those of the case (``CasePictures``), so that they are read once for many refreshes. Never raises for
    what was typed: a paper that cannot be drawn says why.
    """
    act, own, problem = _with_picture(act)
    papers = program.papers(CasePictures(program, state, own) if own or pictures is None else pictures)
    then = with_act(state.without(frozenset({act.id})), program, act)
    found: list[Previewed] = []
    for wanted in _wanted(then, act, program):
        if problem or (only is not None and wanted.document != only):
            found.append(_undrawn(program, wanted, problem))
        else:
            found.append(_drawn(program, papers, then, act, wanted))
        then = with_act(then, program, as_if_issued(act, wanted, program.kinds[wanted.document].label))
    return tuple(found)


def _wanted(state: CaseState, act: Act, program: Program) -> tuple[PaperWanted, ...]:
    """Return the papers of an act; none while it names a party that the case does not have."""
    if act.party is not None and act.party not in state.parties:
        return ()
    return papers_of(state, act, program)


def _drawn(program: Program, papers: Papers, state: CaseState, act: Act, wanted: PaperWanted) -> Previewed:
    context = CaseContext(source_of(state, program, wanted.document, act, wanted.party))
    try:
        drawn = papers.draw(wanted.document, context, Rendering.PREVIEW)
    except MqError as fault:
        return _undrawn(program, wanted, "；".join(fault.sentences()) or _CANNOT_SAY)
    return Previewed(
        document=wanted.document,
        title=program.kinds[wanted.document].label,
        party=wanted.party,
        pdf=drawn.pdf,
        pages=drawn.pages,
        missing=drawn.missing,
        problem="",
        narratives=drawn.narratives,
    )


def _undrawn(program: Program, wanted: PaperWanted, problem: str = "") -> Previewed:
    title = program.kinds[wanted.document].label
    return Previewed(document=wanted.document, title=title, party=wanted.party, pdf=b"", pages=0, missing=(), problem=problem)


def _with_picture(act: Act) -> tuple[Act, dict[str, bytes], str]:
    """Return the act as if the picture it names by path were taken in, the picture by its key, and what is wrong with it."""
    if not isinstance(act, EvidenceCollected) or not act.file or act.sha256:
        return act, {}, ""
    path = Path(act.file)
    try:
        status = path.stat()
        data = _picture(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return act, {}, ""
    except BadInput as fault:
        return act, {}, "；".join(fault.sentences())
    if not data:
        return act, {}, ""
    key = hashlib.sha256(data).hexdigest()
    return act.model_copy(update={"sha256": key}), {key: data}, ""


@lru_cache(maxsize=1)
def _picture(path: Path, _changed: int, _size: int) -> bytes:
    """Return a picture's bytes, read and checked once until the file changes; nothing for a file of another kind."""
    return path.read_bytes() if check_media(path).startswith("image/") else b""


def blank(program: Program, document: str, *, practice: bool = False) -> bytes:
    """Return the PDF of an empty form for the field, without number or page code; ``practice`` marks it 练习.

    Raises BadInput for a document that the edition does not have.
    """
    context = TableContext(true=frozenset({"practice_case"}) if practice else frozenset())
    return program.papers({}).draw(document, context, Rendering.BLANK).pdf


def paper_bytes(program: Program, case_id: str, paper_id: str) -> bytes:
    """Return an issued paper as it was frozen, checked against its digest; ``paper_id`` is the id of the act that issued it.

    Voided papers can be looked at too. Raises BadInput when there is no such paper, EnvironmentProblem when its file is
    gone or has changed.
    """
    with program.store.read(program.actor.agency) as reader:
        row = next((one for one in reader.papers(case_id) if one.paper_id == stored_id(case_id, paper_id)), None)
        if row is None:
            raise BadInput(Fault(f"本案没有编号为“{paper_id}”的文书", "paper", "已经制作的文书"))
        return reader.read_blob(row.sha256)
