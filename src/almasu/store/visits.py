"""Visits in our database: who came with an EDS alone, sealed for the session in which they proved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from psycopg import AsyncConnection

from almasu.kernel.parties.visitor import Visitor
from almasu.store.sealer import Sealer
from almasu.store.sql import load


@dataclass(frozen=True, slots=True)
class StoredVisits:
    """Implements `almasu.kernel.parties.port.Visits` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def keep(self, session: bytes, visitor: Visitor, at: datetime) -> None:
        """Keep who proved the EDS in a session; committing it is the Problem `session.stage` where somebody did."""
        sealed = self.sealer.for_log(_place(session), msgspec.json.encode(visitor))
        values = {"session": session, "visitor": sealed, "at": at}
        await self.connection.execute(load("visits")["keep_visit"], values)

    async def visitor(self, session: bytes) -> Visitor | None:
        """Return who proved the EDS in a session, or None; Fault where somebody else wrote it."""
        found = await self.connection.execute(load("visits")["visitor"], {"session": session})
        row = await found.fetchone()
        if row is None:
            return None
        return msgspec.json.decode(self.sealer.from_log(_place(session), row[0]), type=Visitor)


def _place(session: bytes) -> str:
    return f"visits/visitor/{session.hex()}"
