"""Whatever a network and a liar do with messages, each is worked on once, in its order: in memory and in databases."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from almasu.actions.interstate.messages.peers import change_card
from almasu.actions.interstate.messages.sending import Wire, send_due
from almasu.kernel.interstate.channel import AHEAD
from almasu.kernel.interstate.messages import Direction, MessageState, Sent, Told
from almasu.kernel.interstate.peers import Card, PeerState
from almasu.law.problem import Problem
from interfaces.interstate.conftest import Pair, Side
from interfaces.interstate.lines_in_memory import PairsInMemory
from interfaces.interstate.test_between_nodes import forged

KEY_CHANGES = 0.03
"""How often a step ends with a node's next card, which its former key hands on."""
BY_HAND = 0.3
"""How often such a card is put in by hand at the other side, while messages under the former key wait still."""
OF_ONE_PAIR = 10
DONE_BY_IT = (
    "lost", "late", "receipt lost", "false receipt", "false", "flooded", "replayed", "doubled", "whole", "whole",
)  # fmt: skip


class BadNetwork:
    """Loses messages and receipts, doubles, replays, holds back and falsifies."""

    def __init__(self, straight: Wire, chance: random.Random) -> None:
        self.straight, self.chance = straight, chance
        self.seen: list[tuple[Card, Sent]] = []

    async def bring(self, card: Card, sent: Sent) -> Told | str:
        self.seen.append((card, sent))
        match self.chance.choice(DONE_BY_IT):
            case "lost" | "late":
                return "no connection"
            case "receipt lost":
                await self.straight.bring(card, sent)
                return "cut off"
            case "false":
                false = replace(sent, envelope=replace(sent.envelope, content=self.chance.randbytes(32)))
                told = await self.straight.bring(card, false)
                assert isinstance(told, Told)
                assert (told.refused, told.receipts) == ("unsigned", ())
                return told
            case "false receipt":
                told = await self.straight.bring(card, sent)
                assert isinstance(told, Told)
                return Told(tuple(replace(one, signature=one.signature[::-1]) for one in told.receipts))
            case "flooded":
                far = replace(sent, envelope=replace(sent.envelope, number=sent.envelope.number + AHEAD))
                assert await self.straight.bring(card, far) == Told(refused="unsigned")
            case "replayed":
                await self.straight.bring(*self.chance.choice(self.seen))
            case "doubled":
                await self.straight.bring(card, sent)
        return await self.straight.bring(card, sent)


async def one_history(pair: Pair, chance: random.Random) -> None:
    """Write, send and mend; then everything is there, in its order, on both sides."""
    wrote: dict[str, list[bytes]] = {pair.kz.name: [], pair.kg.name: []}
    sides = {pair.kz.name: pair.kg, pair.kg.name: pair.kz}
    bad = {side.name: BadNetwork(straight_of(side), chance) for side in (pair.kz, pair.kg)}
    for side in (pair.kz, pair.kg):
        side.told.clear()
    for _ in range(chance.randint(2, 8)):
        side = chance.choice((pair.kz, pair.kg))
        bodies = [chance.randbytes(8) for _ in range(chance.randint(0, 3))]
        await side.puts(sides[side.name].name, *bodies)
        wrote[side.name] += bodies
        side.clock.forward(minutes=chance.randint(-3, 90))
        if chance.random() < KEY_CHANGES:
            await changes_its_key(side, sides[side.name], by_hand=chance.random() < BY_HAND)
        await send_due(side.node, bad[side.name], side.clock())
    for side in (pair.kz, pair.kg) * 2:  # a receipt under a new key counts when the card that tells of it is there
        pair.later(timedelta(days=1))
        await side.sends()
    for side in (pair.kz, pair.kg):
        assert [one.body for one in sides[side.name].told] == wrote[side.name]
        async with side.node.store.transaction() as transaction:
            other = sides[side.name].name
            assert await transaction.lines.pending(other) == (0, None)
            assert (await side.peer(other)).state is PeerState.OPEN
            assert not await transaction.lines.evidence(1)


async def changes_its_key(side: Side, other: Side, *, by_hand: bool) -> None:
    """Make the next card; the other side takes it out of a message in its turn, or its keeper puts it in before."""
    card = await side.card()
    if by_hand:
        async with other.node.store.transaction() as transaction:
            await change_card(other.node, transaction, card, "account:test", "was cut off", other.clock(), {})


def straight_of(side: Side) -> Wire:
    assert side.wire is not None
    return side.wire


async def in_memory(folder: Path, seeds: range) -> None:
    """Play a history for each seed, some of them one after another between the same two nodes."""
    pairs = PairsInMemory(folder)
    for seed in seeds:
        if seed % OF_ONE_PAIR == 0:
            pair = await pairs.next()
        await one_history(pair, random.Random(seed))


async def test_fifty_histories_in_memory_lose_and_double_nothing(tmp_path: Path) -> None:
    await in_memory(tmp_path, range(50))


@pytest.mark.trial
@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("first", [50, 5_050])
async def test_ten_thousand_histories_in_memory_lose_and_double_nothing(tmp_path: Path, first: int) -> None:
    await in_memory(tmp_path, range(first, first + 5_000))


async def test_three_histories_through_two_databases_lose_and_double_nothing(pair: Pair) -> None:
    for seed in range(3):
        await one_history(pair, random.Random(seed))


@pytest.mark.trial
@pytest.mark.timeout(3_000)
async def test_four_hundred_histories_through_two_databases_lose_and_double_nothing(pair: Pair) -> None:
    for seed in range(3, 403):
        await one_history(pair, random.Random(seed))


async def test_what_a_flood_leaves_waiting_has_an_end(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    await kz.puts(kg.name, b"first")
    certificate, first = kz.issued.fingerprint, await kz.as_sent(kg.name, 1)
    told = [await kg.takes(certificate, forged(kz, first, number=number)) for number in range(252, 260)]
    assert [one.refused for one in told] == [""] * 5 + ["too_far_ahead"] * 3
    async with kg.node.store.transaction() as transaction:
        kept = await transaction.lines.messages(kz.name, Direction.IN, 0, 999)
    assert [one.state for one in kept] == [MessageState.WAITING] * 5
    with pytest.raises(Problem):
        await kg.takes(b"\x00" * 32, first)
