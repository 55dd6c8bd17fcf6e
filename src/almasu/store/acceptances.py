"""Accepted requests on their way into our database, several by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.requests.port import Acceptance, Accepting
from almasu.kernel.requests.request import Request
from almasu.store import journal
from almasu.store.columns import BYTES, MOMENT, NUMBER, SMALL, TEXT, columns
from almasu.store.request_marks import evidence_place, row_of
from almasu.store.request_records import record_bytes
from almasu.store.sealer import Sealer
from almasu.store.sql import load

ACCEPTED = {
    "sessions": BYTES,
    "accounts": NUMBER,
    "marks": BYTES,
    "nonces": TEXT,
    "nonces_expire_at": MOMENT,
    "ids": NUMBER,
    "materials": NUMBER,
    "bodies": TEXT,
    "accepted_at": MOMENT,
    "editions": TEXT,
    "records": BYTES,
    "evidence": BYTES,
    "asked_by": TEXT,
    "lease_until": MOMENT,
    "leaves": BYTES,
    "entries": BYTES,
}
"""What `accept` is given of each request, a column each."""
QUESTIONS = {"exchange_ids": NUMBER, "requests": NUMBER, "resources": SMALL}
"""What `accept` is given of each question, a column each."""


@dataclass(frozen=True, slots=True)
class StoredAcceptances:
    """Keeps accepted requests on one connection, several at a time (`almasu.kernel.requests.port.Together`)."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def accept(self, acceptances: Sequence[Acceptance]) -> Sequence[Accepting]:
        """Keep accepted requests by one statement, or none of them, and tell what became of each, in their order.

        The parts of their evidence are kept before.
        Raises what violates our database, as where a nonce was used before.
        """
        told = [(one, request, entry) for one in acceptances for request, entry in one.requests()]
        accepted = columns(ACCEPTED, (self._acceptance_columns(*one) for one in told))
        asked = ((row.exchange_id, request.id, row.resource) for _, request, _ in told for row in request.rows)
        values = {**accepted, **columns(QUESTIONS, asked), "log": journal.MAIN}
        judged = await self.connection.execute(load("requests")["accept"], values)
        became = {number: _accepting(*facts) for number, *facts in await judged.fetchall()}
        return [became[acceptance.request.id] for acceptance in acceptances]

    def _acceptance_columns(self, acceptance: Acceptance, request: Request, entry: bytes) -> tuple[object, ...]:
        """Return one accepted request in the order of `ACCEPTED`, record and evidence sealed.

        The nonce of an act of several subjects goes with its first request alone: it is used once.
        """
        act = acceptance.act
        return (
            act.session,
            request.account,
            acceptance.account.mark,
            act.nonce if request.id == acceptance.request.id else None,
            act.expires_at,
            request.id,
            request.material,
            acceptance.account.body_bin,
            request.accepted_at,
            request.edition,
            self.sealer.for_log(row_of(request).place(), record_bytes(request)),
            self.sealer.for_log(evidence_place(request.id, request.account), acceptance.evidence.data),
            acceptance.asked_by,
            acceptance.lease_until,
            request.leaf,
            entry,
        )


def _accepting(living: bool, destroyed: bool, closed: bool) -> Accepting:
    if not living:
        return Accepting.SESSION_ENDED
    if destroyed:
        return Accepting.MATERIAL_DESTROYED
    return Accepting.TASK_CLOSED if closed else Accepting.KEPT
