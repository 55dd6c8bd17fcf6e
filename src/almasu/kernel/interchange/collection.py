"""Collections of what is exchanged by machines: whose each is, what it holds, and what a page of it is (TAXII 2.1, 5).

What a collection holds is ordered by when it was added, and no two objects of one were added at the same moment: a
place in a collection is that moment, and nothing that is added later comes before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.kernel.interchange.stix_out import identifier
from almasu.kernel.sector.confidentiality import Degree

EVERYBODY = "*"
"""The audience of a collection that every organisation of the sector and its centre may read."""
WIDTHS = tuple(Degree)
"""The degrees, narrowest first: a machine that may read one may read every wider one."""


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection.

    `audience` is `EVERYBODY`, a BIN, or empty for the sectoral centre; `open_to_machines` tells whether machines of its
    audience may put objects in.
    """

    id: UUID
    alias: str
    title: str
    description: str
    audience: str
    open_to_machines: bool


def _of_node(alias: str, title: str, description: str) -> Collection:
    number = identifier(f"collection/{alias}")
    return Collection(number, alias, title, description, EVERYBODY, open_to_machines=False)


ALERTS = _of_node("alerts", "Threat alerts", "Threat alerts that organisations published with their heads' consent.")
VULNERABILITIES = _of_node("vulnerabilities", "Vulnerability alerts", "Vulnerability alerts of the sectoral centre.")
OF_NODE = (ALERTS, VULNERABILITIES)
"""What the node alone writes into: an alert goes to everybody only with the head's consent (ASOI-10)."""


def own_collection(organisation: str) -> Collection:
    """Return the collection that an organisation's machines write into: what comes in is for its drafts, and its own.

    What was not sent is nobody's but its own organisation's (`kernel.sector.seeing`).
    """
    name = organisation or "centre"
    return Collection(
        identifier(f"collection/of/{name}"),
        f"own-{name}",
        f"Incoming of {name}",
        "What machines of the organisation hand in: material for its drafts, seen by nobody else.",
        organisation,
        open_to_machines=True,
    )


def number_of(named: str) -> UUID | None:
    """Return the number of a collection from its number or its alias as an address names it; None for neither."""
    try:
        return UUID(named)
    except ValueError:
        pass
    if named.startswith("own-"):
        return own_collection(named.removeprefix("own-").removeprefix("centre")).id
    return next((one.id for one in OF_NODE if one.alias == named), None)


@dataclass(frozen=True, slots=True)
class Offered:
    """An object on its way in: its bytes as they came; `version` is None where the object itself has none."""

    id: str
    type: str
    version: datetime | None
    degree: Degree
    body: bytes


@dataclass(frozen=True, slots=True)
class Held:
    """An object of a collection: when it was added, and its bytes as they came (empty where only told of)."""

    added_at: datetime
    id: str
    type: str
    version: datetime
    degree: Degree
    body: bytes


@dataclass(frozen=True, slots=True)
class Versions:
    """Which versions are wanted: the last of each object, the first, all, or those of some moments."""

    last: bool = False
    first: bool = False
    all: bool = False
    exact: tuple[datetime, ...] = ()


LAST = Versions(last=True)
ALL = Versions(all=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a collection: everything after a moment that is of these ids and types, empty for any."""

    after: datetime | None = None
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    versions: Versions = LAST


@dataclass(frozen=True, slots=True)
class Page:
    """A part of what is wanted, in the order of adding, and whether there is more."""

    held: Sequence[Held]
    more: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one offered object: its version, and why it was not kept, empty where it was."""

    id: str
    version: str
    why: str = ""
