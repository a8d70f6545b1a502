"""第一次运行: one command that makes everything the program needs beside the checkout and then runs it.

``python3 -m mq_enforce.first_run demo --out demo-out`` plays the bundled case; ``… test`` runs the tests; any other first
argument goes to the program's command line as it stands, and so does having none, which opens the window. Only the standard
library is used, and nothing newer than Python 3.8 is written here, so that a wrong Python still gets far enough to say what is wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Callable, Mapping, Sequence  # noqa: UP035 - subscripted below, which 3.8 allows only for typing's

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ((3, 11), (3, 12), (3, 13))
RUNTIME_LOCK = "requirements.lock"
DEVELOPMENT_LOCK = "requirements-dev.lock"
SDIST_ONLY = ("bagit",)  # published without a wheel: built by the locked setuptools after everything else is there
STATE_FILE = "mq-enforce-state.json"
# What Qt loads from the system on Linux (its packages bring everything else): shared library → Debian's package.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libatomic.so.1": "libatomic1",
}
# What a window on the screen and a printer take beside that.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
}
EXIT_ENVIRONMENT = 4
EXIT_INTERRUPTED = 130

Run = Callable[[Sequence[str], Mapping[str, str]], int]


class SetupError(Exception):
    """What this machine lacks and what to do about it: a sentence in Chinese and one in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english


def say(text: str) -> None:
    """Tell the person one thing, on stderr, so that the program's own output stays clean."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def run_program(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a program on this console and return its exit code (128 + signal when a signal ended it)."""
    code = subprocess.run(list(command), env=dict(environment), check=False).returncode  # noqa: S603 - own commands only
    return code if code >= 0 else 128 - code


def run_step(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a step of the set-up: like run_program, but everything it prints goes to stderr."""
    done = subprocess.run(list(command), env=dict(environment), stdout=sys.stderr, check=False)  # noqa: S603 - own commands only
    return done.returncode


def answers(command: Sequence[str]) -> str:
    """Return what a small program prints, or "" when it does not start, fails or hangs."""
    try:
        done = subprocess.run(list(command), capture_output=True, timeout=60, check=True)  # noqa: S603 - own commands only
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


# ---------------------------------------------------------------------------------------------- Python itself


def other_pythons() -> list[str]:
    """Return the names of installed interpreters that would do, such as ``python3.12``."""
    if os.name == "nt":
        launcher = [["py", f"-{major}.{minor}"] for major, minor in VERSIONS]
        return [" ".join(words) for words in launcher if answers([*words, "--version"])]
    return [name for name in (f"python{major}.{minor}" for major, minor in VERSIONS) if answers([name, "--version"])]


def check_version(version: Sequence[int], arguments: Sequence[str], find: Callable[[], list[str]] = other_pythons) -> None:
    """Refuse a Python other than 3.11 to 3.13, naming one on this machine that would do.

    Raises SetupError.
    """
    if tuple(version[:2]) in VERSIONS:
        return
    running = ".".join(str(part) for part in version[:3])
    wanted = "需要 Python 3.11、3.12 或 3.13"
    found = find()
    if found:
        command = " ".join([found[0], "-m", "mq_enforce.first_run", *arguments])
        raise SetupError(
            f"本程序{wanted}，现在运行的是 {running}。本机已有合适的版本，请改用：{command}",
            f"Python 3.11, 3.12 or 3.13 is needed, this is {running}. Run instead: {command}",
        )
    raise SetupError(
        f"本程序{wanted}，现在运行的是 {running}。请先安装其中一个版本，再用它运行同一条命令。",
        f"Python 3.11, 3.12 or 3.13 is needed, this is {running}. Install one of them and run the same command with it.",
    )


# ------------------------------------------------------------------------------------- packages of the system


def is_root() -> bool:
    """Tell whether this process may install packages of the system (never on Windows)."""
    user = getattr(os, "geteuid", None)
    return user is not None and user() == 0


def install_system_packages(packages: Sequence[str], run: Run) -> bool:
    """Install Debian packages as root, after bringing the package lists up to date; tell whether that went well."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    say(f"正在用 apt-get 安装系统软件包 {' '.join(packages)}……")
    install_command = ["apt-get", "install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *packages]
    return run(["apt-get", "update", "-qq"], environment) == 0 and run(install_command, environment) == 0


def can_make_environments() -> bool:
    """Tell whether this Python can make virtual environments; Debian keeps that part in a package of its own."""
    return find_spec("venv") is not None and find_spec("ensurepip") is not None


def ensure_venv_module(run: Run) -> None:
    """Install Debian's ``python3.X-venv`` when this Python lacks it and root may; else say the exact command.

    Raises SetupError.
    """
    if can_make_environments():
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"这个 Python 缺少 venv 或 ensurepip 模块，无法建立运行环境。请用本机的软件包管理器安装它们（通常叫 {package}）后重试。",
            f"This Python lacks venv or ensurepip; install them with your system's package manager (often {package}).",
        )
    command = f"apt-get update && apt-get install -y {package}"
    if not is_root():
        raise SetupError(
            f"这个 Python 缺少 venv 模块。请先运行：sudo sh -c '{command}'，然后重试。",
            f"This Python lacks the venv module. Run first: sudo sh -c '{command}'",
        )
    say(f"这个 Python 缺少 venv 模块（Debian 把它放在单独的软件包 {package} 里）。")
    if not install_system_packages([package], run) or not answers([sys.executable, "-c", "import venv, ensurepip; print(1)"]):
        raise SetupError(
            f"软件包 {package} 没有装上，运行环境没有建立。请检查网络和 apt 源后运行：{command}",
            f"{package} could not be installed. Check the network and apt's sources, then run: {command}",
        )


def has_postgresql() -> bool:
    """Tell whether a PostgreSQL server that the tests can start is on this machine."""
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def offer_postgresql(run: Run) -> None:
    """Install PostgreSQL for the tests where root and apt-get allow it; without it those tests skip with a reason."""
    if has_postgresql():
        return
    if is_root() and shutil.which("apt-get") is not None:
        say("测试还要用到 PostgreSQL（只在测试中临时启动）。")
        if install_system_packages(["postgresql"], run):
            return
    say("本机没有 PostgreSQL，与它有关的测试将跳过；其余测试照常进行。")


LOAD_EACH = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
print("looked")
"""


def missing_libraries(names: Sequence[str]) -> list[str]:
    """Return which shared libraries the loader of this machine does not find, in the order given; none but on Linux.

    They are loaded in a process of their own, so that nothing of them stays in this one.
    """
    if not sys.platform.startswith("linux"):
        return []
    told = answers([sys.executable, "-I", "-c", LOAD_EACH, *names]).splitlines()
    return [name for name in names if name in told]


def ensure_qt_libraries(run: Run, *, window: bool) -> None:
    """Install what Qt needs of the system where root and apt-get allow it; else say the exact command and go on.

    With window=True for a window on the screen and printing, otherwise for drawing without a screen, as the tests do.
    """
    wanted = {**QT_LIBRARIES, **WINDOW_LIBRARIES} if window else QT_LIBRARIES
    missing = missing_libraries(list(wanted))
    if missing and is_root() and shutil.which("apt-get") is not None:
        say("界面（Qt）还要用到本机的几个系统库。")
        if install_system_packages([wanted[name] for name in missing], run):
            missing = missing_libraries(list(wanted))
    if not missing:
        return
    packages = " ".join(wanted[name] for name in missing)
    command = f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {packages}'"
    say(f"界面（Qt）缺少系统库 {'、'.join(missing)}，窗口打不开，界面的测试也不能运行。")
    say(f"请先运行：{command}（不是 Debian 的，请安装对应的软件包）。")
    say(f"Qt lacks these libraries; without them no window opens. Run first: {command} (elsewhere: the packages that hold them).")


# ------------------------------------------------------------------------------------ the environment itself


def interpreter(home: Path, *, windows: bool = os.name == "nt") -> Path:
    """Return where a virtual environment keeps its Python."""
    return home / "Scripts" / "python.exe" if windows else home / "bin" / "python"


def digest(lock: Path) -> str:
    """Return the SHA-256 of a lock file's text, the same for either kind of line end."""
    return hashlib.sha256(lock.read_text(encoding="utf-8").encode("utf-8")).hexdigest()


def without_sdists(lock: str) -> str:
    """Return a lock file's text without the packages of SDIST_ONLY: what installs from wheels alone."""
    kept = []
    keeping = True
    for line in lock.splitlines():
        if line[:1] not in ("", " ", "#"):
            keeping = line.split("==")[0] not in SDIST_ONLY
        if keeping:
            kept.append(line)
    return "\n".join(kept) + "\n"


def read_state(home: Path) -> dict[str, str] | None:
    """Return what this module noted in an environment it made (lock file → digest, ``python`` → version).

    An environment whose making was cut short has an empty note; None means that something else made the folder.
    """
    note = home / STATE_FILE
    if not note.is_file():
        return None
    try:
        state = json.loads(note.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in state.items()} if isinstance(state, dict) else {}


def write_state(home: Path, state: Mapping[str, str]) -> None:
    """Note what is installed in the environment."""
    text = json.dumps(state, indent=1, sort_keys=True)
    (home / STATE_FILE).write_text(text + "\n", encoding="utf-8")


def plain_environment() -> dict[str, str]:
    """Return the process environment without what would lead pip or Python away from the virtual environment."""
    astray = ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "__PYVENV_LAUNCHER__")
    return {**{key: value for key, value in os.environ.items() if key not in astray}, "PIP_USER": "0"}


def check_step(code: int, step: str) -> None:
    """Raise SetupError when a step of the set-up failed."""
    if code != 0:
        raise SetupError(
            f"{step}没有成功，原因见上面几行。已有的数据没有受影响；请检查网络和磁盘空间后再次运行同一条命令，会从头重来。",
            "Setting up failed for the reason above; nothing else was touched. Check network and disk space, then run the same again.",
        )


def install(python: Path, lock: Path, run: Run) -> None:
    """Install exactly what the lock file names, each file checked against its hash; builds use the locked tools.

    Raises SetupError.
    """
    environment = plain_environment()
    pip = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    exact = [*pip, "install", "--quiet", "--require-hashes", "--no-deps"]
    wheels = python.parent.parent / "wheels.lock"
    wheels.write_text(without_sdists(lock.read_text(encoding="utf-8")), encoding="utf-8")
    say(f"正在按 {lock.name} 下载并安装依赖（版本固定，逐个核对哈希值），请稍候……")
    check_step(run([*exact, "--only-binary", ":all:", "-r", str(wheels)], environment), "安装依赖")
    check_step(run([*exact, "--no-build-isolation", "-r", str(lock)], environment), "安装依赖")
    check_step(run([*pip, "--quiet", "check"], environment), "核对依赖")


def make_environment(home: Path, run: Run) -> None:
    """Make a new virtual environment; the empty note goes in first, so that a half-made one is recognised.

    Raises SetupError.
    """
    ensure_venv_module(run)
    home.mkdir(parents=True)
    write_state(home, {})
    say(f"正在建立运行环境 {home} ……")
    base = getattr(sys, "_base_executable", None) or sys.executable
    check_step(run([base, "-m", "venv", str(home)], plain_environment()), "建立运行环境")


def prepare(root: Path, *, development: bool, run: Run = run_step) -> Path:
    """Return the Python of an environment that holds what the lock files name, making or completing it if needed.

    Raises SetupError; OSError when the disk refuses.
    """
    home = root / ".venv"
    python = interpreter(home)
    lock = root / (DEVELOPMENT_LOCK if development else RUNTIME_LOCK)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    wanted = {"python": version, RUNTIME_LOCK: digest(root / RUNTIME_LOCK)}
    if development:
        wanted[DEVELOPMENT_LOCK] = digest(lock)
    state = read_state(home)
    if state is None and home.exists():
        raise SetupError(
            f"{home} 已经存在，但不是本命令建立的，为免损坏没有动它。请把它改名或移走，再运行同一条命令。",
            f"{home} exists but was not made by this command. Move it away, then run the same command again.",
        )
    healthy = bool(state) and answers([str(python), "-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]) == version
    if healthy and state is not None and wanted.items() <= state.items():
        return python
    lacks_only_tools = healthy and state is not None and all(state.get(key, value) == value for key, value in wanted.items())
    if not lacks_only_tools:
        if state is not None:
            say("原有的运行环境不完整，或者依赖、Python 版本有变化，重新建立。")
            shutil.rmtree(home)
        make_environment(home, run)
    write_state(home, {})
    install(python, lock, run)
    write_state(home, wanted)
    say("运行环境已经备好。")
    return python


# ------------------------------------------------------------------------------------------------- commands


def start(arguments: Sequence[str], *, step: Run = run_step, run: Run = run_program) -> int:
    """Set up, then run the tests or the program; return the exit code of what was run.

    Raises SetupError; OSError when the disk refuses.
    """
    check_version(tuple(sys.version_info[:3]), arguments)
    testing = list(arguments[:1]) == ["test"]
    if testing:
        offer_postgresql(step)
    if testing or not arguments:
        ensure_qt_libraries(step, window=not testing)
    python = str(prepare(ROOT, development=testing, run=step))
    environment = {**plain_environment(), "PYTHONPATH": str(ROOT)}
    if not testing:
        return run([python, "-m", "mq_enforce.cli", *arguments], environment)
    os.chdir(ROOT)
    return run([python, "-m", "pytest", *arguments[1:]], environment)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; problems of the machine become sentences and exit code 4, an interruption 130."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return start(sys.argv[1:] if arguments is None else arguments)
    except SetupError as problem:
        say(problem.chinese)
        say(problem.english)
        return EXIT_ENVIRONMENT
    except OSError as problem:
        say(f"本机拒绝了一步操作：{problem}。已有的数据没有受影响；请检查磁盘空间、权限，并关闭正在使用 .venv 的程序后重试。")
        say("The machine refused a step (see above). Check disk space, permissions and programs that use .venv, then try again.")
        return EXIT_ENVIRONMENT
    except KeyboardInterrupt:
        say("已中断。")
        return EXIT_INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
