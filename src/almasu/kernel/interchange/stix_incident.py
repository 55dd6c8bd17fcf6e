"""Incident cards as STIX 2.1: an incident with its core extension and, around it, what happened when, what it cost,
what it was done with; what is lost is named.

The extensions are those of the common object repository of OASIS (incident core, event, impact). Fields of a card that
have no property of their own go as notes under their names. Files beside a card are not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from almasu.kernel.interchange import stix_pattern
from almasu.kernel.interchange.iodef_out import Exported, Told
from almasu.kernel.interchange.losses import Loss, Why
from almasu.kernel.interchange.stix_out import Making, Published, bundle, identifier, stamp
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.content import typed_value
from almasu.kernel.sector.fields import Value
from almasu.kernel.sector.incident import Card, Report
from almasu.law import moment
from almasu.law.canonical import Json

INCIDENT: Final = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
EVENT: Final = "extension-definition--4ca6de00-5b0d-45ef-a1dc-ea7279ea910e"
IMPACT: Final = "extension-definition--7cc33dd6-f6a1-489b-98ea-522d351d71b9"
OWN: Final = Degree.AMBER_STRICT
"""A card is its organisation's and the centre's (ASOI-3.4): in no hands of others."""
_TYPES: Final[Mapping[str, str]] = {
    "exploitation": "exploit",
    "unauthorised_access": "unauthorized-access-system",
    "denial_of_service": "packet-flood",
    "server_infected": "infected-by-known-malware",
    "unsanctioned_transfer": "unauthorized-use",
    "outage": "unspecified",
}
"""What each kind of card is called in the vocabulary of events."""
_DETERMINATIONS: Final[Mapping[str, str]] = {"done": "confirmed", "attempt": "blocked"}
_STATUS: Final = {Report.FIRST: "new", Report.MORE: "open", Report.FINAL: "closed"}
_PLACED: Final = frozenset(
    {"characteristics", "outcome", "began_at", "ended_at", "cves", "addresses", "hashes", "tenge"}
)
_PATTERNS: Final[Mapping[str, Callable[[str], str]]] = {
    "addresses": stix_pattern.of_address,
    "hashes": stix_pattern.of_hash,
}


def stix_of(card: Card, told: Told) -> Exported:
    """Return a card as a bundle; the same card is the same objects whenever it is taken along."""
    making = Making(Published(told.number, told.organisation, told.first_at, told.reported_at, told.language), OWN)
    events = list(_events(making, card))
    impacts = list(_impacts(making, card))
    incident = making.made("incident", "incident", _incident(card, told, events, impacts))
    around = [*_marks(making, card), *_notes(making, card, incident)]
    links = [making.link(one, "related-to", incident) for one in around if one["type"] != "note"]
    objects = [*making.frame(), incident, *events, *impacts, *around, *links]
    whole = bundle(objects, identifier(f"{told.number}/{told.at.isoformat()}"))
    return Exported(msgspec.json.format(msgspec.json.encode(whole), indent=2), lost_in_stix(card))


def _incident(
    card: Card, told: Told, events: Sequence[Mapping[str, Json]], impacts: Sequence[Mapping[str, Json]]
) -> dict[str, Json]:
    core: dict[str, Json] = {
        "extension_type": "property-extension",
        "determination": _DETERMINATIONS.get(str(card.values.get("outcome", "")), "suspected"),
        "investigation_status": _STATUS[card.report],
        "incident_types": [_TYPES.get(card.kind, "unspecified")],
    }
    if events:
        core["events"] = [{"event_ref": one["id"]} for one in events]
    if impacts:
        core["impact_refs"] = [one["id"] for one in impacts]
    return {
        "name": f"{card.kind} {told.number}",
        "description": typed_value(card.values.get("characteristics", "")) or card.kind,
        "external_references": [{"source_name": "almasu", "external_id": str(told.number)}],
        "extensions": {INCIDENT: core},
    }


def _events(making: Making, card: Card) -> Iterator[dict[str, Json]]:
    """Yield that it was found and, where the card says so, how long it went on."""
    found = {"name": "detected", "start_time": stamp(card.detected_at), "end_time": stamp(card.detected_at)}
    yield making.made("event", "detected", {**found, **_as_event()})
    if "began_at" in card.values:
        times = (("began_at", "start_time"), ("ended_at", "end_time"))
        lasted = {name: stamp(moment.read(str(card.values[at]))) for at, name in times if at in card.values}
        of_it: dict[str, Json] = {"name": card.kind, "event_types": [_TYPES.get(card.kind, "unspecified")], **lasted}
        yield making.made("event", "lasted", {**of_it, **_as_event(ongoing="ended_at" not in card.values)})


def _as_event(*, ongoing: bool = False) -> dict[str, Json]:
    return {"status": "ongoing" if ongoing else "occurred", "extensions": {EVENT: {"extension_type": "new-sdo"}}}


def _impacts(making: Making, card: Card) -> Iterator[dict[str, Json]]:
    """Yield what it cost, where the card names a sum."""
    sum_of = card.values.get("tenge")
    if isinstance(sum_of, int) and not isinstance(sum_of, bool):
        cost: dict[str, Json] = {
            "variety": "asset-and-fraud",
            "currency": "kzt",
            "min_amount": sum_of,
            "max_amount": sum_of,
        }
        extensions: dict[str, Json] = {IMPACT: {"extension_type": "new-sdo"}, "monetary-ext": cost}
        yield making.made("impact", "monetary", {"impact_category": "monetary", "extensions": extensions})


def _marks(making: Making, card: Card) -> Iterator[dict[str, Json]]:
    """Yield vulnerabilities and indicators that the card names."""
    yield from (making.vulnerability(cve, "") for cve in _several(card.values.get("cves")))
    for name, pattern in _PATTERNS.items():
        yield from (making.indicator(pattern(one)) for one in _several(card.values.get(name)))


def _notes(making: Making, card: Card, incident: Mapping[str, Json]) -> Iterator[dict[str, Json]]:
    for name, value in card.values.items():
        if name not in _PLACED and typed_value(value):
            said: dict[str, Json] = {"abstract": name, "content": typed_value(value), "object_refs": [incident["id"]]}
            yield making.made("note", name, said)


def lost_in_stix(card: Card) -> tuple[Loss, ...]:
    """Return what of a card has no place in STIX."""
    files = tuple(Loss(name, Why.ATTACHMENT) for name in card.attachments)
    outcome = str(card.values.get("outcome", ""))
    known = outcome in ("", "suspicion", *_DETERMINATIONS)
    return files if known else (*files, Loss("outcome", Why.NO_OPTION, outcome))


def _several(value: Value | None) -> list[str]:
    return list(dict.fromkeys(value)) if isinstance(value, list) else []
