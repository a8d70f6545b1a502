"""The installer: what goes inside, what is taken out, what the system has to give, and the package itself, byte by byte."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath

import pytest

import build_installer as installer

ROOT = Path(__file__).resolve().parent.parent
LINUX = sys.platform.startswith("linux")


# -- what goes inside ---------------------------------------------------------------------------------------------------


def test_every_data_file_of_the_checkout_goes_inside() -> None:
    inside = {f"{folder}/{Path(source).name}" for source, folder in installer.data_files(ROOT)}
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in inside
    assert "forms/henan/edition.toml" in inside
    assert "forms/henan/penalty/penalty_decision.toml" in inside


def test_migrations_go_inside_with_their_code_because_alembic_reads_them_as_files() -> None:
    inside = {f"{folder}/{Path(source).name}" for source, folder in installer.data_files(ROOT)}
    home = "mq_enforce/store/migrations"
    assert {f"{home}/env.py", f"{home}/script.py.mako", f"{home}/versions/v0001_first.py"} <= inside


def test_no_other_code_and_no_caches_lie_among_the_data() -> None:
    for source, folder in installer.data_files(ROOT):
        assert "__pycache__" not in source
        assert Path(source).suffix != ".py" or "migrations" in folder


def test_modules_imported_late_are_named() -> None:
    assert {"ui.app", "ui.measuring", "mq_enforce.cli.selftest_commands", "mq_enforce", "resources"} <= set(installer.modules(ROOT))


def test_the_specification_is_python_and_names_what_is_needed(tmp_path: Path) -> None:
    text = installer.specification(ROOT, tmp_path / "main.py", windows=False)
    compile(text, "spec", "exec")
    assert "psycopg" in text
    assert "'PySide6.QtQml'" in text
    assert "hide_console=None" in text
    assert "hide_console='hide-early'" in installer.specification(ROOT, tmp_path / "main.py", windows=True)


# -- what is taken out --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "out"),
    [
        ("lib/PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("lib/PySide6/Qt/plugins/platforms/libqoffscreen.so", False),
        ("lib/PySide6/Qt/plugins/platforms/libqeglfs.so", True),
        ("lib/PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", False),
        ("lib/PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", True),
        ("lib/PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", False),
        ("lib/PySide6/Qt/plugins/imageformats/libqjpeg.so", False),
        ("lib/PySide6/plugins/platforms/qwindows.dll", False),
        ("lib/PySide6/plugins/tls/qopensslbackend.dll", True),
        ("lib/PySide6/Qt/translations/qtbase_zh_CN.qm", False),
        ("lib/PySide6/Qt/translations/qtbase_de.qm", True),
        ("lib/PySide6/QtWidgets.abi3.so", False),
        ("lib/resources/fonts/MQSong-Regular.ttf", False),
    ],
)
def test_what_qt_brings_and_nobody_loads_is_taken_out(inside: str, out: bool) -> None:
    assert installer.superfluous(PurePosixPath(inside)) is out


def test_libraries_that_nothing_needs_any_more_go_and_modules_stay() -> None:
    needs = {
        Path("lib/PySide6/QtCore.abi3.so"): {"libQt6Core.so.6"},
        Path("lib/libQt6Core.so.6"): {"libicuuc.so.73"},
        Path("lib/libicuuc.so.73"): set[str](),
        Path("lib/libQt6Qml.so.6"): {"libQt6Core.so.6"},
        Path("lib/libpython3.11.so.1.0"): set[str](),
        Path("lib/libxcb-cursor.so.0"): set[str](),
        Path("lib/PIL/_imaging.so"): set[str](),
    }
    assert installer.unneeded(needs) == {"libQt6Qml.so.6"}


# -- what the system has to give ----------------------------------------------------------------------------------------


def test_what_is_not_inside_is_asked_of_debian_by_package() -> None:
    needs = {
        Path("lib/a.so"): {"libc.so.6", "ld-linux-x86-64.so.2", "libxcb-icccm.so.4", "libinside.so.1"},
        Path("lib/libinside.so.1"): {"libm.so.6"},
    }
    packages = installer.system_packages(needs)
    assert "libxcb-icccm4" in packages
    assert {"libgl1", "libegl1"} <= set(packages), "loaded by name, so no file asks for them"
    assert "libc6" not in packages


def test_a_library_that_nobody_gives_stops_the_build_and_is_named_with_its_user() -> None:
    with pytest.raises(installer.BuildError, match=r"libnowhere\.so\.3.*a\.so"):
        installer.system_packages({Path("lib/a.so"): {"libnowhere.so.3"}})


@pytest.mark.skipif(not LINUX or shutil.which("objdump") is None, reason="reads Linux programs with objdump")
def test_needs_and_least_libc_are_read_from_real_programs(tmp_path: Path) -> None:
    shutil.copy(Path(sys.executable).resolve(), tmp_path / "python")
    (tmp_path / "text.so").write_text("no program", encoding="utf-8")
    (found,) = installer.needed_by_file(tmp_path).items()
    assert "libc.so.6" in found[1]
    major, minor = installer.least_libc(tmp_path).split(".")
    assert (int(major), int(minor)) >= (2, 17)


def test_a_missing_data_file_is_named(tmp_path: Path) -> None:
    built = tmp_path / "built"
    for source, folder in installer.data_files(ROOT):
        target = built / "lib" / folder / Path(source).name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    (built / "lib" / "PySide6").mkdir()
    for name in ("qtbase_zh_CN.qm", "libqoffscreen.so"):
        (built / "lib" / "PySide6" / name).touch()
    assert installer.lacking(built, ROOT) == []
    (built / "lib" / "resources" / "fonts" / "MQSong-Regular.ttf").unlink()
    (built / "lib" / "PySide6" / "libqoffscreen.so").unlink()
    missing = installer.lacking(built, ROOT)
    assert missing == ["lib/resources/fonts/MQSong-Regular.ttf", "*offscreen*", "MQSong-Regular.ttf"]


# -- the package --------------------------------------------------------------------------------------------------------


def small_folder(folder: Path) -> Path:
    """Make what a built folder looks like: a program, data, a link between libraries."""
    (folder / "lib" / "deep").mkdir(parents=True)
    (folder / "mq-enforce").write_bytes(b"\x7fELF program")
    (folder / "lib" / "deep" / "libx.so.1").write_bytes(b"\x7fELF library")
    (folder / "lib" / "数据.toml").write_bytes("值 = 1".encode())
    (folder / "lib" / "libx.so.1").symlink_to("deep/libx.so.1")
    return folder


def small_package(folder: Path) -> bytes:
    """Return the package of the small folder."""
    entries = list(installer.package_entries(small_folder(folder), "reportlab 5.1.0: BSD\n"))
    return installer.deb(entries, "1.2.3", "amd64", ["libc6 (>= 2.36)", "libgl1"])


def members(package: bytes) -> dict[str, bytes]:
    """Read an ar archive as its format says."""
    assert package.startswith(b"!<arch>\n")
    found, at = {}, 8
    while at < len(package):
        head = package[at : at + 60]
        assert head.endswith(b"`\n")
        size = int(head[48:58])
        found[head[:16].decode().strip()] = package[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found


def opened(data: bytes) -> tarfile.TarFile:
    return tarfile.open(fileobj=io.BytesIO(data))


@pytest.mark.skipif(sys.platform == "win32", reason="a .deb is made on Linux, where links can be made")
def test_the_package_holds_version_control_and_data_in_this_order(tmp_path: Path) -> None:
    parts = members(small_package(tmp_path / "built"))
    assert list(parts) == ["debian-binary", "control.tar.gz", "data.tar.xz"]
    assert parts["debian-binary"] == b"2.0\n"
    with opened(gzip.decompress(parts["control.tar.gz"])) as about:
        told = about.extractfile("./control")
        sums = about.extractfile("./md5sums")
        assert told is not None
        assert sums is not None
        text = told.read().decode()
        assert (
            hashlib.md5(b"\x7fELF program", usedforsecurity=False).hexdigest() + "  usr/lib/mq-enforce/mq-enforce" in sums.read().decode()
        )
    assert "Package: mq-enforce\nVersion: 1.2.3\nArchitecture: amd64\n" in text
    assert "Depends: libc6 (>= 2.36), libgl1\n" in text
    assert text.endswith("\n")
    assert not any(line == "" for line in text.rstrip("\n").split("\n"))


@pytest.mark.skipif(sys.platform == "win32", reason="a .deb is made on Linux, where links can be made")
def test_the_data_put_the_command_the_menu_entry_and_the_copyright_in_their_places(tmp_path: Path) -> None:
    data = lzma.decompress(members(small_package(tmp_path / "built"))["data.tar.xz"])
    with opened(data) as archive:
        names = archive.getnames()
        assert len(names) == len(set(names))
        for number, name in enumerate(names):
            parent = name.rpartition("/")[0] or name
            assert number == 0 or parent in names[:number], f"{name} comes before its folder"
        program = archive.getmember("./usr/lib/mq-enforce/mq-enforce")
        assert stat.filemode(program.mode) == "?rwxr-xr-x"
        assert archive.getmember("./usr/lib/mq-enforce/lib/deep/libx.so.1").mode == 0o644
        assert archive.getmember("./usr/bin/mq-enforce").linkname == "../lib/mq-enforce/mq-enforce"
        assert archive.getmember("./usr/lib/mq-enforce/lib/libx.so.1").linkname == "deep/libx.so.1"
        assert "./usr/lib/mq-enforce/lib/数据.toml" in names
        desktop = archive.extractfile("./usr/share/applications/mq-enforce.desktop")
        copyright_file = archive.extractfile("./usr/share/doc/mq-enforce/copyright")
        assert desktop is not None
        assert copyright_file is not None
        assert "Name=民权执法办案" in desktop.read().decode()
        assert "reportlab 5.1.0: BSD" in copyright_file.read().decode()
        assert {(one.uid, one.gid, one.uname, one.mtime) for one in archive} == {(0, 0, "root", installer.EPOCH)}


@pytest.mark.skipif(sys.platform == "win32", reason="a .deb is made on Linux, where links can be made")
def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    assert small_package(tmp_path / "one") == small_package(tmp_path / "two")


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="no dpkg-deb on this machine")
def test_dpkg_reads_the_package(tmp_path: Path) -> None:
    package = tmp_path / "small.deb"
    package.write_bytes(small_package(tmp_path / "built"))
    told = subprocess.run(["dpkg-deb", "--info", package], capture_output=True, check=True)  # noqa: S603, S607 - Debian's own reader
    assert "民权执法办案" in told.stdout.decode()
    subprocess.run(["dpkg-deb", "--extract", package, tmp_path / "root"], check=True)  # noqa: S603, S607 - the same
    assert (tmp_path / "root" / "usr/bin/mq-enforce").read_bytes() == b"\x7fELF program"


def test_the_licence_of_every_bundled_package_goes_along(tmp_path: Path) -> None:
    text = installer.add_licences(tmp_path, ROOT)
    assert any(line.startswith("reportlab 5.1.0: ") for line in text.splitlines())
    assert "LGPL" in text
    assert (tmp_path / "licences" / "alembic-1.20.1" / "LICENSE").is_file()


# -- the whole ----------------------------------------------------------------------------------------------------------


def test_a_build_that_fails_says_so_and_leaves_a_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise installer.BuildError("nothing was built")

    monkeypatch.setattr(installer, "build", fail)
    monkeypatch.setattr(installer, "find_spec", lambda _name: object())
    monkeypatch.setattr(installer, "ensure_qt_libraries", lambda *_arguments, **_options: None)
    assert installer.main([]) == 1
    assert capsys.readouterr().err == "nothing was built\n"


@pytest.mark.slow
@pytest.mark.skipif(not LINUX, reason="builds for the system it runs on; this one looks at the Linux result")
def test_the_built_folder_passes_its_own_selftest(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("PyInstaller")
    installer.build(ROOT, tmp_path, folder_only=True)
    said = capfd.readouterr().out
    assert "本程序可以使用" in said
    (built,) = tmp_path.iterdir()
    assert installer.selftest(built / "mq-enforce") == 0
    (built / "lib" / "resources" / "fonts" / "MQKai-Regular.ttf").unlink()
    assert installer.selftest(built / "mq-enforce") == 1
    assert "MQKai-Regular.ttf" in capfd.readouterr().out
