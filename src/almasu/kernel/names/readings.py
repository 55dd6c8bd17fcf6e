"""Which word of a name is the surname, the given name, the patronymic: every sensible reading, with what it costs.

The endings decide where they can (-ов is a surname, -ұлы and -ович are patronymics); else papers put the surname
first, and a list that puts it last costs a little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.kernel.names.endings import is_patronymic, is_surname
from almasu.kernel.names.words import Word

USUAL, TURNED, UNMARKED = 1.0, 0.97, 0.95


@dataclass(frozen=True, slots=True)
class Reading:
    """A name with its parts in their roles; `trust` (0..1) is how usual this order is."""

    surname: Word | None
    given: tuple[Word, ...]
    patronymic: Word | None
    trust: float


def readings(words: tuple[Word, ...]) -> tuple[Reading, ...]:
    """Return the readings of a name's words, the most usual first; () for no words."""
    found = sorted(_all(words), key=lambda one: -one.trust)
    if not found:
        return ()
    best = found[0].trust
    return tuple(Reading(one.surname, one.given, one.patronymic, one.trust / best) for one in found)


def _all(words: tuple[Word, ...]) -> Iterator[Reading]:
    marked = [place for place, word in enumerate(words) if not word.initial and is_patronymic(word.text)]
    if marked and len(words) > 1:
        place = marked[-1]
        rest = (*words[:place], *words[place + 1 :])
        yield from _named(rest, words[place], USUAL)
    if len(words) in {1, 2}:
        yield from _named(words, None, UNMARKED if marked and marked[0] else USUAL)
    if len(words) > 2 and not marked:
        yield from _named(words, None, USUAL)
        yield from _unmarked(words)


def _named(words: tuple[Word, ...], patronymic: Word | None, trust: float) -> Iterator[Reading]:
    """Yield the readings of words that hold a surname and given names only."""
    if len(words) == 1:
        yield Reading(words[0], (), patronymic, trust * (TURNED if patronymic else USUAL))
        yield Reading(None, words, patronymic, trust)
        return
    first, last = words[0], words[-1]
    family = [place for place, word in enumerate(words) if not word.initial and is_surname(word.text)]
    if len(family) == 1:
        place = family[0]
        yield Reading(words[place], (*words[:place], *words[place + 1 :]), patronymic, trust)
        return
    if not first.initial:
        yield Reading(first, words[1:], patronymic, trust)
    if not last.initial:
        yield Reading(last, words[:-1], patronymic, trust * (USUAL if first.initial else TURNED))
    if first.initial and last.initial:
        yield Reading(None, words, patronymic, trust)


def _unmarked(words: tuple[Word, ...]) -> Iterator[Reading]:
    """Yield readings whose last word is a father's name without an ending, or an initial of it."""
    *rest, last = words
    trust = USUAL if last.initial else UNMARKED
    if not rest[0].initial:
        yield Reading(rest[0], tuple(rest[1:]), last, trust)
    if len(words) == 3 and not last.initial:
        # Н. Е. Смағұлов
        yield Reading(last, (rest[0],), rest[1], USUAL if rest[0].initial else UNMARKED * TURNED)
