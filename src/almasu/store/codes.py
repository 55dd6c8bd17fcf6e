"""Codes sent to telephones, in our database: one of each account, the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.parties.code import SentCode
from almasu.store.sql import load


@dataclass(frozen=True, slots=True)
class StoredCodes:
    """Implements `almasu.kernel.parties.port.Codes` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]

    async def sent(self, account: UUID) -> tuple[SentCode, bytes] | None:
        """Return the last code sent to an account and the session it was sent for; locks it to this transaction."""
        row = await (await self.connection.execute(load("codes")["sent_code"], {"account": account})).fetchone()
        return None if row is None else (SentCode(*row[:5]), row[5])

    async def keep(self, account: UUID, session: bytes, code: SentCode) -> None:
        """Keep a code that is being sent, in place of any earlier one."""
        values = {
            "account": account,
            "session": session,
            "mac": code.mac,
            "sent_at": code.sent_at,
            "tries": code.tries,
            "sent_this_hour": code.sent_this_hour,
            "hour_started_at": code.hour_started_at,
        }
        await self._do("keep_code", values)

    async def count_wrong(self, account: UUID) -> None:
        """Count a wrong entry against the code."""
        await self._do("count_wrong_try", {"account": account})

    async def use_up(self, account: UUID) -> None:
        """Make the code unusable: one that was right once is right never again."""
        await self._do("use_code_up", {"account": account})

    async def _do(self, name: str, values: Mapping[str, object]) -> None:
        await self.connection.execute(load("codes")[name], values)
