"""Builds what an office installs, with everything inside: ``python build_installer.py`` makes a portable folder and, on Linux, a .deb.

The folder comes from PyInstaller; what the program does not use of Qt is taken out, every shared library that is left is accounted
for (inside, or named in the package's Depends), and the result is started with ``--selftest`` away from this checkout. Where
PyInstaller is missing, the environment of ``mq_enforce.first_run`` is set up and used. Exit code: 0 when the result passed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import lzma
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from mq_enforce import __version__
from mq_enforce.first_run import QT_LIBRARIES, WINDOW_LIBRARIES, SetupError, ensure_qt_libraries, prepare, run_step

ROOT = Path(__file__).resolve().parent
LINUX = sys.platform.startswith("linux")
NAME = "mq-enforce"
TITLE = "民权执法办案"
MAINTAINER = "mq-enforce <mq-enforce@localhost>"
EPOCH = 1_700_000_000  # one moment for all files, so that the same input gives the same package
DEB_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}

PACKAGES = ("mq_enforce", "forms", "ui", "resources")
HIDDEN = ("psycopg", "psycopg_binary", "PySide6.QtPdf", "PySide6.QtPrintSupport")
EXCLUDED = ("mypy", "hypothesis", "pytest", "_pytest", "pygments", "rich", "tkinter", "setuptools", "pkg_resources", "PyInstaller")
EXCLUDED_QT = ("QtNetwork", "QtQml", "QtQuick", "QtQuickWidgets", "QtWebEngineCore", "QtWebEngineWidgets", "QtDBus", "QtOpenGL", "QtSvg")
PLUGINS = (
    "platforms/*qxcb*", "platforms/*qoffscreen*", "platforms/qwindows*", "styles/*", "printsupport/*", "xcbglintegrations/*",
    "platforminputcontexts/*compose*", "platforminputcontexts/*ibus*", "platformthemes/*xdgdesktopportal*",
    "imageformats/*jpeg*", "imageformats/*tiff*", "imageformats/*webp*", "imageformats/*gif*", "imageformats/*ico*",
)  # fmt: skip
TRANSLATIONS = ("qtbase_zh_CN.qm", "qt_zh_CN.qm")
ESSENTIAL = ("qtbase_zh_CN.qm", "*offscreen*", "MQSong-Regular.ttf", "straw_burning.toml", "v0001_first.py", "edition.toml")
LOADED_BY_NAME = ("libxcb-cursor.so.0", "libGL.so.1", "libEGL.so.1")
NEVER_BUNDLED = ("libstdc++.so.6", "libgcc_s.so.1")  # the graphics drivers of the target need its own, newer ones
SYSTEM = {
    **QT_LIBRARIES, **WINDOW_LIBRARIES, "libX11.so.6": "libx11-6", "libX11-xcb.so.1": "libx11-xcb1", "libxcb.so.1": "libxcb1",
    "libGLX.so.0": "libglx0", "libOpenGL.so.0": "libopengl0", "libfreetype.so.6": "libfreetype6", "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1", "libz.so.1": "zlib1g", "libdrm.so.2": "libdrm2", "libXext.so.6": "libxext6", "libXau.so.6": "libxau6",
}  # fmt: skip
"""Shared libraries that the target's own system gives, and Debian's package of each."""
THEIR_DATA = ("fontconfig-config", "libx11-data", "xkb-data")  # read by libraries that are inside
OF_LIBC = re.compile(r"^(libc|libm|libdl|libpthread|librt|libutil|libresolv|ld-linux.*)\.so\.\d+$")

Entry = tuple[tarfile.TarInfo, bytes]
"""An entry of a package with the data of a file."""


class BuildError(Exception):
    """Why there is no result: one sentence."""


def say(text: str) -> None:
    """Tell the builder one thing."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def data_files(root: Path) -> list[tuple[str, str]]:
    """Return (file, folder inside the program) of everything that is read as a file: data, art, form files, migrations with their code."""
    found = []
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            inside = path.relative_to(root)
            is_data = path.suffix != ".py" or "migrations" in inside.parts
            if path.is_file() and is_data and "__pycache__" not in inside.parts:
                found.append((str(path), inside.parent.as_posix()))
    return found


def modules(root: Path) -> list[str]:
    """Return every module of the product, so that none that is imported late is missed."""
    paths = (path.relative_to(root).with_suffix("") for package in PACKAGES for path in sorted((root / package).rglob("*.py")))
    return [".".join(parts[:-1] if parts[-1] == "__init__" else parts) for parts in (path.parts for path in paths)]


def specification(root: Path, entry: Path, *, windows: bool) -> str:
    """Return PyInstaller's specification: one folder, one program that is a command line and, without words, the window."""
    hidden = [*modules(root), *HIDDEN]
    excluded = [*EXCLUDED, *(f"PySide6.{name}" for name in EXCLUDED_QT)]
    return f"""
from PyInstaller.utils.hooks import collect_submodules, copy_metadata
a = Analysis([{str(entry)!r}], pathex=[{str(root)!r}], datas={data_files(root)!r} + copy_metadata("bagit"),
    hiddenimports={hidden!r} + collect_submodules("reportlab.graphics.barcode"), excludes={excluded!r})
exe = EXE(PYZ(a.pure), a.scripts, [], exclude_binaries=True, name={NAME!r}, console=True, contents_directory="lib",
    hide_console={"hide-early" if windows else None!r}, upx=False)
COLLECT(exe, a.binaries, a.datas, strip={not windows}, upx=False, name={NAME!r})
"""


def freeze(root: Path, scratch: Path) -> Path:
    """Run PyInstaller and return the folder that it made. Raises BuildError."""
    entry = scratch / "mq_enforce_main.py"
    entry.write_text("import sys\n\nfrom mq_enforce.cli import main\n\nsys.exit(main())\n", encoding="utf-8")
    spec = scratch / f"{NAME}.spec"
    spec.write_text(specification(root, entry, windows=os.name == "nt"), encoding="utf-8")
    log = scratch / "pyinstaller.log"
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--distpath",
        str(scratch / "frozen"),
        "--workpath",
        str(scratch),
        str(spec),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(EPOCH)}
    with log.open("w", encoding="utf-8") as out:
        code = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=environment, cwd=scratch, check=False).returncode  # noqa: S603
    if code != 0:
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise BuildError(f"PyInstaller failed (PyInstaller 没有成功):\n{tail}")
    return scratch / "frozen" / NAME


def superfluous(inside: PurePosixPath) -> bool:
    """Tell whether a file of the built folder is a part of Qt that the program never loads."""
    text = inside.as_posix()
    if "PySide6" not in inside.parts or inside.name.startswith(("Qt", "libpyside6", "pyside6")):
        return False
    if "/plugins/" in text:
        return not any(fnmatch(text.split("/plugins/", 1)[1], pattern) for pattern in PLUGINS)
    return "/translations/" in text and inside.name not in TRANSLATIONS


def prune(folder: Path) -> None:
    """Take out what the program never loads, then the libraries that nothing needs any more."""
    for path in sorted(folder.rglob("*")):
        if not path.is_dir() and superfluous(PurePosixPath(path.relative_to(folder).as_posix())):
            path.unlink()
    orphans = set(NEVER_BUNDLED) if LINUX else set()
    while orphans:
        for path in folder.rglob("*.so*"):
            if path.name in orphans:
                path.unlink()
        orphans = unneeded(needed_by_file(folder))
    for empty in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(empty.iterdir()):
            empty.rmdir()


def is_elf(path: Path) -> bool:
    """Tell whether a file is a Linux program or library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed_by_file(folder: Path) -> dict[Path, set[str]]:
    """Return what each program and library of a folder needs, by the names of shared libraries. Raises BuildError without objdump."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and is_elf(path)]
    found: dict[Path, set[str]] = {path: set() for path in files}
    program = shutil.which("objdump")
    if program is None:
        raise BuildError("objdump is missing: install binutils (缺少 objdump，请安装 binutils)")
    done = subprocess.run([program, "-p", *map(str, files)], capture_output=True, check=False)  # noqa: S603 - our own files
    current = files[0] if files else folder
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        head = re.match(r"^(\S.*):\s+file format", line)
        if head is not None:
            current = Path(head.group(1))
        elif line.strip().startswith("NEEDED"):
            found[current].add(line.split()[-1])
    return found


def unneeded(needs: Mapping[Path, set[str]]) -> set[str]:
    """Return the plain libraries (``libx.so.1``) that no other file needs; modules of Python and plugins of Qt stand by themselves."""
    plain = {path.name for path in needs if re.match(r"lib.+\.so\.\d", path.name) and "plugins" not in path.parts}
    wanted = set().union(*needs.values()) | set(LOADED_BY_NAME) if needs else set()
    keep = ("libpython", "libpyside6", "libshiboken6", "libcrypto", "libssl")
    return {name for name in plain - wanted if not name.startswith(keep)}


def system_packages(needs: Mapping[Path, set[str]]) -> list[str]:
    """Return Debian's packages for what the folder does not bring. Raises BuildError for a library that nobody is known to give."""
    inside = {path.name for path in needs}
    outside = {name for wanted in needs.values() for name in wanted} - inside
    unknown = sorted(name for name in outside if name not in SYSTEM and not OF_LIBC.match(name))
    if unknown:
        users = sorted({path.name for path, wanted in needs.items() if wanted & set(unknown)})
        raise BuildError(
            f"not inside and not known of any system (既没有打包，也不在系统库清单里): {', '.join(unknown)}; for {', '.join(users)}"
        )
    return sorted({SYSTEM[name] for name in outside if name in SYSTEM} | {SYSTEM[name] for name in LOADED_BY_NAME if name not in inside})


def least_libc(folder: Path) -> str:
    """Return the oldest glibc that everything in the folder runs on, as ``2.36``."""
    versions = {(2, 17)}
    for path in needed_by_file(folder):
        versions |= {(int(a), int(b)) for a, b in re.findall(rb"GLIBC_(\d+)\.(\d+)", path.read_bytes())}
    return "{}.{}".format(*max(versions))


def lacking(folder: Path, root: Path) -> list[str]:
    """Return what should be inside and is not: every data file of the checkout, and what Qt needs to speak and draw."""
    there = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    wanted = [f"lib/{inside}/{Path(source).name}" for source, inside in data_files(root)]
    missing = sorted(set(wanted) - set(there))
    return missing + [pattern for pattern in ESSENTIAL if not any(fnmatch(Path(name).name, pattern) for name in there)]


def add_licences(folder: Path, root: Path) -> str:
    """Put the licence of every bundled package into the folder; return the list of packages as text. Fonts carry theirs beside them."""
    lines = []
    for name in re.findall(r"^([A-Za-z0-9_.-]+)==", (root / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        told = found.metadata.json
        licence = str(told.get("license_expression") or told.get("license") or "see its files").splitlines()[0]
        lines.append(f"{told['name']} {found.version}: {licence}")
        for file in found.files or []:
            if re.search(r"licen[cs]e|copying|notice", file.name, re.IGNORECASE) and ".dist-info" in str(file.parent):
                target = folder / "licences" / f"{told['name']}-{found.version}" / file.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), target)
    lines.append(
        "Qt 6 (in PySide6): LGPL-3.0; its libraries lie in lib/PySide6 and may be replaced. Python: PSF-2.0. Fonts: lib/resources/fonts"
    )
    text = "\n".join(sorted(lines)) + "\n"
    (folder / "licences").mkdir(exist_ok=True)
    (folder / "licences" / "README.txt").write_text(text, encoding="utf-8", newline="\n")
    return text


def control(version: str, architecture: str, kilobytes: int, depends: Sequence[str]) -> str:
    """Return the control file of the package."""
    return f"""Package: {NAME}
Version: {version}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {kilobytes}
Depends: {", ".join(depends)}
Section: misc
Priority: optional
Description: {TITLE} - offline case manager for township enforcement
 Leads officers from the first clue to a filed, verifiable dossier.
 乡镇（街道）综合行政执法的离线办案程序。
"""


DESKTOP = f"""[Desktop Entry]
Type=Application
Name={TITLE}
Name[en]=mq-enforce
Comment=乡镇（街道）行政执法案件办理
Exec=/usr/bin/{NAME}
Terminal=false
Categories=Office;
StartupWMClass={NAME}
"""


def package_entries(folder: Path, licences: str) -> Iterator[Entry]:
    """Give the entries of the package's data: the folder under ``/usr/lib``, the command, the menu entry, the copyright."""
    home = f"./usr/lib/{NAME}"
    documents = f"./usr/share/doc/{NAME}"
    for name in ("./usr", "./usr/bin", "./usr/lib", home, "./usr/share", "./usr/share/applications", "./usr/share/doc", documents):
        yield entry(name)
    for path in sorted(folder.rglob("*")):
        name = f"{home}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            yield entry(name, link=path.readlink().as_posix())
        elif path.is_dir():
            yield entry(name)
        else:
            yield entry(name, path.read_bytes(), 0o755 if path.parent == folder and is_elf(path) else 0o644)
    yield entry(f"./usr/bin/{NAME}", link=f"../lib/{NAME}/{NAME}")
    yield entry(f"./usr/share/applications/{NAME}.desktop", DESKTOP.encode())
    yield entry(f"{documents}/copyright", f"{NAME} {__version__}: proprietary. What it brings along:\n\n{licences}".encode())


def entry(name: str, data: bytes | None = None, mode: int = 0o644, link: str = "") -> Entry:
    """Return an entry of a package: a file with its data, a link, or else a folder; all of them root's and of one time."""
    made = tarfile.TarInfo(name)
    made.type = tarfile.SYMTYPE if link else tarfile.DIRTYPE if data is None else tarfile.REGTYPE
    made.mode = 0o777 if link else 0o755 if data is None else mode
    made.mtime, made.uname, made.gname, made.linkname, made.size = EPOCH, "root", "root", link, len(data or b"")
    return made, data or b""


def tar(entries: Sequence[Entry]) -> bytes:
    """Return entries as an uncompressed tar in the format that dpkg reads."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for head, data in entries:
            archive.addfile(head, io.BytesIO(data))
    return out.getvalue()


def ar(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return members as an ar archive."""
    out = [b"!<arch>\n"]
    for name, data in members:
        out.append(f"{name:<16}{EPOCH:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode("ascii"))
        out.append(data + b"\n" * (len(data) % 2))
    return b"".join(out)


def deb(entries: Sequence[Entry], version: str, architecture: str, depends: Sequence[str]) -> bytes:
    """Return a Debian package with these entries; the same entries give the same bytes."""
    kilobytes = sum(len(data) for _, data in entries) // 1024 + 1
    sums = "".join(f"{hashlib.md5(data, usedforsecurity=False).hexdigest()}  {head.name[2:]}\n" for head, data in entries if head.isreg())
    told = control(version, architecture, kilobytes, depends)
    about = [entry("."), entry("./control", told.encode()), entry("./md5sums", sums.encode())]
    data = lzma.compress(tar([entry("."), *entries]), preset=1)
    return ar([("debian-binary", b"2.0\n"), ("control.tar.gz", gzip.compress(tar(about), mtime=EPOCH)), ("data.tar.xz", data)])


def selftest(program: Path) -> int:
    """Start the built program with ``--selftest``, with nothing of this checkout or its environment at hand; return its exit code."""
    command = [str(program), "--selftest"]
    with tempfile.TemporaryDirectory(prefix="mq-home-") as home:
        environment = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "WINDIR") if name in os.environ}
        environment |= {"PATH": os.defpath, "HOME": home, "MQ_ENFORCE_HOME": str(Path(home) / "data"), "LANG": "C.UTF-8"}
        runner = shutil.which("xvfb-run") if LINUX else None
        if runner is not None:
            command = [runner, "-a", *command]
        elif LINUX:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        say(f"selftest ({'Xvfb' if runner else environment.get('QT_QPA_PLATFORM', 'screen')}):")
        return subprocess.run(command, env=environment, cwd=home, timeout=300, check=False).returncode  # noqa: S603 - what was just built


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def build(root: Path, out: Path, *, folder_only: bool) -> None:
    """Build everything into ``out`` and try it. Raises BuildError."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    target = out / f"{NAME}-{__version__}-{'linux' if LINUX else 'windows'}-{machine}"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mq-build-") as scratch:
        say("freezing with PyInstaller, about a minute (正在打包，约一分钟) …")
        made = freeze(root, Path(scratch))
        prune(made)
        licences = add_licences(made, root)
        if missing := lacking(made, root):
            raise BuildError(f"not inside (没有打包进去): {', '.join(missing)}")
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(made, target)
    say(f"folder (便携文件夹): {target}  {size_of(target) / 1e6:.0f} MB")
    depends = system_packages(needed_by_file(target)) if LINUX else []
    if LINUX:
        say(f"needs of the system (系统库): libc6 >= {least_libc(target)}, {', '.join(depends)}")
    if selftest(target / (f"{NAME}.exe" if os.name == "nt" else NAME)) != 0:
        raise BuildError("the built program failed its selftest (打包好的程序没有通过自检)")
    if LINUX and not folder_only:
        architecture = DEB_ARCHITECTURES.get(machine, machine)
        package = out / f"{NAME}_{__version__}_{architecture}.deb"
        entries = list(package_entries(target, licences))
        package.write_bytes(deb(entries, __version__, architecture, [f"libc6 (>= {least_libc(target)})", *THEIR_DATA, *depends]))
        say(f"package (安装包): {package}  {package.stat().st_size / 1e6:.0f} MB")
    say("done (完成)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build as the words say; in an environment of its own where this one lacks PyInstaller."""
    parser = argparse.ArgumentParser(description="Build the portable folder and the .deb, and try them (制作便携文件夹和安装包并自检)")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where to (default: dist)")
    parser.add_argument("--folder-only", action="store_true", help="no .deb")
    options = parser.parse_args(arguments)
    try:
        ensure_qt_libraries(run_step, window=True)
        if find_spec("PyInstaller") is None or find_spec("PySide6") is None:
            python = prepare(ROOT, development=True)
            words = [str(python), str(ROOT / "build_installer.py"), *(sys.argv[1:] if arguments is None else arguments)]
            return subprocess.run(words, check=False).returncode  # noqa: S603 - ourselves
        build(ROOT, options.out.resolve(), folder_only=options.folder_only)
    except (BuildError, SetupError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
