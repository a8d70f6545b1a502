"""Recording acts: a refusal keeps nothing, an admitted act is one journal step, facts and judgements are frozen as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support.stories import story

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import BadInput, EnvironmentProblem, RuleViolation
from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts import Act, read_act
from mq_enforce.services.cases import Opening, admissible, open_case, read_case, record_act
from mq_enforce.services.checking import examine
from mq_enforce.services.evidence import take_in
from mq_enforce.services.papers import issue_all
from mq_enforce.services.program import Program, StoryClock, StoryIds
from mq_enforce.services.results import findings_of, result_of
from mq_enforce.store import case_stream

ACTOR = Actor("diary", "案件日志", "agency", "diary")
DIARY = story("straw_burning").diary


@dataclass
class Case:
    """An open case and the means to go on in it."""

    program: Program
    id: str
    clock: StoryClock

    def act(self, act_id: str, **changes: Any) -> Act:  # noqa: ANN401 - the fields of any act
        found = next(act for act in DIARY.acts if act.id == act_id)
        return read_act({**found.model_dump(mode="json"), **changes})

    def record(self, act_id: str, **changes: Any) -> None:  # noqa: ANN401 - the fields of any act
        act = self.act(act_id, **changes)
        self.clock.moment = max(self.clock.moment, act.at)
        record_act(self.program, self.id, act)

    def acts(self) -> list[str]:
        return [record.act.id for record in read_case(self.program, self.id).records]

    def marks(self) -> tuple[int, str, int]:
        """The version of the case, the head of its chain, the number of the last seal."""
        with self.program.store.read("agency") as reader:
            head, seal = reader.head(case_stream(self.id)), reader.last_seal()
            assert head is not None
            assert seal is not None
            return reader.case_row(self.id).version, head.hash, seal.number


@contextmanager
def a_case(folder: Path, *acts: str) -> Iterator[Case]:
    clock = StoryClock(DIARY.acts[0].at)
    with open_program(folder / "data", None, ACTOR, clock, StoryIds(b"seed")) as program:
        opening = Opening(
            procedure=DIARY.procedure,
            matter=DIARY.matter,
            violation=DIARY.title,
            parties=DIARY.parties,
            conduct=DIARY.conduct,
            office=DIARY.office,
            at=DIARY.acts[0].at,
        )
        case = Case(program, open_case(program, opening), clock)
        for act in acts:
            case.record(act)
        yield case


def acceptance(head: str) -> Act:
    """The written decision of somebody that the site inspection may be relied on."""
    return read_act(
        {
            "id": "accepted",
            "kind": "irregularity_accepted",
            "at": "2026-06-03T11:00:00+08:00",
            "by": [head],
            "refers_to": "site",
            "head": head,
            "reason": "情况属实，已经补正",
        }
    )


def correction(path: str, value: str) -> Act:
    """The correction of a fact."""
    return read_act(
        {
            "id": "corrected",
            "kind": "fact_corrected",
            "at": "2026-06-03T11:00:00+08:00",
            "by": ["wang"],
            "path": path,
            "value": value,
            "why": "以证件为准",
        }
    )


def test_a_refused_act_changes_neither_case_nor_chain_nor_seal(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        before = case.marks()
        with pytest.raises(RuleViolation) as told:
            case.record("site", by=["wang"])
        assert told.value.blocks == ("HB-02",)
        assert case.marks() == before
        assert case.acts() == ["clue"]
        case.record("site")
        assert case.acts() == ["clue", "site"]
        assert examine(case.program) == []


def test_what_cannot_have_happened_changes_nothing_even_for_an_event(tmp_path: Path) -> None:
    with a_case(tmp_path) as case:
        before = case.marks()
        with pytest.raises(BadInput):
            case.record("address")  # an event before the clue
        assert case.marks() == before


def test_asking_whether_an_act_would_be_let_in_keeps_nothing(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        before = case.marks()
        case.clock.moment = case.act("site").at
        assert admissible(case.program, case.id, case.act("site")) == ()
        (violation,) = admissible(case.program, case.id, case.act("site", by=["wang"], irregular="另一人在灭火"))
        assert violation.block == "HB-02"
        with pytest.raises(RuleViolation):
            admissible(case.program, case.id, case.act("site", by=["wang"]))
        assert case.marks() == before


def test_an_irregular_act_is_a_finding_for_ever_and_acceptance_is_marked(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        case.record("site", by=["wang"], irregular="另一人在灭火")
        (finding,) = findings_of(read_case(case.program, case.id))
        assert (finding["act"], finding["block"], finding["accepted"]) == ("site", "HB-02", False)
        accept = acceptance("zhao")
        case.clock.moment = accept.at
        record_act(case.program, case.id, accept)
        (finding,) = findings_of(read_case(case.program, case.id))
        assert finding["accepted"]
        assert examine(case.program) == []


def test_only_the_head_accepts_an_irregularity(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        case.record("site", by=["wang"], irregular="另一人在灭火")
        accept = acceptance("sun")
        with pytest.raises(BadInput, match="不是本机关负责人"):
            record_act(case.program, case.id, accept)


def test_a_corrected_fact_keeps_its_earlier_version(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        fix = correction("parties.p1.address", "西岗村9号")
        case.clock.moment = fix.at
        record_act(case.program, case.id, fix)
        state = read_case(case.program, case.id)
        assert state.parties["p1"].address == "西岗村9号"
        assert state.original_parties[0].address == "民权县示例镇东岗村88号"
        with case.program.store.read("agency") as reader:
            assert [fact.value for fact in reader.fact_history(case.id, "parties.p1.address")] == ["民权县示例镇东岗村88号", "西岗村9号"]
        assert examine(case.program) == []


@pytest.mark.parametrize(
    ("path", "value"), [("parties.p9.address", "x"), ("parties.p1.id", "p2"), ("parties.p1.colour", "red"), ("conduct.begun_at", "昨天")]
)
def test_a_correction_that_does_not_fit_is_refused(path: str, value: str, tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        fix = correction(path, value)
        case.clock.moment = fix.at
        before = case.marks()
        with pytest.raises(BadInput):
            record_act(case.program, case.id, fix)
        assert case.marks() == before


def test_a_file_is_taken_in_once_and_a_missing_one_is_told(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        photo = tmp_path / "field.png"
        photo.write_bytes(_png())
        first, second = take_in(case.program, photo), take_in(case.program, photo)
        assert first == second
        photo.unlink()
        with pytest.raises(EnvironmentProblem, match="找不到文件"):
            take_in(case.program, photo)
        (tmp_path / "x.png").write_bytes(b"no picture")
        with pytest.raises(BadInput, match="不是图片"):
            take_in(case.program, tmp_path / "x.png")


def _png() -> bytes:
    from io import BytesIO  # noqa: PLC0415 - one test only

    from PIL import Image  # noqa: PLC0415 - one test only

    out = BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "PNG")
    return out.getvalue()


def test_the_result_shows_where_the_case_stands(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue", "site", "jurisdiction") as case:
        result = result_of(case.program, case.id, case.clock.moment)
        assert result["case"]["stage"] == "filing"
        states = {row["step"]: row["status"] for row in result["checklist"]}
        assert (states["clue"], states["jurisdiction"], states["filing"], states["decision"]) == ("done", "done", "open", "not_needed")
        officers = next(row for row in result["checklist"] if row["step"] == "officers")
        assert (officers["status"], officers["blocked_by"][0]["requirement"]) == ("blocked", "case_filed")
        late = next(row for row in result["deadlines"] if row["rule"] == "PUN-FILE")
        assert (late["due"], late["late"]) == ("2026-06-12", None)


def test_a_voided_act_takes_its_papers_with_it_and_their_numbers_stay_void(tmp_path: Path) -> None:
    with a_case(tmp_path, "clue") as case:
        issued = issue_all(case.program, case.id, "clue")
        assert [paper.document for paper in issued] == ["report_register"]
        void = {
            "id": "void",
            "kind": "act_voided",
            "at": "2026-06-03T09:40:00+08:00",
            "by": ["zhao"],
            "refers_to": "clue",
            "reason": "误登到本案",
        }
        case.clock.moment = read_act(void).at
        record_act(case.program, case.id, read_act(void))
        assert read_case(case.program, case.id).papers() == []
        with case.program.store.read("agency") as reader:
            (number,) = (
                one for series in reader.all_series() for one in reader.numbers(series.series_id) if one.document == "report_register"
            )
            assert (number.status, number.reason) == ("void", "误登到本案")
        assert examine(case.program) == []
