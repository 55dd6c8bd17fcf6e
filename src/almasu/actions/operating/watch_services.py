"""Watch what the exchange rests on: an outage opens its entry of the emergency journal, its end ends it (SIO25-14.2).

Registers are heard by their circuits (`almasu.actions.note_outages`), the time-stamping authority where heads are
stamped; here are the services that are tried: the database, the responder, the carrier, and each witness, which counts
as silent once it has not co-signed for longer than the settings allow. While the database is away nothing can be
written: what happened is kept in order and written when it is back, with the moments at which it happened.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.node import Node
from almasu.actions.operating.emergencies import noted
from almasu.actions.read_journal import JournalReader
from almasu.kernel.journal.checkpoint import cosigners
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.note import VerifierKey, read_note
from almasu.kernel.operating.probe import Probe

log = logging.getLogger(__name__)
PATIENCE = 10.0
DATABASE_PATIENCE = 5.0
MOST_UNWRITTEN = 10_000
NO_SESSION = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class Tried:
    """How one service stood when it was tried; `because` is empty where it answered, None where nobody can tell."""

    place: str
    because: str | None
    at: datetime


async def tried(probes: Sequence[Probe], at: datetime) -> tuple[Tried, ...]:
    """Try every service at once and return how each stands."""
    return tuple(await asyncio.gather(*(_tried(one, at) for one in probes)))


async def _tried(probe: Probe, at: datetime) -> Tried:
    try:
        async with asyncio.timeout(PATIENCE):
            return Tried(probe.place, await probe.failing(at), at)
    except Exception:
        # What keeps the probe from telling is another service's outage, the database's above all.
        log.exception("%s could not be tried", probe.place)
        return Tried(probe.place, None, at)


class Watch:
    """Tries the services again and again and writes what changed; one for a worker.

    An outage counts once two looks in a row met it, and has then lasted since the first.
    """

    def __init__(self, node: Node, probes: Sequence[Probe], now: Callable[[], datetime]) -> None:
        self._node = node
        self._probes = probes
        self._now = now
        self._first: dict[str, Tried] = {}
        self._is_out: dict[str, bool] = {}
        self._unwritten: deque[tuple[EntryKind, Tried]] = deque(maxlen=MOST_UNWRITTEN)

    async def look(self) -> None:
        """Try every service once; write what changed since, and what could not be written before."""
        for one in await tried(self._probes, self._now()):
            self._hear(one)
        while self._unwritten:
            kind, one = self._unwritten[0]
            await noted(self._node, kind, one.place, one.at, one.because or "")
            self._unwritten.popleft()

    def _hear(self, one: Tried) -> None:
        if one.because is None:
            return
        if not one.because:
            self._first.pop(one.place, None)
            # A worker that has just begun ends what another one left open.
            if self._is_out.get(one.place) is not False:
                self._unwritten.append((EntryKind.SERVICE_RESTORED, one))
            self._is_out[one.place] = False
        elif one.place not in self._first:
            self._first[one.place] = one
        elif not self._is_out.get(one.place):
            self._unwritten.append((EntryKind.SERVICE_OUTAGE, self._first[one.place]))
            self._is_out[one.place] = True


@dataclass(frozen=True, slots=True)
class DatabaseProbe:
    """Asks the database what every act asks it first."""

    node: Node
    place: str = "service:database"

    async def failing(self, at: datetime) -> str:
        """Return what kind of trouble the database has; whatever goes wrong there, nothing can be written."""
        try:
            async with asyncio.timeout(DATABASE_PATIENCE), self.node.store.single() as store:
                await store.sessions.one(NO_SESSION)
        except Exception as trouble:
            log.exception("the database cannot be used")
            return type(trouble).__name__
        return ""


class WitnessProbe:
    """Reads from the journal when one witness co-signed last; before the first time, since when it is watched."""

    def __init__(self, journal: JournalReader, key: VerifierKey, longest: timedelta, since: datetime) -> None:
        self._journal = journal
        self._key = key
        self._longest = longest
        self._last = since

    @property
    def place(self) -> str:
        """Return how the emergency journal names the witness."""
        return f"witness:{self._key.name}"

    async def failing(self, at: datetime) -> str:
        """Return since when the witness is silent, where that is longer than allowed."""
        note = await self._journal.checkpoint()
        if note is not None:
            self._last = max([self._last, *(one.at for one in cosigners(read_note(note), [self._key]))])
        silent = at - self._last
        return f"no co-signature for {int(silent.total_seconds())} s" if silent > self._longest else ""
