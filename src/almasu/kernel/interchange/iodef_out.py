"""Incident cards as IODEF documents, version 2 (RFC 7970), for the teams that take these; what is lost is named.

What of a card has a place of its own in IODEF goes there; every other field goes as additional data under its name.
Files beside a card have no place in IODEF: they are named as lost.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from lxml import etree

from almasu.kernel.interchange.losses import Loss, Why
from almasu.kernel.sector.content import typed_value
from almasu.kernel.sector.fields import Value
from almasu.kernel.sector.incident import Card, Report
from almasu.law import moment

NAMESPACE = "urn:ietf:params:xml:ns:iodef-2.0"
SOURCE = "almasu"
_PREFIXES = cast("dict[str, str]", {None: NAMESPACE})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IMPACTS: Mapping[str, str] = {
    "exploitation": "takeover-service",
    "unauthorised_access": "takeover-account",
    "denial_of_service": "availability-service",
    "server_infected": "takeover-system",
    "unsanctioned_transfer": "breach-proprietary",
    "outage": "availability-system",
}
"""What each kind of card does to systems (3.12.2, type)."""
_COMPLETION: Mapping[str, str] = {"done": "succeeded", "attempt": "failed"}
_STATUS = {Report.FIRST: "new", Report.MORE: "in-progress", Report.FINAL: "resolved"}
_TIMES = (("began_at", "StartTime"), ("ended_at", "EndTime"))
_PLACED = frozenset({"characteristics", "methods", "addresses", "damage", "tenge", "began_at", "ended_at", "outcome"})
MOST_ADDRESSES = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A card on its way out: its number, whose it is by name, when the first and this edition were sent, when it is
    exported.
    """

    number: UUID
    organisation: str
    first_at: datetime
    reported_at: datetime
    at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A document, and what of the card is not in it."""

    data: bytes
    losses: tuple[Loss, ...]


def iodef_of(card: Card, told: Told) -> Exported:
    """Return a card as an IODEF document with one incident."""
    root = etree.Element(_name("IODEF-Document"), {_LANG: told.language}, nsmap=_PREFIXES, version="2.00")
    incident = _add(root, "Incident", purpose="reporting", status=_STATUS[card.report], restriction="need-to-know")
    _add(incident, "IncidentID", str(told.number)).set("name", SOURCE)
    _add(incident, "DetectTime", _time(card.detected_at))
    for name, element in _TIMES:
        if name in card.values:
            _add(incident, element, _time(moment.read(str(card.values[name]))))
    _add(incident, "ReportTime", _time(told.reported_at))
    _add(incident, "GenerationTime", _time(told.at))
    _add(incident, "Description", typed_value(card.values.get("characteristics", "")))
    _assessment(incident, card)
    if card.values.get("methods"):
        _add(_add(incident, "Method"), "Description", typed_value(card.values["methods"]))
    contact = _add(incident, "Contact", role="reporter", type="organization")
    _add(contact, "ContactName", told.organisation)
    _sources(incident, card.values.get("addresses"))
    for name, value in card.values.items():
        if name not in _PLACED:
            _add(incident, "AdditionalData", typed_value(value), dtype="string", meaning=name)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Exported(data, tuple(lost_in_iodef(card)))


def _assessment(incident: etree._Element, card: Card) -> None:
    assessment = _add(incident, "Assessment", occurrence="actual")
    completion = _COMPLETION.get(str(card.values.get("outcome", "")))
    impact = _add(assessment, "SystemImpact", type=_IMPACTS.get(card.kind, "unknown"))
    if completion is not None:
        impact.set("completion", completion)
    _add(impact, "Description", card.kind)
    if card.values.get("damage"):
        business = _add(assessment, "BusinessImpact", type="unknown")
        _add(business, "Description", typed_value(card.values["damage"]))
    if card.values.get("tenge"):
        _add(assessment, "MonetaryImpact", typed_value(card.values["tenge"]), currency="KZT")


def _sources(incident: etree._Element, addresses: Value | None) -> None:
    """Add where an attack came from; networks of more than one address are told as networks."""
    known = addresses[:MOST_ADDRESSES] if isinstance(addresses, list) else []
    if not known:
        return
    flow = _add(_add(incident, "EventData"), "Flow")
    for one in known:
        node = _add(_add(flow, "System", category="source"), "Node")
        _add(node, "Address", one, category=_category(one))


def _category(address: str) -> str:
    network = ipaddress.ip_network(address, strict=False)
    return f"ipv{network.version}-{'addr' if network.num_addresses == 1 else 'net'}"


def lost_in_iodef(card: Card) -> Iterable[Loss]:
    """Yield what of a card has no place in IODEF."""
    yield from (Loss(name, Why.ATTACHMENT) for name in card.attachments)
    addresses = card.values.get("addresses")
    if isinstance(addresses, list) and len(addresses) > MOST_ADDRESSES:
        yield Loss("addresses", Why.FULL, "addresses")
    outcome = str(card.values.get("outcome", ""))
    if outcome and outcome not in _COMPLETION:
        yield Loss("outcome", Why.NO_OPTION, outcome)


def _add(parent: etree._Element, name: str, text: str = "", **said: str) -> etree._Element:
    made = etree.SubElement(parent, _name(name), said)
    made.text = "".join(letter for letter in text if letter in "\t\n" or letter.isprintable()) or None
    return made


def _time(at: datetime) -> str:
    return moment.in_astana(at).isoformat(timespec="seconds")


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
