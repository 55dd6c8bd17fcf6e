"""The sector in numbers at a real store: one's own, sums of others, all for the centre; each look is journalled."""

from __future__ import annotations

import os
from datetime import timedelta

import msgspec
from almasu_wire.signal import Kind, Signal

from actions.sector.conftest import BANK, INSURER, OTHER_BANK, Sector
from almasu.actions.sector.index_signals import index_signals
from almasu.actions.sector.see_statistics import Statistics, see_statistics
from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.sector.intake import Offered, Queue, SendingModule
from almasu.kernel.sector.receipt import ReceiptState
from almasu.kernel.sector.statistics import DAYS
from almasu.law.moment import in_astana
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector

ANOTHER = "991140000007"
SENT = ((BANK, 5), (OTHER_BANK, 2), (INSURER, 1), (ANOTHER, 2))
"""Who sent how many scans, on the day before and again today."""


async def signals_came(sector: Sector) -> None:
    store = StoredSector(sector.world.database, Sealer(sector.node.vault, os.urandom))
    now = sector.now()
    for organisation, count in SENT:
        certificate = organisation.encode().ljust(32)
        async with store.transaction() as transaction:
            module = SendingModule(certificate, organisation, "soc", now + timedelta(days=9))
            await transaction.signals.let_in(module)
        raw = [
            Signal(kind=Kind.SCAN, sensor="suricata", rule=str(rule), first=day, last=day, source="203.0.113.7")
            for rule in range(count)
            for day in (now, now - timedelta(days=1))
        ]
        offer = Offered(Queue(certificate, os.urandom(16)), 1, 1, tuple(msgspec.json.encode(one) for one in raw))
        await take_signals(Intake(store, os.urandom), [offer], now)
    await index_signals(store)


async def seen(sector: Sector, who: str) -> Statistics:
    return await see_statistics(sector.node, sector.tokens[who], sector.now())


async def test_everybody_is_shown_the_numbers_that_are_theirs_to_know(sector: Sector) -> None:
    await signals_came(sector)
    alert = await sector.sends()
    sector.world.clock.forward(minutes=10)
    await sector.proposes(alert)
    await sector.decides(alert)

    centre = await seen(sector, "centre")
    today = in_astana(sector.now()).date()
    assert len(centre.signals.by_day) == DAYS
    assert centre.signals.by_day[-2:] == ((today - timedelta(days=1), 10), (today, 10))
    assert centre.signals.by_kind == {Kind.SCAN: 20}
    assert centre.signals.others == {}, "the centre sees all of them"
    assert centre.alerts.reactions.states[ReceiptState.ACCEPTED] == 1
    assert centre.alerts.reactions.to_decide is not None
    assert centre.alerts.reactions.to_decide.middle == 10
    assert [(one.organisation, one.waiting) for one in centre.alerts.undecided] == [(INSURER, 1)]
    assert centre.alerts.campaigns == 0

    worker = await seen(sector, "worker")
    assert worker.signals.by_kind == {Kind.SCAN: 10}
    assert worker.signals.others == {Kind.SCAN: 5}, "three others, and without today"
    assert (worker.alerts.undecided, worker.alerts.campaigns) == ((), None)
    assert worker.alerts.others is None, "one organisation decided: how long it took is its own"
    assert sum(worker.alerts.reactions.states.values()) == 0, "the author received nothing"

    insurer = await seen(sector, "insurer's head")
    assert insurer.signals.by_kind == {Kind.SCAN: 2}
    assert insurer.alerts.reactions.states[ReceiptState.RECEIVED] == 1

    told = [entry for entry in await sector.world.entries() if entry["kind"] == "signals_seen"]
    assert [entry["about"] for entry in told] == ["statistics"] * 3
