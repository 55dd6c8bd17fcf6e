"""Signals in the index: found by what they say, counted whole, made again from the deliveries, shared ones told."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from almasu_wire.signal import Kind, Signal
from hypothesis import given
from hypothesis import strategies as st

from almasu.actions.sector.find_campaigns import find_campaigns
from almasu.actions.sector.index_signals import index_signals
from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.sector.intake import Offered, Queue, SendingModule
from almasu.kernel.sector.rollup import Wanted, rolled_up
from almasu.law import moment
from almasu.store.database import Database
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector
from almasu.store.signal_index import StoredSignalIndex
from almasu.store.vault import FileVault

NOW = moment.read("2026-11-20T09:30:00+05:00")
BINS = [f"2101400831{number:02d}" for number in range(6)]
SCAN = Signal(
    kind=Kind.SCAN, sensor="suricata", rule="2001219", first=NOW, last=NOW, source="203.0.113.7", target="198.51.100.2"
)


@pytest.fixture
def sector(database: Database, tmp_path) -> StoredSector:
    return StoredSector(database, Sealer(FileVault.create(tmp_path / "vault"), os.urandom))


async def sent(sector: StoredSector, organisation: str, signals: Iterable[Signal]) -> None:
    certificate = organisation.encode().ljust(32)
    async with sector.transaction() as transaction:
        await transaction.signals.let_in(SendingModule(certificate, organisation, "soc", NOW + timedelta(days=9)))
    raw = tuple(msgspec.json.encode(one) for one in signals)
    queue = Queue(certificate, os.urandom(16))
    await take_signals(Intake(sector, os.urandom), [Offered(queue, 1, 1, (*raw, None))], NOW)


async def indexed(sector: StoredSector) -> int:
    return await index_signals(sector)


async def found(sector: StoredSector, **wanted):
    async with sector.database.connection() as connection:
        return await StoredSignalIndex(connection, sector.sealer).found(Wanted(**wanted), 50)


async def test_signals_are_found_by_what_they_say_and_counted_whole(sector) -> None:
    later = msgspec.structs.replace(SCAN, first=NOW + timedelta(minutes=5), last=NOW + timedelta(minutes=9), count=40)
    await sent(sector, BINS[0], [SCAN, later])
    await sent(sector, BINS[1], [msgspec.structs.replace(SCAN, source="203.0.113.8")])
    assert await indexed(sector) == 2
    assert await indexed(sector) == 0
    (one,) = await found(sector, terms=["source:203.0.113.7"])
    assert (one.records, one.signals, one.first_at, one.last_at) == (41, 2, NOW, NOW + timedelta(minutes=9))
    assert len(await found(sector, terms=["target:198.51.100.2"])) == 2
    assert [one.organisation for one in await found(sector, organisation=BINS[1])] == [BINS[1]]
    assert await found(sector, kind=Kind.PHISHING.value) == []


async def test_the_index_is_made_again_from_the_deliveries(sector) -> None:
    await sent(sector, BINS[0], [SCAN, SCAN])
    await indexed(sector)
    before = await found(sector)
    async with sector.database.transaction() as connection:
        await connection.execute("update signal_rollups set records = 0, source = 'nobody'")
        await StoredSignalIndex(connection, sector.sealer).index_again()
    await indexed(sector)
    assert await found(sector) == before


async def test_a_delivery_that_somebody_changed_is_set_aside_and_holds_up_no_other(sector) -> None:
    await sent(sector, BINS[0], [SCAN])
    await sent(sector, BINS[1], [SCAN])
    async with sector.database.transaction() as connection:
        await connection.execute(
            "update signal_deliveries set body = 'x' where number = (select min(number) from signal_deliveries)"
        )
    assert await indexed(sector) == 2
    assert [one.organisation for one in await found(sector)] == [BINS[1]]
    async with sector.database.connection() as connection:
        row = await (await connection.execute("select count(*) from signal_deliveries where spoilt")).fetchone()
    assert row == (1,)


async def test_pages_go_on_from_the_last_row_without_repeating_one(sector) -> None:
    await sent(sector, BINS[0], [msgspec.structs.replace(SCAN, rule=str(rule)) for rule in range(7)])
    await indexed(sector)
    seen, before = [], None
    for _ in range(4):
        async with sector.database.connection() as connection:
            page = await StoredSignalIndex(connection, sector.sealer).found(Wanted(before=before), 2)
        seen += [one.rule for one in page]
        before = (page[-1].last_at, page[-1].key)
    assert sorted(seen) == [str(rule) for rule in range(7)]


async def test_what_three_organisations_met_is_a_campaign_and_what_all_meet_every_week_is_less_of_one(sector) -> None:
    last_week = NOW - timedelta(days=5)
    common = msgspec.structs.replace(SCAN, source="192.0.2.1", rule="common")
    for one in BINS:
        await sent(sector, one, [msgspec.structs.replace(common, first=last_week, last=last_week), common])
    for one in BINS[:3]:
        await sent(sector, one, [SCAN])
    await indexed(sector)
    campaigns = await find_campaigns(sector, NOW)
    assert campaigns[0].seen.organisations == frozenset(BINS[:3])
    assert {one.seen.term for one in campaigns} >= {"source:203.0.113.7", "source:192.0.2.1"}
    assert await find_campaigns(sector, NOW, [one.seen.term for one in campaigns]) == []


@given(
    st.lists(
        st.tuples(st.sampled_from(BINS[:2]), st.sampled_from(["a", "b"]), st.integers(1, 50), st.integers(0, 180)),
        max_size=40,
    )
)
def test_rolling_up_loses_no_count_and_is_the_same_in_any_order(told: list[tuple[str, str, int, int]]) -> None:
    signals = [
        (organisation, msgspec.structs.replace(SCAN, rule=rule, count=count, first=at, last=at))
        for organisation, rule, count, minutes in told
        for at in [NOW + timedelta(minutes=minutes)]
    ]
    rows = rolled_up(signals)
    assert sum(row.records for row in rows) == sum(count for _, _, count, _ in told)
    assert sum(row.signals for row in rows) == len(told)
    plain = {(row.key, replace(row, name="")) for row in rows}
    assert plain == {(row.key, replace(row, name="")) for row in rolled_up(reversed(signals))}
