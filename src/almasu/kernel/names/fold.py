"""From a written word to its sounds: alphabet found, look-alikes mended, letters read by the tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from almasu.kernel.names.letters import (
    APOSTROPHES,
    CYRILLIC,
    LATIN,
    LOOKS_CYRILLIC,
    LOOKS_LATIN,
    LOST,
)

REMEMBERED = 50_000
IS_CYRILLIC = re.compile(r"[\u0400-\u052f]")
IS_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# Letters that nothing of the other alphabet looks like tell which alphabet a mixed word is in.
SURELY_CYRILLIC = re.compile(r"[бгджзийлнпфцчшщъыьэюяғқңұБГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯҒҚҢҰӘәӨө]")
SURELY_LATIN = re.compile(r"[bdfgjlqrstuvwzDFGJLNQRSUVWZÄäĞğŞşÑñÖöŪūÜüıİ]")
J_OF_SLAVS = re.compile(r"(?<=[aeiou])j$|(?<=[a-z])j(?=ev(?:$|a$|i|n))")
I_RUN = re.compile(r"[iy]{2,}")
DOUBLE = re.compile(r"([^u])\1+")


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """Return the sounds of a word; doubled ones stay, so that endings can still be cut off. Unknown letters stay."""
    mended = _mended(unicodedata.normalize("NFC", word).translate(APOSTROPHES))
    lower = unicodedata.normalize("NFC", mended.replace("İ", "i").lower())
    if IS_CYRILLIC.search(lower):
        return I_RUN.sub("i", _softened(lower))
    return I_RUN.sub("i", _read(_glides(lower), LATIN, 4).replace("'", ""))


def collapsed(sounds: str) -> str:
    """Return the sounds with doubled ones written once."""
    return DOUBLE.sub(r"\1", sounds.replace("Nn", "n"))


@lru_cache(maxsize=REMEMBERED)
def plain(sounds: str) -> str:
    """Return the sounds as the Russian and the passport's spelling know them: without ә ө ұ ү ы ң apart."""
    return collapsed(I_RUN.sub("i", sounds.translate(PLAIN)))


PLAIN = str.maketrans("AOUyN", "aouin")


def _mended(word: str) -> str:
    """Return the word with look-alikes of the other alphabet put right."""
    if not (IS_CYRILLIC.search(word) and IS_LATIN.search(word)):
        return word
    if len(SURELY_LATIN.findall(word)) > len(SURELY_CYRILLIC.findall(word)):
        return word.translate(LOOKS_LATIN)
    return word.translate(LOOKS_CYRILLIC)


def _softened(word: str) -> str:
    """Return the sounds of a Cyrillic word; я and ю after a consonant are ә and ү, as Russian writes them (Ляззат)."""
    sounds = ""
    place = 0
    while place < len(word):
        letter = word[place]
        if letter in "яю" and place and word[place - 1] in "бвгдзклмнпрстфх":
            sounds += "A" if letter == "я" else "U"
            place += 1
            continue
        length = 2 if word[place : place + 2] in CYRILLIC else 1
        sounds += _sound(word[place : place + length], CYRILLIC)
        place += length
    return sounds


def _glides(word: str) -> str:
    """Return a Latin word whose y beside a vowel is written i (Qayrat, Ayan), unless it begins ya, ye, yo, yu.

    A j is ж, but й where Slavic names have it in German or Czech spelling: Andrej, Sergejevich, Grigorjev.
    """
    word = J_OF_SLAVS.sub("i", word)
    letters = list(word)
    for place, letter in enumerate(word):
        before = word[place - 1 : place] if place else ""
        after = word[place + 1 : place + 2]
        if letter == "y" and before and before in "aeiouäöüūáóú" and after not in {"a", "e", "o", "u", "'"}:
            letters[place] = "i"
    return "".join(letters)


def _read(word: str, table: Mapping[str, str], longest: int) -> str:
    sounds = ""
    place = 0
    while place < len(word):
        for length in range(min(longest, len(word) - place), 0, -1):
            part = word[place : place + length]
            if length == 1 or part in table:
                sounds += _sound(part, table)
                place += length
                break
    return sounds


def _sound(part: str, table: Mapping[str, str]) -> str:
    if part in table:
        return table[part]
    if part in {"?", "\ufffd"}:
        return LOST
    bare = unicodedata.normalize("NFD", part)[:1]
    return table.get(bare, part if part.isalpha() else "")
