"""What registers said, on its way into our database, several questions by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import Settlement
from almasu.kernel.requests.request import OPEN_STATES
from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.store import journal
from almasu.store.columns import BYTES, MOMENT, NUMBER, TEXT, WHOLE, columns
from almasu.store.request_marks import answer_place, settlement_mark
from almasu.store.sealer import Sealer
from almasu.store.sql import load

SETTLED = {
    "exchange_ids": NUMBER,
    "requests": NUMBER,
    "states": TEXT,
    "notes": TEXT,
    "records": WHOLE,
    "asked_at": MOMENT,
    "at": MOMENT,
    "next_at": MOMENT,
    "materials": NUMBER,
    "data": BYTES,
    "wrapped": BYTES,
    "marks": BYTES,
    "leaves": BYTES,
    "entries": BYTES,
    "sessions": BYTES,
    "accounts": BYTES,
}
"""What `take_replies` is given of each answer, a column each."""


@dataclass(frozen=True, slots=True)
class StoredSettlements:
    """Keeps what registers said on one connection, several at a time (`almasu.kernel.requests.port.Together`)."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def take(self, settlements: Sequence[Settlement]) -> Sequence[bool]:
        """Keep what registers said to questions still open, in one statement; the others are left as they are.

        Tells of each, in their order, whether its asker is unchanged.
        """
        settled = columns(SETTLED, [await self._settlement_columns(one) for one in settlements])
        told = await self.connection.execute(load("requests")["take_replies"], {**settled, "log": journal.MAIN})
        unchanged = {exchange_id for (exchange_id,) in await told.fetchall()}
        return [settlement.exchange_id in unchanged for settlement in settlements]

    async def _settlement_columns(self, settlement: Settlement) -> tuple[object, ...]:
        """Return one settlement in the order of `SETTLED`; what settles a question is sealed under its material.

        What comes for a material that was destroyed settles the question too, and is not kept (SIO25-19.2).
        """
        data = wrapped = None
        if settlement.state not in OPEN_STATES:
            asked = (settlement.request, settlement.exchange_id, settlement.resource)
            place = answer_place(*asked, settlement.state, settlement.at)
            kept = settlement.salt + reply_bytes(settlement.reply)
            with suppress(KeyDestroyed):
                data, wrapped = await self.sealer.for_material(settlement.material, place, kept)
        return (
            settlement.exchange_id,
            settlement.request,
            settlement.state.value,
            settlement.note,
            settlement.records,
            settlement.asked_at,
            settlement.at,
            settlement.next_at,
            settlement.material,
            data,
            wrapped,
            settlement_mark(settlement, self.sealer),
            settlement.leaf,
            settlement.entry,
            None if settlement.asker is None else settlement.asker.session,
            None if settlement.asker is None else settlement.asker.account,
        )
