"""A written name as its words: punctuation gone, words split at an inner capital, a -ұлы standing apart joined."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from almasu.kernel.names.fold import IS_CYRILLIC, REMEMBERED, fold
from almasu.kernel.names.letters import APOSTROPHES, HYPHENS, LOOKS_CYRILLIC

MOST_WORDS, MOST_LETTERS, LONGEST = 8, 60, 400
SPLIT = re.compile(r"[\s,;/|()\"«»“”]+")
INITIALS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
INNER_CAPITAL = re.compile(
    r"(?<=[a-zа-яёәіңғүұқөһäöüğşñūıçáǵńóúý])(?=[A-ZА-ЯЁӘІҢҒҮҰҚӨҺÄÖÜĞŞÑŪİÇÁǴŃÓÚÝ][a-zа-яёәіңғүұқөһäöüğşñūı])"
)
ONLY_LOOK_ALIKE = re.compile(r"[ABCEHIKMOPTXYaceopxyihəɵ]+")
# Written apart these belong to the father's name before them: Ерлан ұлы, Асан уулу, Мамед оглы.
APART = frozenset(
    {"Uly", "uly", "uli", "Uli", "uulu", "ogly", "oglu", "ogli", "ugli", "kyzy", "kizi", "gyzy", "gizi", "kyzi"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, and whether it is only the first letter of one."""

    text: str
    initial: bool = False


@lru_cache(maxsize=REMEMBERED)
def words_of(name: str) -> tuple[Word, ...]:
    """Return the words of a written name, at most eight; numbers (a birth date) are left out. Never raises."""
    text = unicodedata.normalize("NFC", name[:LONGEST]).translate(HYPHENS).translate(APOSTROPHES)
    pieces = [piece for part in SPLIT.split(INITIALS.sub(". ", text)) for piece in INNER_CAPITAL.split(part)]
    found: list[Word] = []
    for piece in pieces:
        word = piece.strip(".-'_:*")[:MOST_LETTERS]
        if not fold(word) or any(letter.isdigit() for letter in word):
            continue
        if found and not found[-1].initial and fold(word) in APART:
            found[-1] = Word(found[-1].text + word.lower())
        else:
            found.append(Word(word, initial=sum(letter.isalpha() for letter in word) == 1))
    return _in_one_alphabet(found[:MOST_WORDS])


def _in_one_alphabet(words: list[Word]) -> tuple[Word, ...]:
    """Return the words, those of look-alike letters alone (Bepa, Epcapa) in Cyrillic where the others are."""
    if not any(IS_CYRILLIC.search(word.text) for word in words):
        return tuple(words)
    return tuple(
        Word(word.text.translate(LOOKS_CYRILLIC), word.initial) if ONLY_LOOK_ALIKE.fullmatch(word.text) else word
        for word in words
    )
