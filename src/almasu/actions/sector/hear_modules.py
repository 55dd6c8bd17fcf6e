"""Hear of modules that have nothing to send: a silence is then a broken line and not a quiet night (ASOI-9).

A heartbeat makes no leaf: it decides nothing, and a thousand modules would fill the journal with it. It is heard of a
module that may send signals alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.sector.contact import SILENCE, Spell
from almasu.kernel.sector.intake import NOT_LET_IN
from almasu.kernel.sector.port import SectorStore
from almasu.law.problem import Problem


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A module tells that it lives: the SHA-256 of its certificate, as the transport showed it, and its version."""

    certificate: bytes
    version: str


async def hear_modules(store: SectorStore, heartbeats: Sequence[Heartbeat], at: datetime) -> Sequence[int | Problem]:
    """Note the heartbeats of one moment, and return for each how many seconds of silence the centre bears.

    A Problem is returned, not raised, where a module may not send.
    """
    async with store.transaction() as transaction:
        shown = sorted({one.certificate for one in heartbeats})
        known = await transaction.signals.modules(shown)
        admitted = {certificate for certificate, one in known.items() if one.may_send(at)}
        versions = {one.certificate: one.version for one in heartbeats}
        heard = [Spell(one, at, at, 0, versions[one]) for one in shown if one in admitted]
        if heard:
            await transaction.signals.in_contact(heard)
    seconds = int(SILENCE.total_seconds())
    return [seconds if one.certificate in admitted else NOT_LET_IN.at() for one in heartbeats]
