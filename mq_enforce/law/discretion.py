"""裁量基准: bands of fines as an office has them on file, and the check of an amount against band and statute.

No bands come with the program (none for Henan's matters could be obtained): an office records its own, with source and
dates. Where no band is on file nothing is proposed and no band is named (行政处罚法第三十四条).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from mq_enforce.base.money import Money
from mq_enforce.law.matters import FineRange, Matter


class Banded(Protocol):
    """What is asked of a band on file; ``effective_to`` is its last day, ``includes_…`` whether the ends belong to it."""

    @property
    def matter(self) -> str:
        """The matter's id."""
        ...

    @property
    def name(self) -> str:
        """The name of the band (等次)."""
        ...

    @property
    def fine_from(self) -> Money:
        """The lower end."""
        ...

    @property
    def fine_to(self) -> Money:
        """The upper end."""
        ...

    @property
    def includes_from(self) -> bool:
        """Whether the lower end belongs to the band: standards differ."""
        ...

    @property
    def includes_to(self) -> bool:
        """Whether the upper end belongs to the band."""
        ...

    @property
    def effective_from(self) -> date:
        """The first day."""
        ...

    @property
    def effective_to(self) -> date | None:
        """The last day, or None."""
        ...


B = TypeVar("B", bound=Banded)


def holds(band: Banded, on: date) -> bool:
    """Say whether the band is in force on a day."""
    return band.effective_from <= on and (band.effective_to is None or on <= band.effective_to)


def contains(band: Banded, amount: Money) -> bool:
    """Say whether an amount lies in the band."""
    above = amount >= band.fine_from if band.includes_from else amount > band.fine_from
    below = amount <= band.fine_to if band.includes_to else amount < band.fine_to
    return above and below


def bands_on(bands: Iterable[B], matter: Matter | str, on: date) -> tuple[B, ...]:
    """Return the bands of a matter in force on a day, in the order given; none when nothing is on file."""
    wanted = matter if isinstance(matter, str) else matter.id
    return tuple(band for band in bands if band.matter == wanted and holds(band, on))


def band_for(bands: Iterable[B], matter: Matter | str, name: str, on: date) -> B | None:
    """Return the band of a name for a matter on a day, the latest when there are several; None when none is on file."""
    named = [band for band in bands_on(bands, matter, on) if band.name == name]
    return max(named, key=lambda band: band.effective_from, default=None)


@dataclass(frozen=True, slots=True)
class AmountCheck:
    """How a fine stands to statute and band; None where there is nothing to compare with.

    ``problems`` are sentences in Chinese, one for each range that is left.
    """

    in_statute: bool | None
    in_band: bool | None
    problems: tuple[str, ...]

    @property
    def lawful(self) -> bool:
        """Whether the statute's range is not known to be left; leaving the band alone is a matter of reasons (W-03)."""
        return self.in_statute is not False


def check_amount(amount: Money, statutory: FineRange | None, band: Banded | None = None) -> AmountCheck:
    """Compare a fine with the statutory range and with the band applied.

    ``statutory`` is None when the penalty holds no fine for this kind of party: any fine then is outside the statute.
    """
    in_statute = False if statutory is None else statutory.contains(amount)
    in_band = None if band is None else contains(band, amount)
    problems: list[str] = []
    if statutory is None:
        problems.append(f"该罚则对这类当事人没有规定罚款，不得罚款{amount.short}元")
    elif in_statute is False and statutory.maximum is not None:
        least = f"{statutory.minimum.short}元以上" if statutory.minimum.fen else ""
        problems.append(f"罚款{amount.short}元不在法定幅度（{least}{statutory.maximum.short}元以下）内")
    if band is not None and in_band is False:
        problems.append(f"罚款{amount.short}元不在“{band.name}”等次（{band.fine_from.short}元至{band.fine_to.short}元）内")
    return AmountCheck(in_statute, in_band, tuple(problems))
