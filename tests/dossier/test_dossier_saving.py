"""A disk that fills up while the dossier is bound is an error told, not the end of the program."""

from __future__ import annotations

import errno
from pathlib import Path

import pikepdf
import pytest

from mq_enforce.dossier.saving import PatientFile

FULL = Path("/dev/full")


def pages(count: int) -> pikepdf.Pdf:
    document = pikepdf.new()
    for _ in range(count):
        document.add_blank_page(page_size=(595, 842))
    return document


def test_what_is_written_is_what_a_plain_file_would_hold(tmp_path: Path) -> None:
    with pages(3) as document:
        document.save(tmp_path / "plain.pdf", deterministic_id=True)
        with PatientFile(tmp_path / "patient.pdf") as out:
            document.save(out.as_stream(), deterministic_id=True)
    assert (tmp_path / "patient.pdf").read_bytes() == (tmp_path / "plain.pdf").read_bytes()


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("count", [1, 2000])
def test_a_full_disk_is_raised_when_the_writer_has_finished(count: int) -> None:
    with pages(count) as document, pytest.raises(OSError, match="space") as caught, PatientFile(FULL) as out:
        document.save(out.as_stream())
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_an_error_of_the_writer_goes_before_that_of_the_disk() -> None:
    def write() -> None:
        with PatientFile(FULL) as out:
            out.write(b"lost")
            raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        write()


def test_a_place_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        PatientFile(tmp_path / "nowhere" / "dossier.pdf")
