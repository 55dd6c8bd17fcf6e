"""A material of the Agency: what received data belong to, who works on it, for which purpose, and until when (FMA-6.1).

Whatever is received is sealed under the material's own key; when the material is destroyed the key is, and with it
everything that the material alone held.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.papers.paper import Paper
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.problems_of_asking import MATERIAL_NAMELESS, MATERIAL_TERM

LONGEST_MATERIAL = timedelta(days=5 * 366)
LONGEST_NAME = 60


class MaterialState(StrEnum):
    """Where a material stands."""

    OPEN = "open"
    CONDEMNED = "condemned"
    """Its destruction is signed or its time is over; nothing of it is shown any more."""
    DESTROYED = "destroyed"


class Holds(msgspec.Struct, frozen=True):
    """How much a material holds: sets received, looks at workplaces, scans of papers, records keyed from them."""

    received: int = 0
    looks: int = 0
    scans: int = 0
    keyings: int = 0


class Destroyed(msgspec.Struct, frozen=True):
    """How a material ended: by which signed act (None: its time was over), how much went, when backups are gone too.

    `contents` are the sealed ones; a record keyed in two ways has two. `held` is what they were.
    """

    act: UUID | None
    at: datetime
    backups_expire: str
    contents: int = 0
    held: Holds = Holds()


class Material(msgspec.Struct, frozen=True):
    """What a material's paper says. `name` is the designation of the task, `workers` are accounts of officers."""

    name: str
    purpose: Purpose
    workers: tuple[UUID, ...]
    until: datetime
    destroyed: Destroyed | None = None


def opened(name: str, purpose: Purpose, worker: UUID, until: datetime, at: datetime) -> Material:
    """Return a material as an officer opens it.

    Problems: `provision.material.nameless`, `provision.material.term`.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise MATERIAL_NAMELESS.at("name", most=str(LONGEST_NAME))
    if not at < until <= at + LONGEST_MATERIAL:
        raise MATERIAL_TERM.at("until")
    return Material(name, purpose, (worker,), until)


def is_open(paper: Paper, at: datetime) -> bool:
    """Tell whether the material of a paper holds something still at a moment."""
    return paper.state == MaterialState.OPEN and material_in(paper).until > at


def material_in(paper: Paper) -> Material:
    """Return the material that a paper holds."""
    return msgspec.json.decode(paper.data, type=Material)
