"""When a written reason says enough to be judged: a floor, not a proof of good reasons (house, serving SIO25-3.1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Floor:
    """The least a reason must have: letters in all, and different words of two letters or more."""

    letters: int
    words: int


def says_enough(reason: str, floor: Floor) -> bool:
    """Tell whether the reason reaches the floor. One letter repeated does not make a word."""
    letters = sum(map(str.isalpha, reason))
    return letters >= floor.letters and len(_words(reason)) >= floor.words


def _words(reason: str) -> set[str]:
    parts = ("".join(filter(str.isalpha, part)) for part in reason.casefold().split())
    return {part for part in parts if len(set(part)) >= 2}
