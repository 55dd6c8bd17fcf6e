"""The same thing in two registers: what they say of it and differ in stands side by side on both cards (SIO25-19.1).

A vehicle is the same by its VIN, a plot or a flat by its cadastral number. Two records of one register are not
compared: owners of one flat have a record each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from almasu.kernel.answers import Record
from almasu.kernel.dossier.alike import alike, compared_as
from almasu.kernel.dossier.card import EntityCard, Fact, SourcedValue
from almasu.kernel.resources import Field, KeyKind, Resource

NAMED_BY = frozenset({KeyKind.VIN, KeyKind.CADASTRAL_NO})
"""Keys that name one thing for its whole life; a plate goes from one vehicle to another."""
THING = frozenset({"Vehicle", "RealEstate"})
"""Schemata whose properties are those of the thing itself; a right to it or a trip with it is something else."""

Named = tuple[str, str]
"""A property of a thing: the thing's own number, and the property as it is compared."""


@dataclass(frozen=True, slots=True)
class ThingCard:
    """A card with the fields its facts were made of, in their order, and the number of the thing, else empty."""

    card: EntityCard
    fields: tuple[Field, ...]
    thing: str


def thing_of(resource: Resource, record: Record) -> str:
    """Return the number a record names its thing by, empty where it names none."""
    return next((str(record.get(one.fields[0]) or "") for one in resource.search if one.kind in NAMED_BY), "")


def side_by_side(told: Sequence[ThingCard]) -> tuple[EntityCard, ...]:
    """Return the cards; where registers differ on a thing, each card shows its own value and then the others'."""
    said: dict[Named, list[tuple[EntityCard, SourcedValue]]] = {}
    for one in told:
        for name, fact in _properties(one):
            said.setdefault(name, []).append((one.card, fact.values[0]))
    return tuple(_beside(one, said) for one in told)


def _properties(one: ThingCard) -> Iterator[tuple[Named, Fact]]:
    for meaning, fact in zip(one.fields, one.card.facts, strict=True):
        if one.thing and meaning.ftm.partition(":")[0] in THING:
            yield (one.thing, compared_as(meaning)), fact


def _beside(one: ThingCard, said: Mapping[Named, Sequence[tuple[EntityCard, SourcedValue]]]) -> EntityCard:
    facts = list(one.card.facts)
    for name, fact in _properties(one):
        others = tuple(_others(one.card, fact.values[0], said[name]))
        if others:
            place = facts.index(fact)
            facts[place] = replace(fact, values=(fact.values[0], *others), contradictory=True)
    return replace(one.card, facts=tuple(facts))


def _others(
    card: EntityCard, own: SourcedValue, said: Sequence[tuple[EntityCard, SourcedValue]]
) -> Iterator[SourcedValue]:
    """Yield what other registers say where none of the records of theirs says the same."""
    elsewhere = [(other.number, value) for other, value in said if other.number != card.number]
    same = alike(own.value, own.type)
    agreeing = {number for number, value in elsewhere if alike(value.value, value.type) == same}
    seen: set[tuple[int, str]] = set()
    for number, value in elsewhere:
        spelled = (number, alike(value.value, value.type))
        if number not in agreeing and spelled not in seen:
            seen.add(spelled)
            yield value
