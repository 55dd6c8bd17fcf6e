"""What a controller's report needs of our database beside the requests themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.control.port import Gap, OpenTask
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

    async def gaps(self, body_bin: str, most: int) -> Sequence[Gap]:
        """Return the times of more than two months in which nobody entered under accounts of a body, latest first."""
        found = await self.connection.execute(load("control")["gaps"], {"body": body_bin, "most": most})
        return [Gap(*row) for row in await found.fetchall()]

    async def open_tasks(self, body_bin: str, before: datetime, most: int) -> Sequence[OpenTask]:
        """Return tasks of a body that are not closed though their last request was before a moment, oldest first."""
        values = {"body": body_bin, "before": before, "most": most}
        found = await self.connection.execute(load("control")["open_tasks"], values)
        return [OpenTask(*row) for row in await found.fetchall()]

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
