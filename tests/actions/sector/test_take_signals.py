"""Signals taken in over a real database: once each, in order, with a leaf over all of it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.sector.intake import Kept, Offered, Queue, SendingModule
from almasu.law import moment
from almasu.law.problem import Fault, Problem
from almasu.store.database import Database
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector
from almasu.store.signals import place_of
from almasu.store.vault import FileVault

NOW = moment.read("2026-11-20T09:30:00+05:00")
BANK = "210140083118"
MODULE = SendingModule(b"\x01" * 32, BANK, "soc-1", NOW + timedelta(days=365))
QUEUE = Queue(MODULE.certificate, b"\x07" * 16)


@pytest.fixture
def sector(database: Database, tmp_path) -> StoredSector:
    return StoredSector(database, Sealer(FileVault.create(tmp_path / "vault"), os.urandom))


@pytest.fixture
async def intake(sector: StoredSector) -> Intake:
    async with sector.transaction() as transaction:
        await transaction.signals.let_in(MODULE)
    return Intake(sector, os.urandom)


def offered(first: int, count: int, held_from: int | None = None, queue: Queue = QUEUE) -> Offered:
    signals = tuple(b'{"number":%d}' % number for number in range(first, first + count))
    return Offered(queue, first, first if held_from is None else held_from, signals)


async def taken(intake: Intake, *offers: Offered) -> Sequence[Kept | Problem]:
    return await take_signals(intake, offers, NOW)


async def kept(sector: StoredSector, queue: Queue = QUEUE) -> list[int]:
    """The numbers that stand in the database, opened, in the order of their commits."""
    numbers: list[int] = []
    async with sector.database.connection() as connection:
        found = await connection.execute("select leaf, body from signal_deliveries order by number")
        for leaf, body in await found.fetchall():
            for certificate, epoch, _, _, signals, _ in json.loads(sector.sealer.from_log(place_of(leaf), body)):
                if (certificate, epoch) == (queue.certificate.hex(), queue.epoch.hex()):
                    numbers += [one["number"] for one in signals if one]
    return numbers


async def test_signals_are_kept_in_their_order_and_answered_with_the_number_reached(intake, sector) -> None:
    assert await taken(intake, offered(1, 3)) == [Kept(3, 3, 0, 0, too_early=False)]
    assert await taken(intake, offered(4, 2)) == [Kept(5, 2, 0, 0, too_early=False)]
    assert await kept(sector) == [1, 2, 3, 4, 5]


async def test_what_is_sent_again_is_taken_once(intake, sector) -> None:
    await taken(intake, offered(1, 5))
    assert await taken(intake, offered(3, 4, 1), offered(1, 2)) == [
        Kept(6, 1, 3, 0, too_early=False),
        Kept(6, 0, 2, 0, too_early=False),
    ]
    assert await kept(sector) == [1, 2, 3, 4, 5, 6]


async def test_what_comes_too_early_waits_and_what_the_module_lost_is_told(intake, sector) -> None:
    assert await taken(intake, offered(4, 1, 1)) == [Kept(0, 0, 0, 0, too_early=True)]
    assert await taken(intake, offered(4, 1)) == [Kept(4, 1, 0, 3, too_early=False)]
    async with sector.database.connection() as connection:
        row = await (await connection.execute("select reached, lost from signal_queues")).fetchone()
    assert row == (4, 3)


async def test_a_refused_signal_keeps_its_number_and_nothing_of_it(intake, sector) -> None:
    await taken(intake, Offered(QUEUE, 1, 1, (b'{"number":1}', None, b'{"number":3}')))
    assert await kept(sector) == [1, 3]
    assert await taken(intake, offered(2, 2)) == [Kept(3, 0, 2, 0, too_early=False)]


# A module as it stands in the database, and who is not let in.
SHUT = [
    None,
    replace(MODULE, expires_at=NOW),
    replace(MODULE, blocked_at=NOW - timedelta(minutes=1)),
]


@pytest.mark.parametrize("module", SHUT)
async def test_who_may_not_send_is_told_so_and_hinders_nobody(intake, sector, module: SendingModule | None) -> None:
    other = Queue(b"\x02" * 32, b"\x08" * 16)
    if module is not None:
        async with sector.transaction() as transaction:
            await transaction.signals.let_in(replace(module, certificate=other.certificate))
    no, yes = await taken(intake, offered(1, 1, queue=other), offered(1, 1))
    assert isinstance(no, Problem)
    assert no.kind.code == "sector.module_unknown"
    assert isinstance(yes, Kept)
    assert (await kept(sector, other), await kept(sector)) == ([], [1])


async def test_a_module_written_into_the_database_by_somebody_else_is_a_fault(intake, sector) -> None:
    async with sector.transaction() as transaction:
        await transaction.signals.let_in(replace(MODULE, expires_at=NOW))
    async with sector.database.connection() as connection:
        await connection.execute("update signal_modules set expires_at = expires_at + interval '1 year'")
    with pytest.raises(Fault):
        await taken(intake, offered(1, 1))


async def test_a_delivery_of_which_anything_was_changed_does_not_open(intake, sector) -> None:
    await taken(intake, offered(1, 1))
    await taken(intake, offered(2, 1))
    async with sector.database.connection() as connection:
        await connection.execute(
            "update signal_deliveries one set body = other.body from signal_deliveries other "
            "where one.number <> other.number"
        )
    with pytest.raises(Exception, match=r"InvalidTag|seal"):
        await kept(sector)


async def test_the_leaf_covers_all_that_one_commit_took(intake, sector) -> None:
    other = Queue(MODULE.certificate, b"\x09" * 16)
    await taken(intake, offered(1, 2), offered(1, 3, queue=other))
    async with sector.database.connection() as connection:
        entries = await (await connection.execute("select entry, commitment from journal_waiting")).fetchall()
        kept_bodies = await (await connection.execute("select leaf, body from signal_deliveries")).fetchall()
    ((entry, commitment),) = entries
    ((leaf, body),) = kept_bodies
    says = json.loads(entry)["says"]
    assert leaf == commitment
    opened = sector.sealer.from_log(place_of(leaf), body)
    assert (says["signals"], says["batches"]) == (5, 2)
    assert says["digest"] == hashlib.sha256(opened).hexdigest()


async def test_a_process_whose_memory_is_old_counts_anew_and_keeps_nothing_twice(intake, sector) -> None:
    """Another process took what this one does not know of."""
    neighbour = Intake(StoredSector(sector.database, sector.sealer), os.urandom)
    await taken(intake, offered(1, 2))
    await taken(neighbour, offered(1, 4))
    assert await taken(intake, offered(3, 3, 1)) == [Kept(5, 1, 2, 0, too_early=False)]
    assert await kept(sector) == [1, 2, 3, 4, 5]


async def test_a_block_is_in_force_for_a_process_that_remembers_the_module(intake, sector) -> None:
    await taken(intake, offered(1, 1))
    async with sector.transaction() as transaction:
        await transaction.signals.let_in(replace(MODULE, blocked_at=NOW))
    (no,) = await taken(intake, offered(2, 1))
    assert isinstance(no, Problem)
    assert await kept(sector) == [1]


async def test_random_deliveries_from_several_tasks_leave_every_number_once(intake, sector) -> None:
    """A module that forgets answers, sends again, overlaps; two processes take what it sends at the same time."""
    chance = random.Random(7)
    last = 120
    neighbour = Intake(StoredSector(sector.database, sector.sealer), os.urandom)

    async def sends(seed: int) -> None:
        acknowledged, mine = 0, random.Random(seed)
        while acknowledged < last:
            count = min(mine.randint(1, 9), last - acknowledged)
            (answer,) = await taken(mine.choice((intake, neighbour)), offered(acknowledged + 1, count, 1))
            assert isinstance(answer, Kept)
            if mine.random() < 0.7:
                acknowledged = answer.reached

    await asyncio.gather(*(sends(chance.randrange(1000)) for _ in range(3)))
    assert await kept(sector) == list(range(1, last + 1))
