"""A great many made-up names: Kazakh names are put together of two parts, so a few parts give thousands of names.

Surnames are worn unevenly, as everywhere: a few by very many, most by few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from almasu.testing.country.dice import Draw, stream
from almasu.testing.country.names import (
    Pool,
    Spelled,
    Surname,
    WholeName,
    names,
    patronymic_of,
    spelled,
)
from almasu.testing.country.spelling import feminine, latin, russian, with_ending

FIRST_PARTS = """
Абыл Ай Ақ Алдан Алтын Аман Арыс Асыл Бай Бақ Барақ Бек Берді Бол Дәулет Дос Ел Ер Есен Жан Жақсы Жолды Жұма Кенже Көп
Күн Қали Қара Қой Құдай Құл Құрман Мақсат Мейрам Мырза Назар Ниет Нұр Ораз Өмір Өтеп Рахмет Сағын Сары Сапар Сейіт Серік
Сүйін Таң Тас Темір Тіле Тоқта Төле Тұрсын Ұзақ Шай Шын Ырыс
"""
MENS_LAST_PARTS = """
бай бек болат ғазы ғали дәулет жан зат қазы қожа құл лан мағамбет мұрат мұхамед мырза назар сейіт тай тас хан шора
"""
WOMENS_LAST_PARTS = "айым бала бану бибі бике гүл жамал жан зия күміс қыз нар нұр сара сұлу шаш"
SKEW = 0.9  # the share of the n-th surname falls as 1 / n ** SKEW
KAZAKH_SHARE = 0.78


@dataclass(frozen=True, slots=True)
class Bearer:
    """One made-up person: the whole name in its spellings, the sex and the birth date as an ordinal day."""

    name: WholeName
    woman: bool
    born: int


@dataclass(frozen=True, slots=True)
class Kazakh:
    """Kazakh names of the lists and of two parts."""

    surnames: tuple[Surname, ...]
    men: tuple[Spelled, ...]
    women: tuple[Spelled, ...]


@lru_cache(maxsize=1)
def kazakh() -> Kazakh:
    """Return the Kazakh tables: about 1,200 men's names, 900 women's, 2,500 surnames."""
    pool, tables = names().pools[0], names()
    firsts = FIRST_PARTS.split()
    men = [*tables.given[slice(*pool.men)], *(spelled(one + end) for one in firsts for end in MENS_LAST_PARTS.split())]
    women = [
        *tables.given[slice(*pool.women)],
        *(spelled(one + end) for one in firsts for end in WOMENS_LAST_PARTS.split()),
    ]
    surnames = [*tables.surnames[slice(*pool.surnames)], *(_surname(one.kk) for one in men)]
    surnames += [Surname(one, one) for one in men[::7]]
    return Kazakh(tuple(surnames), tuple(men), tuple(women))


def bearers(seed: int, count: int) -> Iterator[Bearer]:
    """Yield made-up people; the same seed and count always give the same people."""
    tables = kazakh()
    dice = stream(seed, "many names")
    shares = 1.0 / np.arange(1, len(tables.surnames) + 1) ** SKEW
    order = dice.permutation(len(tables.surnames))
    family = order[dice.choice(len(shares), count, p=shares / shares.sum())]
    is_kazakh = dice.random(count) < KAZAKH_SHARE
    for row in range(count):
        draw = Draw(seed, 77, row)
        woman = draw.chance(51)
        born = 711_000 + draw.below(27_000)  # from 1947 to 2021
        if is_kazakh[row]:
            yield Bearer(_kazakh(draw, tables, int(family[row]), woman), woman, born)
        else:
            yield Bearer(_other(draw, names().pools[1 + draw.below(len(names().pools) - 1)], woman), woman, born)


def _kazakh(draw: Draw, tables: Kazakh, family: int, woman: bool) -> WholeName:
    given = draw.one(tables.women if woman else tables.men)
    father = draw.one(tables.men)
    return WholeName(tables.surnames[family].of(woman), given, patronymic_of(father, woman, kazakh=draw.chance(55)))


def _other(draw: Draw, pool: Pool, woman: bool) -> WholeName:
    tables = names()
    surname = tables.surnames[draw.between(pool.surnames[0], pool.surnames[1] - 1)].of(woman)
    span = pool.women if woman else pool.men
    given = tables.given[draw.between(span[0], span[1] - 1)]
    father = tables.given[draw.between(pool.men[0], pool.men[1] - 1)]
    return WholeName(surname, given, patronymic_of(father, woman, kazakh=False))


def _surname(stem: str) -> Surname:
    kk, ru = with_ending(stem), with_ending(russian(stem))
    return Surname(Spelled(kk, ru, latin(kk)), Spelled(feminine(kk), feminine(ru), latin(feminine(kk))))
