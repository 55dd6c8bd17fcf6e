"""How a large dossier is folded into pages, and where each register's part begins: no page grows beyond its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almasu.kernel.dossier.card import EntityCard
from almasu.law.text import Text

FACTS_AT_ONCE = 350
"""Facts of one page; a card is never cut in two."""
EVENTS_AT_ONCE = 150


@dataclass(frozen=True, slots=True)
class Part:
    """Where the cards of a register begin: its number (0 for the subject), how many there are, and on which page."""

    number: int
    name: Text
    cards: int
    page: int


@dataclass(frozen=True, slots=True)
class Folded:
    """One page of cards out of `pages`, and the contents of all."""

    cards: tuple[EntityCard, ...]
    page: int
    pages: int
    parts: tuple[Part, ...]
    contradictions: int


def folded(cards: Sequence[EntityCard], page: int) -> Folded:
    """Return a page of cards, the nearest one where there is no such page."""
    sheets: list[list[EntityCard]] = [[]]
    room = FACTS_AT_ONCE
    parts: dict[int, Part] = {}
    for card in cards:
        if sheets[-1] and len(card.facts) > room:
            sheets.append([])
            room = FACTS_AT_ONCE
        sheets[-1].append(card)
        room -= len(card.facts)
        known = parts.get(card.number)
        first = len(sheets) if known is None else known.page
        parts[card.number] = Part(card.number, card.schema, 1 if known is None else known.cards + 1, first)
    chosen = min(max(page, 1), len(sheets))
    return Folded(tuple(sheets[chosen - 1]), chosen, len(sheets), tuple(parts.values()), _contradictions(cards))


def _contradictions(cards: Sequence[EntityCard]) -> int:
    """Return on how many facts registers disagree; what stands on both cards of one thing is one."""
    facts = (fact for card in cards for fact in card.facts if fact.contradictory)
    return len({(fact.label.en, frozenset(value.value for value in fact.values)) for fact in facts})
