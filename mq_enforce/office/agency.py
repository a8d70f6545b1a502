"""The agency: the township government or sub-district office in whose name everything is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AgencyKind(StrEnum):
    """What kind of agency; it decides which matters it can be granted and who reconsiders its decisions."""

    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency as it stood on a date.

    ``short`` is the 机关代字 of its numbers (民示). ``reconsideration_body`` follows 行政复议法第二十四条; ``court`` is never
    guessed, because suits may lie with another county's court. ``online_reconsideration`` is the channel that
    行政复议法第二十二条第二款 demands when a decision is delivered over the internet.
    """

    id: str = "agency"
    name: str
    short: str
    kind: AgencyKind = AgencyKind.TOWNSHIP
    province: str = "河南省"
    county: str
    team: str
    head: str
    address: str
    postcode: str
    phone: str
    contact: str
    credit_code: str = ""
    reconsideration_body: str
    reconsideration_address: str = ""
    court: str
    court_address: str = ""
    bank: str
    bank_address: str
    bank_account_name: str
    bank_account: str
    online_payment: str = ""
    online_reconsideration: str = ""
    publication_site: str
    archive: str = ""
