"""Playing a diary: the same acts through the same services as in the window, then its expectations checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mq_enforce.base.errors import BadInput, EnvironmentProblem, MqError, RuleViolation
from mq_enforce.case.acts import Act
from mq_enforce.case.acts.closing import DossierFiled
from mq_enforce.services.acting import do
from mq_enforce.services.cases import Opening, open_case
from mq_enforce.services.diary import Diary
from mq_enforce.services.dossiers import Filed, file_dossier
from mq_enforce.services.paper_facts import PaperLacking
from mq_enforce.services.program import Program, StoryClock


@dataclass
class Played:
    """What came of a diary: the case, the refusals in order, the dossier when it was filed, what stopped the play.

    ``unmade`` holds, with their acts, the papers that could not be made.
    """

    case_id: str
    refusals: list[tuple[Act, RuleViolation]] = field(default_factory=list)
    unmade: list[tuple[Act, PaperLacking]] = field(default_factory=list)
    filed: Filed | None = None
    stopped: MqError | None = None


def play(program: Program, diary: Diary, folder: Path, out: Path, progress: Callable[[str], None] = lambda _what: None) -> Played:
    """Play a diary whose files lie in ``folder``; papers are issued as each act makes them, the dossier goes to ``out``.

    An expected refusal is skipped; an unexpected one, bad input or a problem of the machine stops the play with
    everything before it kept, and stands in ``stopped``.
    """
    case_id = open_case(
        program,
        Opening(
            procedure=diary.procedure,
            matter=diary.matter,
            violation=diary.title,
            parties=diary.parties,
            conduct=diary.conduct,
            office=diary.office,
            at=diary.acts[0].at,
            practice=diary.practice,
        ),
    )
    played = Played(case_id)
    expected = {refusal.act for refusal in diary.expect.refusals}
    for act in diary.acts:
        progress(f"{act.at:%Y-%m-%d} {act.label}")
        _set_clock(program, act.at)
        try:
            played.unmade.extend((act, paper) for paper in do(program, case_id, act, folder, out).unmade)
            if isinstance(act, DossierFiled):
                played.filed = file_dossier(program, case_id, out, progress)
        except RuleViolation as refusal:
            played.refusals.append((act, refusal))
            if act.id not in expected:
                played.stopped = refusal
                return played
        except (BadInput, EnvironmentProblem) as problem:
            played.stopped = problem
            return played
    _set_clock(program, diary.end)
    return played


def _set_clock(program: Program, moment: datetime) -> None:
    if isinstance(program.clock, StoryClock):
        program.clock.moment = max(moment, program.clock.moment)
