"""The made-up world: a record is found by every key that the sheet of its resource names."""

from __future__ import annotations

from itertools import islice

import pytest

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind, SearchKey
from almasu.testing.people import PEOPLE
from almasu.wiring.made_up_world import keys_of, made_up_world

SEED, SIZE, ROWS = 52, 1_000, 3


@pytest.fixture(scope="module")
def made():
    return made_up_world(SEED, SIZE)


def test_all_52_registers_hold_rows_that_are_found_by_their_keys(made):
    world, _ = made
    assert sorted(world.resources) == list(range(1, 53))
    for number, resource in world.resources.items():
        rows = list(islice(world.rows(number), ROWS))
        assert rows, f"register {number} holds nothing"
        for key, record in rows:
            assert key.kind in resource.keys
            assert record in world.source.look_up(number, key)


def test_a_person_of_the_demo_is_found_by_the_iin(made):
    world, _ = made
    key = SubjectKey(KeyKind.IIN, PEOPLE[0].iin)
    [record] = world.source.look_up(1, key)
    assert key in keys_of(world.resources[1], record)


def test_a_field_that_is_empty_or_holds_another_kind_of_key_gives_none(made):
    world, _ = made
    resource = next(one for one in world.resources.values() if KeyKind.IIN in {key.kind for key in one.search})
    search: SearchKey = next(key for key in resource.search if key.kind is KeyKind.IIN)
    for value in (None, "", "not a number", "031040071224x"):
        record = dict.fromkeys(search.fields, value)
        assert SubjectKey(KeyKind.IIN, str(value)) not in keys_of(resource, record)
        assert not {key for key in keys_of(resource, record) if key.kind is KeyKind.IIN}


def test_a_world_is_named_by_what_it_is_made_of_and_told_while_it_is_made():
    heard = []
    world, country = made_up_world(SEED, SIZE, lambda what, share: heard.append(share))
    assert world.content == "52-1000"
    assert country.people >= SIZE
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
