"""What every transfer asks of the joint acts: which one governs a moment, and what the body owes under it (FMA-5).

No data move outside an act in force: whoever moves any asks `act_in_force` inside the transaction that keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.provision.act_course import Version
from almasu.kernel.provision.joint_act import ActContent, DataSet
from almasu.kernel.provision.obligations import Obligation


@dataclass(frozen=True, slots=True)
class ActInForce:
    """The act that governs a moment and the set of it that was asked for: what a transfer keeps beside its data."""

    version: Version
    content: ActContent
    data_set: DataSet


class JointActs(Protocol):
    """The joint acts of bodies with the Agency, read inside a transaction."""

    async def versions(self, body: str) -> Sequence[Version]:
        """Return the versions between a body (BIN) and the Agency, the first one first."""
        ...

    async def act_in_force(self, body: str, data_set: str, at: datetime) -> ActInForce:
        """Return the act that governs a moment with one of its sets.

        Problems: `provision.act.none_in_force`, `provision.act.not_covered`.
        """
        ...


class Obligations(Protocol):
    """What bodies owe, read and moved inside a transaction; every step of one writes its leaf."""

    async def owe(self, under: ActInForce, since: datetime, request: UUID | None = None) -> Obligation:
        """Keep that a body owes a set since a moment, under a request or by the schedule; once for each of them."""
        ...

    async def open_of(self, body: str, data_set: str) -> Sequence[Obligation]:
        """Return what a body owes of a set and has not given whole, what is due first in front."""
        ...

    async def give(self, obligation: UUID, at: datetime, lacks: Sequence[str] = ()) -> Obligation:
        """Keep that something was given, with the permanent words of what it lacks; nothing lacking ends the duty.

        Problem `paper.unknown` where there is no such obligation.
        """
        ...
