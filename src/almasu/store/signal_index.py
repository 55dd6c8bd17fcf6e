"""The index of signals in our database: filled from the deliveries, searched by terms, asked for what many met."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import msgspec
from almasu_wire.signal import SIGNAL, Signal
from psycopg import AsyncConnection

from almasu.kernel.sector.campaign import Campaign, OfferedCampaign, Seen
from almasu.kernel.sector.contact import Heard, spells_of
from almasu.kernel.sector.rollup import Counted, Rollup, Wanted, rolled_up
from almasu.kernel.sector.signals_port import LostTurn
from almasu.kernel.sector.statistics import Sent
from almasu.store.sealer import Sealer
from almasu.store.signals import StoredSignals, place_of
from almasu.store.sql import load

log = logging.getLogger(__name__)

Row = tuple[Any, ...]
LEASE_SECONDS = 5.0
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
    module: str = ""


_DELIVERY = msgspec.json.Decoder(list[_Told])


@dataclass(frozen=True, slots=True)
class StoredSignalIndex:
    """Implements `almasu.kernel.sector.port.SignalIndex` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def hold(self, fence: int) -> None:
        """Go on filling the index in this turn; LostTurn where another process has begun to, and nothing is kept."""
        held = await self.connection.execute(_SQL["hold_turn"], {"fence": fence, "seconds": LEASE_SECONDS})
        if held.rowcount != 1:
            raise LostTurn("another process fills the index of signals now")

    async def index(self, most: int) -> int:
        """Put deliveries that wait, at most so many, into the index; return how many.

        One that was changed or cannot be read is set aside: it holds up no other, and the log names it.
        """
        found = await (await self.connection.execute(_SQL["deliveries_to_index"], {"most": most})).fetchall()
        if not found:
            return 0
        signals: list[tuple[str, Signal]] = []
        spoilt: list[int] = []
        heard: list[Heard] = []
        for number, leaf, body, received_at in found:
            try:
                batches = _DELIVERY.decode(self.sealer.from_log(place_of(leaf), body))
                signals += _signals_of(batches)
                heard += [Heard(bytes.fromhex(one.certificate), received_at, one.module) for one in batches]
            except Exception:
                log.exception("the delivery %d with the leaf %s was changed or cannot be read", number, leaf.hex())
                spoilt.append(number)
        await self._roll_up(rolled_up(signals))
        await StoredSignals(self.connection, self.sealer).in_contact(spells_of(heard))
        numbers = {"numbers": [number for number, *_ in found], "spoilt": spoilt}
        await self.connection.execute(_SQL["note_indexed"], numbers)
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

    async def newer(self, wanted: Wanted, newest: datetime, most: int) -> int:
        """Return how many rollups that are wanted were seen after a moment, counted to a limit."""
        values = {
            "terms": sorted(wanted.terms) or None,
            "organisation": wanted.organisation,
            "kind": wanted.kind,
            "newest": newest,
            "most": most,
        }
        (count,) = await (await self.connection.execute(_SQL["newer"], values)).fetchone() or (0,)
        return int(count)

    async def seen(self, since: datetime, earlier: datetime, least: int, most: int) -> Sequence[Seen]:
        """Return what at least so many organisations met since a moment, and how many had met it since an earlier."""
        values = {"since": since, "earlier": earlier, "least": least, "most": most}
        rows = await (await self.connection.execute(_SQL["seen"], values)).fetchall()
        return [Seen(term, frozenset(who), frozenset(kinds), *rest) for term, who, kinds, *rest in rows]

    async def counted(self, organisation: str | None, since: datetime) -> Sequence[Counted]:
        """Return how much was sent since a moment, by kind; of one organisation where one is named."""
        values = {"organisation": organisation, "since": since}
        rows = await (await self.connection.execute(_SQL["counted"], values)).fetchall()
        return [Counted(*row) for row in rows]

    async def sent(self, organisation: str | None, since: datetime) -> Sequence[Sent]:
        """Return what was sent since a moment by day of Astana, kind and organisation; of one where one is named."""
        values = {"organisation": organisation, "since": since}
        rows = await (await self.connection.execute(_SQL["sent"], values)).fetchall()
        return [Sent(*row) for row in rows]

    async def offer(self, campaigns: Sequence[Campaign], at: datetime) -> None:
        """Offer these campaigns and no others."""
        await self.connection.execute(_SQL["withdraw_campaigns"], {"terms": [one.seen.term for one in campaigns]})
        for one in campaigns:
            seen = one.seen
            who, kinds = sorted(seen.organisations), sorted(seen.kinds)
            told = {"term": seen.term, "organisations": who, "kinds": kinds, "records": seen.records}
            when = {"first_at": seen.first_at, "last_at": seen.last_at, "before": seen.before, "at": at}
            await self.connection.execute(_SQL["offer_campaign"], {**told, **when, "surprise": one.surprise})

    async def offered(self) -> Sequence[OfferedCampaign]:
        """Return the campaigns that are offered, the most surprising first."""
        rows = await (await self.connection.execute(_SQL["campaigns"])).fetchall()
        return [
            OfferedCampaign(Campaign(Seen(term, frozenset(who), frozenset(kinds), *rest), surprise), found_at)
            for term, who, kinds, *rest, surprise, found_at in rows
        ]

    async def one(self, key: bytes) -> Rollup | None:
        """Return one rollup, None where there is none."""
        row = await (await self.connection.execute(_SQL["one"], {"key": key})).fetchone()
        return None if row is None else Rollup(*[*row[:-1], frozenset(row[-1])])

    async def hourly(self, organisation: str | None, since: datetime) -> Sequence[tuple[datetime, int]]:
        """Return how many signals each hour since a moment had, the hours without one left out."""
        values = {"organisation": organisation, "since": since}
        rows = await (await self.connection.execute(_SQL["hourly"], values)).fetchall()
        return [(hour, int(count)) for hour, count in rows]

    async def sources(self, since: datetime) -> Mapping[str, Sequence[str]]:
        """Return which source systems fed the modules of each organisation since a moment, by BIN."""
        rows = await (await self.connection.execute(_SQL["sources"], {"since": since})).fetchall()
        return {organisation: tuple(sensors) for organisation, sensors in rows}

    async def organisations(self, earlier: datetime) -> int:
        """Return how many organisations have sent signals since a moment."""
        row = await (await self.connection.execute(_SQL["organisations"], {"earlier": earlier})).fetchone()
        return int(row[0]) if row else 0

    async def _roll_up(self, rows: Sequence[Rollup]) -> None:
        values: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in _COLUMNS[:-1]}
        terms = [_BETWEEN.join(sorted(row.terms)) for row in rows]
        await self.connection.execute(_SQL["roll_up"], {**values, "terms": terms})


def _signals_of(batches: Sequence[_Told]) -> list[tuple[str, Signal]]:
    raws = ((batch.organisation, bytes(raw)) for batch in batches for raw in batch.signals)
    return [(organisation, SIGNAL.decode(raw)) for organisation, raw in raws if raw != b"null"]
