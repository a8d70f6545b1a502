"""Print a command of README.md by its name, so that what CI runs is what the README says and cannot drift from it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def command(name: str, text: str) -> str:
    """Return the one line of the fenced block that follows ``<!-- command: name -->``.

    Raises LookupError when there is no such block, or more than one, or when it holds other than one line.
    """
    block = re.compile(r"^<!-- command: (\S+) -->\n```[a-z]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    found = [body.strip() for title, body in block.findall(text) if title == name]
    if len(found) != 1 or not found[0] or "\n" in found[0]:
        message = f"README.md needs exactly one one-line block named {name}, found {found}"
        raise LookupError(message)
    return found[0]


def main() -> int:
    """Print the command named on the command line."""
    sys.stdout.write(command(sys.argv[1], README.read_text(encoding="utf-8")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
