"""The package table of the design, held by machine: who may import whom, which library where, and how large a file may be."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("mq_enforce", "forms", "ui", "resources")
LONGEST_FILE = 400
CORE_PACKAGE = "mq_enforce"
TOP_FOLDERS = {*PRODUCT, "tests"}
TOP_FILES = {"pyproject.toml", "build_installer.py", "README.md", "LICENSE", "LICENSE.txt", "requirements.lock", "requirements-dev.lock"}


@dataclass(frozen=True)
class Row:
    """One row of the table: own packages that may be imported (modules or whole packages), libraries, late imports.

    ``libraries`` are third-party packages and those parts of the standard library that are GUARDED. ``late`` may be imported
    inside functions only.
    """

    own: frozenset[str]
    libraries: frozenset[str]
    late: frozenset[str] = frozenset()


def row(own: str = "", libraries: str = "", late: str = "", forms: str = "") -> Row:
    """Write a row as in the design: names of packages of mq_enforce, of libraries, and of other top packages."""
    packages = {f"mq_enforce.{name}" for name in own.split()} | set(forms.split())
    return Row(frozenset(packages), frozenset(libraries.split()), frozenset(late.split()))


GUARDED = ("tomllib", "importlib.resources")  # standard library, but with one place of their own
# In the order of the design's table.
CORE = "base law office case documents procedures audit publication recording dossier scans handover exchange statistics store"
TABLE = {
    "mq_enforce": row(),  # the package's own __init__: version and docstring
    "mq_enforce.first_run": row(),  # runs before anything is installed
    "mq_enforce.base": row(libraries="tomllib importlib.resources stdnum pydantic msgspec"),
    "mq_enforce.law": row("base", "dateutil pydantic msgspec"),
    "mq_enforce.office": row("base law"),
    # office: an act freezes officer, certificate and agency as they stood, and these are the types they stand in.
    "mq_enforce.case": row("base law.articles office", "pydantic msgspec"),
    "mq_enforce.documents": row("base law office case"),
    "mq_enforce.procedures": row("base law office case documents"),
    "mq_enforce.audit": row("base law office case documents procedures"),
    "mq_enforce.publication": row("base law case documents", "pypdf"),
    "mq_enforce.recording": row("base law case", "exifread PIL"),
    "mq_enforce.dossier": row("base law case documents", "bagit pikepdf"),
    "mq_enforce.scans": row("base case documents", "pypdfium2 zxingcpp pyzbar pikepdf PIL"),
    "mq_enforce.handover": row("base case documents dossier", "cryptography"),
    "mq_enforce.exchange": row("base law case office", "openpyxl docx"),
    "mq_enforce.statistics": row("base law case documents"),
    "mq_enforce.store": row("base law office case documents", "sqlalchemy alembic psycopg"),
    "mq_enforce.services": row(CORE, "pydantic msgspec argon2 pypinyin"),
    "mq_enforce.bootstrap": row(f"{CORE} services", "platformdirs", forms="forms"),
    "mq_enforce.cli": row(f"{CORE} services bootstrap", "platformdirs", late="ui.app", forms="forms"),
    "forms": row("base law office case documents", "reportlab docx PIL"),
    "forms.pdfa": row("base law office case documents", "reportlab docx PIL pikepdf"),
    "ui": row("services", "PySide6"),
    "ui.app": row("services bootstrap", "PySide6"),
    "resources": row(),
}


@dataclass(frozen=True)
class Import:
    """One import: who, what (the module it reaches), on which line, and whether it stands inside a function."""

    importer: str
    target: str
    line: int
    late: bool


# --------------------------------------------------------------------------------------------------- reading


def ignored_patterns(root: Path) -> list[str]:
    """Return the plain name patterns of .gitignore: what lies in a work tree without being part of the project."""
    listing = root / ".gitignore"
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.exists() else []
    return [line.strip().strip("/") for line in lines if line.strip() and not line.startswith("#")]


def python_files(root: Path) -> list[Path]:
    """Return every Python file of the project, relative to its root."""
    patterns = [".git", *ignored_patterns(root)]
    found = (path.relative_to(root) for path in root.rglob("*.py"))
    return sorted(path for path in found if not any(fnmatch(part, pattern) for part in path.parts for pattern in patterns))


def module_name(path: Path) -> str:
    """Return the dotted name of a file: ``mq_enforce/law/__init__.py`` is ``mq_enforce.law``."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def product_modules(root: Path) -> dict[str, Path]:
    """Return the modules of the product by name."""
    return {module_name(path): path for path in python_files(root) if path.parts[0] in PRODUCT}


def _reached(base: str, names: list[str], modules: dict[str, Path]) -> Iterator[str]:
    for name in names:
        known = f"{base}.{name}" in modules or (base, name) == ("importlib", "resources")
        yield f"{base}.{name}" if known or (base == "mq_enforce" and name != "__version__") else base


def _dynamic(node: ast.Call) -> str | None:
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in ("import_module", "__import__") and node.args and isinstance(node.args[0], ast.Constant):
        return str(node.args[0].value)
    return None


def _targets(node: ast.AST, package: list[str], modules: dict[str, Path]) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        above = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*above, *([node.module] if node.module else [])])
        return list(_reached(base, [alias.name for alias in node.names], modules))
    dynamic = _dynamic(node) if isinstance(node, ast.Call) else None
    return [dynamic] if dynamic else []


def _walk(node: ast.AST, *, late: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        inside = late or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        yield child, inside
        yield from _walk(child, late=inside)


def imports(root: Path) -> list[Import]:
    """Return every import in the product, those inside functions and by constant name included."""
    modules = product_modules(root)
    found = []
    for name, path in modules.items():
        package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
        tree = ast.parse((root / path).read_text(encoding="utf-8"))
        for node, late in _walk(tree, late=False):
            found += [Import(name, target, getattr(node, "lineno", 0), late) for target in _targets(node, package, modules)]
    return found


# -------------------------------------------------------------------------------------------------- judging


def within(name: str, package: str) -> bool:
    """Tell whether a dotted name is the package or lies in it."""
    return name == package or name.startswith(package + ".")


def governing(module: str) -> str | None:
    """Return the longest key of TABLE that governs a module; the bare package row speaks for its __init__ alone."""
    keys = [key for key in TABLE if within(module, key) and (key != "mq_enforce" or module == key)]
    return max(keys, key=len) if keys else None


def _guarded(target: str) -> str | None:
    return next((name for name in GUARDED if within(target, name)), None)


def _own_allowed(found: Import, key: str) -> bool:
    home = ".".join(key.split(".")[: 2 if key.startswith("mq_enforce.") else 1])
    if key != "mq_enforce" and (within(found.target, home) or found.target == "mq_enforce" == home.split(".")[0]):
        return True
    return any(within(found.target, package) for package in TABLE[key].own) or (found.late and found.target in TABLE[key].late)


def judge(found: Import) -> str | None:
    """Return what is wrong with an import, or None."""
    place = f"{found.importer}:{found.line}"
    key = governing(found.importer)
    if key is None:
        return f"{place}: the package is not in the table"
    top = found.target.split(".")[0]
    if top in (*PRODUCT, "tests", "build_installer"):
        return None if _own_allowed(found, key) else f"{place}: {key} may not import {found.target}"
    library = _guarded(found.target) or (None if top in sys.stdlib_module_names else top)
    if library is None or library in TABLE[key].libraries:
        return None
    return f"{place}: {library} has no place in {key}"


def import_faults(root: Path) -> list[str]:
    """Return every import that the table does not allow."""
    return [fault for found in imports(root) if (fault := judge(found))]


def _cycle(edges: set[tuple[str, str]]) -> list[str]:
    graph: dict[str, set[str]] = {}
    for importer, target in edges:
        graph.setdefault(importer, set()).add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" ← ".join(error.args[1])]
    return []


def _siblings(importer: str, target: str) -> tuple[str, str]:
    """Return the two names cut where they part: the neighbouring packages (or modules) that the import joins.

    ``mq_enforce`` is no neighbour of forms and ui: its composition root stands above them, its core below.
    """
    mine, theirs = importer.split("."), target.split(".")
    common = next((i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs)))
    depth = common + 1
    return ".".join(mine[: depth + (depth == 1 and mine[0] == CORE_PACKAGE)]), ".".join(
        theirs[: depth + (depth == 1 and theirs[0] == CORE_PACKAGE)]
    )


def cycle_faults(root: Path) -> list[str]:
    """Return a cycle between modules, and one between neighbouring packages at any depth, where there is one."""
    modules = product_modules(root)
    packages = {name for name, path in modules.items() if path.name == "__init__.py"}
    edges = {(found.importer, found.target) for found in imports(root) if found.target in modules}
    between = {_siblings(*edge) for edge in edges}
    return _cycle(edges) + _cycle({(a, b) for a, b in between if {a, b} <= packages and a != b})


def file_faults(root: Path) -> list[str]:
    """Return what is wrong with single files: length, docstring, unfinished work, notes that no user has."""
    unfinished = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")) + r")\b")
    notes = re.compile(r"(?<!\w)shared/")
    faults = []
    for path in python_files(root):
        text = (root / path).read_text(encoding="utf-8")
        where = path.as_posix()
        length = len(text.splitlines())
        if length > LONGEST_FILE:
            faults.append(f"{where}: {length} lines, {LONGEST_FILE} at most")
        if not ast.get_docstring(ast.parse(text)):
            faults.append(f"{where}: no docstring")
        faults += [f"{where}: {word}" for word in unfinished.findall(text)]
        if path.parts[0] in PRODUCT and notes.search(text):
            faults.append(f"{where}: names the project's notes, which no user has")
    return faults


def top_level_faults(root: Path) -> list[str]:
    """Return what stands at the top without belonging there (dot files may; ignored files are nobody's business)."""
    patterns = ignored_patterns(root)
    here = [path for path in root.iterdir() if not path.name.startswith(".") and not any(fnmatch(path.name, p) for p in patterns)]
    return sorted(path.name for path in here if path.name not in (TOP_FOLDERS if path.is_dir() else TOP_FILES))


# ------------------------------------------------------------------------------------------- the house itself


def assert_none(faults: list[str]) -> None:
    assert not faults, "\n".join(faults)


def test_every_import_is_in_the_table() -> None:
    assert_none(import_faults(ROOT))


def test_no_cycle_between_modules_or_packages() -> None:
    assert_none(cycle_faults(ROOT))


def test_files_are_short_documented_finished_and_know_no_notes() -> None:
    assert_none(file_faults(ROOT))


def test_nothing_else_stands_at_the_top() -> None:
    assert_none(top_level_faults(ROOT))


def test_every_folder_of_the_product_with_code_is_a_package() -> None:
    modules = product_modules(ROOT)
    folders = {path.parent for path in modules.values()}
    assert_none([folder.as_posix() for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()])


# --------------------------------------------------------------------------------- the checker, on planted faults


def plant(root: Path, files: dict[str, str]) -> Path:
    """Make a small tree; every file gets a docstring unless its text brings one."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if text.startswith('"""') else f'"""Doc."""\n{text}\n', encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("mq_enforce/base/x.py", "import mq_enforce.law", "mq_enforce.base may not import mq_enforce.law"),
        ("mq_enforce/law/x.py", "def f():\n    from mq_enforce.case import facts", "mq_enforce.law may not import mq_enforce.case"),
        ("mq_enforce/law/x.py", "from ..store import y", "mq_enforce.law may not import mq_enforce.store"),
        ("mq_enforce/case/x.py", "from mq_enforce.law import periods", "mq_enforce.case may not import mq_enforce.law"),
        ("mq_enforce/services/x.py", "from mq_enforce import cli", "mq_enforce.services may not import mq_enforce.cli"),
        ("mq_enforce/services/x.py", "import forms.draw", "mq_enforce.services may not import forms.draw"),
        ("mq_enforce/services/x.py", "import sqlalchemy.orm", "sqlalchemy has no place in mq_enforce.services"),
        ("mq_enforce/dossier/x.py", "from reportlab.pdfgen import canvas", "reportlab has no place in mq_enforce.dossier"),
        ("mq_enforce/cli/x.py", "from PySide6 import QtCore", "PySide6 has no place in mq_enforce.cli"),
        ("mq_enforce/cli/x.py", "import ui.app", "mq_enforce.cli may not import ui.app"),
        ("mq_enforce/cli/x.py", "def f():\n    import ui.screens", "mq_enforce.cli may not import ui.screens"),
        ("mq_enforce/law/x.py", "import tomllib", "tomllib has no place in mq_enforce.law"),
        ("mq_enforce/law/x.py", "from importlib import resources", "importlib.resources has no place in mq_enforce.law"),
        ("mq_enforce/law/x.py", "import importlib\nimportlib.import_module('openpyxl')", "openpyxl has no place in mq_enforce.law"),
        ("mq_enforce/first_run.py", "import mq_enforce.base", "mq_enforce.first_run may not import mq_enforce.base"),
        ("mq_enforce/__init__.py", "from mq_enforce import base", "mq_enforce may not import mq_enforce.base"),
        ("mq_enforce/novelty/x.py", "import json", "the package is not in the table"),
        ("forms/draw.py", "import pikepdf", "pikepdf has no place in forms"),
        ("ui/screens.py", "from mq_enforce.base import money", "ui may not import mq_enforce.base"),
        ("ui/screens.py", "from mq_enforce.bootstrap import wire", "ui may not import mq_enforce.bootstrap"),
        ("mq_enforce/audit/x.py", "import tests.helpers", "mq_enforce.audit may not import tests.helpers"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path: Path, file: str, text: str, fault: str) -> None:
    (found,) = import_faults(plant(tmp_path, {file: text}))
    assert fault in found


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("mq_enforce/case/x.py", "from mq_enforce.law import articles"),
        ("mq_enforce/case/x.py", "from mq_enforce.law.articles import Article"),
        ("mq_enforce/cli/x.py", "def f():\n    from ui import app"),
        ("forms/pdfa.py", "import pikepdf"),
        ("ui/app.py", "from mq_enforce.bootstrap import wire\nimport ui.screens"),
        ("mq_enforce/store/x.py", "from . import tables\nfrom .tables import Case\nimport json, sqlalchemy"),
        ("mq_enforce/base/x.py", "import tomllib\nfrom importlib.resources import files"),
        ("mq_enforce/cli/x.py", "from mq_enforce import __version__, bootstrap"),
    ],
)
def test_an_allowed_import_passes(tmp_path: Path, file: str, text: str) -> None:
    others = {"mq_enforce/law/articles.py": "", "mq_enforce/store/tables.py": "", "ui/screens.py": "", "ui/app.py": ""}
    assert import_faults(plant(tmp_path, {**others, file: text})) == []


def test_cycles_are_found_between_modules_and_between_packages(tmp_path: Path) -> None:
    modules = plant(
        tmp_path / "a", {"mq_enforce/law/x.py": "from mq_enforce.law import y", "mq_enforce/law/y.py": "def f():\n    from . import x"}
    )
    assert len(cycle_faults(modules)) == 1
    inits = {f"forms/{name}/__init__.py": "" for name in ("fill", "draw")}
    chain = {"forms/fill/a.py": "from forms.draw import b", "forms/draw/c.py": "from forms.fill import d"}
    packages = plant(tmp_path / "b", {"forms/__init__.py": "", **inits, **chain, "forms/draw/b.py": "", "forms/fill/d.py": ""})
    (cycle,) = cycle_faults(packages)
    assert "forms.draw" in cycle
    assert "forms.fill" in cycle


def test_faults_of_single_files_are_found(tmp_path: Path) -> None:
    tree = {
        "tests/test_long.py": '"""Doc."""\n' * (LONGEST_FILE + 1),
        "mq_enforce/law/bare.py": '""""""\nX = 1\n',
        "mq_enforce/law/later.py": "# TO" + "DO: more",
        "mq_enforce/law/notes.py": "PATH = '../shared/law'",
        ".venv/lib/foreign.py": '"""""" # FIX' + "ME",
        ".gitignore": '"""\n.venv/\n',
    }
    faults = file_faults(plant(tmp_path, tree))
    assert [fault.split(":")[0] for fault in faults] == [
        "mq_enforce/law/bare.py",
        "mq_enforce/law/later.py",
        "mq_enforce/law/notes.py",
        "tests/test_long.py",
    ]


def test_strangers_at_the_top_are_found(tmp_path: Path) -> None:
    tree = {
        "mq_enforce/__init__.py": "",
        "notes.md": "",
        "demo-out/x.txt": "",
        "scripts/x.py": "",
        ".gitignore": '"""\ndemo-out/\n',
        ".ci/run": "",
    }
    assert top_level_faults(plant(tmp_path, tree)) == ["notes.md", "scripts"]
