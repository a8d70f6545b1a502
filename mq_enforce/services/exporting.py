"""What leaves the program as files: papers and the result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mq_enforce.base.files import make_folder, write_atomically
from mq_enforce.services.cases import read_case
from mq_enforce.services.file_names import paper_file_name
from mq_enforce.services.program import Program


def export_papers(program: Program, case_id: str, folder: Path) -> list[Path]:
    """Write every issued paper of a case as ``NNN-id-number.pdf`` into a folder and return the paths."""
    make_folder(folder)
    papers = read_case(program, case_id).papers()
    written: list[Path] = []
    with program.store.read(program.actor.agency) as reader:
        for order, paper in enumerate(papers, 1):
            path = folder / paper_file_name(order, paper)
            write_atomically(path, reader.read_blob(paper.sha256))
            written.append(path)
    return written


def save_copy(target: Path, data: bytes) -> None:
    """Save a copy of a paper where a person asked for it. Raises EnvironmentProblem: the disk is full, no right to the folder."""
    write_atomically(target, data)


def result_bytes(result: dict[str, Any]) -> bytes:
    """Return a result as JSON in UTF-8, keys in a fixed order."""
    return (json.dumps(result, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
