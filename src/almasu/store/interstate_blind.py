"""Blind questions of both sides in our database, each sealed together with the columns beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from almasu.kernel.interstate.blind_rows import Asked, Held
from almasu.kernel.page import BEGINNING
from almasu.store.sealer import Sealer
from almasu.store.sql import load

_SQL = load("interstate_messages")
Row = tuple[Any, ...]
HELD, ASKED = "held", "asked"
OVER = "over"
"""Of a question that was read and holds no lead any more."""


@dataclass(frozen=True, slots=True)
class StoredBlind:
    """The blind questions of `almasu.kernel.interstate.lines_port.Lines`."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def keep_held(self, held: Held) -> None:
        """Keep a blind question at the body that holds the data, or how it stands now."""
        taken = held.taken
        at, state = taken.came_at, taken.state.value
        await self._keep(HELD, taken.question.number, held.peer, held.day, state, at, held)

    async def held(self, peer: str, number: UUID) -> Held | None:
        """Return the blind question of a peer with a number, locked until this transaction ends."""
        found = await self._held("blind_held", {"peer": peer, "number": number})
        return found[0] if found else None

    async def held_on(self, peer: str, day: date) -> Sequence[Held]:
        """Return the blind questions of a peer of a day; they are locked until this transaction ends."""
        return await self._held("blind_on_day", {"peer": peer, "day": day})

    async def to_answer(self, most: int) -> Sequence[Held]:
        """Return blind questions that were committed to and have no answer, the oldest first."""
        return await self._held("blind_to_answer", {"most": most})

    async def keep_asked(self, asked: Asked) -> None:
        """Keep a blind question at the body that asks, or how it stands now."""
        question, state = asked.question, OVER if asked.is_over else asked.state
        await self._keep(ASKED, question.number, asked.peer, question.day, state, asked.at, asked)

    async def asked(self, number: UUID) -> Asked | None:
        """Return a blind question that was asked from here, locked until this transaction ends."""
        found = await self._asked("blind_asked", {"number": number})
        return found[0] if found else None

    async def to_read(self, most: int) -> Sequence[Asked]:
        """Return blind questions whose answers came and were not read, the oldest first."""
        return await self._asked("blind_to_read", {"most": most})

    async def sent(self, peer: str, most: int) -> Sequence[Asked]:
        """Return blind questions to a peer that have no answer yet, the oldest first."""
        return await self._asked("blind_sent", {"peer": peer, "most": most})

    async def to_forget(self, until: datetime, after: Asked | None, most: int) -> Sequence[Asked]:
        """Return blind questions asked until a moment that hold subjects or leads, the oldest first, behind one."""
        place = {"at": BEGINNING, "number": UUID(int=0)}
        if after is not None:
            place = {"at": after.at, "number": after.question.number}
        return await self._asked("blind_to_forget", {"until": until, "most": most, **place})

    async def _keep(
        self, side: str, number: UUID, peer: str, day: date, state: str, at: datetime, record: msgspec.Struct
    ) -> None:
        sealed = self.sealer.for_log(_place(side, peer, number, day, state), msgspec.msgpack.encode(record))
        values = {"number": number, "side": side, "peer": peer, "day": day, "state": state, "at": at, "record": sealed}
        await self.connection.execute(_SQL["keep_blind"], values)

    async def _held(self, name: str, values: Mapping[str, object]) -> list[Held]:
        return [msgspec.msgpack.decode(one, type=Held) for one in await self._opened(name, values)]

    async def _asked(self, name: str, values: Mapping[str, object]) -> list[Asked]:
        return [msgspec.msgpack.decode(one, type=Asked) for one in await self._opened(name, values)]

    async def _opened(self, name: str, values: Mapping[str, object]) -> list[bytes]:
        found = await self.connection.execute(_SQL[name], values)
        return [
            self.sealer.from_log(_place(side, peer, number, day, state), record)
            for number, side, peer, day, state, _, record in await found.fetchall()
        ]


def _place(side: str, peer: str, number: UUID, day: date, state: str) -> str:
    return f"interstate_blind/record/{side}/{peer}/{number}/{day.isoformat()}/{state}"
