"""People of the office: posts, roles, enforcement certificates, qualification for legal review.

河南省行政执法条例第二十条、第二十一条 (certificates); 行政处罚法第五十八条第二款 (qualification of reviewers).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in the office."""

    OFFICER = "officer"
    HEAD_OF_TEAM = "head_of_team"
    HEAD_OF_AGENCY = "head_of_agency"
    DEPUTY_HEAD = "deputy_head"
    LEGAL_REVIEWER = "legal_reviewer"
    HEARING_OFFICER = "hearing_officer"
    RECORDER = "recorder"
    PUBLICATION_CLERK = "publication_clerk"
    ARCHIVIST = "archivist"

    @property
    def label(self) -> str:
        """The Chinese name of the role."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.OFFICER: "执法人员",
    Role.HEAD_OF_TEAM: "执法机构负责人",
    Role.HEAD_OF_AGENCY: "行政机关负责人",
    Role.DEPUTY_HEAD: "行政机关副职负责人",
    Role.LEGAL_REVIEWER: "法制审核人员",
    Role.HEARING_OFFICER: "听证人员",
    Role.RECORDER: "记录人员",
    Role.PUBLICATION_CLERK: "公示专员",
    Role.ARCHIVIST: "档案员",
}

LEADERS = frozenset({Role.HEAD_OF_AGENCY, Role.DEPUTY_HEAD})
"""Those who may vote in a deliberation (行政处罚法第五十七条第二款: 行政机关负责人)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """An enforcement certificate; both days of validity are included."""

    number: str
    valid_from: date
    valid_to: date
    revoked_on: date | None = None

    def valid_on(self, day: date) -> bool:
        """Say whether the certificate is in force on this day."""
        return self.valid_from <= day <= self.valid_to and (self.revoked_on is None or day < self.revoked_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the office as they stood on a date.

    ``first_penalty_review_on`` is the first day they reviewed a penalty decision, None when not recorded (then they
    count as first-timers, HB-10). ``legal_qualification`` names the paper that proves the legal profession qualification.
    """

    id: str
    name: str
    post: str
    unit: str = ""
    roles: tuple[Role, ...] = ()
    certificate: Certificate | None = None
    first_penalty_review_on: date | None = None
    legal_qualification: str = ""

    def certified_on(self, day: date) -> bool:
        """Say whether the person may enforce on this day: holds a certificate that is in force."""
        return self.certificate is not None and self.certificate.valid_on(day)

    @property
    def certificate_number(self) -> str:
        """The certificate's number, or an empty text."""
        return self.certificate.number if self.certificate else ""

    @property
    def is_leader(self) -> bool:
        """Whether the person is head or deputy head of the agency."""
        return bool(LEADERS & set(self.roles))
