"""Files that stopped coming in are given up with a leaf, and parts that race never mix."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from actions.provision.conftest import Zone
from actions.provision.test_feeds import file_of, offered, seen, taking
from almasu.actions.provision import give_up_files, read_delivery, take_delivery
from almasu.actions.provision.deliveries import feeds_of
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.kernel.provision.delivery import ABANDONED, Delivery, DeliveryState
from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.law.problem import Problem


async def begun(zone: Zone, data: bytes) -> Delivery:
    """A delivery of which nothing came yet."""
    return await take_delivery.take_delivery(zone.node, zone.tokens["responsible"], offered(data), zone.now())


async def adds(zone: Zone, delivery: Delivery, offset: int, part: bytes, who: str = "responsible") -> int:
    """Add a part of a file."""
    return await take_delivery.add_to_file(zone.node, zone.tokens[who], delivery.id, offset, part, zone.now())


def last_touched(zone: Zone, number: UUID) -> None:
    """Let the file have been added to just now, by the clock of the zone."""
    place = feeds_of(zone.node).spool.place(number)  # type: ignore[attr-defined]
    os.utime(place, (zone.now().timestamp(),) * 2)


async def test_what_stopped_coming_in_is_refused_swept_and_in_nobodys_way(
    zone: Zone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await taking(zone, tmp_path)
    data = file_of(tmp_path, rows_of=300)
    nothing, half, whole = [await begun(zone, data) for _ in range(3)]
    await adds(zone, half, 0, data[:1_000])
    monkeypatch.setattr(take_delivery, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(read_delivery, "MOST_UNREAD", 1)
    with pytest.raises(Problem) as full:
        await begun(zone, data)
    assert full.value.kind.code == "provision.delivery.too_many"
    # Its last part came, and whoever took it was killed before the delivery was moved on.
    feeds_of(zone.node).spool.append(whole.id, 0, data)
    for one in (half, whole):
        last_touched(zone, one.id)
    assert await give_up_files.give_up_files(zone.node, zone.now()) == 0

    zone.world.clock.forward(hours=ABANDONED // timedelta(hours=1) - 1)
    await zone.again()
    assert await adds(zone, half, 1_000, data[1_000:2_000]) == 2_000
    last_touched(zone, half.id)
    zone.world.clock.forward(hours=2)
    await zone.again()
    assert await give_up_files.give_up_files(zone.node, zone.now()) == 1
    gone = (await seen(zone, nothing.id)).delivery
    assert (gone.state, gone.because and gone.because.code) == (DeliveryState.REFUSED, "provision.delivery.abandoned")
    with pytest.raises(KeyDestroyed):
        await zone.node.vault.wrapped(nothing.id, bytes(32))
    # Those that still come in keep no whole file from being read.
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    assert (await seen(zone, whole.id)).delivery.state is DeliveryState.DONE
    await begun(zone, data)

    zone.world.clock.forward(hours=ABANDONED // timedelta(hours=1))
    await zone.again()
    assert await give_up_files.give_up_files(zone.node, zone.now()) == 1
    assert feeds_of(zone.node).spool.size(half.id) == 0
    with pytest.raises(Problem) as late:
        await adds(zone, half, 2_000, data[2_000:])
    assert late.value.kind.code == "provision.delivery.state"
    told = [one["because"] for one in await zone.told("provision_delivery_moved") if "because" in one]
    assert told == ["provision.delivery.abandoned"] * 2


HOSTILE_PARTS = {
    "past the end": (3_000, slice(3_000, 4_000), "provision.delivery.offset"),
    "over what is there": (500, slice(500, 1_500), "provision.delivery.offset"),
    "from the beginning again": (0, slice(0, 900), "provision.delivery.offset"),
    "before the beginning": (-1, slice(0, 10), "provision.delivery.offset"),
    "beyond the size that was said": (1_000, slice(0, None), "provision.delivery.size"),
}


async def test_parts_out_of_order_or_of_somebody_else_change_nothing(zone: Zone, tmp_path: Path) -> None:
    await taking(zone, tmp_path)
    data = file_of(tmp_path, rows_of=300)
    delivery = await begun(zone, data)
    assert await adds(zone, delivery, 0, data[:1_000]) == 1_000
    for name, (offset, part, code) in HOSTILE_PARTS.items():
        with pytest.raises(Problem) as no:
            await adds(zone, delivery, offset, data[part])
        assert no.value.kind.code == code, name
    codes = {
        "stranger": "provision.delivery.absent",
        "officer": "account.role",
        "head of agency": "account.role",
    }
    for who, code in codes.items():
        with pytest.raises(Problem) as foreign:
            await adds(zone, delivery, 1_000, data[1_000:], who)
        assert foreign.value.kind.code == code, who
    # Whoever lost the answer sends the same part once more, and is told the same: it is there once.
    raced = await asyncio.gather(*(adds(zone, delivery, 1_000, data[1_000:2_000]) for _ in range(4)))
    assert raced == [2_000] * 4
    assert await adds(zone, delivery, 2_000, data[2_000:]) == len(data)
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    assert (await seen(zone, delivery.id)).delivery.state is DeliveryState.DONE


def test_of_many_that_add_at_one_place_one_does(tmp_path: Path) -> None:
    spool, number, parts = FolderSpool(tmp_path), uuid4(), [bytes([mark]) * 70_000 for mark in range(8)]
    with ThreadPoolExecutor(8) as pool:
        for turn in range(12):
            at = turn * 70_000
            ends = list(pool.map(lambda part, at=at: spool.append(number, at, part), parts))  # type: ignore[misc]
            assert set(ends) == {at + 70_000}
    held = spool.place(number).read_bytes()
    assert all(len(set(held[at : at + 70_000])) == 1 for at in range(0, len(held), 70_000))
