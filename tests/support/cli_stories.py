"""What the tests of the command line share: short diaries that differ in one point, and what is on file afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stdnum.cn import ric
from support.editing import variant
from support.playing import Outcome, command

from mq_enforce.bootstrap import open_program
from mq_enforce.case.acts.records import PaperIssued
from mq_enforce.services.cases import read_case
from mq_enforce.services.listing import list_cases

ROOT = Path(__file__).resolve().parents[2]
STRAW = "straw_burning"


def play_changed(folder: Path, *changes: tuple[str, str], until: str = "photo1", acts: str = "") -> Outcome:
    """Play the beginning of the bundled story with texts replaced and acts added, as JSON, into ``folder/out``."""
    path = variant(folder, STRAW, *changes, until=until, acts=acts)
    return command("run", path, "--out", folder / "out", "--json", folder=folder / "out")


def act_text(act_id: str, kind: str, at: str, **fields: str) -> str:
    """Return an act as TOML text; the fields are TOML values."""
    more = [f"{name} = {value}" for name, value in fields.items()]
    return "\n".join(["[[acts]]", f'id = "{act_id}"', f'kind = "{kind}"', f"at = {at}:00+08:00", *more]) + "\n"


def id_number(number: str, more: str = "") -> tuple[str, str]:
    """Return the change that gives the party another identity number, with further lines of the party."""
    line = 'id_number = "419999196805120011"\nocc'  # the interview holds the number too, but no occupation after it
    return line, f'id_number = "{number}"\n{more}occ'


def with_check_digit(body: str) -> str:
    """Return a number of 17 digits with its check digit."""
    return body + str(ric.calc_check_digit(body + "0"))


def one_sentence(played: Outcome) -> str:
    """Return the only line on stderr."""
    lines = played.err.splitlines()
    assert len(lines) == 1, played.err
    assert "Traceback" not in played.err
    return lines[0]


def on_file(data: Path) -> list[str]:
    """Return the ids of the acts of the only case in a data folder, without papers; an empty list when there is no case."""
    with open_program(data) as program:
        cases = list_cases(program)
        if not cases:
            return []
        (case,) = cases
        return [record.act.id for record in read_case(program, case.id).records if not isinstance(record.act, PaperIssued)]


def assert_sound(data: Path) -> None:
    """Assert that a data folder opens again and that the doctor finds nothing."""
    checked = command("doctor", "--data", data)
    assert (checked.code, checked.err) == (0, ""), checked.out


def in_a_process(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, with these variables set."""
    return subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "mq_enforce.cli", *(str(word) for word in words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
