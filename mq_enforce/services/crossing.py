"""What the window needs from the packages below: it may import services alone, and these names cross here."""

from __future__ import annotations

from mq_enforce.base.actors import CHINA, Actor
from mq_enforce.base.errors import BadInput, EnvironmentProblem, Fault, MissingFact, MqError, RuleViolation, Violation
from mq_enforce.base.resources import resource
from mq_enforce.case.acts import Act
from mq_enforce.documents.ports import Narrative
from mq_enforce.office.people import Role
from mq_enforce.services.program import Program, StoryClock

__all__ = [
    "CHINA",
    "Act",
    "Actor",
    "BadInput",
    "EnvironmentProblem",
    "Fault",
    "MissingFact",
    "MqError",
    "Narrative",
    "Program",
    "Role",
    "RuleViolation",
    "StoryClock",
    "Violation",
    "resource",
]
