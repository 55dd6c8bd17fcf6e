"""The index of signals in our database: filled from the deliveries, searched by terms, asked for what many met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import msgspec
from almasu_wire.signal import SIGNAL
from psycopg import AsyncConnection

from almasu.kernel.sector.campaign import Seen
from almasu.kernel.sector.rollup import Rollup, Wanted, rolled_up
from almasu.store.sealer import Sealer
from almasu.store.signals import place_of
from almasu.store.sql import load

Row = tuple[Any, ...]
_SQL = load("signal_index")
_COLUMNS = tuple(field.name for field in fields(Rollup))
_BETWEEN = "\x1f"


class _Told(msgspec.Struct, frozen=True, array_like=True):
    """A batch as a delivery tells it."""

    certificate: str
    epoch: str
    organisation: str
    first: int
    signals: list[msgspec.Raw]


_DELIVERY = msgspec.json.Decoder(list[_Told])


@dataclass(frozen=True, slots=True)
class StoredSignalIndex:
    """Implements `almasu.kernel.sector.port.SignalIndex` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def index(self, most: int) -> int:
        """Put deliveries that wait, at most so many, into the index; return how many. Fault where one was changed."""
        found = await (await self.connection.execute(_SQL["deliveries_to_index"], {"most": most})).fetchall()
        if not found:
            return 0
        signals = [
            (batch.organisation, SIGNAL.decode(raw))
            for _, leaf, body in found
            for batch in _DELIVERY.decode(self.sealer.from_log(place_of(leaf), body))
            for raw in batch.signals
            if bytes(raw) != b"null"
        ]
        await self._roll_up(rolled_up(signals))
        await self.connection.execute(_SQL["note_indexed"], {"numbers": [number for number, *_ in found]})
        return len(found)

    async def index_again(self) -> None:
        """Empty the index and let every delivery wait for it again."""
        await self.connection.execute(_SQL["forget_index"])
        await self.connection.execute(_SQL["index_again"])

    async def found(self, wanted: Wanted, most: int) -> Sequence[Rollup]:
        """Return rollups that have every term, newest first."""
        before_at, before_key = wanted.before or (None, None)
        values = {
            "terms": sorted(wanted.terms) or None,
            "organisation": wanted.organisation,
            "kind": wanted.kind,
            "before_at": before_at,
            "before_key": before_key,
            "most": most,
        }
        rows = await (await self.connection.execute(_SQL["found"], values)).fetchall()
        return [Rollup(*[*row[:-1], frozenset(row[-1])]) for row in rows]

    async def seen(self, since: datetime, earlier: datetime, least: int, most: int) -> Sequence[Seen]:
        """Return what at least so many organisations met since a moment, and how many had met it since an earlier."""
        values = {"since": since, "earlier": earlier, "least": least, "most": most}
        rows = await (await self.connection.execute(_SQL["seen"], values)).fetchall()
        return [Seen(term, frozenset(who), frozenset(kinds), *rest) for term, who, kinds, *rest in rows]

    async def organisations(self, earlier: datetime) -> int:
        """Return how many organisations have sent signals since a moment."""
        row = await (await self.connection.execute(_SQL["organisations"], {"earlier": earlier})).fetchone()
        return int(row[0]) if row else 0

    async def _roll_up(self, rows: Sequence[Rollup]) -> None:
        values: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in _COLUMNS[:-1]}
        terms = [_BETWEEN.join(sorted(row.terms)) for row in rows]
        await self.connection.execute(_SQL["roll_up"], {**values, "terms": terms})
