"""The parts of STIX 2.1 from which an incident is read: what is looked at of any object, and of the incident itself
(common object repository of OASIS: incident core, event, task, impact).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec

from almasu.kernel.interchange.stix_around import INCIDENT
from almasu.kernel.interchange.stix_in import raw_objects
from almasu.kernel.interchange.stix_incident import INCIDENT as CORE


class Reference(msgspec.Struct, frozen=True):
    """A reference to somewhere else."""

    source_name: str = ""
    external_id: str = ""


class Money(msgspec.Struct, frozen=True):
    """A sum: exact, or between two bounds."""

    currency: str = ""
    min_amount: float = -1
    max_amount: float = -1

    @property
    def said(self) -> str:
        """Return the sum in words, or its bounds; empty where no currency is told."""
        if not self.currency:
            return ""
        bounds = [f"{one:.2f}".removesuffix(".00") for one in dict.fromkeys((self.min_amount, self.max_amount))]
        return f"{'–'.join(bounds)} {self.currency}"

    @property
    def tenge(self) -> str:
        """Return the sum in whole tenge, empty where it is in another currency or not exact."""
        exact = self.min_amount == self.max_amount >= 0 and self.max_amount.is_integer()
        return str(int(self.max_amount)) if exact and self.currency.lower() == "kzt" else ""


class Told(msgspec.Struct, frozen=True):
    """What is read of any object."""

    type: str
    id: str
    name: str = ""
    description: str = ""
    revoked: bool = False
    start_time: str = ""
    end_time: str = ""
    status: str = ""
    outcome: str = ""
    impact_category: str = ""
    superseded_by_ref: str = ""
    task_types: list[str] = []
    abstract: str = ""
    content: str = ""
    pattern: str = ""
    pattern_type: str = ""
    external_references: list[Reference] = []
    extensions: dict[str, Any] = {}


class Core(msgspec.Struct, frozen=True):
    """The core extension of an incident."""

    determination: str = ""
    investigation_status: str = ""
    extension_type: str = ""
    incident_types: list[str] = []
    detection_methods: list[str] = []
    impacted_entity_counts: dict[str, int] = {}
    events: list[Any] = []
    tasks: list[Any] = []
    impact_refs: list[str] = []


def objects_of(data: bytes) -> Iterator[tuple[bytes, Told | None]]:
    """Yield the objects of a bundle with their bytes, None for a malformed one; Problem as of `raw_objects`."""
    for raw in raw_objects(data):
        try:
            yield bytes(raw), msgspec.json.decode(raw, type=Told)
        except (msgspec.DecodeError, RecursionError):
            yield bytes(raw), None


def number_of(one: Told | None) -> UUID | None:
    """Return the number of an incident that is not revoked; None for whatever is none."""
    if one is None or one.type != "incident" or one.revoked or not one.id.startswith(INCIDENT):
        return None
    try:
        return UUID(one.id.removeprefix(INCIDENT))
    except ValueError:
        return None


def core_of(one: Told) -> Core | None:
    """Return the core extension, empty where there is none; None for a malformed one."""
    try:
        return msgspec.convert(one.extensions.get(CORE, {}), Core)
    except msgspec.ValidationError:
        return None


def money_of(one: Told) -> Money:
    """Return the sum that an impact tells, one without a currency where it tells none that can be read."""
    try:
        return msgspec.convert(one.extensions.get("monetary-ext", one.extensions.get("monetary", {})), Money)
    except msgspec.ValidationError:
        return Money()


def names_in(body: bytes) -> tuple[str, ...]:
    """Return the names of an object's properties."""
    return tuple(msgspec.json.decode(body, type=dict[str, msgspec.Raw]))
