"""Take signals in: what comes at the same moment is kept by one transaction, with one leaf over all of it (ASOI-8).

An offer is answered only after the commit: what was acknowledged is there, and what is sent again is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.sector.intake import (
    NOT_LET_IN,
    Batch,
    Kept,
    Offered,
    Queue,
    SendingModule,
    digest_of,
    placed,
)
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
    async with intake.store.transaction() as transaction:
        modules = {one.certificate: one for one in await transaction.signals.modules(_certificates(offers))}
        admitted = [one for one in offers if _may_send(modules, one, at)]
        if not admitted:
            return [NOT_LET_IN.at() for _ in offers]
        kept = await _keep(intake, transaction, modules, admitted, at)
    told = iter(kept)
    return [next(told) if _may_send(modules, one, at) else NOT_LET_IN.at() for one in offers]


async def _keep(
    intake: Intake,
    transaction: SectorTransaction,
    modules: Mapping[bytes, SendingModule],
    offers: Sequence[Offered],
    at: datetime,
) -> Sequence[Kept]:
    queues = sorted({one.queue for one in offers}, key=lambda queue: (queue.certificate, queue.epoch))
    reached = dict(zip(queues, await transaction.signals.reached(queues, at), strict=True))
    lost = dict.fromkeys(queues, 0)
    batches: list[Batch] = []
    kept: list[Kept] = []
    for offer in offers:
        place = placed(offer, reached[offer.queue])
        new = () if place.too_early else offer.signals[place.skipped :]
        if new:
            organisation = modules[offer.queue.certificate].organisation
            batches.append(Batch(offer.queue, organisation, offer.first + place.skipped, new))
            reached[offer.queue] = offer.last
            lost[offer.queue] += place.lost
        kept.append(Kept(reached[offer.queue], len(new), place.skipped, place.lost, place.too_early))
    if batches:
        entry = _told(batches, sum(lost.values()), intake.random(SALT_BYTES), at)
        leaf = await transaction.journal.append(entry)
        await transaction.signals.keep(batches, leaf, at)
        moved: list[Queue] = [queue for queue in queues if any(one.queue == queue for one in batches)]
        await transaction.signals.move(moved, [reached[one] for one in moved], [lost[one] for one in moved], at)
    return kept


def _told(batches: Sequence[Batch], lost: int, salt: bytes, at: datetime) -> Entry:
    """Return the leaf of what is kept together: how much, and a digest that no batch can leave unseen."""
    says: dict[str, Json] = {
        "batches": len(batches),
        "signals": sum(len(one.signals) for one in batches),
        "lost": lost,
        "digest": digest_of(batches),
    }
    return Entry(EntryKind.SIGNALS_TAKEN, at, ACTOR, "signals", says, salt)


def _may_send(modules: Mapping[bytes, SendingModule], offer: Offered, at: datetime) -> bool:
    module = modules.get(offer.queue.certificate)
    return module is not None and module.may_send(at)


def _certificates(offers: Sequence[Offered]) -> set[bytes]:
    return {one.queue.certificate for one in offers}
