"""People in households: who lives with whom, whose child and spouse each is, and where they are at home.

Columns of whole numbers, one row a person; names are indexes into `names.Names`. Everything that two registers say of
one person is read from here, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from almasu.testing.country.days import TODAY, YEAR
from almasu.testing.country.dice import stream
from almasu.testing.country.names import Names
from almasu.testing.country.places import REGIONS, STREETS

Column = NDArray[np.int32]
HEAD, SPOUSE, CHILD = 0, 1, 2
SINGLE, COUPLE, FAMILY, ONE_PARENT = 0, 1, 2, 3
NOBODY = -1


@dataclass(slots=True)
class Homes:
    """Households and where they live; `flat` is 0 for a whole house."""

    region: Column
    town: Column
    street: Column
    house: Column
    flat: Column
    pool: Column
    kind: Column
    first: Column
    size: Column


@dataclass(slots=True)
class Population:
    """One row a person. `family` is the surname at birth; `father`, `mother`, `spouse`, `former` are rows or -1."""

    home: Column
    role: Column
    woman: NDArray[np.bool_]
    born: Column
    died: Column
    pool: Column
    family: Column
    surname: Column
    given: Column
    father_given: Column
    father: Column
    mother: Column
    spouse: Column
    former: Column

    @property
    def size(self) -> int:
        """Return how many people there are."""
        return len(self.home)

    def age(self, row: int) -> int:
        """Return the age in whole years today, or at death."""
        return int((min(TODAY, int(self.died[row]) or TODAY) - int(self.born[row])) / YEAR)

    def adults(self, oldest: int = 200) -> Column:
        """Return the rows of the living from 18 up to an age."""
        years = (TODAY - self.born) / YEAR
        found: Column = np.flatnonzero((years >= 18) & (years < oldest) & (self.died == 0)).astype(np.int32)
        return found


@dataclass(frozen=True, slots=True)
class Known:
    """A person who must live in the country: sex, birth and the indexes of the names."""

    woman: bool
    born: int
    surname: int
    given: int


def make_homes(seed: int, people: int, known: int) -> Homes:
    """Return households enough for so many people; the first `known` are families in Astana."""
    dice = stream(seed, "homes")
    count = people // 2 + known + 8
    kind = dice.choice(4, count, p=[0.22, 0.15, 0.53, 0.10]).astype(np.int32)
    children = dice.choice([1, 2, 3, 4], count, p=[0.30, 0.35, 0.22, 0.13])
    region_share = np.array([region.thousands for region in REGIONS], dtype=float)
    region = dice.choice(len(REGIONS), count, p=region_share / region_share.sum()).astype(np.int32)
    kind[:known], children[:known], region[:known] = FAMILY, 2, 0
    size = np.select([kind == SINGLE, kind == COUPLE, kind == FAMILY], [1, 2, 2 + children], 1 + children)
    count = int(np.searchsorted(np.cumsum(size), people)) + 1
    kind, size, region = kind[:count], size[:count].astype(np.int32), region[:count]
    size[-1] -= int(size.sum()) - people
    shares = np.cumsum([region.peoples for region in REGIONS], axis=1) / 100
    pool = (dice.random(count)[:, None] > shares[region]).sum(axis=1).clip(0, 7).astype(np.int32)
    towns = np.array([len(region.towns) for region in REGIONS])
    # Nearly two thirds of a region's people live in its first town.
    town = (dice.random(count) ** 2.2 * towns[region]).astype(np.int32)
    flat = np.where(dice.random(count) < 0.68, dice.integers(1, 120, count), 0).astype(np.int32)
    return Homes(
        region,
        town,
        dice.integers(0, len(STREETS), count, dtype=np.int32),
        dice.integers(1, 160, count, dtype=np.int32),
        flat,
        pool,
        kind,
        (np.cumsum(size) - size).astype(np.int32),
        size,
    )


def make_population(seed: int, homes: Homes, names: Names, known: tuple[Known, ...]) -> Population:
    """Return the people of the households, with families, parents in other households, and names."""
    dice = stream(seed, "people")
    home = np.repeat(np.arange(len(homes.size), dtype=np.int32), homes.size)
    place = np.arange(len(home), dtype=np.int32) - homes.first[home]
    pairs = np.isin(homes.kind, (COUPLE, FAMILY))
    role = np.where(place == 0, HEAD, np.where((place == 1) & pairs[home], SPOUSE, CHILD)).astype(np.int32)
    woman, born = _sexes_and_births(dice, homes, home, role, known)
    blank = np.full(len(home), NOBODY, dtype=np.int32)
    pool = _pools(dice, homes, home, role)
    people = Population(
        home, role, woman, born, np.zeros_like(blank), pool, blank.copy(), blank.copy(), blank.copy(),
        blank.copy(), blank.copy(), blank.copy(), blank.copy(), blank.copy(),
    )  # fmt: skip
    _marry(people, homes)
    _part(dice, people, homes)
    _raise_children(people, homes)
    _find_parents(dice, people, homes)
    _name(dice, people, names, homes, known)
    _bury(dice, people, len(known), homes)
    return people


def _sexes_and_births(
    dice: np.random.Generator, homes: Homes, home: Column, role: Column, known: tuple[Known, ...]
) -> tuple[NDArray[np.bool_], Column]:
    count = len(homes.size)
    head_woman = np.where(
        homes.kind == SINGLE, dice.random(count) < 0.5, (homes.kind == ONE_PARENT) & (dice.random(count) < 0.87)
    )
    low = np.select([homes.kind == SINGLE, homes.kind == COUPLE], [18, 22], 24)
    high = np.select([homes.kind == SINGLE, homes.kind == COUPLE], [88, 86], 57)
    head_born = (TODAY - (low + dice.random(count) * (high - low)) * YEAR).astype(np.int32)
    for row, one in enumerate(known):
        head_woman[row], head_born[row] = one.woman, one.born
    spouse_born = head_born + (np.where(head_woman, -2.0, 2.0) + dice.normal(0, 2.5, count)) * YEAR
    spouse_born = np.minimum(spouse_born, TODAY - 19.5 * YEAR).astype(np.int32)
    youngest = np.where(np.isin(homes.kind, (COUPLE, FAMILY)), np.maximum(head_born, spouse_born), head_born)
    span = np.clip((TODAY - youngest) / YEAR - 19, 0.3, 23)
    child_born = TODAY - (dice.random(len(home)) * span[home] * YEAR).astype(np.int32) - 1
    woman = np.select(
        [role == HEAD, role == SPOUSE], [head_woman[home], ~head_woman[home]], dice.random(len(home)) < 0.49
    ).astype(np.bool_)
    born = np.select([role == HEAD, role == SPOUSE], [head_born[home], spouse_born[home]], child_born)
    return woman, born.astype(np.int32)


def _pools(dice: np.random.Generator, homes: Homes, home: Column, role: Column) -> Column:
    pool = homes.pool[home].copy()
    mixed = (role == SPOUSE) & (dice.random(len(home)) < 0.09)
    pool[mixed] = homes.pool[dice.integers(0, len(homes.pool), int(mixed.sum()))]
    return pool


def _marry(people: Population, homes: Homes) -> None:
    wives = np.flatnonzero(people.role == SPOUSE).astype(np.int32)
    heads = homes.first[people.home[wives]]
    people.spouse[wives], people.spouse[heads] = heads, wives


def _part(dice: np.random.Generator, people: Population, homes: Homes) -> None:
    """Pair people who live alone as former spouses, within a region and of like age."""
    alone = np.isin(homes.kind[people.home], (SINGLE, ONE_PARENT)) & (people.role == HEAD)
    years = (TODAY - people.born) / YEAR
    chosen = np.flatnonzero(alone & (years > 27) & (years < 66) & (dice.random(people.size) < 0.5))
    order = chosen[np.lexsort((people.born[chosen], homes.region[people.home[chosen]]))]
    men, women = order[~people.woman[order]], order[people.woman[order]]
    count = min(len(men), len(women))
    men, women = men[:count], women[:count]
    near = (np.abs(people.born[men] - people.born[women]) < 12 * YEAR) & (
        homes.region[people.home[men]] == homes.region[people.home[women]]
    )
    people.former[men[near]], people.former[women[near]] = women[near], men[near]


def _raise_children(people: Population, homes: Homes) -> None:
    children = np.flatnonzero(people.role == CHILD)
    head = homes.first[people.home[children]]
    other = np.where(people.spouse[head] >= 0, people.spouse[head], people.former[head])
    # A former spouse is a parent only where the ages allow it.
    allowed = (other >= 0) & (people.born[children] - people.born[other] > 17 * YEAR)
    other = np.where(allowed, other, NOBODY)
    people.mother[children] = np.where(people.woman[head], head, other)
    people.father[children] = np.where(people.woman[head], other, head)


def _find_parents(dice: np.random.Generator, people: Population, homes: Homes) -> None:
    """Give seven grown people of ten a father and mother among the couples of their region and people."""
    fathers = np.flatnonzero((people.role == HEAD) & ~people.woman & (people.spouse >= 0))
    adults = np.flatnonzero((people.role != CHILD) & (dice.random(people.size) < 0.7))
    if not len(fathers):
        return
    place = (homes.region[people.home].astype(np.int64) * 8 + people.pool) * 10_000_000
    fathers = fathers[np.argsort(place[fathers] + people.born[fathers], kind="stable")]
    keys = place[fathers] + people.born[fathers]
    low = np.searchsorted(keys, place[adults] + people.born[adults] - int(42 * YEAR))
    high = np.searchsorted(keys, place[adults] + people.born[adults] - int(20 * YEAR))
    some = high > low
    adults, low, high = adults[some], low[some], high[some]
    father = fathers[low + (dice.random(len(adults)) * (high - low)).astype(np.int64)]
    mother = people.spouse[father]
    fit = (people.born[adults] - people.born[mother] > 17 * YEAR) & (
        people.born[adults] - people.born[mother] < 46 * YEAR
    )
    # Nobody marries a sister: where both spouses drew one father, the wife keeps no parents in the country.
    drawn = np.full(people.size, NOBODY)
    drawn[adults[fit]] = father[fit]
    siblings = (people.role == SPOUSE) & (drawn >= 0) & (drawn == drawn[people.spouse])
    fit &= ~siblings[adults]
    people.father[adults[fit]], people.mother[adults[fit]] = father[fit], mother[fit]


def _name(dice: np.random.Generator, people: Population, names: Names, homes: Homes, known: tuple[Known, ...]) -> None:
    count = people.size
    people.family[:] = _drawn(dice, np.array([pool.surnames for pool in names.pools]), people.pool)
    men = np.array([pool.men for pool in names.pools])
    women = np.array([pool.women for pool in names.pools])
    people.given[:] = np.where(people.woman, _drawn(dice, women, people.pool), _drawn(dice, men, people.pool))
    people.father_given[:] = _drawn(dice, men, people.pool)
    for home, one in enumerate(known):
        row = int(homes.first[home])
        people.family[row], people.given[row] = one.surname, one.given
        people.father[row] = people.mother[row] = NOBODY
    linked = np.flatnonzero(people.father >= 0)
    for _ in range(8):
        inherited = people.family[people.father[linked]]
        if np.array_equal(inherited, people.family[linked]):
            break
        people.family[linked] = inherited
    people.father_given[linked] = people.given[people.father[linked]]
    people.surname[:] = people.family
    taking = np.where(people.pool == 0, 0.55, 0.85)
    fixed_rows = homes.first[: len(known)]
    wives = people.woman & (people.spouse >= 0) & (dice.random(count) < taking)
    wives[fixed_rows] = False
    people.surname[wives] = people.surname[people.spouse[wives]]


def _drawn(dice: np.random.Generator, spans: NDArray[np.int64], pool: Column) -> Column:
    low, high = spans[pool, 0], spans[pool, 1]
    found: Column = (low + (dice.random(len(pool)) * (high - low)).astype(np.int64)).astype(np.int32)
    return found


def _bury(dice: np.random.Generator, people: Population, known: int, homes: Homes) -> None:
    years = (TODAY - people.born) / YEAR
    dead = (people.role != CHILD) & (dice.random(people.size) < np.clip((years - 45) / 300, 0, 0.12))
    dead[homes.first[:known]] = False
    when = TODAY - (dice.random(people.size) * np.minimum(5, years) * YEAR)
    people.died[:] = np.where(dead, when, 0).astype(np.int32)
