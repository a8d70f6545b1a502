"""The one composition root: puts store, law, papers, clock and person together; nothing else knows every concrete class."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import platformdirs

from forms.loading import load_edition
from forms.papers import FormPapers, edition_folder
from forms.specification import Edition
from forms.stamps import FormStamps
from mq_enforce.base.actors import Actor, Clock, Ids
from mq_enforce.documents.bindings.labels import label_of
from mq_enforce.documents.kinds import document_kinds
from mq_enforce.law.lawbook import load_lawbook
from mq_enforce.services.program import NOBODY, NOBODY_NAME, Program, SystemClock, SystemIds, this_machine
from mq_enforce.services.recovery import void_left_numbers
from mq_enforce.store import DATABASE_NAME, Store

_HOME = "MQ_ENFORCE_HOME"


def data_folder(given: Path | None = None) -> Path:
    """Return the folder of the office's data: what was given, else ``MQ_ENFORCE_HOME``, else the platform's local data folder."""
    if given is not None:
        return given
    home = os.environ.get(_HOME)
    return Path(home) if home else Path(platformdirs.user_data_dir("mq_enforce", appauthor=False, roaming=False))


@cache
def _edition() -> Edition:
    return load_edition(edition_folder())


def papers_with(images: Mapping[str, bytes]) -> FormPapers:
    """Return the drawing port of the edition that comes with the program, with these pictures; read and checked once."""
    return FormPapers(_edition(), images, _label_of)


def _label_of(name: str) -> str:
    """Return what a binding is called in messages about running text."""
    return label_of(name, load_lawbook().rules)


@contextmanager
def open_program(
    data: Path, database: str | None = None, actor: Actor | None = None, clock: Clock | None = None, ids: Ids | None = None
) -> Iterator[Program]:
    """Open the program on a data folder; ``database`` is an address, else SQLite inside the folder.

    Raises EnvironmentProblem when the data are open elsewhere, newer, or cannot be reached.
    """
    who = actor or Actor(NOBODY, NOBODY_NAME, "agency", this_machine())
    with Store.open(database or data / DATABASE_NAME, data) as store:
        program = Program(
            store=store,
            law=load_lawbook(),
            kinds=document_kinds(),
            papers=papers_with,
            stamps=FormStamps(),
            clock=clock or SystemClock(),
            ids=ids or SystemIds(),
            actor=who,
        )
        if database is None:
            # The folder's lock says that nobody else is drawing: what is still reserved is a crash's.
            void_left_numbers(program)
        yield program
