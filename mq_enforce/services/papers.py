"""Papers: preview, issue, void. Issuing takes a number, draws, and freezes; nothing slow stands inside a transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.investigation import EvidenceCollected
from mq_enforce.case.acts.notice import HearingRequested
from mq_enforce.case.acts.records import FactCorrected, PaperIssued, PaperVoided
from mq_enforce.case.acts.wording import Wording
from mq_enforce.case.state import ActRecord, CaseState
from mq_enforce.documents.case_context import CaseContext
from mq_enforce.documents.page_codes import page_code, paper_code
from mq_enforce.documents.ports import DrawnPaper, Narrative, Rendering
from mq_enforce.documents.source import PaperSource
from mq_enforce.documents.wording import stale, wordings
from mq_enforce.procedures.judgement import Judgement
from mq_enforce.procedures.named import PROPOSITIONS
from mq_enforce.procedures.register import procedure_named
from mq_enforce.procedures.steps import Making
from mq_enforce.services.cases import keep_act, paper_id, read_case, taken
from mq_enforce.services.packs import pack_ids
from mq_enforce.services.program import Program
from mq_enforce.store import BlobFile, NumberRow, Writer


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """One paper that an act makes: its kind and, for papers per party, the party."""

    document: str
    party: str | None

    def id_after(self, act: Act, replaces: str = "") -> str:
        """Return the id of the act that issues it: ``notice.prior_notice.p1``, and ``…+`` for the one in place of a voided one."""
        return f"{replaces}+" if replaces else ".".join(part for part in (act.id, self.document, self.party) if part)


def coded(paper: str) -> Callable[[int], str]:
    """Return what gives the code of each page of a paper."""
    return lambda page: page_code(paper, page)


def papers_of(state: CaseState, act: Act, program: Program) -> tuple[PaperWanted, ...]:
    """Return the papers that an act makes, in the order of the procedure."""
    step = procedure_named(state.head.procedure).step_of(act)
    if step is None:
        return ()
    judgement = Judgement(state, program.law, act.at, act)
    return tuple(paper for making in step.makes for paper in _wanted(making, judgement, act))


def _wanted(making: Making, judgement: Judgement, act: Act) -> Iterator[PaperWanted]:
    if making.per == "party":
        parties: tuple[str | None, ...] = judgement.state.party_ids(act)
    elif making.per == "requesting_party":
        parties = tuple(dict.fromkeys(request.party for request in judgement.state.done(HearingRequested)))
    else:
        parties = (None if making.per == "case" else act.party,)
    for party in parties:
        if making.when is None or making.when(judgement.about(party)):
            yield PaperWanted(making.document, party)


def source_of(
    state: CaseState,
    program: Program,
    document: str,
    act: Act | None,
    party: str | None,
    number: str = "",
    *,
    anew: bool = False,
) -> PaperSource:
    """Return what a paper is made from: the case as of its act, with the officer's own wording.

    ``anew`` for a paper made in place of a voided one: from the facts as they are now.
    """
    upto = state if act is None else _including(state, act, anew=anew)
    judgement = Judgement(upto, program.law, act.at if act is not None else program.clock.now(), act, party)

    def holds(name: str) -> bool:
        return PROPOSITIONS[name](judgement)

    return PaperSource(
        state=upto,
        law=program.law,
        act=act,
        party=state.parties[party] if party is not None else None,
        on=judgement.day,
        number=number,
        document=document,
        holds=holds,
        extra={f"edit.{one.name}": one.text for one in wordings(state, act, document, party)},
    )


def _including(state: CaseState, act: Act, *, anew: bool) -> CaseState:
    """Return the case up to and including an act and the papers it has made so far, without what came later.

    Of that, ``anew`` keeps the corrections of facts.
    """
    kept: list[ActRecord] = []
    found = False
    for record in state.records:
        if record.act.at > act.at:
            if anew and isinstance(record.act, FactCorrected) and record.act.id not in state.voided:
                kept.append(record)
            continue
        made_by_it = isinstance(record.act, PaperIssued) and record.act.refers_to == act.id
        if not found or made_by_it:
            kept.append(record)
        found = found or record.act.id == act.id
    return replace(state, records=tuple(kept))


def images_of(program: Program, state: CaseState) -> dict[str, bytes]:
    """Return the pictures of the case by the key under which papers ask for them (their SHA-256)."""
    keys = [act.sha256 for act in state.done(EvidenceCollected) if act.sha256]
    with program.store.read(program.actor.agency) as reader:
        return {key: reader.read_blob(key) for key in keys if reader.blob(key).media_type.startswith("image/")}


def preview(program: Program, case_id: str, document: str, act_id: str | None = None, party: str | None = None) -> DrawnPaper:
    """Draw a paper as it would be now: watermarked, unnumbered, missing facts shown."""
    state = read_case(program, case_id)
    record = state.record(act_id) if act_id else None
    source = source_of(state, program, document, record.act if record else None, party)
    return program.papers(images_of(program, state)).draw(document, CaseContext(source), Rendering.PREVIEW)


def preview_of_story(program: Program, case_id: str, document: str) -> Iterator[tuple[str, DrawnPaper]]:
    """Draw previews of every paper of a kind that the case made, or of one as it would be now; each with a name for its file."""
    state = read_case(program, case_id)
    images = images_of(program, state)
    made = state.papers(document)
    for order, paper in enumerate(made, 1):
        record = state.record(paper.refers_to or "")
        source = source_of(state, program, document, record.act if record else None, paper.party, anew=bool(paper.replaces))
        name = document if len(made) == 1 else f"{document}-{order}"
        yield name, program.papers(images).draw(document, CaseContext(source), Rendering.PREVIEW)
    if not made:
        source = source_of(state, program, document, None, None)
        yield document, program.papers(images).draw(document, CaseContext(source), Rendering.PREVIEW)


def issue_all(program: Program, case_id: str, act_id: str, leaving: Collection[PaperWanted] = ()) -> tuple[PaperIssued, ...]:
    """Issue every paper that an act on file makes and that is not there yet, but for those to be left for later."""
    state = read_case(program, case_id)
    record = state.record(act_id)
    if record is None:
        raise BadInput(Fault(f"没有“{act_id}”这一行为", expected="、".join(r.act.id for r in state.records)))
    there = {paper.id for paper in state.papers()}
    return tuple(
        issue(program, case_id, record.act.id, wanted)
        for wanted in papers_of(state, record.act, program)
        if wanted.id_after(record.act) not in there and wanted not in leaving
    )


def issue(program: Program, case_id: str, act_id: str, wanted: PaperWanted, replaces: str = "") -> PaperIssued:
    """Issue one paper of an act on file: reserve its number, draw it, keep the bytes, then freeze it in one transaction.

    Raises MissingFact when a known field is empty, BadInput when the officer's wording replaced another text than the facts
    give now, EnvironmentProblem when it cannot be kept; its number is then void with the reason, as one that a crash leaves
    behind would be.
    """
    state = read_case(program, case_id)
    record = state.record(act_id)
    if record is None:
        raise BadInput(Fault(f"没有“{act_id}”这一行为"))
    ready = make_ready(program, state, record.act, wanted, images_of(program, state), replaces)
    with given_back(program, [ready]), taken(program, case_id) as (writer, now):
        put_on_file(writer, now, ready)
    return ready.paper


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper that is drawn, its bytes on the disk and its number reserved; it is not on file yet."""

    paper: PaperIssued
    drawn: DrawnPaper
    blob: BlobFile
    reserved: NumberRow | None


def make_ready(program: Program, state: CaseState, act: Act, wanted: PaperWanted, images: Mapping[str, bytes], replaces: str = "") -> Ready:
    """Draw a paper of an act that stands in the given state, on file or as if, and keep its bytes. Raises as ``issue`` does."""
    reserved = _reserve(program, state, act, wanted)
    number = _number_text(program, state, wanted, reserved) if reserved is not None else ""
    try:
        source = source_of(state, program, wanted.document, act, wanted.party, number, anew=bool(replaces))
        drawn = program.papers(images).draw(
            wanted.document,
            CaseContext(source),
            Rendering.ISSUED,
            number or None,
            page_code=coded(paper_id(state.head.id, wanted.id_after(act, replaces))),
        )
        demand_current(program.kinds[wanted.document].label, wordings(state, act, wanted.document, wanted.party), drawn.narratives)
        return _kept(program, act, wanted, drawn, reserved, number, replaces)
    except BaseException:
        _give_back(program, reserved, f"制作《{program.kinds[wanted.document].label}》没有完成")
        raise


@contextmanager
def given_back(program: Program, ready: Sequence[Ready]) -> Iterator[None]:
    """Void the numbers of papers that do not come on file after all, with the reason."""
    try:
        yield
    except BaseException:
        for one in ready:
            _give_back(program, one.reserved, f"制作《{one.paper.title}》没有完成")
        raise


def demand_current(title: str, words: Sequence[Wording], narratives: Sequence[Narrative]) -> None:
    """Raise BadInput, with both texts, where an officer's words replaced another text than the facts give now."""
    faults = [
        Fault(
            f"《{title}》的“{narrative.label}”改写以后，案件的事实有变化。现在生成的文字是“{_line(narrative.text)}”，改写的文字是“{_line(one.text)}”",
            "wording",
            "按现在的事实重新改写，或者改用生成的文字",
        )
        for one, narrative in stale(words, narratives)
    ]
    if faults:
        raise BadInput(*faults)


def _line(text: str) -> str:
    return " ".join(text.split())


def _reserve(program: Program, state: CaseState, act: Act, wanted: PaperWanted) -> NumberRow | None:
    kind = program.kinds[wanted.document]
    if kind.series is None:
        return None
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        series = writer.ensure_series(f"{state.office.agency.short}{kind.series}", wanted.document, act.on.year)
        return writer.reserve_number(series.series_id, case_id=state.head.id, document=wanted.document)


def _number_text(program: Program, state: CaseState, wanted: PaperWanted, reserved: NumberRow) -> str:
    year = reserved.reserved_at.year
    with program.store.read(program.actor.agency) as reader:
        series = reader.series(reserved.series_id)
        year = series.year if series is not None else year
    return f"{state.office.agency.short}{program.kinds[wanted.document].series}字〔{year}〕第{reserved.n}号"


def _give_back(program: Program, reserved: NumberRow | None, reason: str) -> None:
    if reserved is None:
        return
    # Where not even that can be written, the next start voids the number, and what is told is why it came to this.
    with suppress(EnvironmentProblem), program.store.write(program.actor, program.clock, program.ids) as writer:
        writer.void_number(reserved.series_id, reserved.n, reason)


def freeze(program: Program, case_id: str, act: Act, wanted: PaperWanted, drawn: DrawnPaper, replaces: str = "") -> PaperIssued:
    """Keep a drawn paper without a number for ever: bytes first, then row, act and projection in one transaction."""
    ready = _kept(program, act, wanted, drawn, None, "", replaces)
    with taken(program, case_id) as (writer, state):
        put_on_file(writer, state, ready)
    return ready.paper


def _kept(
    program: Program, act: Act, wanted: PaperWanted, drawn: DrawnPaper, reserved: NumberRow | None, number: str, replaces: str
) -> Ready:
    """Keep the bytes of a drawn paper. Raises EnvironmentProblem."""
    blob = program.store.blobs.write(drawn.pdf, "application/pdf")
    paper = PaperIssued(
        id=wanted.id_after(act, replaces),
        at=act.at,
        by=act.by,
        party=wanted.party,
        meeting=act.meeting,
        refers_to=act.id,
        document=wanted.document,
        title=program.kinds[wanted.document].label,
        number=number,
        sha256=blob.sha256,
        pages=drawn.pages,
        specification=drawn.specification,
        replaces=replaces,
        taken_over=act.taken_over,
    )
    return Ready(paper, drawn, blob, reserved)


def put_on_file(writer: Writer, state: CaseState, ready: Ready) -> None:
    """Put a paper on file within a unit of work that has taken its case: bytes, number, row and act."""
    paper, reserved = ready.paper, ready.reserved
    stored = paper_id(state.head.id, paper.id)
    writer.add_blob(ready.blob)
    writer.add_paper(
        paper.document,
        {"party": paper.party or "", "meeting": paper.meeting or ""},
        paper.sha256,
        paper.specification,
        ready.drawn.values,
        paper.pages,
        paper.at,
        case_id=state.head.id,
        act_id=paper.id,
        paper_id=stored,
        code=paper_code(stored),
        number=paper.number or None,
        series_id=reserved.series_id if reserved else None,
        n=reserved.n if reserved else None,
        law=pack_ids(),
    )
    keep_act(writer, state, paper)


def void(program: Program, case_id: str, act: PaperVoided) -> None:
    """Void an issued paper with a reason; its number stays on file as void. Raises BadInput when there is no such paper."""
    with taken(program, case_id) as (writer, state):
        writer.void_paper(paper_id(case_id, demand_voidable(state, act)), act.reason)
        keep_act(writer, state, act)


def demand_voidable(state: CaseState, act: PaperVoided) -> str:
    """Return the id of the paper that an act voids. Raises BadInput when there is no such paper, or none any more."""
    known = [paper.id for paper in state.papers()]
    if act.paper is None or act.paper not in known:
        raise BadInput(Fault(f"没有可以作废的文书“{act.paper}”", expected="、".join(known)))
    return act.paper


def reissue(program: Program, case_id: str, voided: str) -> PaperIssued:
    """Issue a new paper in place of a voided one, from the facts as they are now, under a new number."""
    state = read_case(program, case_id)
    old = state.record(voided)
    if old is None or not isinstance(old.act, PaperIssued) or old.act in state.papers():
        raise BadInput(Fault(f"“{voided}”不是已经作废的文书", expected="先作废原文书，再重新制作"))
    return issue(program, case_id, old.act.refers_to or "", PaperWanted(old.act.document, old.act.party), replaces=voided)
