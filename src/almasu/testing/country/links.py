"""What the country's registers say of links, straight from its columns: for graphs of millions.

The same links that are read from the records of registers 2, 3, 11, 22, 23 and 40 (`almasu.kernel.relations.readings`),
without rendering a record; powers of attorney and contracts are drawn anew. Record numbers are short ones of our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from almasu.kernel.relations.facts import Fact
from almasu.kernel.relations.kinds import BY_CODE
from almasu.testing.country.businesses import BODIES
from almasu.testing.country.days import TODAY
from almasu.testing.country.dice import stream
from almasu.testing.country.land import Land

Numbers = NDArray[np.int64]
HOSTEL = -(10**9)
"""A thing that a good many people share: the address of a hostel."""


def facts_of_land(land: Land, hostel: int = 0) -> Iterator[Fact]:
    """Yield the links of a country; `hostel` people more are registered at one address."""
    yield from _families(land)
    yield from _firms(land)
    yield from _homes(land, hostel)
    yield from _deals(land)


def _families(land: Land) -> Iterator[Fact]:
    people, ids = land.people, land.ids
    for parents in (people.father, people.mother):
        known = np.flatnonzero(parents >= 0)
        yield from _said("child_of", ids[known], ids[parents[known]], people.born[known], None)
    wives = np.flatnonzero(people.woman & (people.spouse >= 0))
    wed = np.minimum(people.born[wives] + 8_000, TODAY - 200)
    yield from _said("spouse_of", ids[wives], ids[people.spouse[wives]], wed, None)


def _firms(land: Land) -> Iterator[Fact]:
    firms, ids = land.businesses, land.ids
    own = ids[land.people.size : land.people.size + firms.size]
    yield from _said("director_of", ids[firms.head], own, firms.registered, None)
    founded = firms.founder_company
    yield from _said("founder_of", ids[firms.founder_party], own[founded], firms.registered[founded], None)
    seats = -1 - (firms.office.astype(np.int64) * 100 + firms.region)
    yield from _said("same_legal_address", own, seats, firms.registered, None)
    jobs = land.jobs
    yield from _said("employed_by", ids[jobs.person], own[jobs.company], jobs.since, jobs.until)


def _homes(land: Land, hostel: int) -> Iterator[Fact]:
    people, ids = land.people, land.ids
    persons = ids[: people.size]
    yield from _said("same_address", persons, -1 - people.home.astype(np.int64), people.born, people.died)
    guests = persons[:: max(1, people.size // hostel)][:hostel] if hostel else persons[:0]
    yield from _said("same_address", guests, np.full(len(guests), HOSTEL), np.full(len(guests), TODAY - 900), None)
    estates = land.holdings.estates
    yield from _said("co_owner", ids[estates.holder], -1 - estates.thing.astype(np.int64), estates.since, None)


def _deals(land: Land) -> Iterator[Fact]:
    ids, journeys = land.ids, land.holdings.journeys
    driven = np.flatnonzero(journeys.vehicle >= 0)
    crossings = -1 - (journeys.trip[driven].astype(np.int64) * 2 + journeys.home_again[driven])
    day = journeys.day[driven]
    yield from _said("crossed_in_vehicle", ids[journeys.person[driven]], crossings, day, day)
    dice = stream(land.seed, "links of deals")
    adults = land.people.adults(85)
    powers = max(10, land.people.size // 20)
    given, taken = ids[dice.choice(adults, powers)], ids[dice.choice(adults, powers)]
    signed = TODAY - dice.integers(1, 2_500, powers)
    yield from _said("represented_by", given, taken, signed, signed + 1_095)
    firms = land.people.size + dice.integers(BODIES, land.businesses.size, land.businesses.size)
    bodies = land.people.size + dice.integers(0, BODIES, land.businesses.size)
    yield from _said("supplies_to", ids[firms], ids[bodies], TODAY - dice.integers(1, 1_500, len(firms)), None)


def _said(
    code: str, near: Iterable[int], far: Numbers, since: NDArray[np.integer], until: NDArray[np.integer] | None
) -> Iterator[Fact]:
    """Yield a fact for each row; a day of 0 is an unknown one, a party 0 has no number and is left out."""
    kind = BY_CODE[code]
    near = np.asarray(near)
    ends = np.zeros(len(near), dtype=np.int64) if until is None else until
    fit = (near != 0) & (far != 0) & (near != far) & ((ends == 0) | (ends >= since))
    columns = (column[fit].tolist() for column in (near, far, np.asarray(since), ends))
    for row, (one, other, begun, over) in enumerate(zip(*columns, strict=True)):
        first = date.fromordinal(begun) if begun else None
        yield Fact(kind, one, other, first, date.fromordinal(over) if over else None, f"{code[:2]}{row}")
