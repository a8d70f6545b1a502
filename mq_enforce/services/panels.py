"""Panels: one act being entered in the window – its fields, what follows from what is typed, and doing it.

The same types, gates and papers as a diary's: ``submit`` ends in ``acting.do``.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault
from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.services.act_forms import act_form
from mq_enforce.services.act_input import check_input, stand_in
from mq_enforce.services.acting import Done, TriedOut, do, try_out
from mq_enforce.services.cases import read_case
from mq_enforce.services.drafts import discard_draft, load_draft
from mq_enforce.services.fields import FieldFault, FieldSpec, Lookups
from mq_enforce.services.fields import Path as FieldPath
from mq_enforce.services.input_faults import InputFaults
from mq_enforce.services.lookups import lookups
from mq_enforce.services.previewing import CasePictures, Previewed, preview_of_act
from mq_enforce.services.program import Program
from mq_enforce.services.resulting import resulting_deadlines
from mq_enforce.services.starting_values import starting_values
from mq_enforce.services.wording import wording_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The fields of one act with their first values; ``from_draft`` says that these are what was being typed last time.

    ``about`` is the document that a delivery or announcement is about, empty where that is open; ``pictures`` are those of
    the case, read once for all previews of this panel.
    """

    case_id: str
    kind: str
    party: str | None
    about: str
    spec: FieldSpec
    lookups: Lookups
    data: dict[str, Any]
    from_draft: bool
    pictures: CasePictures

    @property
    def draft_key(self) -> str:
        """The key under which what is typed here is kept."""
        return draft_key(self.kind, self.party, self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What follows from the data as they stand: faults by field, what the law says, the papers as they would be.

    ``lawful`` is None while the data make no act yet; ``wording_notes`` tell where rewritten text strays from the facts;
    ``deadlines`` are the periods that the act would begin or move. Faults beside an act only ask to look again.
    """

    faults: tuple[FieldFault, ...]
    lawful: TriedOut | None
    previews: tuple[Previewed, ...]
    wording_notes: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """Something still wanting: its label, why, and the field where it is filled in; None when that is not in this panel."""

    label: str
    why: str
    path: FieldPath | None


def draft_key(kind: str, party: str | None, about: str = "") -> str:
    """Return the key of the draft of an act about a party, or about the whole case, and about a kind of document."""
    return "/".join((kind, party or "", *((about,) if about else ())))


def open_panel(program: Program, case_id: str, kind: str, party: str | None = None, about: str = "") -> Panel:
    """Return the panel of an act: what was being typed, else what is known already. Raises BadInput for an unknown kind."""
    if kind not in ACT_TYPES:
        raise BadInput(Fault(f"没有“{kind}”这种行为", expected="、".join(ACT_TYPES)))
    state = read_case(program, case_id)
    now = program.clock.now()
    draft = load_draft(program, case_id, draft_key(kind, party, about))
    if draft is not None and state.record(str(draft.data.get("id", ""))) is not None:
        # Its act is on file: the program ended before the draft was forgotten.
        draft = None
    known = starting_values(program, state, kind, party, now) | ({"document": about} if about else {})
    return Panel(
        case_id=case_id,
        kind=kind,
        party=party,
        about=about,
        spec=act_form(kind),
        lookups=lookups(state, program, now.date()),
        data=dict(draft.data) if draft is not None else known,
        from_draft=draft is not None,
        pictures=CasePictures(program, state),
    )


def follow(
    program: Program, case_id: str, kind: str, data: Mapping[str, Any], *, only: str | None = None, pictures: CasePictures | None = None
) -> Followed:
    """Return what follows from the data as they stand, keeping nothing.

    ``only`` draws one kind of paper; ``pictures`` are the panel's, so that they are not read at every keystroke.
    """
    checked = check_input(kind, data)
    lawful = try_out(program, case_id, checked.act, papers=False) if checked.act is not None else None
    likely = checked.act or stand_in(kind, data).act
    state = read_case(program, case_id)
    if likely is None:
        return Followed(faults=checked.faults, lawful=lawful, previews=())
    previews = preview_of_act(program, state, likely, only=only, pictures=pictures)
    drawn = {(one.document, one.party): one.narratives for one in previews if one.pages}
    return Followed(
        faults=checked.faults,
        lawful=lawful,
        previews=previews,
        wording_notes=wording_notes(program, state, likely, drawn),
        deadlines=resulting_deadlines(program, state, checked.act) if checked.act is not None else (),
    )


def lacks(spec: FieldSpec, found: Followed) -> tuple[Lack, ...]:
    """Return what is still wanting: fields to fill in first, then what the papers need and this panel does not ask for."""
    by_path = dict(spec.walk())
    wanting = [Lack(_place(spec, fault.path), fault.sentence(), fault.path) for fault in found.faults]
    by_label = {one.label: path for path, one in by_path.items() if path}
    told = {one.label for one in wanting}
    for paper in found.previews:
        for missing in paper.missing:
            if missing.label not in told:
                told.add(missing.label)
                wanting.append(Lack(missing.label, f"《{paper.title}》需要", by_label.get(missing.label)))
    return tuple(wanting)


def _place(spec: FieldSpec, path: FieldPath) -> str:
    """Return the labels on the way to a field: ``问答 第2项 答``."""
    named: list[str] = []
    one: FieldSpec | None = spec
    for part in path:
        if one is None:
            break
        if isinstance(part, int):
            one = one.item
            named.append(f"第{part + 1}项")
        else:
            one = next((inner for inner in one.fields if inner.name == part), None)
            named.append(one.label if one is not None else "")
    return " ".join(label for label in named if label)


def submit(program: Program, case_id: str, kind: str, data: Mapping[str, Any], out: Path, *, draft: str = "") -> Done:
    """Do the act: record it and make its papers; ``out`` takes public copies, the ``draft`` of it is forgotten.

    Raises InputFaults, RuleViolation, BadInput, EnvironmentProblem; in each case nothing is kept and the draft stays.
    """
    checked = check_input(kind, data)
    if checked.act is None:
        raise InputFaults(checked.faults)
    done = do(program, case_id, checked.act, Path(), out)
    if draft:
        # What is done is done; a draft that stays behind is known by its act.
        with suppress(EnvironmentProblem):
            discard_draft(program, case_id, draft)
    return done
