"""The made-up country as the simulated registers hold it: each record with every key it is found by."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.resources import KeyKind, Resource, SearchKey
from almasu.kernel.subjects.key import normalise
from almasu.law.problem import Problem
from almasu.testing.country.country import Country
from almasu.testing.people import PEOPLE
from almasu.wiring.sheets import read_resources
from almasu.wiring.simulators import World

Told = Callable[[str, float], None]


def made_up_world(seed: int, people: int, told: Told | None = None) -> tuple[World, Country]:
    """Generate the country and return it with the world of its registers; `told` hears the share done."""
    country = Country.generate(seed, people, PEOPLE, told)
    resources = {resource.number: resource for resource in read_resources()}

    def rows(number: int) -> Iterator[tuple[SubjectKey, Record]]:
        for record in country.rows(number):
            yield from ((key, record) for key in keys_of(resources[number], record))

    return World(resources, country, rows, f"{seed}-{people}"), country


def keys_of(resource: Resource, record: Record) -> frozenset[SubjectKey]:
    """Return every key by which a resource finds a record."""
    return frozenset(key for search in resource.search for key in _keys(search, record))


def _keys(search: SearchKey, record: Record) -> Iterator[SubjectKey]:
    values = [str(record[name]) for name in search.fields if record.get(name) not in (None, "")]
    # A name is one key made of several fields; any other key may stand in any one of its fields.
    for text in [" ".join(values)] if search.kind is KeyKind.PERSON_NAME else values:
        try:
            yield normalise(search.kind, text)
        except Problem:
            # The field also holds keys of another kind, as an owner's IIN or BIN does.
            continue
