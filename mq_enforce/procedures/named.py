"""Every proposition by its name, for form files, steps and explanations."""

from __future__ import annotations

from inspect import getmembers, isfunction, signature
from types import ModuleType

from mq_enforce.procedures.judgement import Proposition
from mq_enforce.procedures.propositions import branches, order, words


def _of(module: ModuleType) -> dict[str, Proposition]:
    """Return the public yes-or-no functions that a module defines."""
    return {
        name: function
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and signature(function).return_annotation == "bool"
    }


PROPOSITIONS: dict[str, Proposition] = {**_of(order), **_of(branches), **words.PROPOSITIONS}
"""The propositions by name; where two modules share a name, the words for forms prevail."""
