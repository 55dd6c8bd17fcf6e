"""Take signals in: what comes at the same moment is kept by one commit, with one leaf over all of it (ASOI-8).

An offer is answered only after the commit: what was acknowledged is there, and what is sent again is taken once. How
queues stand is remembered from commit to commit and not read again; where the memory is wrong the delivery is undone
and counted anew from the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.sector.intake import NOT_LET_IN, Delivery, Kept, Known, Offered, OlderState, delivered
from almasu.kernel.sector.port import SectorStore, SectorTransaction
from almasu.law.canonical import Json
from almasu.law.problem import Problem

ACTOR = "system:intake"
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking signals in needs: the store, and fresh secure bytes."""

    store: SectorStore
    random: Callable[[int], bytes]


async def take_signals(intake: Intake, offers: Sequence[Offered], at: datetime) -> Sequence[Kept | Problem]:
    """Keep what is new of each offer and return what became of it, in their order.

    A Problem is returned, not raised, where a module may not send: the others are kept all the same.
    """
    queues = [one.queue for one in offers]
    remembered = intake.store.remembered(queues)
    if remembered is not None and all(remembered.may_send(queue, at) for queue in queues):
        kept = await _from_memory(intake, remembered, offers, at)
        if kept is not None:
            return kept
    async with intake.store.transaction() as transaction:
        known = await transaction.signals.known(queues, at)
        admitted = [one for one in offers if known.may_send(one.queue, at)]
        kept = await _keep(intake, transaction, known, admitted, at)
    intake.store.remember(_after(known, admitted, kept))
    told = iter(kept)
    return [next(told) if known.may_send(one.queue, at) else NOT_LET_IN.at() for one in offers]


async def _from_memory(
    intake: Intake, remembered: Known, offers: Sequence[Offered], at: datetime
) -> Sequence[Kept] | None:
    """Keep what is new as it is counted from memory; None where the memory is wrong and nothing was kept."""
    delivery, kept = delivered(offers, remembered)
    if delivery.batches:
        try:
            await intake.store.keep(delivery, _told(delivery, intake.random(SALT_BYTES), at), at)
        except OlderState:
            return None
    intake.store.remember(_after(remembered, offers, kept))
    return kept


async def _keep(
    intake: Intake, transaction: SectorTransaction, known: Known, offers: Sequence[Offered], at: datetime
) -> Sequence[Kept]:
    delivery, kept = delivered(offers, known)
    if delivery.batches:
        await transaction.signals.keep(delivery, _told(delivery, intake.random(SALT_BYTES), at), at)
    return kept


def _told(delivery: Delivery, salt: bytes, at: datetime) -> Entry:
    """Return the leaf of a delivery: how much it is, and a digest that no signal of it can leave unseen."""
    says: dict[str, Json] = {
        "batches": len(delivery.batches),
        "signals": delivery.signals,
        "lost": sum(one.lost for one in delivery.moves),
        "digest": hashlib.sha256(delivery.body).hexdigest(),
    }
    return Entry(EntryKind.SIGNALS_TAKEN, at, ACTOR, "signals", says, salt)


def _after(known: Known, offers: Sequence[Offered], kept: Sequence[Kept]) -> Known:
    """Return how the queues of these offers stand when they are kept: the last one of a queue tells."""
    return Known(known.modules, {offer.queue: one.reached for offer, one in zip(offers, kept, strict=True)})
