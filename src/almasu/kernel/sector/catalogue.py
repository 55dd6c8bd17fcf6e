"""The lists of the sector: kinds of signals and incidents, degrees and types of threats, each with its clause."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.kernel.sector.fields import Field
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class SignalKind:
    """One of the eight kinds of events (ASOI-8): its number in the clause, and its place in the common taxonomy.

    `rsit` is a class and type of the Reference Security Incident Taxonomy, `outer` tells that the clause counts it on
    the outer perimeter only.
    """

    number: int
    code: str
    name: Text
    rsit: str
    outer: bool
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """One of the six kinds of incidents (ASOI-12) with the fields that only it has."""

    number: int
    code: str
    name: Text
    rsit: str
    cites: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every list; the order is that of the act or of the sheet.

    `profile` and `worker` are the fields of joining, the others those of each document; an incident card has those of
    its kind as well.
    """

    signals: tuple[SignalKind, ...]
    incidents: tuple[IncidentKind, ...]
    profile: tuple[Field, ...]
    worker: tuple[Field, ...]
    alert: tuple[Field, ...]
    vulnerability: tuple[Field, ...]
    request: tuple[Field, ...]
    answer: tuple[Field, ...]
    incident: tuple[Field, ...]

    def signal(self, number: int) -> SignalKind | None:
        """Return the kind of a number, None where it is none of the eight: the intake refuses it (ASOI-8)."""
        return next((kind for kind in self.signals if kind.number == number), None)

    def incident_of(self, code: str) -> IncidentKind | None:
        """Return the kind of incident of a code, None where it is none of the six."""
        return next((kind for kind in self.incidents if kind.code == code), None)

    def field_of(self, name: str) -> Field | None:
        """Return the field of an alert or of any kind of card by its name, None where it is none."""
        cards = (self.incident, *(kind.fields for kind in self.incidents))
        return next((one for form in (self.alert, *cards) for one in form if one.name == name), None)

    def fields_of_card(self, kind: IncidentKind) -> tuple[Field, ...]:
        """Return the fields of a card: those of every card, then those of its kind."""
        return (*self.incident, *kind.fields)
