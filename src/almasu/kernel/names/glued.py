"""Words that were written together (СМАГУЛОВНУРЛАН), taken apart after the words of the other name."""

from __future__ import annotations

from almasu.kernel.names.endings import Role, is_patronymic
from almasu.kernel.names.fold import fold, plain
from almasu.kernel.names.letters import VOWELS
from almasu.kernel.names.likeness import likeness
from almasu.kernel.names.words import Word

SHORTEST = 6
ALIKE = 0.7
FURTHEST, FURTHEST_ENDINGS = 3, 4


def split_like(few: tuple[Word, ...], many: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of a name, the long ones split where two or three words of the other name meet in them."""
    split: list[Word] = []
    for word in few:
        split += _parts(word, many) if len(word.text) >= SHORTEST and len(split) < len(many) else [word]
    return tuple(split)


def _parts(word: Word, others: tuple[Word, ...]) -> list[Word]:
    """Return the word split after the first of the others that it begins with, and so on; itself where none fits."""
    best, found = ALIKE, [word]
    for place in range(2, len(word.text) - 1):
        head, tail = Word(word.text[:place]), Word(word.text[place:])
        first = max((_alike(head, other), number) for number, other in enumerate(others))
        if first[0] < best:
            continue
        rest = (*others[: first[1]], *others[first[1] + 1 :])
        last = max((_alike(tail, other) for other in rest), default=0.0)
        deeper = _parts(tail, rest) if last < ALIKE and len(rest) > 1 and len(tail.text) >= SHORTEST else [tail]
        score = min(first[0], last) if len(deeper) == 1 else first[0]
        if score > best or (score == best and len(found) == 1 and score >= ALIKE and last >= ALIKE):
            best, found = score, [head, *deeper]
    return found


def _alike(one: Word, other: Word) -> float:
    """Return how alike two words are, 0 at once where one is much longer: a patronymic's ending may be another."""
    both = is_patronymic(one.text) and is_patronymic(other.text)
    if abs(len(one.text) - len(other.text)) > (FURTHEST_ENDINGS if both else FURTHEST):
        return 0.0
    if not _begin_alike(fold(one.text)[:1], fold(other.text)[:1]):
        return 0.0
    first, second = sorted((one, other), key=lambda word: word.text)
    return likeness(first, second, Role.PATRONYMIC if both else Role.SURNAME).score


def _begin_alike(one: str, other: str) -> bool:
    return plain(one) == plain(other) or (one in VOWELS and other in VOWELS)
