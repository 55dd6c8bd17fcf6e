"""What every signed request does, done by one statement for those that come at the same moment (see `gathering`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from almasu.kernel.parties.session import Session
from almasu.kernel.requests.port import Acceptance, Accepting, Settlement
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.store.acceptances import StoredAcceptances
from almasu.store.database import Database
from almasu.store.evidence import StoredEvidence
from almasu.store.gathering import Gathering, Pace
from almasu.store.lost import lost_server
from almasu.store.prepared_acts import StoredPreparedActs
from almasu.store.sealer import Sealer
from almasu.store.sessions import StoredSessions
from almasu.store.settlements import StoredSettlements
from almasu.store.violations import known_violations

MOST_REMEMBERED = 20_000
TAKING_IN = Pace(every=0.02, busy=90)
"""Where ninety signed acts and more come a second they are taken in together fifty times, and go on together.

What is done for one act alone costs twice what it costs for one of four (`docs/why/acts-in-step.md`).
"""
ANSWERS = Pace(linger=0.002)
"""Registers that were asked together answer within a moment of each other."""


class StoredTogether:
    """Implements `almasu.kernel.requests.port.Together`: calls stand alone and share statements with neighbours.

    OutOfReach where the server ends under a statement; each neighbour is told so for itself.
    """

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._prepared = Gathering(self._read_acts, pace=TAKING_IN)
        self._sessions = Gathering(self._read_sessions)
        self._acceptances = Gathering(self._accept)
        self._settlements = Gathering(self._take, pace=ANSWERS)
        self._kept_parts: set[bytes] = set()

    async def prepared(self, act: UUID, session: bytes) -> tuple[PreparedAct, Session] | None:
        """Return an act that still waits, with its session; None when it is another session's, used or unknown."""
        with lost_server():
            return await self._prepared.ask((act, session))

    async def session(self, token_hash: bytes) -> Session | None:
        """Return the session with the account as it stands now, or None."""
        with lost_server():
            return await self._sessions.ask(token_hash)

    async def accept(self, acceptance: Acceptance) -> Accepting:
        """Keep an accepted request, whole or not at all, its leaf included."""
        with lost_server():
            return await self._acceptances.ask(acceptance)

    async def take(self, settlement: Settlement) -> bool:
        """Keep what a register said to a question still open, with its leaf; tell whether its asker is unchanged."""
        with lost_server():
            return await self._settlements.ask(settlement)

    async def _read_acts(self, asked: Sequence[tuple[UUID, bytes]]) -> Sequence[tuple[PreparedAct, Session] | None]:
        async with self._database.connection() as connection:
            return await StoredPreparedActs(connection, self._sealer).waiting(asked)

    async def _read_sessions(self, hashes: Sequence[bytes]) -> Sequence[Session | None]:
        async with self._database.connection() as connection:
            return await StoredSessions(connection, self._sealer).some(hashes)

    async def _accept(self, acceptances: Sequence[Acceptance]) -> Sequence[Accepting]:
        parts = {digest: part for one in acceptances for digest, part in one.evidence.parts.items()}
        new = {digest: part for digest, part in parts.items() if digest not in self._kept_parts}
        with known_violations():
            async with self._database.connection() as connection:
                if new:
                    await StoredEvidence(connection, self._sealer).keep_parts(new)
                    self._note_kept(new)
                return await StoredAcceptances(connection, self._sealer).accept(acceptances)

    def _note_kept(self, parts: Iterable[bytes]) -> None:
        """Remember which parts are committed, so that they are not sent with every signature."""
        if len(self._kept_parts) > MOST_REMEMBERED:
            self._kept_parts.clear()
        self._kept_parts.update(parts)

    async def _take(self, settlements: Sequence[Settlement]) -> Sequence[bool]:
        async with self._database.connection() as connection:
            return await StoredSettlements(connection, self._sealer).take(settlements)
