"""The desk of every role: useful on its own, in three languages; the box that knows; the notice of a deed."""

from __future__ import annotations

import asyncio

import pytest

from almasu.testing.people import PEOPLE, DemoPerson
from almasu.wiring.demo.run import Demo
from journeys.visitor import person_with, visitor

pytestmark = pytest.mark.timeout(300)
ONE_OF_EACH = {person.role: person for person in PEOPLE}
WAYS = {
    "officer": "/requests/new",
    "operator": "/offices/operator/services",
    "controller": "/offices/control",
    "prosecutor": "/offices/supervision/resolutions/new",
    "owner": "/offices/owner/uses",
}


@pytest.mark.parametrize("role", ONE_OF_EACH)
def test_everybody_has_a_desk_in_every_language(demo: Demo, role: str) -> None:
    asyncio.run(looks(demo, ONE_OF_EACH[role]))


async def looks(demo: Demo, person: DemoPerson) -> None:
    async with visitor(demo, person) as one:
        await one.comes_in()
        await one.reads_in_every_language("/")
        assert one.last.path == "/"
        assert "My work" in one.last.words
        assert one.last.ways(WAYS[person.role]), one.last.words


def test_the_box_knows_what_was_typed_and_no_address_keeps_it(demo: Demo) -> None:
    asyncio.run(types(demo))


async def types(demo: Demo) -> None:
    async with visitor(demo, person_with("officer")) as one:
        await one.comes_in()
        known = demo.subjects()[0].key
        for typed, said in ((known, "the check digit agrees"), (known[:-1] + "x", "Not recognised")):
            await one.goes("/")
            await one.sends("/look", {"subject": typed})
            assert one.last.path == "/look"
            assert said in one.last.words
        wrong = known[:-1] + str((int(known[-1]) + 1) % 10)
        await one.sends("/look", {"subject": wrong})
        assert "the check digit does not agree" in one.last.words
        await one.sends("/requests/new", {"subject": known, "subject_kind": "iin"})
        assert f'value="{known}"' in one.last.text


def test_a_deed_is_told_once_with_the_leaf_that_the_journal_keeps(demo: Demo) -> None:
    asyncio.run(confirms(demo))


async def confirms(demo: Demo) -> None:
    async with visitor(demo, person_with("owner")) as one:
        await one.comes_in()
        await one.fills_in("/account/password", {})
        assert one.last.path == "/account"
        assert "Done: EDS password" in one.last.words
        assert "Entry of the journal" in one.last.words
        assert "Receipt" in one.last.words
        await one.goes("/account")
        assert "Done:" not in one.last.words
