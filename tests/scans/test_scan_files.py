"""Files from a scanner: what is read, what is refused."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from mq_enforce.base.errors import BadInput, EnvironmentProblem
from mq_enforce.scans.files import PDF, page_count


def pdf(path: Path, pages: int = 2, encryption: pikepdf.Encryption | None = None) -> Path:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(path, encryption=encryption)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        page_count(path, PDF)
    (sentence,) = caught.value.sentences()
    return sentence


def test_the_pages_of_a_pdf_are_counted_and_the_file_is_left_alone(tmp_path: Path) -> None:
    path = pdf(tmp_path / "扫描件.pdf", 3)
    before = path.read_bytes()
    assert page_count(path, PDF) == 3
    assert path.read_bytes() == before


def test_a_picture_is_one_page(tmp_path: Path) -> None:
    assert page_count(tmp_path / "页.jpg", "image/jpeg") == 1


def test_bytes_around_the_pdf_and_a_wrong_table_are_forgiven(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", 2)
    path.write_bytes(b"SCANNER\n" + path.read_bytes() + b"\0" * 500)
    assert page_count(path, PDF) == 2


def test_a_password_to_open_is_refused_and_one_that_only_forbids_printing_is_not(tmp_path: Path) -> None:
    locked = pdf(tmp_path / "密.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    assert "有打开密码" in refusal(locked)
    assert page_count(pdf(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="o", user="")), PDF) == 2


def test_a_file_cut_off_is_refused_rather_than_repaired(tmp_path: Path) -> None:
    path = pdf(tmp_path / "半.pdf", 200)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "没有结尾" in refusal(path)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing\n%%EOF\n", b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"%%EOF"])
def test_a_pdf_in_name_only_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(data)
    assert "损坏" in refusal(path)


def test_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "文.pdf"
    path.write_bytes(b"PK\x03\x04" + b"x" * 3000)
    assert "不是 PDF" in refusal(path)


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    assert "一页也没有" in refusal(pdf(tmp_path / "空.pdf", 0))


def test_a_file_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="不存在"):
        page_count(tmp_path / "没有.pdf", PDF)
