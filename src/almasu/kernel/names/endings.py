"""The endings of surnames and patronymics, on sounds, so that one rule serves every alphabet.

A stem is what is left: Смағұлов, Смағұлова, Smagulov -> smagUl; Ерланұлы, Ерланович, Erlanuly -> erlan. The ending
tells the sex where it has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from almasu.kernel.names.fold import REMEMBERED, collapsed, fold


class Role(StrEnum):
    """What a word of a name is."""

    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"


class Sex(StrEnum):
    """What an ending says of the person."""

    MAN = "man"
    WOMAN = "woman"


@dataclass(frozen=True, slots=True)
class Stem:
    """A word without its ending: its sounds, the ending's, and the sex the ending tells, if any."""

    sounds: str
    ending: str
    sex: Sex | None


# -ұлы, -уулу, -оғлы, -угли; -қызы, -кызы, -gyzy, -qizi; -ович, -евич, -ьевич; -овна, -евна; Ильич, Ильинична.
SON = re.compile(r"(?:[uU]+l[yi]|uulu|[ou]gl[yiu]|[oei]+v[iy]C|(?<=[ltmk])[iy]C)$")
DAUGHTER = re.compile(r"(?:[kgx][yie]z[yie]|[oei]+vna|[ie]niCna|iCna)$")
FAMILY_OF_MAN = re.compile(r"(?:[oe](?:v|f|ff)|(?<=[sc])ki)$")
FAMILY_OF_WOMAN = re.compile(r"(?:[oe](?:v|f|ff)a|(?<=[sc])kaia|(?<=[sc])kaa)$")
# Сұлу (beautiful) ends women's names and is no patronymic; it has no и or ы at its end, so SON does not meet it.
WOMAN_IN = re.compile(r"(?<=[iy]n)a$")
FEWEST = 3


@lru_cache(maxsize=REMEMBERED)
def stem(word: str, role: Role) -> Stem:
    """Return the stem of a written word in its role."""
    sounds = fold(word)
    match role:
        case Role.PATRONYMIC:
            return _cut(sounds, ((SON, Sex.MAN), (DAUGHTER, Sex.WOMAN)), 2)
        case Role.SURNAME:
            endings = (
                (FAMILY_OF_MAN, Sex.MAN),
                (FAMILY_OF_WOMAN, Sex.WOMAN),
                (WOMAN_IN, Sex.WOMAN),
                (SON, Sex.MAN),
                (DAUGHTER, Sex.WOMAN),
            )
            return _cut(sounds, endings, FEWEST)
        case Role.GIVEN:
            return Stem(collapsed(sounds), "", None)


@lru_cache(maxsize=REMEMBERED)
def is_patronymic(word: str) -> bool:
    """Tell whether a written word has the ending of a patronymic."""
    return stem(word, Role.PATRONYMIC).sex is not None


@lru_cache(maxsize=REMEMBERED)
def is_surname(word: str) -> bool:
    """Tell whether a written word has an ending that only surnames have: -ов, -ева, -ский."""
    sounds = fold(word)
    found = FAMILY_OF_MAN.search(sounds) or FAMILY_OF_WOMAN.search(sounds)
    return found is not None and found.start() >= FEWEST and not is_patronymic(word)


def _cut(sounds: str, endings: tuple[tuple[re.Pattern[str], Sex], ...], fewest: int) -> Stem:
    for pattern, sex in endings:
        found = pattern.search(sounds)
        if found is not None and found.start() >= fewest:
            return Stem(_even(sounds[: found.start()]), found.group(), sex)
    return Stem(_even(sounds), "", None)


def _even(sounds: str) -> str:
    """Return a stem without doubled sounds and without the й or ы that -ев and -евич hide (Абай, Абаев; Ғазы)."""
    even = collapsed(sounds)
    return even[:-1] if len(even) > FEWEST and even[-1] in "iy" else even
