"""The command line: everything the program does for a case, without a window. Its names and exit codes are a contract."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from mq_enforce.base.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_OUR_FAULT, MqError
from mq_enforce.cli.output import our_fault, prepare_streams, tell_error
from mq_enforce.cli.parser import build_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        parsed = build_parser().parse_args(words)
        code: int = parsed.command(parsed)
    except MqError as error:
        tell_error(error, as_json="--json" in words)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("已中断；已经保存的内容没有丢失。\n")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has had enough (``| head``): nothing is wrong, and nothing more can be said.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - keeps the interpreter's last flush quiet
        return EXIT_DONE
    except Exception as error:  # noqa: BLE001 - the last line of defence: a report instead of a traceback
        our_fault(error)
        return EXIT_OUR_FAULT
    return code
