"""Files: looked at off the window's thread, told in place for what they really are, dropped and chosen."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.field_forms import MakeForm, group_of, spec_of

from mq_enforce.services.fields import FieldKind
from ui.fields.files import FileField
from ui.fields.looking import look_at

PHOTO = group_of(spec_of("file", FieldKind.FILE, "照片文件"))
PAPER = group_of(spec_of("file", FieldKind.FILE, "文件"))


def picture(path: Path, size: tuple[int, int] = (640, 480)) -> Path:
    """A picture of one colour."""
    Image.new("RGB", size, (120, 90, 60)).save(path)
    return path


def file_field(make: MakeForm, *, photo: bool = True) -> FileField:
    """The field of a form."""
    return cast("FileField", make(PHOTO if photo else PAPER).at(("file",)))


def test_a_photo_is_shown_small_with_its_size(make: MakeForm, qtbot: QtBot, tmp_path: Path) -> None:
    field = file_field(make)
    field.root().set_value({"file": str(picture(tmp_path / "麦田.jpg"))})
    qtbot.waitUntil(field.picture.isVisible)
    assert field.hint().startswith("JPEG 图片 640×480，大小 ")
    pixmap = field.picture.pixmap()
    assert (pixmap.width(), pixmap.height()) == (213, 160)
    field.root().set_value(None)
    assert not field.picture.isVisible()
    assert not field.hint()


def test_a_photo_of_20_megabytes_does_not_stop_the_typing(make: MakeForm, qtbot: QtBot, tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    noise = os.urandom(2700 * 2700 * 3)
    Image.frombytes("RGB", (2700, 2700), noise).save(large, compress_level=0)
    assert large.stat().st_size > 20 * 1024 * 1024
    field = file_field(make)
    began = time.perf_counter()
    look_at(str(large), photo=True)
    alone = time.perf_counter() - began
    began = time.perf_counter()
    field.take(large)
    taken = time.perf_counter() - began
    assert field.root().value() == {"file": str(large)}
    assert not field.picture.isVisible()
    qtbot.waitUntil(field.picture.isVisible, timeout=20_000)
    assert taken < alone
    assert field.hint() == "PNG 图片 2700×2700，大小 20.9 MB"


def told(tmp_path: Path, name: str, content: bytes, *, photo: bool = True) -> str:
    """What is told about a file of some content."""
    path = tmp_path / name
    path.write_bytes(content)
    look = look_at(str(path), photo=photo)
    assert look.picture is None
    return look.fault or look.hint


def test_what_is_no_photo_is_told_for_what_it_is(themed: QApplication, tmp_path: Path) -> None:
    del themed
    jpeg = picture(tmp_path / "whole.jpg").read_bytes()
    assert told(tmp_path, "a.pdf", b"%PDF-1.7 x") == "“a.pdf”是 PDF 文件，这里应为照片（JPEG 或者 PNG 图片）"
    assert told(tmp_path, "a.pdf", b"%PDF-1.7 x", photo=False) == "PDF 文件，大小 1 KB"
    assert told(tmp_path, "b.jpg", b"%PDF-1.7 x", photo=False) == "“b.jpg”的内容是 PDF 文件，与扩展名不符，请核对是否选错了文件"
    assert told(tmp_path, "c.png", jpeg) == "“c.png”的内容是 JPEG 图片，与扩展名不符，请核对是否选错了文件"
    assert told(tmp_path, "d.jpg", b"words") == "“d.jpg”不是JPEG 图片，或者已经损坏，应为 JPEG、PNG 图片或者 PDF"
    assert told(tmp_path, "e.jpg", jpeg[:40]).startswith("“e.jpg”不是JPEG 图片，或者已经损坏")
    assert told(tmp_path, "f.docx", b"PK") == "“f.docx”这种文件不能收入，应为 JPEG、PNG 图片或者 PDF"
    assert told(tmp_path, "g.jpg", b"") == "“g.jpg”是空文件"
    assert look_at(str(tmp_path), photo=True).fault.endswith("是文件夹，应为一个文件")
    assert look_at("没有.jpg", photo=True).fault == "没有找到文件“没有.jpg”"
    assert look_at("a" * 5000, photo=True).fault.startswith(("不能打开", "没有找到"))


@pytest.mark.parametrize("count", [1, 2])
def test_one_file_is_dropped_at_a_time(make: MakeForm, qtbot: QtBot, tmp_path: Path, count: int) -> None:
    field = file_field(make)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / f"{number}.png"))) for number in range(count)])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert field.root().value() == ({"file": str(tmp_path / "0.png")} if count == 1 else None)
    if count == 1:
        qtbot.waitUntil(field.picture.isVisible)


def test_a_path_half_typed_is_looked_at_when_typing_rests_and_an_old_answer_is_dropped(make: MakeForm, qtbot: QtBot) -> None:
    field = file_field(make)
    field.line.setFocus()
    QTest.keyClicks(field.line, "x.jp")
    assert not field.fault()
    QTest.keyClicks(field.line, "g")
    qtbot.waitUntil(lambda: field.fault() == "没有找到文件“x.jpg”")
    field._found(field._turn + 1000, look_at("y.jpg", photo=True))
    assert field.fault() == "没有找到文件“x.jpg”"
