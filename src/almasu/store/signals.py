"""Signals in our database: modules bound by marks, queues that only grow, batches sealed as they came."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from psycopg import AsyncConnection

from almasu.kernel.sector.intake import Batch, Queue, SendingModule
from almasu.law.moment import in_utc
from almasu.law.problem import Fault
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]
_SQL = load("signals")


@dataclass(frozen=True, slots=True)
class StoredSignals:
    """Implements `almasu.kernel.sector.port.Signals` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def modules(self, certificates: Iterable[bytes]) -> Sequence[SendingModule]:
        """Return the modules with these certificates; Fault where somebody else than this store wrote one."""
        found = await self.connection.execute(_SQL["modules"], {"certificates": list(certificates)})
        return [self._bound(row) for row in await found.fetchall()]

    async def let_in(self, module: SendingModule) -> None:
        """Keep a module, or what is now so of one."""
        values = {
            "certificate": module.certificate,
            "organisation": module.organisation,
            "name": module.name,
            "expires_at": module.expires_at,
            "blocked_at": module.blocked_at,
            "mark": self._mark(module),
        }
        await self.connection.execute(_SQL["let_in"], values)

    async def reached(self, queues: Sequence[Queue], at: datetime) -> Sequence[int]:
        """Return how far each queue has come, 0 for one never seen, all locked until this transaction ends."""
        values = _named(queues)
        found = await self._reached(values)
        if len(found) < len(set(queues)):
            await self.connection.execute(_SQL["open_queues"], {**values, "at": at})
            found = await self._reached(values)
        return [found[queue] for queue in queues]

    async def keep(self, batches: Sequence[Batch], leaf: bytes, at: datetime) -> None:
        """Keep batches under the leaf that tells of them."""
        values = {
            **_named([one.queue for one in batches]),
            "firsts": [one.first for one in batches],
            "signals": [len(one.signals) for one in batches],
            "organisations": [one.organisation for one in batches],
            "bodies": [self.sealer.for_log(_place(one), one.body()) for one in batches],
            "leaf": leaf,
            "at": at,
        }
        await self.connection.execute(_SQL["keep_batches"], values)

    async def move(self, queues: Sequence[Queue], reached: Sequence[int], lost: Sequence[int], at: datetime) -> None:
        """Keep how far each queue has come and how many signals more it lost."""
        values = {**_named(queues), "reached": list(reached), "lost": list(lost), "at": at}
        await self.connection.execute(_SQL["move_queues"], values)

    async def _reached(self, values: Mapping[str, object]) -> dict[Queue, int]:
        found = await self.connection.execute(_SQL["queues_to_move"], values)
        return {Queue(certificate, epoch): reached for certificate, epoch, reached in await found.fetchall()}

    def _bound(self, row: Row) -> SendingModule:
        *told, mark = row
        module = SendingModule(*told)
        if not hmac.compare_digest(mark, self._mark(module)):
            raise Fault(f"the module {module.certificate.hex()} was written by somebody else than this store")
        return module

    def _mark(self, module: SendingModule) -> bytes:
        blocked = None if module.blocked_at is None else in_utc(module.blocked_at)
        said = (module.certificate.hex(), module.organisation, module.name, in_utc(module.expires_at), blocked)
        return self.sealer.index("signal_module", msgspec.json.encode(said).decode())


def _named(queues: Sequence[Queue]) -> dict[str, list[bytes]]:
    return {"certificates": [one.certificate for one in queues], "epochs": [one.epoch for one in queues]}


def _place(batch: Batch) -> str:
    """Return the place a batch is sealed for: its queue, its numbers and whose it is."""
    queue = batch.queue
    return (
        f"signal_batches/body/{queue.certificate.hex()}/{queue.epoch.hex()}/{batch.first}/{len(batch.signals)}/"
        f"{batch.organisation}"
    )
