"""Incidents that machines hand in: each with what stands around it as bundles for a person, the objects byte for byte.

A card is a person's (ASOI-12): what a machine hands in waits as a file of its organisation from which one is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from almasu.kernel.interchange.collection import Offered
from almasu.kernel.interchange.stix_around import References, around, references_of
from almasu.kernel.interchange.stix_incident_in import MOST_INCIDENTS
from almasu.kernel.interchange.stix_out import identifier

MOST_BYTES = 1024 * 1024
"""Of one bundle: as much as a person may give as a file."""
_INCIDENT = "incident"


def bundles_of(objects: Sequence[Offered]) -> Iterator[bytes]:
    """Yield bundles of the incidents among objects, each as large as a file may be; nothing where none is an incident.

    What stands around an incident and does not fit in is told as missing to whoever reads the bundle.
    """
    incidents = [one.id for one in objects if one.type == _INCIDENT]
    if not incidents:
        return
    bodies = {one.id: one.body for one in objects}
    references = {one.id: references_of(one.body) for one in objects}
    held: dict[str, bytes] = {}
    count = 0
    for incident in dict.fromkeys(incidents):
        wanted = _fitting(incident, bodies, references)
        if held and (count == MOST_INCIDENTS or _size({**held, **wanted}) > MOST_BYTES):
            yield _bundle(held)
            held, count = {}, 0
        held |= wanted
        count += 1
    yield _bundle(held)


def _fitting(incident: str, bodies: dict[str, bytes], references: References) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    size = 0
    for one in around(incident, references):
        size += len(bodies.get(one, b"")) + 2
        if one in bodies and (size <= MOST_BYTES - 200 or one == incident):
            found[one] = bodies[one]
    return found


def _size(held: dict[str, bytes]) -> int:
    return sum(len(one) + 2 for one in held.values()) + 200


def _bundle(held: dict[str, bytes]) -> bytes:
    number = identifier("handed-in/" + "/".join(held))
    head = f'{{"type": "bundle", "id": "bundle--{number}", "objects": ['
    return head.encode() + b", ".join(held.values()) + b"]}"
