"""``verify`` a dossier package, and ``doctor`` for the data of this machine."""

from __future__ import annotations

import argparse

from mq_enforce.base.errors import EXIT_DONE, EXIT_WANTING
from mq_enforce.bootstrap import data_folder, open_program
from mq_enforce.cli.output import say, say_json
from mq_enforce.dossier.slip import read_digest
from mq_enforce.dossier.verify import verify as verify_package
from mq_enforce.services.checking import examine


def verify(options: argparse.Namespace) -> int:
    """Check a package; every fault is listed, nothing is mended."""
    report = verify_package(options.path, read_digest(options.slip) if options.slip else None)
    if options.json:
        say_json(report.to_json())
    else:
        say(*report.sentences())
    return EXIT_DONE if report.ok else EXIT_WANTING


def doctor(options: argparse.Namespace) -> int:
    """Check journal, numbers, blobs, rows and projections of the data folder; leftovers of a power cut alone are no fault."""
    with open_program(data_folder(options.data), options.database) as program:
        findings = examine(program)
    if options.json:
        say_json([finding.to_json() for finding in findings])
    elif findings:
        say(*(finding.sentence() for finding in findings))
    else:
        say("检查完毕：记录链、封记、编号、文件、列表都没有问题。")
    return EXIT_WANTING if any(not finding.leftover for finding in findings) else EXIT_DONE
