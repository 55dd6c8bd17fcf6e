"""What the zone puts into the post arrives at the other zone's door, and what it refuses comes back."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import AsyncExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.errors import DiskFull

from almasu.actions.interstate.messages.putting import put_message
from almasu.actions.interstate.not_taken import OF_PAPER, NotTaken, read, will_not_go
from almasu.connectors.interstate.wire import MessageWire
from almasu.interfaces.interstate.serving import door
from almasu.kernel.interstate.messages import Concern, Direction, MessageState, Received
from almasu.kernel.interstate.parcels import Attested, Withdraws
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.law.problem import Problem
from almasu.wiring.between_nodes import PARCEL, resuming, sending, wire_of
from almasu.wiring.interstate import of_interstate
from almasu.wiring.law import open_law
from almasu.wiring.settings import Settings
from interfaces.interstate.conftest import HOME, Pair, Side, doors

KZ, KG = "interstate/kz", "interstate/kg"
BODY = "kz-knb"


def running(side: Side, folder: Path, other: Side) -> Any:
    """What the door and the worker see of a node that runs."""
    settings = Settings(
        data=folder,
        database_url="",
        peers_certificate=side.issued.certificate,
        peers_key=side.issued.key,
        peers_origins=(other.address,),
        inner_ranges=("127.0.0.0/8",),
    )
    return SimpleNamespace(settings=settings, node=side.node, now=side.clock)


async def test_a_parcel_goes_through_the_door_and_a_refusal_comes_back(strangers: Pair, tmp_path: Path) -> None:
    kz, kg = strangers.kz, strangers.kg
    ears = {}
    for side in (kz, kg):
        side.node = of_interstate(side.node, open_law(), side.state)
        ears[side.state] = socket.create_server((HOME, 0))
        side.address = f"https://{HOME}:{ears[side.state].getsockname()[1]}"
    await strangers.meet()
    post = kz.node.post
    assert post is not None
    withdraws = Withdraws(uuid4(), Attested(uuid4(), "0" * 64, kz.clock(), "officer"))
    async with kz.node.store.transaction() as transaction:
        await post.put(transaction, "KG", withdraws, kz.clock(), Concern(withdraws.number, BODY, "withdraws"))
        with pytest.raises(Problem, match=r"peer\.absent"):
            await post.put(transaction, "UZ", withdraws, kz.clock())
    await kz.puts(KG, b"no parcel", kind=PARCEL)
    wires: dict[str, MessageWire] = {}
    async with AsyncExitStack() as stack:
        for side, other in ((kz, kg), (kg, kz)):
            runs = running(side, tmp_path, other)
            await stack.enter_async_context(door(runs, ears[side.state]))
            wire = wire_of(runs.settings)
            stack.push_async_callback(wire.close)
            wires[side.state] = wire
        for side, other in ((kz, kg), (kg, kz)):
            resumed, runs, wire = set[str](), running(side, tmp_path, other), wires[side.state]
            await sending(runs, wire, resumed)()
            assert {one.state for one in await side.kept(other.name, Direction.OUT)} == {MessageState.PENDING}
            await resuming(runs, wire, resumed)()
            await sending(runs, wire, resumed)()
    sent = await kz.kept(KG, Direction.OUT)
    assert [one.state for one in sent] == [MessageState.NOT_ACCEPTED] * 2
    assert [one.problem for one in sent] == ["paper.unknown", "cis.message.unreadable"]
    [noted] = await noted_of(kz, withdraws.number)
    assert (noted.body, noted.step, noted.code) == (BODY, "withdraws", "paper.unknown")
    [told] = await kz.leaves("cis_not_taken")
    assert (told["step"], told["problem"]) == ("withdraws", "paper.unknown")


async def test_what_waits_for_a_node_that_is_shut_out_is_told_to_its_body_once(pair: Pair) -> None:
    kz, about = pair.kz, Concern(uuid4(), BODY, "asks")
    async with kz.node.store.transaction() as transaction:
        await put_message(kz.node, transaction, KG, PARCEL, b"asks", kz.clock(), about)
        await put_message(kz.node, transaction, KG, PARCEL, b"of nobody", kz.clock())
        for _ in range(2):
            await will_not_go(kz.node, transaction, KG, kz.clock())
    assert [one.code for one in await noted_of(kz, about.paper)] == ["cis.peer.absent"]


async def test_a_node_whose_disk_is_full_takes_nothing_by_half_and_all_once_there_is_room(strangers: Pair) -> None:
    full: list[Exception] = [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), DiskFull("could not extend file")]

    async with doors(strangers) as joined:
        kz, kg = joined.kz, joined.kg

        async def keeps(node: Any, transaction: Transaction, received: Received) -> None:
            if full:
                raise full.pop()
            kg.told.append(received)

        kg.handlers[PARCEL] = keeps
        await kz.puts(KG, b"first", b"second", kind=PARCEL)
        while full:
            assert await kz.sends() == 0
            assert (await kz.line(KG)).why == "status 503", "its peer is told to come again, and of no disk"
            assert await kg.kept(KZ, Direction.IN) == []
            joined.later()
        assert await kz.sends() == 2
    assert [one.body for one in kg.told] == [b"first", b"second"]


async def noted_of(side: Side, number: UUID) -> list[NotTaken]:
    """What is noted of a paper of ours that the other side did not accept."""
    async with side.node.store.transaction() as transaction:
        found = await transaction.papers.found(PaperKind.CIS_NOT_TAKEN, OF_PAPER, str(number), None, 9)
    return [read(one) for one in found]
