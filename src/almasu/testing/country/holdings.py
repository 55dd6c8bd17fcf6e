"""What several registers speak of: homes owned, vehicles, journeys abroad, offences. Columns, one row a thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from almasu.testing.country.businesses import BANKS, BODIES, Businesses
from almasu.testing.country.days import TODAY, YEAR
from almasu.testing.country.dice import Numbering, stream
from almasu.testing.country.population import HEAD, Column, Homes, Population

MAKES: tuple[tuple[str, str, str, str, int], ...] = (
    ("Toyota", "Camry", "JTN", "B", 2494),
    ("Hyundai", "Tucson", "KMH", "B", 1999),
    ("Kia", "Sportage", "KNA", "B", 1999),
    ("Lada", "Granta", "XTA", "B", 1596),
    ("Chevrolet", "Cobalt", "XWB", "B", 1485),
    ("Volkswagen", "Polo", "XW8", "B", 1598),
    ("Toyota", "Land Cruiser 300", "JTM", "B", 3956),
    ("Lexus", "RX 350", "JTJ", "B", 2393),
    ("Nissan", "Qashqai", "SJN", "B", 1997),
    ("Geely", "Monjaro", "L6T", "B", 1969),
    ("Haval", "Jolion", "LGW", "B", 1497),
    ("Audi", "80", "WAU", "B", 1984),
    ("КамАЗ", "65115", "XTC", "C", 6700),
    ("MAN", "TGX", "WMA", "C", 12419),
    ("ПАЗ", "3205", "X1M", "D", 4670),
    ("Kässbohrer", "SB4", "WKV", "T", 0),
)
PLATE_LETTERS = "ABCDEFGHKLMNPRSTUVWXYZ"
PLATES = Numbering(999 * 22**3, 6_574_283, 777_777)
SERIALS = Numbering(10**8, 61_803_397, 4_000_007)
ARTICLES = (
    "188 ч.2",
    "189 ч.3",
    "190 ч.3",
    "190 ч.4",
    "191 ч.2",
    "216 ч.2",
    "218 ч.2",
    "245 ч.2",
    "345 ч.2",
    "366 ч.2",
    "385 ч.1",
    "293 ч.1",
)


@dataclass(slots=True)
class Vehicles:
    """`owner` is a party."""

    owner: Column
    make: Column
    year: Column
    registered: Column
    region: Column

    def imported(self) -> NDArray[np.int64]:
        """Return the rows of vehicles that were brought in from abroad by those who own them."""
        return np.flatnonzero((self.make != 3) & (np.arange(len(self.owner)) % 6 == 1))


@dataclass(slots=True)
class Estates:
    """One row a right: several rows may speak of one object. `home` is the household's address, -1 for offices."""

    thing: Column
    home: Column
    company: Column
    holder: Column
    parts: Column
    since: Column


@dataclass(slots=True)
class Journeys:
    """One row a person and crossing. Members of a household who travel together share `trip`."""

    person: Column
    trip: Column
    home_again: NDArray[np.bool_]
    day: Column
    vehicle: Column


@dataclass(slots=True)
class Offences:
    """One row a suspect. `stage`: 0 under investigation, 1 hiding, 2 closed, 3 convicted."""

    person: Column
    day: Column
    article: Column
    stage: Column
    victim: Column


@dataclass(slots=True)
class Holdings:
    """The shared things of the country."""

    vehicles: Vehicles
    estates: Estates
    journeys: Journeys
    offences: Offences


def make_holdings(seed: int, people: Population, homes: Homes, businesses: Businesses) -> Holdings:
    """Return everything that people and companies hold and did."""
    vehicles = _vehicles(seed, people, homes, businesses)
    return Holdings(
        vehicles,
        _estates(seed, people, homes, businesses),
        _journeys(seed, people, homes, vehicles),
        _offences(seed, people, businesses),
    )


def _vehicles(seed: int, people: Population, homes: Homes, businesses: Businesses) -> Vehicles:
    dice = stream(seed, "vehicles")
    adults = people.adults(80)
    own = adults[dice.integers(0, len(adults), people.size * 26 // 100)]
    firms = (
        BANKS
        + BODIES
        + (dice.random(people.size * 3 // 100 + 20) ** 2 * (businesses.size - BANKS - BODIES)).astype(np.int64)
    )
    owner = np.concatenate([own, people.size + firms]).astype(np.int32)
    private = np.arange(len(owner)) < len(own)
    make = np.where(private, dice.random(len(owner)) ** 1.3 * 12, 4 + dice.random(len(owner)) * 12).astype(np.int32)
    year = (2026 - dice.random(len(owner)) ** 1.5 * 26).astype(np.int32)
    oldest = (year - 1) * 365.2425 + 200
    registered = np.minimum(oldest + dice.random(len(owner)) * np.maximum(1, TODAY - oldest), TODAY - 3)
    region = np.concatenate([homes.region[people.home[own]], businesses.region[firms]]).astype(np.int32)
    return Vehicles(owner, make, year, registered.astype(np.int32), region)


def _estates(seed: int, people: Population, homes: Homes, businesses: Businesses) -> Estates:
    dice = stream(seed, "estates")
    owned = np.flatnonzero(dice.random(len(homes.size)) < 0.82)
    head = homes.first[owned]
    joint = (people.spouse[head] >= 0) & (dice.random(len(owned)) < 0.35)
    adults = people.adults(85)
    second = adults[dice.integers(0, len(adults), people.size // 12)]
    firms = BANKS + (dice.random(businesses.size // 3) * (businesses.size - BANKS)).astype(np.int64)
    rows, more = len(owned), len(owned) + len(second)
    thing = np.concatenate([np.arange(rows), np.flatnonzero(joint), np.arange(rows, more + len(firms))])
    holder = np.concatenate([head, people.spouse[head][joint], second, people.size + firms])
    elsewhere = dice.integers(0, len(homes.size), len(second))
    home = np.concatenate([owned, owned[joint], elsewhere, np.full(len(firms), -1)])
    company = np.concatenate([np.full(more + int(joint.sum()), -1), firms])
    whole = np.where(joint, 2, 1)
    parts = np.concatenate([whole, whole[joint], np.ones(len(second) + len(firms))])
    bought = TODAY - (dice.random(more + len(firms)) * 22 * YEAR).astype(np.int64) - 5
    columns = (thing, home, company, holder, parts, bought[thing])
    return Estates(*(column.astype(np.int32) for column in columns))


def _journeys(seed: int, people: Population, homes: Homes, vehicles: Vehicles) -> Journeys:
    dice = stream(seed, "journeys")
    trips = max(40, people.size // 9)
    home = dice.integers(0, len(homes.size), trips)
    together = np.minimum(homes.size[home], dice.choice([1, 2, 3, 4], trips, p=[0.55, 0.2, 0.15, 0.1]))
    trip = np.repeat(np.arange(trips), together)
    place = np.arange(len(trip)) - np.repeat(np.cumsum(together) - together, together)
    person = homes.first[home[trip]] + place
    leaves = TODAY - 20 - (dice.random(trips) * 3 * YEAR).astype(np.int64)
    returns = leaves + 2 + (dice.random(trips) * 16).astype(np.int64)
    alive = (people.died[person] == 0) & (people.born[person] < leaves[trip])
    person, trip = person[alive], trip[alive]
    car = _car_of_home(people, homes, vehicles)[home]
    by_road = (dice.random(trips) < 0.3) & (car >= 0)
    car = np.where(by_road, car, -1)
    return Journeys(
        np.concatenate([person, person]).astype(np.int32),
        np.concatenate([trip, trip]).astype(np.int32),
        np.arange(2 * len(person)) >= len(person),
        np.concatenate([leaves[trip], returns[trip]]).astype(np.int32),
        np.concatenate([car[trip], car[trip]]).astype(np.int32),
    )


def _car_of_home(people: Population, homes: Homes, vehicles: Vehicles) -> Column:
    car = np.full(len(homes.size), -1, dtype=np.int32)
    private = np.flatnonzero(vehicles.owner < people.size)
    car[people.home[vehicles.owner[private]]] = private
    return car


def _offences(seed: int, people: Population, businesses: Businesses) -> Offences:
    dice = stream(seed, "offences")
    adults = people.adults(70)
    # Officials of the country are among the heads of households, and a country without offenders tells nothing.
    count = max(24, len(adults) * 3 // 100)
    person = adults[dice.integers(0, len(adults), count)]
    person = person[(people.role[person] != HEAD) | (people.home[person] > 12)]
    count = len(person)
    earliest = people.born[person] + int(17 * YEAR)
    day = np.maximum(earliest, TODAY - (dice.random(count) * 12 * YEAR).astype(np.int64) - 20)
    stage = dice.choice(4, count, p=[0.22, 0.03, 0.25, 0.50])
    stage = np.where((stage == 3) & (day > TODAY - 300), 0, stage)
    victim_is_firm = dice.random(count) < 0.3
    firms = people.size + BANKS + dice.integers(0, businesses.size - BANKS, count)
    victim = np.where(victim_is_firm, firms, adults[dice.integers(0, len(adults), count)])
    columns = (person, day, dice.integers(0, len(ARTICLES), count), stage, victim)
    return Offences(*(column.astype(np.int32) for column in columns))


def plate(row: int, region_plate: str) -> str:
    """Return the plate of a vehicle's row in its region."""
    number = PLATES.of(row)
    letters, rest = "", number // 999
    for _ in range(3):
        letters += PLATE_LETTERS[rest % 22]
        rest //= 22
    return f"{number % 999 + 1:03d}{letters}{region_plate}"


def plate_row(written: str) -> int:
    """Return the row a plate of the pattern 123ABC02 may belong to, -1 for other patterns."""
    if len(written) != 8 or not written[:3].isdecimal() or any(c not in PLATE_LETTERS for c in written[3:6]):
        return -1
    rest = sum(PLATE_LETTERS.index(c) * 22**place for place, c in enumerate(written[3:6]))
    return PLATES.row(rest * 999 + int(written[:3]) - 1) if written[:3] != "000" else -1


VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def vin(row: int, make: int, year: int) -> str:
    """Return the VIN of a vehicle's row, its check character right."""
    serial = f"{SERIALS.of(row):08d}"
    letter = "ABCDEFGHJKLMNPRSTVWXY123456789"[(year - 1980) % 30]
    whole = f"{MAKES[make][2]}Z{serial[:2]}ZZ0{letter}A{serial[2:]}"
    total = sum(int(VIN_VALUES.get(c, c)) * weight for c, weight in zip(whole, VIN_WEIGHTS, strict=True))
    return f"{whole[:8]}{'0123456789X'[total % 11]}{whole[9:]}"


def vin_row(written: str) -> int:
    """Return the row a VIN may belong to, -1 for other patterns."""
    digits = f"{written[4:6]}{written[11:]}"
    return SERIALS.row(int(digits)) if len(digits) == 8 and digits.isdecimal() else -1
