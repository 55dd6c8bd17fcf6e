"""What a controller's report needs of our database beside the requests themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.store import journal
from almasu.store.sql import load


@dataclass(frozen=True, slots=True)
class StoredControl:
    """Implements `almasu.kernel.control.port.Control` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]

    async def viewed(self, requests: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Return when the answers of requests were first opened, for those where they were."""
        values = {"requests": [str(one).encode() for one in requests], "log": journal.MAIN}
        found = await self.connection.execute(load("control")["first_views"], values)
        return {row[0]: row[1] for row in await found.fetchall()}

    async def checkpoint_before(self, at: datetime) -> bytes | None:
        """Return the last co-signed checkpoint published at or before a moment, None where there was none."""
        return await self._note("checkpoint_before", at)

    async def checkpoint_after(self, at: datetime) -> bytes | None:
        """Return the first co-signed checkpoint published at or after a moment, None where there is none yet."""
        return await self._note("checkpoint_after", at)

    async def _note(self, name: str, at: datetime) -> bytes | None:
        values = {"log": journal.MAIN, "at": at}
        row = await (await self.connection.execute(load("control")[name], values)).fetchone()
        return None if row is None else bytes(row[0])
