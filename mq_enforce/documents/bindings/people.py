"""Who: parties with guardian and agent, officers with certificates, the agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mq_enforce.case.facts import Party, PartyKind
from mq_enforce.documents.bindings.facts import told
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.bindings.words import day
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING, Runs, join, run
from mq_enforce.documents.source import PaperSource
from mq_enforce.office.people import Person

_PLAIN = (
    "sex", "born_on", "ethnicity", "id_number", "id_confirmed", "credit_code", "head", "head_post", "occupation", "work_unit", "address",
    "postcode", "phone",
)  # fmt: skip
_GUARDIAN = ("name", "relation", "phone", "address")
_AGENT = ("name", "id_number", "unit", "post", "phone", "scope")
_AGENCY = (
    "name", "short", "county", "province", "team", "head", "address", "postcode", "phone", "contact", "credit_code",
    "reconsideration_body", "reconsideration_address", "court", "court_address", "bank", "bank_address", "bank_account_name",
    "bank_account", "online_payment", "online_reconsideration", "publication_site", "archive",
)  # fmt: skip


def _fact(party: Party, field: str) -> Binding:
    return lambda source: told(source, party, field, f"parties.{party.id}")


def _age(source: PaperSource, party: Party) -> Runs:
    years = party.age_on(source.on)
    return run(str(years), f"parties.{party.id}.born_on") if years is not None else NOTHING


def _code_label(party: Party) -> str:
    return "统一社会信用代码" if party.is_unit else "公民身份号码"


def _code(source: PaperSource, party: Party) -> Runs:
    return _fact(party, "credit_code" if party.is_unit else "id_number")(source)


def _head_label(party: Party) -> str:
    return {PartyKind.UNIT: "法定代表人（负责人）", PartyKind.SOLE_TRADER: "经营者"}.get(party.kind, "")


def _labelled(label: str, value: Runs) -> Runs:
    return run(label) + value if value else NOTHING


def _identity_line(source: PaperSource, party: Party) -> Runs:
    """Everything that identifies the party, in the order of the forms, run on with commas."""

    def fact(field: str) -> Runs:
        return _fact(party, field)(source)

    born = run(f"{day(party.born_on)}出生", f"parties.{party.id}.born_on") if party.born_on else NOTHING
    head = _labelled(_head_label(party), fact("head"))
    post = fact("head_post")
    if party.is_unit:
        pieces = [
            fact("name"),
            _labelled("统一社会信用代码", fact("credit_code")),
            head + (run("，职务") + post if head and post else NOTHING),
            _labelled("住所", fact("address")),
            _labelled("联系电话", fact("phone")),
        ]
    else:
        pieces = [
            fact("name"),
            head,
            _labelled("统一社会信用代码", fact("credit_code")),
            fact("sex"),
            fact("ethnicity"),
            born,
            _labelled("公民身份号码", fact("id_number")),
            fact("occupation"),
            _labelled("工作单位", fact("work_unit")),
            _labelled("经营场所" if party.kind is PartyKind.SOLE_TRADER else "住址", fact("address")),
            _labelled("联系电话", fact("phone")),
        ]
    return join("，", pieces)


def _kind_label(source: PaperSource, party: Party) -> Runs:
    return _fact(party, "kind")(source)


def _said_code_label(_source: PaperSource, party: Party) -> Runs:
    return run(_code_label(party))


def _said_head_label(_source: PaperSource, party: Party) -> Runs:
    return run(_head_label(party))


def _work(source: PaperSource, party: Party) -> Runs:
    return join("　", [_fact(party, field)(source) for field in ("work_unit", "occupation")])


def _person_name(source: PaperSource, party: Party) -> Runs:
    return _fact(party, "name" if party.kind is PartyKind.PERSON else "head")(source)


def _home(source: PaperSource, party: Party) -> Runs:
    return _fact(party, "address")(source) if party.kind is PartyKind.PERSON else NOTHING


_DERIVED: dict[str, Callable[[PaperSource, Party], Runs]] = {
    "age": _age,
    "kind_label": _kind_label,
    "code": _code,
    "code_label": _said_code_label,
    "head_label": _said_head_label,
    "work": _work,
    "person_name": _person_name,
    "home": _home,
    "identity_line": _identity_line,
}


def _party_value(source: PaperSource, party: Party, key: str) -> Runs:
    derived = _DERIVED.get(key)
    return derived(source, party) if derived is not None else _fact(party, key)(source)


def _of_party(key: str) -> Binding:
    """The value for the one party of the paper; nothing when it is about several."""
    return lambda source: NOTHING if source.the_party is None else _party_value(source, source.the_party, key)


def _all_identity_lines(source: PaperSource) -> Runs:
    return join("；", [_identity_line(source, party) for party in source.parties])


_PARTY_KEYS = (*_PLAIN, *_DERIVED, *(f"guardian.{key}" for key in _GUARDIAN), *(f"agent.{key}" for key in _AGENT))
_ROW_KEYS = frozenset({"name", *_PARTY_KEYS})


def _party_rows(source: PaperSource) -> Sequence[Item]:
    return [{key: _party_value(source, party, key) for key in _ROW_KEYS} for party in source.parties]


def _names(source: PaperSource) -> Runs:
    return join("、", [_fact(party, "name")(source) for party in source.parties])


# -- officers -------------------------------------------------------------------------------------------------


def _person(person: Person, key: str) -> Runs:
    value = person.certificate_number if key == "certificate" else str(getattr(person, key))
    return run(value, f"people.{person.id}.{key}")


def _officer(place: int, key: str) -> Binding:
    def binding(source: PaperSource) -> Runs:
        officers = source.officers
        return _person(officers[place - 1], key) if len(officers) >= place else NOTHING

    return binding


def _officers_line(source: PaperSource) -> Runs:
    """All officers with their certificates: 甲（执法证号1）、乙（执法证号2）."""
    return join("、", [_with_certificate(person) for person in source.officers])


def _with_certificate(person: Person) -> Runs:
    number = _person(person, "certificate")
    return _person(person, "name") + (run("（执法证号") + number + run("）") if number else NOTHING)


def _officer_rows(source: PaperSource) -> Sequence[Item]:
    return [{key: _person(person, key) for key in ("name", "post", "unit", "certificate")} for person in source.officers]


def _agency(field: str) -> Binding:
    return lambda source: run(getattr(source.agency, field), f"agency.{field}")


VALUES: Values = {
    "party.name": _names,
    **{f"party.{key}": _of_party(key) for key in _PARTY_KEYS},
    "party.identity_lines": _all_identity_lines,
    **{f"officer.{place}.{key}": _officer(place, key) for place in (1, 2) for key in ("name", "certificate", "post")},
    "officers.names": lambda source: join("、", [_person(person, "name") for person in source.officers]),
    "officers.line": _officers_line,
    **{f"agency.{field}": _agency(field) for field in _AGENCY},
}

ROWS: Rows = {
    "parties": (_party_rows, _ROW_KEYS),
    "officers": (_officer_rows, frozenset({"name", "post", "unit", "certificate"})),
}


def _is(kind: PartyKind) -> Conditions:
    return {f"party_is_{kind.value}": lambda source: source.the_party is not None and source.the_party.kind is kind}


def _has(field: str) -> Conditions:
    return {f"party_has_{field}": lambda source: source.the_party is not None and bool(getattr(source.the_party, field))}


def _agency_has(field: str) -> Conditions:
    return {f"agency_has_{field}": lambda source: bool(getattr(source.agency, field))}


CONDITIONS: Conditions = {
    **_agency_has("online_reconsideration"),
    **_agency_has("online_payment"),
    **_agency_has("reconsideration_address"),
    **_is(PartyKind.PERSON),
    **_is(PartyKind.UNIT),
    **_is(PartyKind.SOLE_TRADER),
    **_has("guardian"),
    **_has("agent"),
}
