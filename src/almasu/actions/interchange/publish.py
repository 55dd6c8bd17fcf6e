"""Publish alerts to machines: into the common collections, a feed of MISP and the shelf of CSAF, in the act itself.

Called by the act that sends an alert with its head's consent (ASOI-10) or publishes one of the centre (ASOI-3.5): what
machines read and what people read is the same edition from the same moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import msgspec

from almasu.kernel.interchange.collection import ALERTS, OF_NODE, VULNERABILITIES, Collection
from almasu.kernel.interchange.collections_port import Collections
from almasu.kernel.interchange.csaf_out import advisory_of, file_name
from almasu.kernel.interchange.misp import event_of
from almasu.kernel.interchange.objects_in import read_envelope
from almasu.kernel.interchange.shelf import File, Shelf, Shelves
from almasu.kernel.interchange.stix_out import Published, threat_objects, vulnerability_objects
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.ports import JournalWriter
from almasu.kernel.sector.alert import ThreatAlert, VulnerabilityAlert
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.problems import CHANNEL_TOO_NARROW
from almasu.law.canonical import Json
from almasu.law.problem import Fault

ACTOR = "system:publishing"
SALT_BYTES = 32
Random = Callable[[int], bytes]
_NAMING = frozenset({"marking-definition", "identity"})
"""Objects that only name a mark or the publisher: every reader needs them and they tell nothing of an alert."""


class Publishing(Protocol):
    """What publishing needs of the transaction it is a part of."""

    @property
    def collections(self) -> Collections:
        """Collections."""
        ...

    @property
    def shelves(self) -> Shelves:
        """Published files."""
        ...

    @property
    def journal(self) -> JournalWriter:
        """The journal of the node."""
        ...


async def publish_threat(random: Random, transaction: Publishing, alert: ThreatAlert, published: Published) -> None:
    """Publish a threat alert; Problem `sector.red_to_all` where its mark forbids it (ASOI-3.3)."""
    _must_be_wide(alert.confidentiality)
    await _put(random, transaction, ALERTS, threat_objects(alert, published), alert.confidentiality, published)
    event = event_of(alert, published)
    name = f"{msgspec.convert(event, _Named).event.uuid}.json"
    body = msgspec.json.encode(event)
    file = File(name, published.first_at, published.at, alert.confidentiality, body)
    await transaction.shelves.put(Shelf.MISP, file)


async def publish_vulnerability(
    random: Random,
    transaction: Publishing,
    alert: VulnerabilityAlert,
    published: Published,
    editions: Sequence[datetime],
) -> None:
    """Publish a vulnerability alert; Problem `sector.red_to_all` where its mark forbids it.

    `editions` are the moments at which its editions were published, the present one last.
    """
    _must_be_wide(alert.confidentiality)
    objects = vulnerability_objects(alert, published)
    await _put(random, transaction, VULNERABILITIES, objects, alert.confidentiality, published)
    body = msgspec.json.encode(advisory_of(alert, published, editions))
    file = File(file_name(published), published.first_at, published.at, alert.confidentiality, body)
    await transaction.shelves.put(Shelf.CSAF, file)


class _Number(msgspec.Struct):
    uuid: str


class _Named(msgspec.Struct):
    event: _Number = msgspec.field(name="Event")


async def _put(
    random: Random,
    transaction: Publishing,
    collection: Collection,
    objects: Sequence[Mapping[str, Json]],
    degree: Degree,
    published: Published,
) -> None:
    body = msgspec.json.encode({"objects": objects})
    offered, refused = read_envelope(body)
    if refused:
        raise Fault(f"an object of our own is not taken: {refused[0].why}")
    marked = [replace(one, degree=Degree.CLEAR if one.type in _NAMING else degree) for one in offered]
    await transaction.collections.open(OF_NODE, published.at)
    await transaction.collections.add(collection.id, marked, published.at)
    says: dict[str, Json] = {
        "alert": str(published.alert),
        "objects": len(marked),
        "refused": 0,
        "digest": hashlib.sha256(body).hexdigest(),
    }
    about = f"collection:{collection.id}"
    salt = random(SALT_BYTES)
    await transaction.journal.append(Entry(EntryKind.OBJECTS_ADDED, published.at, ACTOR, about, says, salt))


def _must_be_wide(degree: Degree) -> None:
    if not degree.for_all_organisations:
        raise CHANNEL_TOO_NARROW.at("confidentiality")
