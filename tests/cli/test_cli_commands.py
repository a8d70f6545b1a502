"""The other commands: forms, schema, cases, doctor, verify – what they print, and their exit codes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.editing import variant
from support.playing import Outcome, command

from mq_enforce.base.resources import resource
from mq_enforce.base.toml_reading import read_toml
from mq_enforce.case.acts import ACT_TYPES
from mq_enforce.cli.case_commands import STORIES
from mq_enforce.services.diary import Diary

PAPERS = 46
"""The papers that this part of the product draws, at least."""


# -- forms ---------------------------------------------------------------------------------------------------------------


def test_the_list_of_forms_tells_id_title_and_how_sure_their_fields_are() -> None:
    told = command("forms", "list", "--json")
    assert told.code == 0
    rows = {row["id"]: row for row in told.json}
    assert len(rows) >= PAPERS
    assert rows["penalty_decision"]["title"] == "行政处罚决定书"
    assert rows["penalty_decision"]["series"]
    assert "penalty_decision" in command("forms", "list").out


def test_a_blank_form_is_drawn_without_a_case(tmp_path: Path) -> None:
    told = command("forms", "render", "site_inspection_record", "--blank", "--out", tmp_path)
    assert (told.code, told.err) == (0, "")
    (file,) = tmp_path.iterdir()
    assert file.name == "site_inspection_record-blank.pdf"
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_form_is_drawn_from_a_diary_without_touching_any_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MQ_ENFORCE_HOME", str(tmp_path / "home"))
    diary = variant(tmp_path, "straw_burning", until="clue")
    told = command("forms", "render", "report_register", "--diary", diary, "--out", tmp_path / "out")
    assert (told.code, told.err) == (0, "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report_register.pdf"]
    assert not (tmp_path / "home").exists()


def test_the_forms_that_come_with_the_program_have_no_fault() -> None:
    told = command("forms", "check", "--json")
    assert (told.code, told.json) == (0, [])


def test_a_faulty_form_is_told_with_file_line_and_key(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    (folder / "penalty").mkdir(parents=True)
    (folder / "edition.toml").write_text('[edition]\nname = "示例"\ntitle = "示例"\nsource = "示例"\n', encoding="utf-8")
    (folder / "penalty" / "x.toml").write_text('[form]\nid = "x"\ntitle = "示例"\ncolour = "red"\n', encoding="utf-8")
    told = command("forms", "check", folder)
    assert told.code == 1
    assert any("x.toml" in line and "第 4 行" in line and "colour" in line for line in told.out.splitlines()), told.out


# -- schema --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema as the command prints it."""
    told = command("schema", "diary")
    assert told.code == 0
    found: dict[str, Any] = told.json
    return found


def test_the_schema_describes_every_key_and_every_kind_of_act(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(Diary.model_fields)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]["acts"]["items"]["discriminator"]["mapping"]) == set(ACT_TYPES)


@pytest.mark.parametrize("name", STORIES)
def test_the_schema_knows_every_key_of_the_bundled_diaries(name: str, schema: dict[str, Any]) -> None:
    data = read_toml(resource("samples", f"{name}.toml")).data
    assert list(_unknown(data, schema, schema, name)) == []


def _unknown(value: object, where: Mapping[str, Any], schema: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the paths of keys that the schema does not describe, and of required keys that are not there."""
    where = _resolved(value, where, schema)
    if isinstance(value, dict) and "properties" in where:
        yield from (f"{path}.{key} is missing" for key in where.get("required", ()) if key not in value)
        for key, inner in value.items():
            if key not in where["properties"]:
                yield f"{path}.{key}"
            else:
                yield from _unknown(inner, where["properties"][key], schema, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unknown(inner, where.get("items", {}), schema, f"{path}[{index}]")


def _resolved(value: object, where: Mapping[str, Any], schema: dict[str, Any]) -> Mapping[str, Any]:
    while True:
        if "$ref" in where:
            where = schema["$defs"][where["$ref"].rpartition("/")[2]]
        elif "discriminator" in where and isinstance(value, dict):
            where = {"$ref": where["discriminator"]["mapping"][value["kind"]]}
        elif "anyOf" in where:
            where = next(one for one in where["anyOf"] if one.get("type") != "null")
        else:
            return where


# -- cases and doctor ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the beginnings of two cases."""
    folder = tmp_path_factory.mktemp("office")
    data = folder / "data"
    for number, (name, until) in enumerate((("straw_burning", "photo1"), ("fire_hearing", "clue")), 1):
        story = folder / str(number)
        story.mkdir()
        path = variant(story, name, until=until)
        assert command("run", path, "--out", story / "out", "--into", "--data", data).code == 0
    return data


BURNING = "张守田露天焚烧秸秆案"
SEARCHES: dict[str, list[str] | int] = {"守田": [BURNING], "秸秆": [BURNING], "俊峰": 1, "示例": 2, "登字": 2, "没有这两个字": 0, "": 2}


@pytest.mark.parametrize("search", SEARCHES)
def test_cases_are_found_by_two_characters(search: str, office: Path) -> None:
    found = SEARCHES[search]
    told = command("cases", "--search", search, "--data", office, "--json")
    assert told.code == 0
    titles = [row["title"] for row in told.json]
    assert (titles if isinstance(found, list) else len(titles)) == found


def test_cases_of_two_diaries_in_one_office_have_numbers_in_a_row(office: Path) -> None:
    rows = command("cases", "--data", office, "--order", "number", "--json").json
    assert [row["number"] for row in rows] == ["民示案〔2026〕1号", "民示案〔2026〕2号"]
    told = command("cases", "--data", office)
    assert "民示案〔2026〕1号" in told.out
    assert command("cases", "--data", office, "--stage", "没有", "--json").json == []


def test_a_diary_is_not_played_twice_into_the_same_data(office: Path) -> None:
    path = office.parent / "1" / "straw_burning.toml"
    told = command("run", path, "--out", office.parent / "again", "--into", "--data", office)
    assert told.code == 2
    assert "已经有这件案件：民示" in told.err
    assert "另一个数据文件夹" in told.err
    assert len(command("cases", "--data", office, "--json").json) == 2


def test_the_doctor_finds_nothing_after_a_run(office: Path) -> None:
    told = command("doctor", "--data", office)
    assert (told.code, told.err) == (0, "")
    assert "没有问题" in told.out


def test_a_file_left_by_a_power_cut_is_told_and_does_no_harm(tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="clue")
    assert command("run", path, "--out", tmp_path / "out").code == 0
    data = tmp_path / "out" / "data"
    (blob,) = (file for file in (data / "blobs").rglob("*") if file.is_file())
    blob.with_name("0" * 64).write_bytes(b"half a paper")
    told = command("doctor", "--data", data)
    assert told.code == 0
    assert "留着无妨" in told.out


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE acts SET payload = replace(payload, '明火', '灰烬')", "acts"),
        ("UPDATE facts SET value = replace(value, '张守田', '张守由')", "facts"),
        ("UPDATE projections SET names = '[\"别人\"]'", "projection"),
        ("DELETE FROM papers", "papers"),
    ],
)
def test_the_doctor_finds_a_row_that_was_changed_by_hand(statement: str, where: str, tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="clue")
    assert command("run", path, "--out", tmp_path / "out").code == 0
    data = tmp_path / "out" / "data"
    with closing(sqlite3.connect(data / "mq.sqlite3")) as database, database:
        assert database.execute(statement).rowcount > 0, where
    told = command("doctor", "--data", data)
    assert told.code == 1, where
    assert told.out.strip()
    assert command("doctor", "--data", data, "--json").json


def test_the_doctor_finds_a_paper_whose_bytes_were_changed(tmp_path: Path) -> None:
    path = variant(tmp_path, "straw_burning", until="clue")
    assert command("run", path, "--out", tmp_path / "out").code == 0
    (blob,) = (file for file in (tmp_path / "out" / "data" / "blobs").rglob("*") if file.is_file())
    blob.chmod(0o644)
    blob.write_bytes(blob.read_bytes().replace(b"%%EOF", b"%%EOE"))
    told = command("doctor", "--data", tmp_path / "out" / "data")
    assert (told.code, "备份" in told.out) == (1, True)


# -- verify ------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The shortest bundled story, played to its filed dossier."""
    out = tmp_path_factory.mktemp("filed") / "out"
    told = command("demo", "--story", "straw_no_penalty", "--out", out, folder=out)
    assert (told.code, told.err) == (0, "")
    return told


@pytest.mark.slow
def test_a_filed_dossier_verifies_with_and_without_its_slip(filed: Outcome) -> None:
    dossier = filed.folder / "dossier"
    assert command("verify", dossier).code == 0
    assert command("verify", dossier, "--slip", filed.result["dossier"]["slip"], "--json").code == 0
    other = "0" * 64
    told = command("verify", dossier, "--slip", other)
    assert told.code == 1
    assert told.out.strip()


@pytest.mark.slow
def test_a_changed_byte_in_a_dossier_is_found(filed: Outcome, tmp_path: Path) -> None:
    copy = tmp_path / "dossier"
    for path in (filed.folder / "dossier").rglob("*"):
        target = copy / path.relative_to(filed.folder / "dossier")
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    paper = next(path for path in copy.rglob("*.pdf") if "penalty" in path.name or "notice" in path.name or path.stat().st_size > 1000)
    data = bytearray(paper.read_bytes())
    data[len(data) // 2] ^= 1
    paper.write_bytes(data)
    told = command("verify", copy, "--json")
    assert told.code == 1
    assert paper.name in json.dumps(told.json, ensure_ascii=False)


@pytest.mark.slow
def test_a_demo_leaves_what_the_readme_promises(filed: Outcome) -> None:
    names = {path.name for path in filed.folder.iterdir()}
    assert {"result.json", "papers", "dossier", "dossier.pdf", "dossier-slip.pdf", "data"} <= names
    papers = sorted(path.name for path in (filed.folder / "papers").iterdir())
    assert papers[0].startswith("001-")
    assert len(papers) == len(filed.result["papers"])
    assert filed.result["case"]["stage"] == "done"
