"""What the office takes from a party: the address for delivery, the papers on its identity (行政处罚法第六十一条第二款)."""

from __future__ import annotations

from collections.abc import Sequence

from mq_enforce.case.acts.closing import PartyDocumentsTaken
from mq_enforce.case.acts.delivery import AddressConfirmed
from mq_enforce.documents.bindings.facts import act_day, act_facts, path_of, text, when_act
from mq_enforce.documents.bindings.people import VALUES as PARTY_VALUES
from mq_enforce.documents.bindings.registry import Binding, Conditions, Rows, Values
from mq_enforce.documents.context import Item
from mq_enforce.documents.runs import NOTHING
from mq_enforce.documents.source import PaperSource

_ADDRESS = ("address", "receiver", "phone", "electronic", "electronic_address")


def _documents(source: PaperSource) -> Sequence[Item]:
    act = source.latest(PartyDocumentsTaken)
    if act is None:
        return ()
    return [{"name": text(source, name, f"{path_of(act)}.documents.{index}")} for index, name in enumerate(act.documents)]


def _receiver_is_party(source: PaperSource) -> bool:
    act, party = source.latest(AddressConfirmed), source.the_party
    return act is not None and party is not None and act.receiver == party.name


def _own(key: str) -> Binding:
    """A value of the party when the party itself receives."""
    return lambda source: PARTY_VALUES[f"party.{key}"](source) if _receiver_is_party(source) else NOTHING


VALUES: Values = {
    "delivery_address.receiver_code": _own("code"),
    "delivery_address.receiver_code_label": _own("code_label"),
    **act_facts("delivery_address", _ADDRESS, AddressConfirmed),
    "delivery_address.date": act_day(AddressConfirmed),
    **act_facts("party_documents", ("documents",), PartyDocumentsTaken),
    "party_documents.date": act_day(PartyDocumentsTaken),
}

ROWS: Rows = {"party_documents": (_documents, frozenset({"name"}))}

CONDITIONS: Conditions = {
    "address_receiver_is_party": _receiver_is_party,
    "electronic_delivery_agreed": when_act(lambda act: act.electronic and act.signed, AddressConfirmed),
    "electronic_delivery_declined": when_act(lambda act: not (act.electronic and act.signed), AddressConfirmed),
    "party_documents_compared": when_act(lambda act: act.compared, PartyDocumentsTaken),
}
