"""The timeline: events with their days out of the answers, each with the registers that tell of it (SIO25-3.2).

An event is a date that FollowTheMoney knows as one (born, registered, bought, travelled, appointed); days on which a
register did its own work (computed, entered, updated) are none. Two registers that tell one event of one day tell it
together. Nothing of a medical register is an event: where a person was treated is no step of their way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from almasu.kernel.answers import Record, Records, SubjectKey
from almasu.kernel.dossier.card import Source
from almasu.kernel.dossier.gathering import LEVELS, caption_of, source_of
from almasu.kernel.dossier.of_subject import is_of_subject
from almasu.kernel.relations.kinds import MEDICAL
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.resources import Field, FieldType, Resource, Sensitivity
from almasu.law import moment
from almasu.law.text import Text


class Lane(StrEnum):
    """What an event is about."""

    LIFE = "life"
    HOME = "home"
    WORK = "work"
    PROPERTY = "property"
    DEALS = "deals"
    TRIPS = "trips"
    JUSTICE = "justice"


LANES: Mapping[Lane, Text] = MappingProxyType(
    {
        Lane.LIFE: Text("Өмір және құжаттар", "Жизнь и документы", "Life and papers"),
        Lane.HOME: Text("Мекенжай және байланыс", "Адреса и связь", "Addresses and contacts"),
        Lane.WORK: Text("Ұйымдар және жұмыс", "Организации и работа", "Companies and work"),
        Lane.PROPERTY: Text("Мүлік", "Имущество", "Property"),
        Lane.DEALS: Text("Шарттар мен төлемдер", "Договоры и платежи", "Contracts and payments"),
        Lane.TRIPS: Text("Сапарлар", "Поездки", "Trips"),
        Lane.JUSTICE: Text("Сот және іздеу", "Суд и розыск", "Courts and searches"),
    }
)
EVENTS = frozenset(
    {
        *("birthDate", "deathDate", "incorporationDate", "dissolutionDate", "registrationDate", "deregistrationDate"),
        *("buildDate", "date", "startDate", "endDate", "fileDate", "closeDate", "listingDate", "contractDate"),
        *("releasedOn", "expungedOn"),
    }
)
"""Properties that are events of the one they are told of."""
_OF_LANE: Mapping[Lane, str] = MappingProxyType(
    {
        Lane.LIFE: "Person Passport Identification Family Event Associate",
        Lane.HOME: "ResidenceInterval Subscription PhoneNumber PostalShipment ServiceReceipt",
        Lane.WORK: "Company LegalEntity Organization PublicBody Directorship Employment Occupancy TaxRoll License",
        Lane.PROPERTY: "RealEstate Vehicle Vessel Ownership Weapon Debt",
        Lane.DEALS: "Contract ContractAward Payment EconomicActivity CashDeclaration NotarialAct",
        Lane.TRIPS: "Trip TripParticipation",
        Lane.JUSTICE: "CourtCase CourtCaseParty CriminalRecord Risk Sanction",
    }
)
_LANE = {schema: lane for lane, schemata in _OF_LANE.items() for schema in schemata.split()}


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its day in Astana, its moment where the register tells one, what happened, to what, and who says so.

    `what` is how the register names the thing; empty for the subject itself.
    """

    day: date
    at: datetime | None
    lane: Lane
    label: Text
    what: str
    sources: tuple[Source, ...]


def events_of(answers: Sequence[KeptAnswer], resources: Mapping[int, Resource], key: SubjectKey) -> tuple[Event, ...]:
    """Return the events of a dossier, the latest first; those of one day in the order of their registers."""
    found: dict[tuple[object, ...], Event] = {}
    for kept in answers:
        resource = resources[kept.resource]
        if not isinstance(kept.reply, Records) or kept.resource in LEVELS or _is_medical(resource):
            continue
        source = source_of(resource, kept)
        for record in kept.reply.records:
            for event in _events(resource, record, source, key):
                same = (event.day, event.at, event.label.en, event.what)
                known = found.get(same)
                found[same] = event if known is None else _told_by(known, source)
    return tuple(sorted(found.values(), key=lambda event: event.day, reverse=True))


def _is_medical(resource: Resource) -> bool:
    return resource.number in MEDICAL or resource.sensitivity is Sensitivity.MEDICAL


def _told_by(event: Event, source: Source) -> Event:
    return event if source in event.sources else replace(event, sources=(*event.sources, source))


def _events(resource: Resource, record: Record, source: Source, key: SubjectKey) -> Iterator[Event]:
    caption = caption_of(resource, record, key)
    for one in resource.fields:
        schema, _, name = one.ftm.partition(":")
        when = _when(one, record.get(one.name)) if name in EVENTS and schema in _LANE else None
        if when is not None:
            what = "" if is_of_subject(one, resource, record, key) else caption
            yield Event(*when, _LANE[schema], one.label, what, (source,))


def _when(one: Field, value: object) -> tuple[date, datetime | None] | None:
    """Return day and moment of a value; None for what is no day."""
    try:
        match one.type:
            case FieldType.DATE:
                return date.fromisoformat(str(value)[:10]), None
            case FieldType.MOMENT:
                at = moment.in_astana(moment.read(str(value)))
                return at.date(), at
            case _:
                return None
    except (ValueError, OverflowError):
        return None
