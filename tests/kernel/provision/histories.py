"""Random histories of a ladder, played by a loop of our own and judged by the oracle step by step."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from almasu.kernel.provision import ladder as ways
from almasu.kernel.provision.impossibility import Longest, Proof
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem
from kernel.provision.conftest import BODY, LONGEST, NOW, RESPONSIBLE, SYSTEM, failure, letter
from kernel.provision.oracle import NUMBERS, open_ways, standing

WAYS = tuple(Way)
HOUR = timedelta(hours=1)
NEVER = float("inf")
Told = list[tuple[int, float, float, float]]
LETTERS = {way: letter(way) for way in WAYS}
FAILURES = {way: failure(way) for way in WAYS}


def play(chance: random.Random, length: int, longest: Longest = LONGEST) -> Ladder:
    """Play one history; AssertionError at the first step or transfer that the oracle does not permit."""
    restricted = chance.random() < 0.1
    ladder = ways.begun(BODY, "vehicles", NOW, restricted=restricted)
    hours = 0.0
    told: Told = []
    for number in range(length):
        hours += chance.choice((0, 0, 0, 1, 30, 400))
        at = NOW + hours * HOUR
        before = ladder
        way = WAYS[int(chance.random() * 5)]
        try:
            ladder = _tried(ladder, chance.random(), way, at, number, longest, told, hours)
        except Problem:
            assert ladder is before
        _judge(before, ladder, told, hours, at, restricted=restricted)
    return ladder


def _tried(
    ladder: Ladder, dice: float, way: Way, at: datetime, number: int, longest: Longest, told: Told, hours: float
) -> Ladder:
    if dice < 0.45:
        sample = LETTERS[way] if dice < 0.35 else FAILURES[way]
        days = 1 + int(dice * 100) % 30 if dice < 0.35 else 1 + int(dice * 100) % 7
        proof = _proof(sample, at, days, number)
        after = ways.proved(ladder, proof, RESPONSIBLE if dice < 0.35 else SYSTEM, at, longest)
        told.append((NUMBERS[way.value], hours, hours + days * 24, NEVER))
        return after
    if dice < 0.75:
        return ways.stepped(ladder, way, at)
    if dice < 0.82 and told:
        index = int(dice * 1000) % len(told)
        after = ways.withdrawn(ladder, ladder.proofs[index].id, at)
        told[index] = (*told[index][:3], hours)
        return after
    if dice < 0.92:
        worked = dice < 0.87
        after = ways.tried(ladder, way, at, worked=worked)
        if worked:
            for index, (of, since, until, ended) in enumerate(told):
                if of == NUMBERS[way.value] and since <= hours <= until and hours < ended:
                    told[index] = (of, since, until, hours)
        return after
    return ways.climbed(ladder, at)


def _proof(sample: Proof, at: datetime, days: int, number: int) -> Proof:
    measured = sample.measured
    if measured is not None:
        measured = replace(measured, first=at - 5 * HOUR, last=at)
    return replace(sample, id=UUID(int=number + 1), at=at, until=at + timedelta(days=days), measured=measured)


def _judge(before: Ladder, after: Ladder, told: Told, hours: float, at: datetime, *, restricted: bool) -> None:
    lawful = open_ways(standing(told, hours), restricted=restricted)
    if after.way is not before.way:
        assert NUMBERS[after.way.value] in lawful, f"an unlawful step to {after.way}"
    for way in (after.way, WAYS[int(hours) % 5]):
        try:
            ways.must_carry(after, way, at)
        except Problem:
            continue
        assert NUMBERS[way.value] in lawful, f"an unlawful transfer by {way}"
    now = ways.climbed(after, at)
    assert NUMBERS[now.way.value] in lawful, "the system left the ladder on an unlawful way"
