"""Signals are seen by whose they are and by the centre; of others there is nothing, in rows, pages or counts."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from almasu_wire.signal import Kind, Signal

from actions.sector.conftest import BANK, INSURER, OTHER_BANK, Sector
from almasu.actions.sector.find_campaigns import offer_campaigns
from almasu.actions.sector.index_signals import index_signals
from almasu.actions.sector.see_signals import (
    PAGE,
    Looked,
    count_signals,
    export_signals,
    hourly_signals,
    newer_signals,
    open_signal,
    search_signals,
    see_campaign,
    see_campaigns,
)
from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.parties.problems import NOT_THIS_ROLE
from almasu.kernel.sector.intake import Offered, Queue, SendingModule
from almasu.kernel.sector.limited import HIDDEN
from almasu.law.problem import Problem
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector

SOURCE = "203.0.113.7"


@pytest.fixture
async def store(sector: Sector) -> StoredSector:
    """A store in which three organisations met the same address, one of them more than a page of rules."""
    store = StoredSector(sector.world.database, Sealer(sector.node.vault, os.urandom))
    now = sector.now()
    for organisation, count in ((BANK, PAGE + 5), (OTHER_BANK, 1), (INSURER, 1)):
        certificate = organisation.encode().ljust(32)
        async with store.transaction() as transaction:
            module = SendingModule(certificate, organisation, "soc", now + timedelta(days=9))
            await transaction.signals.let_in(module)
        raw = [
            Signal(
                kind=Kind.SCAN,
                sensor="suricata",
                rule=str(rule),
                first=now,
                last=now,
                source=SOURCE,
                account="=cmd" if not rule else "",
            )
            for rule in range(count)
        ]
        offer = Offered(Queue(certificate, os.urandom(16)), 1, 1, tuple(msgspec.json.encode(one) for one in raw))
        await take_signals(Intake(store, os.urandom), [offer], now)
    await index_signals(store)
    return store


# Who looks, whose they name, and whose they find.
LOOKS = [
    ("worker", None, {BANK}),
    ("head", BANK, {BANK}),
    ("worker", OTHER_BANK, set()),
    ("other worker", None, {OTHER_BANK}),
    ("centre", OTHER_BANK, {OTHER_BANK}),
    ("centre", INSURER, {INSURER}),
    ("centre", "000000000000", set()),
]


@pytest.mark.usefixtures("store")
async def test_everybody_finds_and_counts_what_they_may_see(sector: Sector) -> None:
    now = sector.now()
    for who, named, theirs in LOOKS:
        token = sector.tokens[who]
        page = await search_signals(sector.node, token, Looked([f"source:{SOURCE}"], named), "", now)
        assert {one.organisation for one in page.items} == theirs, (who, named)
        counted = await count_signals(sector.node, token, now - timedelta(hours=1), now, named)
        expected = [(Kind.SCAN, PAGE + 5 if theirs == {BANK} else 1, 1)] if theirs else []
        assert [(one.kind, one.signals, one.organisations) for one in counted] == expected, (who, named)


@pytest.mark.usefixtures("store")
async def test_pages_of_a_search_hold_everything_once_and_end(sector: Sector) -> None:
    token, now = sector.tokens["centre"], sector.now()
    first = await search_signals(sector.node, token, Looked(), "", now)
    assert len(first.items) == PAGE
    second = await search_signals(sector.node, token, Looked(), first.after, now)
    assert second.after == ""
    assert len({one.key for one in (*first.items, *second.items)}) == PAGE + 7
    with pytest.raises(Problem, match=r"list\.no_such_page"):
        await search_signals(sector.node, sector.tokens["worker"], Looked(), first.after, now)
    kinds = [entry["kind"] for entry in await sector.world.entries()]
    assert kinds.count("signals_seen") == 2


@pytest.mark.usefixtures("store")
async def test_an_open_list_learns_what_came_above_it_and_of_others_nothing(sector: Sector) -> None:
    """What a page asks by itself is as closed as the list, puts off no end of a session, and stops with it."""
    now, every = sector.now(), datetime(2000, 1, 1, tzinfo=UTC)
    for who, named, theirs in LOOKS:
        looked = Looked([f"source:{SOURCE}"], named)
        count = await newer_signals(sector.node, sector.tokens[who], looked, every, now)
        assert count == (PAGE + 5 if theirs == {BANK} else 1 if theirs else 0), (who, named)
    token = sector.tokens["centre"]
    (newest, *_) = (await search_signals(sector.node, token, Looked(), "", now)).items
    assert await newer_signals(sector.node, token, Looked(), newest.last_at, now) == 0
    end = sector.world.clock.forward(minutes=20)
    assert await newer_signals(sector.node, token, Looked(), every, end) > 0
    idle = sector.world.clock.forward(minutes=11)
    with pytest.raises(Problem, match=r"session\.ended"):
        await newer_signals(sector.node, token, Looked(), every, idle)


async def test_campaigns_are_the_centres_and_fill_in_a_draft(sector: Sector, store: StoredSector) -> None:
    fence = await store.take_index_turn("test")
    assert fence is not None
    await offer_campaigns(store, sector.now(), fence)
    (one, *_) = (await see_campaigns(sector.node, sector.tokens["centre"], sector.now())).items
    assert one.offered.campaign.seen.organisations == {BANK, OTHER_BANK, INSURER}
    assert one.draft["addresses"] == SOURCE
    assert BANK not in str(one.draft)
    (own,) = (await see_campaigns(sector.node, sector.tokens["other worker"], sector.now())).items
    assert own.id == one.id
    assert (await see_campaign(sector.node, sector.tokens["other worker"], one.id, sector.now())).draft == one.draft
    with pytest.raises(Problem) as told:
        await see_campaigns(sector.node, sector.tokens["head"], sector.now())
    assert told.value.kind is NOT_THIS_ROLE


@pytest.mark.usefixtures("store")
async def test_fields_of_limited_reading_are_opened_one_signal_at_a_time_and_told(sector: Sector) -> None:
    token, now = sector.tokens["other worker"], sector.now()
    (row,) = (await search_signals(sector.node, token, Looked(), "", now)).items
    assert row.account == HIDDEN
    number = UUID(bytes=row.key)
    assert (await open_signal(sector.node, token, number, now)).account == "=cmd"
    for who, missing in (("worker", number), ("other worker", UUID(int=7))):
        with pytest.raises(Problem, match=r"sector\.signal_absent"):
            await open_signal(sector.node, sector.tokens[who], missing, now)
    data = (await export_signals(sector.node, token, Looked(), now)).decode("utf-8-sig")
    assert OTHER_BANK in data
    assert BANK not in data
    assert "cmd" not in data
    hours = await hourly_signals(sector.node, token, now - timedelta(hours=2), now)
    assert [count for _, count in hours] == [1]
    told = {entry["kind"]: entry["says"] for entry in await sector.world.entries()}
    assert told["signal_opened"] == {"fields": ["account"]}
    assert "digest" in told["signals_exported"]  # type: ignore[operator]
