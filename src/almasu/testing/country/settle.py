"""Settling the land: everything drawn once, with the known people in their places and numbers given to all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from almasu.kernel.subjects.iin import Sex, read_iin
from almasu.testing.country import names as naming
from almasu.testing.country.businesses import BANKS, Businesses, Jobs, make_businesses, make_jobs
from almasu.testing.country.days import TODAY, YEAR
from almasu.testing.country.dice import Index, Ints
from almasu.testing.country.foreigners import VISITOR, Foreigners, make_foreigners
from almasu.testing.country.holdings import make_holdings
from almasu.testing.country.identity import bins, iins
from almasu.testing.country.land import Land, name_keys
from almasu.testing.country.names import Names, Spelled, Surname
from almasu.testing.country.places import REGIONS
from almasu.testing.country.population import Homes, Known, Population, make_homes, make_population
from almasu.testing.country.spelling import latin, russian
from almasu.testing.people import DemoPerson

Progress = Callable[[str, float], None]
BANK_NAMES = ("Дала Банк", "Каспий Сауда Банк", "Орталық Банк", "Береке Қаржы", "Ұлытау Банк", "Алатау Капитал")
BODY_NAMES = (
    ("Қаржы", "финансов"),
    ("Көлік", "транспорта"),
    ("Денсаулық сақтау", "здравоохранения"),
    ("Ғылым", "науки"),
    ("Экология", "экологии"),
    ("Еңбек", "труда"),
    ("Су ресурстары", "водных ресурсов"),
    ("Туризм", "туризма"),
)


def settle(seed: int, people: int, fixed: Sequence[DemoPerson], progress: Progress) -> Land:
    """Return the land with so many people; `fixed` are officials who live in it with all their numbers."""
    names, known = _with_known(naming.names(), fixed)
    progress("homes", 0.0)
    homes = make_homes(seed, people, len(known))
    population = make_population(seed, homes, names, known)
    progress("people", 0.12)
    businesses = make_businesses(seed, population, homes)
    jobs = make_jobs(seed, population, businesses)
    foreigners = make_foreigners(seed, people, names, homes.region)
    progress("companies", 0.2)
    bodies = _bodies(fixed)
    for row, body in bodies.items():
        businesses.registered[row] = _month_of(body[0])
    ids = _identify(population, businesses, foreigners, homes, fixed, bodies)
    progress("numbers", 0.3)
    holdings = make_holdings(seed, population, homes, businesses)
    keys = np.concatenate(
        [
            name_keys(names, population.surname.astype(np.int64), population.given.astype(np.int64)),
            name_keys(names, foreigners.surname.astype(np.int64), foreigners.given.astype(np.int64)),
        ]
    )
    land = Land(seed, names, homes, population, businesses, jobs, foreigners, ids, Index(ids), Index(keys), holdings)
    land.bodies.update(_body_names(bodies))
    _place(land, fixed, {body[0]: row for row, body in bodies.items()})
    progress("holdings", 0.36)
    return land


def _with_known(base: Names, fixed: Sequence[DemoPerson]) -> tuple[Names, tuple[Known, ...]]:
    """Return the tables of names with those of the known people added, and the known people."""
    surnames, given, known = list(base.surnames), list(base.given), []
    for person in fixed:
        iin = read_iin(person.iin)
        if iin.birth_date is None or iin.sex is None:
            raise ValueError("a known person's IIN must tell a birth date and a sex")
        first_latin, _, family_latin = person.latin.upper().partition(" ")
        woman = iin.sex is Sex.FEMALE
        known.append(Known(woman, iin.birth_date.toordinal(), len(surnames), len(given)))
        surnames.append(_written_as(naming.surname_like(person.surname.capitalize()), woman, family_latin))
        name = person.given_name.capitalize()
        given.append(Spelled(name, russian(name), first_latin))
    return Names(tuple(surnames), tuple(given), base.pools, base.foreign), tuple(known)


def _written_as(surname: Surname, woman: bool, in_latin: str) -> Surname:
    own = surname.of(woman)
    spelled = Spelled(own.kk, own.ru, in_latin)
    return Surname(surname.man, spelled) if woman else Surname(spelled, surname.woman)


def _bodies(fixed: Sequence[DemoPerson]) -> dict[int, tuple[str, str, str]]:
    """Return the bodies of the known people: row of the company, then BIN and names."""
    found: dict[str, tuple[str, str, str]] = {}
    for person in fixed:
        found.setdefault(person.body_bin, (person.body_bin, person.body.kk, person.body.ru))
    return {BANKS + place: body for place, body in enumerate(found.values())}


def _body_names(known: dict[int, tuple[str, str, str]]) -> dict[int, tuple[str, str]]:
    names = {row: (f"«{name}» АҚ", f"АО «{name}»") for row, name in enumerate(BANK_NAMES)}
    for place in range(20):
        kk, ru = BODY_NAMES[place % len(BODY_NAMES)]
        names[BANKS + place] = (f"{kk} комитеті № {place + 1}", f"Комитет {ru} № {place + 1}")
    for place, region in enumerate(REGIONS):
        names[BANKS + 20 + place] = (f"{region.kk} әкімдігі", f"Акимат: {region.ru}")
    names.update({row: (kk, ru) for row, (_, kk, ru) in known.items()})
    return names


def _month_of(bin_number: str) -> int:
    year = int(bin_number[:2])
    return date(1900 + year if year > 80 else 2000 + year, int(bin_number[2:4]), 1).toordinal()


def _identify(
    people: Population,
    businesses: Businesses,
    foreigners: Foreigners,
    homes: Homes,
    fixed: Sequence[DemoPerson],
    bodies: dict[int, tuple[str, str, str]],
) -> Ints:
    """Return the IIN or BIN of every party, 0 for visitors, with the known numbers in their places."""
    settled = foreigners.kind != VISITOR
    persons = iins(
        np.concatenate([people.born, foreigners.born[settled]]),
        np.concatenate([people.woman, foreigners.woman[settled]]),
    )
    abroad = np.zeros(foreigners.size, dtype=np.int64)
    abroad[settled] = persons[people.size :]
    firms = bins(businesses.registered, (businesses.parent >= 0).astype(np.int64))
    ids: Ints = np.concatenate([persons[: people.size], firms, abroad])
    for home, person in enumerate(fixed):
        _give(ids, int(homes.first[home]), int(person.iin))
    for row, body in bodies.items():
        _give(ids, people.size + row, int(body[0]))
    return ids


def _give(ids: Ints, party: int, number: int) -> None:
    """Give a party a number; whoever had drawn it takes the party's own."""
    ids[ids == number] = ids[party]
    ids[party] = number


def _place(land: Land, fixed: Sequence[DemoPerson], body_rows: dict[str, int]) -> None:
    """Give the known people their phones, patronymics and posts."""
    rows = [int(land.homes.first[home]) for home in range(len(fixed))]
    jobs = land.jobs
    others = ~np.isin(jobs.person, rows)
    bodies = [body_rows[person.body_bin] for person in fixed]
    since = [
        max(int(land.people.born[row]) + int(23 * YEAR), TODAY - 1500 - 90 * place) for place, row in enumerate(rows)
    ]
    land.jobs = Jobs(
        np.concatenate([jobs.person[others], np.array(rows, dtype=np.int32)]),
        np.concatenate([jobs.company[others], np.array(bodies, dtype=np.int32)]),
        np.concatenate([jobs.since[others], np.array(since, dtype=np.int32)]),
        np.concatenate([jobs.until[others], np.zeros(len(rows), dtype=np.int32)]),
    )
    for row, person in zip(rows, fixed, strict=True):
        land.phones_of[row] = person.phone
        land.positions[row] = person.position.ru
        patronymic = person.patronymic.capitalize()
        land.patronymics[row] = Spelled(patronymic, russian(patronymic), latin(patronymic))
