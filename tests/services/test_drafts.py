"""Drafts: what was being typed comes back after a crash, and leaves no trace in the record."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.part_way import PartWay, part_way

from mq_enforce.base.actors import Actor
from mq_enforce.base.errors import EnvironmentProblem
from mq_enforce.bootstrap import open_program
from mq_enforce.services.cases import read_case
from mq_enforce.services.checking import examine
from mq_enforce.services.drafts import discard_draft, drafts_of, load_draft, save_draft
from mq_enforce.services.program import Program
from mq_enforce.services.results import result_of

ROOT = Path(__file__).resolve().parents[2]
TYPED = {"kind": "clue_registered", "by": ["wang"], "text": "𬭎、囗\n“引号”", "amount": 0, "nested": {"list": [None, True, 1.5]}}

_TYPES_AND_WAITS = """
import sys
from pathlib import Path
from mq_enforce.bootstrap import open_program
from mq_enforce.services.drafts import save_draft

with open_program(Path(sys.argv[1])) as program:
    save_draft(program, "", "new_case", {"text": "写到一半"})
    save_draft(program, "", "new_case", {"text": "写到一半的𬭎"})
    print("saved", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with open_program(tmp_path / "data") as found:
        yield found


def test_the_last_of_what_was_typed_comes_back(program: Program) -> None:
    save_draft(program, "", "new_case", {"text": "一"})
    save_draft(program, "", "new_case", TYPED)
    draft = load_draft(program, "", "new_case")
    assert draft is not None
    assert draft.data == TYPED
    assert (draft.case_id, draft.key) == ("", "new_case")
    assert drafts_of(program, "") == (draft,)


def test_drafts_of_other_cases_and_keys_stay_apart(program: Program) -> None:
    save_draft(program, "case-1", "site_inspected/", {"n": 1})
    save_draft(program, "case-1", "delivered/p1", {"n": 2})
    save_draft(program, "case-2", "delivered/p1", {"n": 3})
    assert [draft.data["n"] for draft in drafts_of(program, "case-1")] == [2, 1]
    assert load_draft(program, "", "delivered/p1") is None
    discard_draft(program, "case-1", "delivered/p1")
    discard_draft(program, "case-1", "delivered/p1")
    assert [draft.key for draft in drafts_of(program, "case-1")] == ["site_inspected/"]
    assert load_draft(program, "case-2", "delivered/p1") is not None


def test_another_agency_in_the_same_data_does_not_see_a_draft(tmp_path: Path) -> None:
    with open_program(tmp_path, actor=Actor("a", "甲", "first", "pc")) as program:
        save_draft(program, "", "new_case", TYPED)
    with open_program(tmp_path, actor=Actor("b", "乙", "second", "pc")) as program:
        assert drafts_of(program, "") == ()


@given(text=st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_comes_back_as_it_was_even_what_no_database_takes(shared: Program, text: str) -> None:
    save_draft(shared, "", "any", {"text": text, text: [text]})
    draft = load_draft(shared, "", "any")
    assert draft is not None
    assert draft.data == {"text": text, text: [text]}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with open_program(tmp_path_factory.mktemp("shared")) as found:
        yield found


@pytest.mark.parametrize("value", [b"\xff\xd8", {"deep": [b""]}, Path("photo.jpg")])
def test_what_is_not_plain_data_is_never_kept(program: Program, value: Any) -> None:  # noqa: ANN401 - of any type
    save_draft(program, "", "new_case", {"text": "以前的"})
    with pytest.raises(TypeError):
        save_draft(program, "", "new_case", {"file": value})
    draft = load_draft(program, "", "new_case")
    assert draft is not None
    assert draft.data == {"text": "以前的"}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[PartWay]:
    with part_way(tmp_path, "straw_burning", "site") as found:
        yield found


def test_a_case_with_drafts_is_judged_recorded_and_sealed_as_without(case: PartWay) -> None:
    before = result_of(case.program, case.case_id, case.clock.moment)
    state = read_case(case.program, case.case_id)
    with case.program.store.read(case.program.actor.agency) as reader:
        row, heads, seal = reader.case_row(case.case_id), reader.heads(), reader.last_seal()
    ids = getattr(case.program.ids, "count")  # noqa: B009 - the ids of a story count
    save_draft(case.program, case.case_id, "filing_approved/", {"text": "1"})
    save_draft(case.program, case.case_id, "filing_approved/", {"text": "2"})
    discard_draft(case.program, case.case_id, "filing_approved/")
    assert getattr(case.program.ids, "count") == ids  # noqa: B009
    assert read_case(case.program, case.case_id) is state
    with case.program.store.read(case.program.actor.agency) as reader:
        assert (reader.case_row(case.case_id), reader.heads(), reader.last_seal()) == (row, heads, seal)
    assert result_of(case.program, case.case_id, case.clock.moment) == before
    assert examine(case.program) == []


def test_what_was_typed_is_there_again_after_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _TYPES_AND_WAITS, str(tmp_path / "data")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as typing:  # noqa: S603 - our own
        assert typing.stdout is not None
        assert typing.stdout.readline().strip() == "saved"
        typing.kill()
    with open_program(tmp_path / "data") as program:
        draft = load_draft(program, "", "new_case")
        assert draft is not None
        assert draft.data == {"text": "写到一半的𬭎"}


def test_a_second_start_on_the_same_folder_is_refused_and_harms_no_draft(tmp_path: Path) -> None:
    with open_program(tmp_path) as first:
        save_draft(first, "", "new_case", TYPED)
        with pytest.raises(EnvironmentProblem), open_program(tmp_path):
            pass
        save_draft(first, "", "new_case", {"text": "继续"})
    with open_program(tmp_path) as again:
        assert [draft.data for draft in drafts_of(again, "")] == [{"text": "继续"}]


@pytest.mark.postgres
def test_two_programs_on_one_postgresql_see_the_draft_that_was_kept_last(tmp_path: Path, postgres_database: str) -> None:
    with open_program(tmp_path / "one", postgres_database) as one, open_program(tmp_path / "two", postgres_database) as two:
        save_draft(one, "", "new_case", {"text": "甲\x00"})
        save_draft(two, "", "new_case", TYPED)
        drafts = drafts_of(one, "")
        assert [draft.data for draft in drafts] == [TYPED]
        discard_draft(one, "", "new_case")
        assert load_draft(two, "", "new_case") is None
