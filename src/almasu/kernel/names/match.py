"""Whether two written names may be one person's: a score from 0 to 1, and part by part what agreed.

The weakest part decides: an agreeing surname and patronymic do not outweigh another given name (that is a sibling), nor
an agreeing surname and given name another patronymic (a namesake).

    match("Смағұлов Нұрлан Ерланұлы", "SMAGULOV NURLAN").score     # 0.9: the patronymic is missing

From `LIKELY` on the names agree as far as names can; from `POSSIBLE` on a person should look; below, they are two
people. A name alone never proves identity: a birth date or a number must.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations

from almasu.kernel.names.endings import Role, Sex, stem
from almasu.kernel.names.fold import REMEMBERED, fold
from almasu.kernel.names.glued import split_like
from almasu.kernel.names.likeness import NOTHING, Likeness, Why, likeness
from almasu.kernel.names.readings import Reading, readings
from almasu.kernel.names.words import Word, words_of

POSSIBLE, LIKELY = 0.70, 0.85

WEAKEST, REST = 0.8, 0.2  # how much the weakest part and the mean of all parts count
NO_PATRONYMIC = 0.9
NO_SURNAME, NO_GIVEN = 0.6, 0.5
ONE_OF_TWO_GIVEN = 0.88
OTHER_SEX_BY_PATRONYMIC, OTHER_SEX_BY_SURNAME = 0.5, 0.8
GLUED = 0.98
MOST_TURNED = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One part of both names as it was read, and how alike they are; empty where a name lacks it."""

    role: Role
    one: str
    other: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Match:
    """The score and the parts it rests on; `other_sex` where endings say man of one and woman of the other."""

    score: float
    parts: tuple[Part, ...]
    other_sex: bool = False

    @property
    def is_likely(self) -> bool:
        """Return whether the names agree as far as names can."""
        return self.score >= LIKELY


NO_MATCH = Match(0.0, ())


def match(one: str, other: str) -> Match:
    """Compare two written names. Never raises; the same score both ways; 1 for a name and itself."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return NO_MATCH
    # Compared in one order, so that the score cannot depend on which name came first.
    if _sounds(first) > _sounds(second):
        found = _compared(second, first)
        return replace(found, parts=tuple(Part(part.role, part.other, part.one, part.likeness) for part in found.parts))
    return _compared(first, second)


def _sounds(words: tuple[Word, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((fold(word.text), word.text.lower()) for word in words)


@lru_cache(maxsize=REMEMBERED // 10)
def _read(words: tuple[Word, ...]) -> tuple[Reading, ...]:
    return readings(words)


def _compared(one: tuple[Word, ...], other: tuple[Word, ...]) -> Match:
    found = _best(one, other)
    if found.score >= POSSIBLE or len(one) == len(other):
        return found
    split = (split_like(one, other), other) if len(one) < len(other) else (one, split_like(other, one))
    if split == (one, other):
        return found
    again = _best(*split)
    return max(found, replace(again, score=again.score * GLUED), key=lambda one: one.score)


def _best(one: tuple[Word, ...], other: tuple[Word, ...]) -> Match:
    same = [fold(word.text) for word in one] == [fold(word.text) for word in other]
    best = NO_MATCH
    for first in _read(one):
        for second in _read(other):
            # Both turned would only let a surname's leniency pass for a given name's.
            both_turned = max(first.trust, second.trust) < 1.0
            if both_turned or (not same and first.trust * second.trust <= best.score):
                continue
            found = compare(first, second)
            if found.score > best.score:
                best = found
            if best.score >= 1.0:
                return best
    return replace(best, score=1.0) if same else best


def compare(one: Reading, other: Reading) -> Match:
    """Compare two names whose parts are known."""
    surname = _one_word(one.surname, other.surname, Role.SURNAME)
    if surname is not None and surname.score < 0.3:
        return Match(surname.score * 0.5, (_part(Role.SURNAME, one.surname, other.surname, surname),))
    given = given_likeness(one.given, other.given)
    patronymic = _one_word(one.patronymic, other.patronymic, Role.PATRONYMIC)
    parts = (
        _part(Role.SURNAME, one.surname, other.surname, surname),
        Part(Role.GIVEN, _text(*one.given), _text(*other.given), given or MISSING),
        _part(Role.PATRONYMIC, one.patronymic, other.patronymic, patronymic),
    )
    score = _joined([found.score for found in (surname, given, patronymic) if found is not None])
    if patronymic is None and (one.patronymic or other.patronymic):
        score *= NO_PATRONYMIC
    if surname is None and (one.surname or other.surname):
        score *= NO_SURNAME
    if given is None and (one.given or other.given):
        score *= NO_GIVEN
    factor = _sex_factor(one, other)
    kept = tuple(part for part in parts if part.one or part.other)
    return Match(min(1.0, score * factor) * one.trust * other.trust, kept, factor < 1.0)


MISSING = Likeness(0.0, Why.MISSING)


def _joined(scores: list[float]) -> float:
    if not scores:
        return 0.0
    return WEAKEST * min(scores) + REST * sum(scores) / len(scores)


def _one_word(one: Word | None, other: Word | None, role: Role) -> Likeness | None:
    if one is None or other is None:
        return None
    return likeness(one, other, role)


def _part(role: Role, one: Word | None, other: Word | None, found: Likeness | None) -> Part:
    return Part(role, one.text if one else "", other.text if other else "", found or MISSING)


def given_likeness(one: tuple[Word, ...], other: tuple[Word, ...]) -> Likeness | None:
    """Return how alike given names are, double ones in any order, joined or apart; None where one name has none."""
    if not one or not other:
        return None
    if len(one) == len(other) == 1:
        return likeness(one[0], other[0], Role.GIVEN)
    joined = likeness(Word(_text(*one, between="")), Word(_text(*other, between="")), Role.GIVEN)
    few, many = sorted((one, other), key=len)
    best = NOTHING
    # Who has more given names than three has them compared as they stand.
    orders = permutations(many, len(few)) if len(many) <= MOST_TURNED else iter([many[: len(few)]])
    for order in orders:
        pairs = [likeness(*sorted(pair, key=_text), Role.GIVEN) for pair in zip(few, order, strict=True)]
        weakest = min(pairs, key=lambda found: found.score)
        if weakest.score > best.score:
            best = weakest
    if len(few) < len(many):
        best = Likeness(best.score * ONE_OF_TWO_GIVEN, best.why)
    return max(joined, best, key=lambda found: found.score)


def _text(*words: Word, between: str = " ") -> str:
    return between.join(word.text for word in words)


def _sex_factor(one: Reading, other: Reading) -> float:
    by_patronymic = _sexes(one.patronymic, other.patronymic, Role.PATRONYMIC)
    if len(by_patronymic) == 2:
        return OTHER_SEX_BY_PATRONYMIC
    if not by_patronymic and len(_sexes(one.surname, other.surname, Role.SURNAME)) == 2:
        return OTHER_SEX_BY_SURNAME
    return 1.0


def _sexes(one: Word | None, other: Word | None, role: Role) -> set[Sex]:
    words = [word for word in (one, other) if word is not None and not word.initial]
    return {sex for word in words if (sex := stem(word.text, role).sex) is not None}
