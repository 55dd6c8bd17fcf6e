"""How far apart two words sound: what each change between their sounds costs, and the cheapest way between them.

Costs are written from what happens when Kazakh names pass through Russian and Latin spelling: letters that are one
sound there cost next to nothing, exchanges between languages (қ and х, п and ф, д and т, у and в) little, another
consonant a whole one. A vowel weighs half of a consonant.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import inf

from almasu.kernel.names.fold import REMEMBERED
from almasu.kernel.names.letters import CLASSES, LOST, VOWELS

CONSONANT, VOWEL = 1.0, 0.5
SWAPPED = 0.5
OTHER_VOWEL = 0.7
VOWEL_LEFT_OUT, CONSONANT_LEFT_OUT = 0.45, 0.8
A_LOST_LETTER = 0.1
SHORT_PAIR = 14
MIXED = 0.8  # a vowel for a consonant: a slip of the finger, never another name

_SAME: tuple[tuple[float, str], ...] = (
    (0.03, "aA oO uU yi nN"),
    (0.12, "OU Ou Uo Ae xX"),
    (0.20, "kx gk"),
    (0.25, "ou dt sz pf bp"),
    (0.30, "uv Uv CS ZC fv mN"),
    (0.35, "ei Ui Uy bv gx"),
    (0.40, "ey Ai Oe ui"),
    (0.45, "ao iv uy sS cs zZ nm cC"),
    (0.50, "ae oy ay Ue eo iZ"),
    (0.60, "au ai Ao oi ue"),
)
_LEFT_OUT: dict[str, float] = {"i": 0.2, "y": 0.2, "x": 0.6, LOST: A_LOST_LETTER}
# One sound in one spelling, two in another: Асхат is Ashat in the alphabet of 2021, ә is ya after a consonant.
_APART: dict[str, dict[str, float]] = {
    "S": {"sx": 0.1},
    "Z": {"zx": 0.1, "dZ": 0.0},
    "x": {"kx": 0.1, "gx": 0.2},
    "A": {"ia": 0.1},
    "U": {"iu": 0.1},
    "e": {"ie": 0.1, "io": 0.15},
    "X": {"ks": 0.0, "gs": 0.1, "kz": 0.2},
    "N": {"ng": 0.0},
    "m": {"mb": 0.3},
    "f": {"px": 0.1},
    "C": {"tS": 0.0},
    "c": {"ts": 0.0, "tz": 0.1},
}


def _pairs() -> Iterator[tuple[str, str, float]]:
    for cost, pairs in _SAME:
        for pair in pairs.split():
            yield pair[0], pair[1], cost
            yield pair[1], pair[0], cost


def _exchanges() -> dict[str, dict[str, float]]:
    """Return what each sound costs for each other one."""
    known = {(one, other): cost for one, other, cost in _pairs()}
    table: dict[str, dict[str, float]] = {}
    for one in SOUNDS:
        table[one] = {other: known.get((one, other), _usual(one, other)) for other in SOUNDS}
        table[one][one] = 0.0
    return table


def _usual(one: str, other: str) -> float:
    if LOST in (one, other):
        return A_LOST_LETTER
    return (CONSONANT, MIXED, OTHER_VOWEL)[(one in VOWELS) + (other in VOWELS)]


def _left_out(sound: str) -> float:
    known = _LEFT_OUT.get(sound)
    if known is not None:
        return known
    return VOWEL_LEFT_OUT if sound in VOWELS else CONSONANT_LEFT_OUT


SOUNDS = "".join(sorted(VOWELS)) + "bvgdZzklmnNprstfxXcCS" + LOST
_COST: dict[str, dict[str, float]] = _exchanges()
_GONE: dict[str, float] = {sound: _left_out(sound) for sound in SOUNDS}
_NONE: dict[str, float] = {}
_JOINED: dict[str, dict[str, float]] = {}
for _one, _twos in _APART.items():
    for _two, _cost in _twos.items():
        _JOINED.setdefault(_two, {})[_one] = _cost


@lru_cache(maxsize=REMEMBERED)
def weight(word: str) -> float:
    """Return what a word weighs: one for each consonant, a half for each vowel."""
    return sum(VOWEL if sound in VOWELS else CONSONANT for sound in word)


@lru_cache(maxsize=REMEMBERED)
def _consonants(word: str) -> tuple[int, ...]:
    """Return how many consonants of each class a word has."""
    classes = "".join(CLASSES.get(sound, "") for sound in word)
    return tuple(classes.count(one) for one in "PKTJSLRN")


def are_far_apart(one: str, other: str) -> bool:
    """Tell at once of two words that they are nothing to each other: three or four consonants are of other classes.

    Spellings and slips of one word differ in two at most. Of a word that lost letters nothing is told.
    """
    more = less = 0
    for mine, yours in zip(_consonants(one), _consonants(other), strict=True):
        if mine > yours:
            more += mine - yours
        else:
            less += yours - mine
    allowed = 2 if len(one) + len(other) <= SHORT_PAIR else 3
    return max(more, less) > allowed and LOST not in one + other


def distance(one: str, other: str, most: float = inf) -> float:
    """Return the cost of the cheapest way from one word to the other; the same both ways, 0 for equal words.

    Where it is more than `most`, some cost above `most` is returned as soon as that is known.
    """
    begun = _begun_otherwise(one, other)
    one, other = _bare(one, other)
    row = [begun]
    for sound in other:
        row.append(row[-1] + _GONE.get(sound, CONSONANT_LEFT_OUT))
    rows = [row]
    for place in range(1, len(one) + 1):
        rows.append(_row(one, other, place, rows))
        # The next row rests on these two.
        if min(rows[-1]) > most and min(rows[-2]) > most:
            return min(*rows[-1], *rows[-2])
    return rows[-1][-1]


def _begun_otherwise(one: str, other: str) -> float:
    """Return what it costs more that one word has a vowel before the other's first consonant.

    Ысқақ and Скак are one name (a vowel before two consonants, or before р and л, comes by itself); Исабек and Сабек
    are two.
    """
    short, long = sorted((one, other), key=len)
    if not short or short[0] in VOWELS or long[0] not in VOWELS or long[1:2] != short[0]:
        return 0.0
    comes_by_itself = long[0] in "iy" and (short[0] in "rl" or short[1:2] not in VOWELS)
    return 0.0 if comes_by_itself else CONSONANT - _left_out(long[0])


def _bare(one: str, other: str) -> tuple[str, str]:
    """Return both words without what they begin and end with alike.

    Where one is longer, a sound on each side stays: two sounds may stand for one of them (Бекхан is Bekhan, not Bexan).
    """
    start, most = 0, min(len(one), len(other))
    while start < most and one[start] == other[start]:
        start += 1
    end = 0
    while end < most - start and one[-1 - end] == other[-1 - end]:
        end += 1
    if len(one) != len(other):
        start, end = max(0, start - 1), max(0, end - 1)
    return one[start : len(one) - end], other[start : len(other) - end]


def _row(one: str, other: str, place: int, rows: list[list[float]]) -> list[float]:
    """Return the costs of the first `place` sounds of one against every beginning of the other."""
    sound, above = one[place - 1], rows[place - 1]
    costs, gone = _COST.get(sound, _NONE), _GONE.get(sound, CONSONANT_LEFT_OUT)
    shortcuts = _shortcuts(one, other, place, rows)
    left = above[0] + gone
    row = [left]
    for column, against in enumerate(other, 1):
        cost = above[column - 1] + (costs.get(against, CONSONANT) if sound != against else 0.0)
        cost = min(cost, above[column] + gone, left + _GONE.get(against, CONSONANT_LEFT_OUT))
        if column in shortcuts:
            cost = min(cost, shortcuts[column])
        left = cost
        row.append(cost)
    return row


def _shortcuts(one: str, other: str, place: int, rows: list[list[float]]) -> dict[int, float]:
    """Return the costs, by column, where two sounds stand for one or two neighbours were swapped; mostly empty."""
    found: dict[int, float] = {}
    for two, cost in _APART.get(one[place - 1], _NONE).items():
        for column in _places(two, other):
            _lower(found, column + 2, rows[place - 1][column] + cost)
    if place < 2:
        return found
    pair = one[place - 2 : place]
    for sound, cost in _JOINED.get(pair, _NONE).items():
        for column in _places(sound, other):
            _lower(found, column + 1, rows[place - 2][column] + cost)
    if pair[0] != pair[1]:
        for column in _places(pair[::-1], other):
            _lower(found, column + 2, rows[place - 2][column] + SWAPPED)
    return found


def _places(part: str, word: str) -> Iterator[int]:
    place = word.find(part)
    while place >= 0:
        yield place
        place = word.find(part, place + 1)


def _lower(costs: dict[int, float], column: int, cost: float) -> None:
    costs[column] = min(cost, costs.get(column, inf))
