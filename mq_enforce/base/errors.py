"""The four kinds of error and what each owes the person who reads it.

Every message is one clear sentence in Chinese: what was wrong, where, and what was expected or would help.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

EXIT_DONE = 0
EXIT_WANTING = 1
EXIT_BAD_INPUT = 2
EXIT_REFUSED = 3
EXIT_ENVIRONMENT = 4
EXIT_OUR_FAULT = 70
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was given: the sentence, the place, and what was expected there."""

    message: str
    where: str = ""
    expected: str = ""

    def sentence(self) -> str:
        """Return the fault as one line for a person."""
        parts = [self.where + "：" if self.where else "", self.message]
        if self.expected:
            parts.append(f"；应为：{self.expected}")
        return "".join(parts)

    def to_json(self) -> dict[str, str]:
        """Return the fault as plain data for ``--json``."""
        return {"message": self.message, "where": self.where, "expected": self.expected}


@dataclass(frozen=True, slots=True)
class Violation:
    """A requirement of law that does not hold.

    ``block`` is the hard block (``HB-60``) or warning (``W-03``) it belongs to, or None for a plain precondition of the
    procedure. ``article`` is the printed citation, ``remedy`` says what would satisfy it.
    """

    requirement: str
    message: str
    article: str
    remedy: str
    block: str | None = None
    subject: str = ""

    def sentence(self) -> str:
        """Return the violation as one line: what happened, which article, what would satisfy it."""
        head = f"[{self.block}] " if self.block else ""
        about = f"（{self.subject}）" if self.subject else ""
        article = f"依据：{self.article}。" if self.article else ""
        remedy = f"可以这样办：{self.remedy}" if self.remedy else ""
        return f"{head}{self.message}{about}。{article}{remedy}"

    def to_json(self) -> dict[str, str | None]:
        """Return the violation as plain data for ``--json``."""
        return {
            "block": self.block,
            "requirement": self.requirement,
            "message": self.message,
            "article": self.article,
            "remedy": self.remedy,
            "subject": self.subject,
        }


class MqError(Exception):
    """Base of all errors that are told to a person; ``exit_code`` is the command line's contract."""

    exit_code = EXIT_OUR_FAULT
    kind = "error"

    def sentences(self) -> list[str]:
        """Return the lines for a person, one thing per line."""
        return [str(self)]

    def to_json(self) -> dict[str, Any]:
        """Return the error as plain data for ``--json``."""
        return {"error": self.kind, "exit": self.exit_code, "messages": self.sentences()}


class BadInput(MqError):
    """What was given cannot be used: each fault with place and expectation."""

    exit_code = EXIT_BAD_INPUT
    kind = "bad_input"

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("；".join(fault.sentence() for fault in faults))

    def sentences(self) -> list[str]:
        return [fault.sentence() for fault in self.faults]

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "faults": [fault.to_json() for fault in self.faults]}


class MissingFact(BadInput):
    """A paper or an act needs facts that are not there yet; every missing field is named."""

    kind = "missing_fact"


class RuleViolation(MqError):
    """The law says not yet: every requirement that fails, with its article and the way out."""

    exit_code = EXIT_REFUSED
    kind = "refused_by_law"

    def __init__(self, *violations: Violation, act: str = "") -> None:
        self.violations = violations
        self.act = act
        super().__init__("；".join(violation.sentence() for violation in violations))

    @property
    def blocks(self) -> tuple[str, ...]:
        """The hard blocks and warnings named, in order, without repetition."""
        return tuple(dict.fromkeys(v.block for v in self.violations if v.block))

    def sentences(self) -> list[str]:
        head = f"{self.act}：" if self.act else ""
        return [head + violation.sentence() for violation in self.violations]

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "act": self.act, "violations": [v.to_json() for v in self.violations]}


class EnvironmentProblem(MqError):
    """The machine could not do it: what failed, what is safe, what to do."""

    exit_code = EXIT_ENVIRONMENT
    kind = "environment"

    def __init__(self, what: str, safe: str, todo: str) -> None:
        self.what = what
        self.safe = safe
        self.todo = todo
        super().__init__(f"{what}。{safe}。{todo}")
