"""Acts that wait for their signatures, and the nonces of those that were signed, in our database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.parties.session import Session
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.store.columns import BYTES, NUMBER, columns
from almasu.store.sealer import Sealer
from almasu.store.sessions import session_from
from almasu.store.sql import load

Row = tuple[Any, ...]
ASKED = {"acts": NUMBER, "sessions": BYTES}


@dataclass(frozen=True, slots=True)
class StoredPreparedActs:
    """Implements `almasu.kernel.parties.port.PreparedActs` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def keep(self, act: PreparedAct) -> None:
        """Keep an act that waits for its signature, sealed: it may name the subject of a request."""
        values = {
            "id": act.id,
            "session": act.session,
            "purpose": act.purpose.value,
            "data": self.sealer.for_log(_place(act.id), act.data),
            "nonce": act.nonce,
            "expires_at": act.expires_at,
        }
        await self._do("prepare_act", values)

    async def waiting(self, asked: Sequence[tuple[UUID, bytes]]) -> Sequence[tuple[PreparedAct, Session] | None]:
        """Return acts that still wait, each with its session; None for another session's, a used or an unknown one."""
        found = await self.connection.execute(load("prepared_acts")["prepared_acts"], columns(ASKED, asked))
        rows = {row[0]: row for row in await found.fetchall()}
        return [
            None if act not in rows or rows[act][1] != session else self._opened(rows[act]) for act, session in asked
        ]

    def _opened(self, row: Row) -> tuple[PreparedAct, Session] | None:
        number, session, purpose, data, nonce, expires_at, *rest = row
        opened = self.sealer.from_log(_place(number), data)
        known = session_from(session, rest, self.sealer)
        prepared = PreparedAct(number, session, ActPurpose(purpose), opened, nonce, expires_at)
        return None if known is None else (prepared, known)

    async def challenges_given(self, purpose: ActPurpose, after: datetime, most: int) -> int:
        """Tell how many challenges of a purpose expire after a moment, counted up to `most`."""
        values = {"purpose": purpose.value, "after": after, "most": most}
        row = await (await self.connection.execute(load("prepared_acts")["challenges_given"], values)).fetchone()
        return 0 if row is None else int(row[0])

    async def use_nonce(self, nonce: str, expires_at: datetime) -> None:
        """Use a nonce up; committing it is the Problem `signature.replayed` when it was used before."""
        await self._do("use_nonce", {"nonce": nonce, "expires_at": expires_at})

    async def sweep(self, before: datetime) -> None:
        """Forget acts and nonces that ended before a moment."""
        await self._do("sweep_prepared_acts", {"before": before})
        await self._do("sweep_nonces", {"before": before})

    async def _do(self, name: str, values: Mapping[str, object]) -> None:
        await self.connection.execute(load("prepared_acts")[name], values)


def _place(act: UUID) -> str:
    return f"prepared_acts/data/{act}"
