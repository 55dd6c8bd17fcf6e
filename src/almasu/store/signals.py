"""Signals in our database: modules bound by marks, queues that only grow, deliveries sealed as they came."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.errors import CheckViolation

from almasu.kernel.journal.entry import Entry, commitment, entry_bytes
from almasu.kernel.sector.contact import SILENCE, Spell
from almasu.kernel.sector.intake import Contact, Delivery, Known, OlderState, Queue, SendingModule
from almasu.law.moment import in_utc
from almasu.law.problem import Fault
from almasu.store import journal
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]
_SQL = load("signals")


@dataclass(frozen=True, slots=True)
class StoredSignals:
    """Implements `almasu.kernel.sector.port.Signals` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def let_in(self, module: SendingModule) -> None:
        """Keep a module, or what is now so of one."""
        values = {
            "certificate": module.certificate,
            "organisation": module.organisation,
            "name": module.name,
            "expires_at": module.expires_at,
            "blocked_at": module.blocked_at,
            "paper": module.paper,
            "version": module.version,
            "mark": self._mark(module),
        }
        await self.connection.execute(_SQL["let_in"], values)

    async def contacts(self, certificates: Sequence[bytes]) -> Mapping[bytes, Contact]:
        """Return when modules were heard of last, by their certificates; nothing of one that never sent."""
        rows = await (await self.connection.execute(_SQL["contacts"], {"certificates": list(certificates)})).fetchall()
        return {certificate: Contact(*rest) for certificate, *rest in rows}

    async def spells(self, certificates: Sequence[bytes], most: int) -> Sequence[Spell]:
        """Return when modules were in contact, the latest spell first."""
        values = {"certificates": list(certificates), "most": most}
        rows = await (await self.connection.execute(_SQL["spells"], values)).fetchall()
        return [Spell(*row) for row in rows]

    async def latest_spells(self, certificates: Sequence[bytes]) -> Mapping[bytes, Spell]:
        """Return the latest spell of contact of each module that was ever heard of."""
        found = await self.connection.execute(_SQL["latest_spells"], {"certificates": list(certificates)})
        return {row[0]: Spell(*row) for row in await found.fetchall()}

    async def in_contact(self, spells: Sequence[Spell]) -> None:
        """Note when modules were in contact; a spell without deliveries is one of heartbeats alone."""
        held = {"certificates": [one.certificate for one in spells]}
        await self.connection.execute(_SQL["hold_contacts"], held)
        for one in spells:
            told = {"certificate": one.certificate, "since": one.since, "until": one.until, "version": one.version}
            more = {"deliveries": one.deliveries, "silence": SILENCE.total_seconds()}
            await self.connection.execute(_SQL["note_contact"], {**told, **more})

    async def modules(self, certificates: Sequence[bytes]) -> Mapping[bytes, SendingModule]:
        """Return the modules of these certificates; Fault where somebody else than this store wrote one."""
        return {certificate: one for certificate, (one, _) in (await self._modules(certificates)).items()}

    async def known(self, queues: Sequence[Queue], at: datetime) -> Known:
        """Return how these queues and their modules stand, the queues locked until this transaction ends."""
        modules = await self._modules(list({one.certificate for one in queues}))
        admitted = sorted({one for one in queues if one.certificate in modules}, key=_order)
        reached = await self._reached(admitted)
        if len(reached) < len(admitted):
            await self.connection.execute(_SQL["open_queues"], {**_named(admitted), "at": at})
            reached = await self._reached(admitted)
        return Known(modules, reached)

    async def keep(self, delivery: Delivery, told: Entry, at: datetime) -> None:
        """Keep a delivery with its leaf, whole or not at all; OlderState where it was counted from one.

        One statement: also a transaction of its own on a connection that is in none.
        """
        entry = entry_bytes(told)
        leaf = commitment(entry)
        values = {
            **_named([one.queue for one in delivery.moves]),
            "befores": _array([one.before for one in delivery.moves]),
            "reached": _array([one.reached for one in delivery.moves]),
            "lost": _array([one.lost for one in delivery.moves]),
            "marks": [one.mark for one in delivery.moves],
            "meant": len(delivery.moves),
            "signals": delivery.signals,
            "log": journal.MAIN,
            "leaf": leaf,
            "entry": entry,
            "at": at,
            "body": self.sealer.for_log(place_of(leaf), delivery.body),
        }
        try:
            await self.connection.execute(_SQL["keep_delivery"], values)
        except CheckViolation as older:
            raise OlderState from older

    async def _modules(self, certificates: Sequence[bytes]) -> dict[bytes, tuple[SendingModule, bytes]]:
        found = await self.connection.execute(_SQL["modules"], {"certificates": list(certificates)})
        return {row[0]: (self._bound(row), row[-1]) for row in await found.fetchall()}

    async def _reached(self, queues: Sequence[Queue]) -> dict[Queue, int]:
        found = await self.connection.execute(_SQL["queues_to_move"], _named(queues))
        return {Queue(certificate, epoch): reached for certificate, epoch, reached in await found.fetchall()}

    def _bound(self, row: Row) -> SendingModule:
        *told, is_latest, mark = row
        module = SendingModule(*told)
        if module.paper is not None and not is_latest:
            raise Fault(f"the module {module.certificate.hex()} was set back to an older state")
        if not hmac.compare_digest(mark, self._mark(module)):
            raise Fault(f"the module {module.certificate.hex()} was written by somebody else than this store")
        return module

    def _mark(self, module: SendingModule) -> bytes:
        blocked = None if module.blocked_at is None else in_utc(module.blocked_at)
        said = (
            module.certificate.hex(),
            module.organisation,
            module.name,
            in_utc(module.expires_at),
            blocked,
            module.paper,
            module.version,
        )
        return self.sealer.index("signal_module", msgspec.json.encode(said).decode())


def place_of(leaf: bytes) -> str:
    """Return the place a delivery is sealed for: its leaf, which tells of every batch in it."""
    return f"signal_deliveries/body/{leaf.hex()}"


def _array(numbers: Sequence[int]) -> str:
    """Write numbers as PostgreSQL reads an array: written one by one by the driver each costs as much as its signal."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _order(queue: Queue) -> tuple[bytes, bytes]:
    return queue.certificate, queue.epoch


def _named(queues: Sequence[Queue]) -> Mapping[str, list[bytes]]:
    return {"certificates": [one.certificate for one in queues], "epochs": [one.epoch for one in queues]}
