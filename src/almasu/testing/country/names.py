"""The tables of names that people hold indexes into, and the whole name of a person in three spellings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from almasu.testing.country.name_lists import name_lists
from almasu.testing.country.spelling import (
    feminine,
    kazakh_patronymic,
    latin,
    russian,
    russian_patronymic,
    with_ending,
)


@dataclass(frozen=True, slots=True)
class Spelled:
    """One name in the spellings of the identity card (kk), of Russian papers and of a passport."""

    kk: str
    ru: str
    latin: str


@dataclass(frozen=True, slots=True)
class Surname:
    """A family's name: the man's and the woman's form."""

    man: Spelled
    woman: Spelled

    def of(self, woman: bool) -> Spelled:
        """Return the form for one sex."""
        return self.woman if woman else self.man


@dataclass(frozen=True, slots=True)
class WholeName:
    """A person's name; the patronymic may be empty in all three."""

    surname: Spelled
    given: Spelled
    patronymic: Spelled


@dataclass(frozen=True, slots=True)
class Pool:
    """The names of one people: ranges of the tables, and whether patronymics are Kazakh by custom."""

    ethnicity_kk: str
    ethnicity_ru: str
    surnames: tuple[int, int]
    men: tuple[int, int]
    women: tuple[int, int]
    kazakh_patronymics: bool


@dataclass(frozen=True, slots=True)
class Names:
    """All tables. Foreign names follow the domestic ones."""

    surnames: tuple[Surname, ...]
    given: tuple[Spelled, ...]
    pools: tuple[Pool, ...]
    foreign: tuple[tuple[str, int, Pool], ...]


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the tables; they are the same for every country."""
    surnames: list[Surname] = []
    given: list[Spelled] = []
    pools = []
    for people in name_lists().peoples:
        first = len(surnames)
        family = people.surnames.split()
        surnames += _kazakh_surnames(family) if people.kazakh_patronymics else [_surname(one, one) for one in family]
        spans = [_append(given, [spelled(one) for one in line.split()]) for line in (people.men, people.women)]
        span = (first, len(surnames))
        pools.append(Pool(people.kk, people.ru, span, spans[0], spans[1], people.kazakh_patronymics))
    foreign = []
    for abroad in name_lists().foreigners:
        first = len(surnames)
        surnames += [_foreign_surname(one, abroad.country) for one in abroad.surnames.split()]
        latins = [[Spelled(one, one, one) for one in line.split()] for line in (abroad.men, abroad.women)]
        spans = [_append(given, part) for part in latins]
        pool = Pool("", "", (first, len(surnames)), spans[0], spans[1], kazakh_patronymics=False)
        foreign.append((abroad.country, abroad.share, pool))
    return Names(tuple(surnames), tuple(given), tuple(pools), tuple(foreign))


def patronymic_of(father: Spelled, woman: bool, kazakh: bool) -> Spelled:
    """Return the patronymic from a father's given name, by the Kazakh or the Russian pattern."""
    if kazakh:
        kk = kazakh_patronymic(father.kk, woman)
        return Spelled(kk, russian(kk), latin(kk))
    ru = russian_patronymic(father.ru, woman)
    kk = russian_patronymic(father.kk, woman) if father.kk != father.ru else ru
    return Spelled(kk, ru, latin(ru))


def spelled(entry: str) -> Spelled:
    """Return a name of the lists (`Kazakh` or `Kazakh:Russian`) in its three spellings."""
    kk, _, ru = entry.partition(":")
    return Spelled(kk, ru or russian(kk), latin(kk))


def surname_like(written: str) -> Surname:
    """Return the family's name from one written form of it, a woman's or a man's."""
    man = written[:-1] if written.lower().endswith(("ова", "ева", "ёва", "ина", "ына")) else written
    return _surname(man, russian(man))


def _kazakh_surnames(stems: list[str]) -> list[Surname]:
    plain = [_surname(stem, russian(stem)) for stem in stems[::4]]
    ended = [_surname(with_ending(stem), with_ending(russian(stem))) for stem in stems]
    return [*ended, *plain]


def _surname(kk: str, ru: str) -> Surname:
    return Surname(
        Spelled(kk, ru, latin(kk)),
        Spelled(feminine(kk), feminine(ru), latin(feminine(kk))),
    )


def _foreign_surname(one: str, country: str) -> Surname:
    declined = country in {"UZ", "RU", "KG", "TJ"} and one.endswith(("OV", "EV", "IN"))
    woman = f"{one}A" if declined else one
    return Surname(Spelled(one, one, one), Spelled(woman, woman, woman))


def _append(given: list[Spelled], entries: list[Spelled]) -> tuple[int, int]:
    first = len(given)
    given += entries
    return first, len(given)
