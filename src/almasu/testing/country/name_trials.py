"""Pairs of written names with the truth about them: one person's spellings, siblings, namesakes, strangers.

What is written is what lists hold: three alphabets, the draft alphabet of 2021, other orders, lost patronymics, glued
words, look-alike letters, Дж for Ж, slips of the finger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from almasu.testing.country.dice import Draw
from almasu.testing.country.many_names import Bearer, bearers, kazakh
from almasu.testing.country.names import Spelled, WholeName, patronymic_of

# The draft alphabet of 2021.
LATIN_2021 = {
    "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ñ", "о": "o", "ө": "ö", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "ū", "ү": "ü", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "ş", "щ": "ş", "ъ": "", "ы": "y", "і": "ı", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
LOOK_ALIKE = str.maketrans("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX")
SLIPS = "абвгдежзиклмнопрстуф", "abdegiklmnoprstuvz"


class Truth(StrEnum):
    """What two written names are to each other."""

    ONE_PERSON = "one_person"
    SIBLINGS = "siblings"
    NAMESAKES = "namesakes"
    STRANGERS = "strangers"


@dataclass(frozen=True, slots=True)
class Trial:
    """Two written names, how the second came about, and the truth."""

    one: str
    other: str
    how: str
    truth: Truth


Words = list[str]


def kazakh_words(name: WholeName) -> Words:
    """Return a name as the identity card has it."""
    return [part for part in (name.surname.kk, name.given.kk, name.patronymic.kk) if part]


def russian_words(name: WholeName) -> Words:
    """Return a name as Russian papers have it; a Kazakh patronymic turns into a Russian one half of the time."""
    return [part for part in (name.surname.ru, name.given.ru, name.patronymic.ru) if part]


def passport_words(name: WholeName) -> Words:
    """Return a name as a passport has it."""
    return [part for part in (name.surname.latin, name.given.latin, name.patronymic.latin) if part]


def words_of_2021(name: WholeName) -> Words:
    """Return a name in the draft alphabet of 2021."""
    return [_in_2021(word).capitalize() for word in kazakh_words(name)]


def _in_2021(word: str) -> str:
    return "".join(LATIN_2021.get(letter, letter) for letter in word.lower())


def _turned(words: Words, draw: Draw) -> Words:
    del draw
    return [*words[1:], words[0]]


def _without_patronymic(words: Words, draw: Draw) -> Words:
    del draw
    return words[:2]


def _glued(words: Words, draw: Draw) -> Words:
    del draw
    return [(words[0] + words[1]).upper(), *words[2:]]


def _look_alike(words: Words, draw: Draw) -> Words:
    place = draw.below(2)
    return [word.translate(LOOK_ALIKE) if at == place else word for at, word in enumerate(words)]


def _dzh(words: Words, draw: Draw) -> Words:
    del draw
    return [word.replace("ж", "дж").replace("Ж", "Дж") for word in words]


def _slip(words: Words, draw: Draw) -> Words:
    """One letter of the surname left out, doubled wrongly, swapped with its neighbour or put for another."""
    word = words[0]
    place = 1 + draw.below(max(1, len(word) - 4))
    match draw.below(3):
        case 0:
            changed = word[:place] + word[place + 1 :]
        case 1:
            changed = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
        case _:
            changed = word[:place] + draw.one(SLIPS[word < "\u0400"]) + word[place + 1 :]
    return [changed, *words[1:]]


def _as_it_is(words: Words, draw: Draw) -> Words:
    del draw
    return words


SPELLINGS: dict[str, Callable[[WholeName], Words]] = {
    "kazakh": kazakh_words,
    "russian": russian_words,
    "passport": passport_words,
    "latin_2021": words_of_2021,
}
NOISES: dict[str, Callable[[Words, Draw], Words]] = {
    "as_it_is": _as_it_is,
    "turned": _turned,
    "without_patronymic": _without_patronymic,
    "glued": _glued,
    "look_alike": _look_alike,
    "dzh": _dzh,
    "slip": _slip,
}


def trials(seed: int, people: int) -> Iterator[Trial]:
    """Yield the trials of so many people: seven of one person, and a sibling, a namesake and a stranger in Russian."""
    before: Bearer | None = None
    for row, bearer in enumerate(bearers(seed, people)):
        draw = Draw(seed, 78, row)
        one = " ".join(kazakh_words(bearer.name))
        for noise, change in NOISES.items():
            spelling = draw.one(tuple(SPELLINGS)[1:] if noise == "as_it_is" else ("russian",))
            words = change(SPELLINGS[spelling](_as_russian(bearer, draw)), draw)
            yield Trial(one, " ".join(words), f"{spelling}, {noise}", Truth.ONE_PERSON)
        yield Trial(one, _russian(_sibling(bearer, draw)), "russian", Truth.SIBLINGS)
        yield Trial(one, _russian(_namesake(bearer, draw)), "russian", Truth.NAMESAKES)
        if before is not None:
            yield Trial(one, _russian(before.name), "russian", Truth.STRANGERS)
        before = bearer


def _russian(name: WholeName) -> str:
    return " ".join(russian_words(name))


def _as_russian(bearer: Bearer, draw: Draw) -> WholeName:
    """Return the name with a Russian patronymic in the place of a Kazakh one in half of the cases."""
    name, patronymic = bearer.name, bearer.name.patronymic
    father = patronymic.kk.removesuffix("ұлы").removesuffix("қызы")
    if father == patronymic.kk or draw.chance(50):
        return name
    ru = patronymic.ru.removesuffix("улы").removesuffix("кызы")
    turned = patronymic_of(Spelled(father, ru, ""), bearer.woman, kazakh=False)
    return replace(name, patronymic=Spelled(patronymic.kk, turned.ru, turned.latin))


def _sibling(bearer: Bearer, draw: Draw) -> WholeName:
    others = kazakh().women if bearer.woman else kazakh().men
    return replace(bearer.name, given=_another(bearer.name.given, others, draw))


def _namesake(bearer: Bearer, draw: Draw) -> WholeName:
    while True:
        father = draw.one(kazakh().men)
        patronymic = patronymic_of(father, bearer.woman, kazakh=draw.chance(50))
        if patronymic.ru[:-4] != bearer.name.patronymic.ru[:-4] and not bearer.name.patronymic.kk.startswith(father.kk):
            return replace(bearer.name, patronymic=patronymic)


def _another(own: Spelled, others: tuple[Spelled, ...], draw: Draw) -> Spelled:
    while True:
        other = draw.one(others)
        if other.ru != own.ru:
            return other
