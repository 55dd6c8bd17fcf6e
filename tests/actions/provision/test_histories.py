"""Random histories through the real acts and the real store, judged step by step by the oracle of the print (FMA-3)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from actions.provision.channelled import ToldReach, registers
from actions.provision.conftest import BODY, Zone
from actions.provision.test_ladder import agree, letter
from almasu.actions.provision import prove, watch_ways
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.propose import ToPropose
from almasu.actions.provision.prove import Back, end_of
from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.channel import OVER_CHANNEL, ToRegister
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.proposal import Matter
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem
from kernel.provision.oracle import NUMBERS, open_ways, standing

WAYS = tuple(Way)
NEVER = float("inf")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class History:
    """One data set with what the oracle was told of its proofs: way, from, until, ended; by the number of the proof."""

    zone: Zone
    chance: random.Random
    name: str
    restricted: bool
    reach: ToldReach = field(default_factory=ToldReach)

    def hours(self) -> float:
        return (self.zone.now() - EPOCH).total_seconds()

    async def ladder(self) -> Ladder:
        async with self.zone.node.store.transaction() as transaction:
            return await KeptLadders(self.zone.node, transaction).way_now(BODY, self.name, self.zone.now())

    async def begins(self) -> None:
        async with self.zone.node.store.transaction() as transaction:
            ladders = KeptLadders(self.zone.node, transaction)
            await ladders.begin(BODY, self.name, self.zone.now(), restricted=self.restricted)

    async def moves(self) -> None:
        """Do something at random, lawful or not; what is refused changes nothing."""
        dice, way = self.chance.random(), self.chance.choice(WAYS)
        before = await self.ladder()
        try:
            await self._moves(dice, way, before)
        except Problem:
            assert await self.ladder() == before, "what was refused left a trace"

    async def _moves(self, dice: float, way: Way, before: Ladder) -> None:
        if dice < 0.4:
            told = letter(self.zone, way, self.chance.choice((1, 20, 60)), data_set=self.name)
            await self.zone.signs("responsible", prove.prepare_letter, prove.record_letter, told)
            assert (await self.ladder()).proofs[-1].until == end_of(told.until)
        elif dice < 0.8:
            asked = ToPropose(body=BODY, data_set=self.name, way=way)
            await agree(self.zone, Matter.STEP, self.chance.choice(HANDS), asked)
        elif dice < 0.88 and before.proofs:
            back = Back(BODY, self.name, self.chance.choice(before.proofs).id)
            await self.zone.signs("head", prove.prepare_back, prove.take_back, back)
        else:
            self.reach.code = self.chance.choice(("", "no_connection"))
            await watch_ways.tick_ladders(self.zone.node, self.reach, self.zone.now())

    async def is_lawful(self) -> None:
        """Judge the ladder and a transfer by any way as the print has it."""
        ladder, now = await self.ladder(), self.hours()
        told = [
            (NUMBERS[one.way], self._second(one.at), self._second(one.until), self._second(one.ended_at))
            for one in ladder.proofs
        ]
        lawful = open_ways(standing(told, now), restricted=self.restricted)
        assert NUMBERS[ladder.way] in lawful, f"{ladder.way} is not lawful"
        for way in WAYS:
            try:
                ways.must_carry(ladder, way, self.zone.now())
            except Problem:
                continue
            assert NUMBERS[way] in lawful, f"a transfer by {way} is not lawful"

    @staticmethod
    def _second(at: datetime | None) -> float:
        return NEVER if at is None else (at - EPOCH).total_seconds()


HANDS = (("responsible", "officer"), ("officer", "responsible"))


async def play(zone: Zone, seed: int, histories: int, length: int) -> set[Way]:
    chance, seen = random.Random(seed), set[Way]()
    for over in OVER_CHANNEL:
        await registers(zone, ToldReach(), ToRegister(way=over, name="gate.gov", port=443, as_state_network=True))
    for number in range(histories):
        one = History(zone, chance, f"set_{number}", restricted=chance.random() < 0.1)
        await one.begins()
        for _ in range(length):
            zone.world.clock.forward(hours=chance.choice((0, 0, 1, 30, 400)))
            await zone.again()
            await one.moves()
            await one.is_lawful()
            seen.add((await one.ladder()).way)
    return seen


async def test_a_few_histories_take_no_unlawful_step(zone: Zone) -> None:
    assert await play(zone, seed=6, histories=1, length=6)


@pytest.mark.trial
@pytest.mark.timeout(3600)
async def test_two_hundred_histories_take_no_unlawful_step(zone: Zone) -> None:
    assert await play(zone, seed=114, histories=200, length=14) == set(Way), "not the whole ladder was used"
