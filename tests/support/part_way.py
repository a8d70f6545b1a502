"""A bundled story played part-way into a store of its own, the clock standing at its last act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mq_enforce.base.actors import Actor
from mq_enforce.base.resources import resource
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts import Act, read_act
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.cases import record_act
from mq_enforce.services.diary import Diary, read_diary
from mq_enforce.services.playing import play
from mq_enforce.services.program import Program, StoryClock, StoryIds

ACTOR = Actor("diary", "案件日志", "agency", "diary")


@dataclass
class PartWay:
    """The program with one case in it, and the means to go on."""

    program: Program
    case_id: str
    clock: StoryClock
    diary: Diary

    def act(self, act_id: str, **changes: object) -> Act:
        """Return an act of the whole story, changed as given."""
        found = next(act for act in self.diary.acts if act.id == act_id)
        return read_act({**found.model_dump(mode="json"), **changes})

    def record(self, act: Act) -> None:
        """Put an act on file, without its papers."""
        self.clock.moment = max(self.clock.moment, act.at)
        record_act(self.program, self.case_id, act)

    def at(self, text: str) -> datetime:
        """Set the clock to a moment at +08:00 and return it."""
        self.clock.moment = datetime.fromisoformat(f"{text}+08:00")
        return self.clock.moment


@contextmanager
def part_way(
    folder: Path, name: str, until: str, *, practice: bool = False, change: Callable[[Act], Act] = lambda act: act
) -> Iterator[PartWay]:
    """Play a story up to and including an act, papers too; ``change`` may alter each act first."""
    whole = read_diary(resource("samples", f"{name}.toml"), load_lawbook())
    kept = [change(act) for act in whole.acts[: [act.id for act in whole.acts].index(until) + 1]]
    clock = StoryClock(kept[0].at)
    with open_program(folder / "data", None, ACTOR, clock, StoryIds(b"seed")) as program:
        diary = whole.model_copy(update={"acts": kept, "practice": practice})
        played = play(program, diary, resource("samples"), folder / "out")
        assert played.stopped is None
        clock.moment = kept[-1].at
        yield PartWay(program, played.case_id, clock, whole)
