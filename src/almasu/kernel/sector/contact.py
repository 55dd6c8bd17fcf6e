"""Contact with modules: when each was heard of, when it fell silent, when it came back (ASOI-3.8, ASOI-9).

What tells of a module is what it sends: signals, and a heartbeat while it has none. A silence longer than `SILENCE`
counts as a loss of the connection: a module that lost it holds its signals and sends them at its return.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

SILENCE = timedelta(minutes=15)
"""How long a module may be unheard (house, ASOI-9); it is asked to tell of itself three times within."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A module was heard of: its certificate, when, and which version it said it was."""

    certificate: bytes
    at: datetime
    version: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a module of one version was in contact, without a silence; heartbeats are no deliveries."""

    certificate: bytes
    since: datetime
    until: datetime
    deliveries: int
    version: str

    def lasts(self, at: datetime) -> bool:
        """Tell whether the contact goes on at a moment."""
        return not is_silent(self.until, at)


def is_silent(heard_at: datetime | None, at: datetime) -> bool:
    """Tell whether a module that was heard of then, or never, has been silent for too long."""
    return heard_at is None or at - heard_at > SILENCE


def spells_of(heard: Iterable[Heard]) -> Sequence[Spell]:
    """Return the spells of contact that these make, in the order of their beginnings."""
    spells: list[Spell] = []
    last: dict[bytes, int] = {}
    for one in sorted(heard, key=lambda told: told.at):
        place = last.get(one.certificate)
        known = None if place is None else spells[place]
        if place is None or known is None or not known.lasts(one.at) or known.version != one.version:
            last[one.certificate] = len(spells)
            spells.append(Spell(one.certificate, one.at, one.at, 1, one.version))
        else:
            spells[place] = replace(known, until=one.at, deliveries=known.deliveries + 1)
    return spells
