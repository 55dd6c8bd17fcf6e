"""How alike two words are in the same role, 0..1, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from almasu.kernel.names.endings import Role, Stem, stem
from almasu.kernel.names.fold import REMEMBERED, collapsed, fold, plain
from almasu.kernel.names.known_names import are_one_name, are_two_names, is_known
from almasu.kernel.names.sounds import VOWEL, are_far_apart, distance, weight
from almasu.kernel.names.words import Word


class Why(StrEnum):
    """What was found between two words."""

    SAME = "same"
    SPELLING = "spelling"
    ENDING = "ending"
    VARIANT = "variant"
    NEAR = "near"
    INITIAL = "initial"
    TWO_NAMES = "two_names"
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The likeness of two words."""

    score: float
    why: Why


# The share of a word that may differ before it is another word: 1 - steepness * cost / weight.
STEEPNESS = {Role.SURNAME: 1.2, Role.GIVEN: 1.75, Role.PATRONYMIC: 1.6}
A_SLIP = 1.35  # where one is a known name and the other is none
TWO_KNOWN = 0.4  # the most that two different known names reach
SPELLING_COST = 0.065  # the share of a word's weight within which two words differ in spelling only
FURTHEST = 0.54  # the share from which words are nothing to each other and no further compared
WORTH_A_LOOK = 0.7
OTHER_ENDING, PLAIN_ENDING = 0.9, 0.97
INITIALS, BOTH_INITIALS = 0.78, 0.9
NOTHING = Likeness(0.0, Why.DIFFERENT)


@lru_cache(maxsize=REMEMBERED)
def likeness(one: Word, other: Word, role: Role) -> Likeness:
    """Return how alike two words are in a role; the same both ways, 1 for the same word."""
    if one.initial or other.initial:
        return _initials(one, other)
    first, second = stem(one.text, role), stem(other.text, role)
    by_sound = _sounding(first.sounds, second.sounds, role)
    # The end of a surname may only look like an ending (Саин, Яков), so whole words are compared too.
    if role is Role.SURNAME and bool(first.ending) != bool(second.ending) and by_sound.score < 1.0:
        whole = _sounding(collapsed(fold(one.text)), collapsed(fold(other.text)), role)
        by_sound = max(by_sound, whole, key=lambda found: found.score)
    return _with_endings(by_sound, first, second, role)


def _initials(one: Word, other: Word) -> Likeness:
    first, second = fold(one.text)[:1], fold(other.text)[:1]
    if plain(first) != plain(second):
        return NOTHING
    return Likeness(BOTH_INITIALS if one.initial and other.initial else INITIALS, Why.INITIAL)


def _sounding(one: str, other: str, role: Role) -> Likeness:
    if one == other:
        return Likeness(1.0, Why.SAME)
    total = (weight(one) + weight(other)) / 2
    is_name = role is not Role.SURNAME
    if is_name and are_one_name(one, other):
        cost = distance(one, other)
        return Likeness(max(0.96, 1.0 - cost / total), Why.SPELLING if cost < VOWEL else Why.VARIANT)
    if are_far_apart(one, other):
        return NOTHING
    most = FURTHEST * total
    cost = distance(one, other, most)
    if cost > most:
        return NOTHING
    score = max(0.0, 1.0 - _steepness(one, other, role) * cost / total)
    if are_two_names(one, other):
        return Likeness(min(score, TWO_KNOWN), Why.TWO_NAMES)
    if cost <= SPELLING_COST * total:
        return Likeness(max(score, 0.95), Why.SPELLING)
    return Likeness(score, Why.NEAR if score >= WORTH_A_LOOK else Why.DIFFERENT)


def _steepness(one: str, other: str, role: Role) -> float:
    if role is not Role.SURNAME and is_known(one) != is_known(other):
        return A_SLIP
    return STEEPNESS[role]


def _with_endings(found: Likeness, one: Stem, other: Stem, role: Role) -> Likeness:
    """Return the likeness with what the endings say: none beside one is common, -ұлы beside -ов is rarer."""
    if role is not Role.SURNAME or one.ending == other.ending:
        return found
    if one.sex is None or other.sex is None:
        factor = PLAIN_ENDING
    else:
        factor = 1.0 if plain(one.ending)[:1] == plain(other.ending)[:1] or _same_kind(one, other) else OTHER_ENDING
    why = Why.ENDING if found.why is Why.SAME and factor < 1.0 else found.why
    return Likeness(found.score * factor, why)


def _same_kind(one: Stem, other: Stem) -> bool:
    return all("v" in part.ending or "f" in part.ending for part in (one, other))
