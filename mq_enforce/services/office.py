"""The office's registers: the agency, its people, what is granted to it, and the rest that a diary brings along.

Every value is dated and journaled. The first value under a key holds for all days on file: certificates and grants bear
their own days, and a case that began before the installation was handled by the same office. Later values are either
corrections, which take the place of what they correct, or changes from a day on. What left a register has the value None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import TypeAdapter

from mq_enforce.base.chain import plain_copy
from mq_enforce.base.errors import BadInput, Fault
from mq_enforce.case.facts import Band, Grant, Passage, ReviewListEntry
from mq_enforce.case.state import Office
from mq_enforce.office.agency import Agency
from mq_enforce.office.people import Person
from mq_enforce.services.input_faults import InputFaults
from mq_enforce.services.office_forms import AGENCY, PERSON, checked_agency, checked_grants, checked_person
from mq_enforce.services.program import Program
from mq_enforce.store import Reader, RegisterRow, Writer

__all__ = [
    "InputFaults",
    "OnFile",
    "agency_on_file",
    "grants_on_file",
    "office_of",
    "people_on_file",
    "put_agency",
    "put_grant",
    "put_person",
    "read_office",
    "remove_grant",
    "remove_person",
    "write_office",
]

FROM_THE_START = date(1950, 1, 1)
"""The first day that acts may bear: since when the first value under a key holds."""

_AGENCY, _PERSON, _GRANT, _SAMPLE, _PARAMETER = "agency", "person", "grant", "sample", "parameter"
_ONE = "office"
"""The key of what there is one of."""
_LISTS: Mapping[str, TypeAdapter[Any]] = {
    _GRANT: TypeAdapter(Grant),
    "review_list": TypeAdapter(ReviewListEntry),
    "band": TypeAdapter(Band),
    "passage": TypeAdapter(Passage),
}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OnFile:
    """A value of a register with its key, as plain data spelled as in a diary, and since when it stands so."""

    key: str
    data: Mapping[str, Any]
    since: date


# -- reading ----------------------------------------------------------------------------------------------------


def read_office(program: Program, day: date) -> Office | None:
    """Return the registers as they stood on a day; None while there is no agency in them."""
    with program.store.read(program.actor.agency) as reader:
        return office_of(reader, day)


def office_of(reader: Reader, day: date) -> Office | None:
    """Return the registers as they stood on a day, within the caller's snapshot; None while there is no agency in them."""
    agency = _held(reader, _AGENCY, day)
    if not agency:
        return None
    lists = {kind: tuple(adapter.validate_python(row.value) for row in _held(reader, kind, day)) for kind, adapter in _LISTS.items()}
    return Office(
        agency=AGENCY.validate_python(agency[0].value),
        people=_people(reader, day),
        grants=lists[_GRANT],
        review_list=lists["review_list"],
        bands=lists["band"],
        passages=lists["passage"],
        parameters={row.key: int(row.value) for row in _held(reader, _PARAMETER, day)},
        sample=any(row.value for row in _held(reader, _SAMPLE, day)),
    )


def _held(reader: Reader, kind: str, day: date) -> tuple[RegisterRow, ...]:
    return tuple(row for row in reader.register(kind, day) if row.value is not None)


def _people(reader: Reader, day: date) -> dict[str, Person]:
    entered: dict[str, int] = {}
    for place, row in enumerate(sorted(reader.register_history(_PERSON), key=lambda row: row.recorded_at)):
        entered.setdefault(row.key, place)
    rows = sorted(_held(reader, _PERSON, day), key=lambda row: entered[row.key])
    return {row.key: PERSON.validate_python(row.value) for row in rows}


def agency_on_file(program: Program, day: date) -> OnFile | None:
    """Return the agency as plain data; None when it was not entered yet."""
    with program.store.read(program.actor.agency) as reader:
        return next((OnFile(row.key, _said(row.value), row.valid_from) for row in _held(reader, _AGENCY, day)), None)


def people_on_file(program: Program, day: date) -> tuple[OnFile, ...]:
    """Return the people of the office as plain data, in the order in which they were entered."""
    with program.store.read(program.actor.agency) as reader:
        rows = {row.key: row for row in _held(reader, _PERSON, day)}
        return tuple(OnFile(key, _said(rows[key].value), rows[key].valid_from) for key in _people(reader, day))


def grants_on_file(program: Program, day: date) -> tuple[OnFile, ...]:
    """Return the grants as plain data, in the order in which they were entered; past and future ones too."""
    with program.store.read(program.actor.agency) as reader:
        return tuple(OnFile(row.key, _said(row.value), row.valid_from) for row in _held(reader, _GRANT, day))


def _said(value: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing, as a diary does."""
    return {
        key: _said(one) if isinstance(one, Mapping) else one
        for key, one in value.items()
        if one is not None and not (isinstance(one, str | list) and not one)
    }


# -- writing ----------------------------------------------------------------------------------------------------


def write_office(program: Program, office: Office, valid_from: date | None = None, why: str = "") -> None:
    """Let the registers be as an office has them, in one unit of work; what already is so leaves no entry.

    ``valid_from`` is the day of a change; None corrects what stands, or enters it for the first time.
    """
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        for kind, values in _registers_of(office).items():
            pen = _Pen(writer, kind, valid_from, why)
            for key, value in values.items():
                pen.put(key, value)
            for row in _held(writer, kind, pen.day):
                if row.key not in values:
                    pen.put(row.key, None)


def _registers_of(office: Office) -> dict[str, dict[str, Any]]:
    lists: dict[str, tuple[Any, ...]] = {
        _GRANT: office.grants,
        "review_list": office.review_list,
        "band": office.bands,
        "passage": office.passages,
    }
    numbered = {
        kind: {_place(number): _LISTS[kind].dump_python(one, mode="json") for number, one in enumerate(values, start=1)}
        for kind, values in lists.items()
    }
    return {
        _AGENCY: {_ONE: AGENCY.dump_python(office.agency, mode="json")},
        _PERSON: {key: PERSON.dump_python(person, mode="json") for key, person in office.people.items()},
        _PARAMETER: dict(office.parameters),
        _SAMPLE: {_ONE: True} if office.sample else {},
        **numbered,
    }


def _place(number: int) -> str:
    """Return the key of an entry of a list: keys sort as the entries stand."""
    return f"{number:05}"


class _Pen:
    """Writes values of one register: as corrections, or as changes from a day on."""

    def __init__(self, writer: Writer, kind: str, valid_from: date | None, why: str) -> None:
        self._writer, self._kind, self._valid_from, self._why = writer, kind, valid_from, why
        self.day = valid_from or writer.now.date()

    def put(self, key: str, value: object) -> None:
        """Record a value unless it is what stands there; None takes the key out."""
        standing = self._writer.register_row(self._kind, key, self.day)
        before = None if standing is None else standing.value
        if plain_copy(value) == before:
            return
        since = self._valid_from or (FROM_THE_START if standing is None else standing.valid_from)
        self._writer.set_register(self._kind, key, value, valid_from=since, why=self._why)


def put_agency(program: Program, data: Mapping[str, Any], valid_from: date | None = None, why: str = "") -> Agency:
    """Enter, correct or change the agency from what was filled in. Raises InputFaults: nothing is kept then."""
    agency = checked_agency(data)
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        _Pen(writer, _AGENCY, valid_from, why).put(_ONE, AGENCY.dump_python(agency, mode="json"))
    return agency


def put_person(program: Program, data: Mapping[str, Any], valid_from: date | None = None, why: str = "") -> Person:
    """Enter, correct or change a person; without ``id`` in the data it is a new one. Raises InputFaults: nothing is kept then."""
    person_id = str(data.get("id") or program.ids.new(_PERSON))
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        pen = _Pen(writer, _PERSON, valid_from, why)
        person = checked_person({**data, "id": person_id}, _people(writer, pen.day))
        pen.put(person_id, PERSON.dump_python(person, mode="json"))
    return person


def remove_person(program: Program, person_id: str, last_day: date | None = None, why: str = "") -> None:
    """Take a person out of the register after their last day; None when they were entered by mistake.

    Cases keep the people they were opened with. Raises BadInput for somebody who is not in it.
    """
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        _remove(writer, _PERSON, person_id, None if last_day is None else last_day + _ONE_DAY, why)


def put_grant(program: Program, data: Mapping[str, Any], key: str | None = None, why: str = "") -> tuple[Grant, ...]:
    """Enter what a document grants: one grant for each of its ``matters``; ``key`` corrects one grant that is on file.

    A matter that a document of the same name and number grants from the same day already is not entered twice. Raises
    InputFaults: nothing is kept then.
    """
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        pen = _Pen(writer, _GRANT, None, why)
        office = office_of(writer, pen.day)
        grants = checked_grants(data, program.law.matters, office.agency if office is not None else None)
        standing = {row.key: row.value for row in _held(writer, _GRANT, pen.day)}
        if key is not None and key not in standing:
            raise BadInput(Fault("要更正的承接文件不在登记中", expected="登记中的一项"))
        known = {_sameness(value) for one, value in standing.items() if one != key}
        last = max((int(row.key) for row in writer.register_history(_GRANT)), default=0)
        for grant in grants:
            value = _LISTS[_GRANT].dump_python(grant, mode="json")
            if _sameness(value) in known:
                continue
            if key is None:
                last += 1
            pen.put(key or _place(last), value)
            key = None
    return grants


def _sameness(value: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(value[name] for name in ("matter", "document", "number", "effective_from"))


def remove_grant(program: Program, key: str, why: str = "") -> None:
    """Take out a grant that was entered by mistake; one that ended gets its last day instead. Raises BadInput when there is none."""
    with program.store.write(program.actor, program.clock, program.ids) as writer:
        _remove(writer, _GRANT, key, None, why)


def _remove(writer: Writer, kind: str, key: str, gone_on: date | None, why: str) -> None:
    pen = _Pen(writer, kind, gone_on, why)
    row = writer.register_row(kind, key, pen.day)
    if row is None or row.value is None:
        raise BadInput(Fault("要移出的一项不在登记中", expected="登记中的一项"))
    pen.put(key, None)
