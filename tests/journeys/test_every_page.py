"""Every page of every office that an address leads to speaks one language at a time, is light, and leads on."""

from __future__ import annotations

import asyncio

import pytest

from almasu.kernel.parties.account import Role
from almasu.law.text import Language
from almasu.testing.people import PEOPLE
from almasu.wiring.demo.run import Demo
from interfaces.portal.reading_pages import clean_words
from journeys.places import DOORS, FOR_ALL, REACHED, Links, pages_of, pages_of_law, pages_with_ids
from journeys.test_day_of_a_prosecutor import asks
from journeys.visitor import Visitor, visitor

pytestmark = pytest.mark.timeout(300)
ONE_OF_EACH = {Role(person.role): person for person in PEOPLE}
MOST_BYTES = 200 * 1024
COMPARED = ("/law/compare/SIO-2022/SIO-2025",)
FIRST = next(iter(ONE_OF_EACH))
SHARED = frozenset.intersection(*(frozenset(pages_of(role)) for role in ONE_OF_EACH)) - {"/", "/account"}
"""Pages that are the same for everybody: one role reads them."""


@pytest.mark.parametrize("role", ONE_OF_EACH)
def test_no_page_of_an_office_says_a_word_of_another_language(demo: Demo, role: Role) -> None:
    asyncio.run(reads_all(demo, role))


def test_no_page_for_everybody_says_a_word_of_another_language(demo: Demo) -> None:
    asyncio.run(reads_outside(demo))


async def reads_all(demo: Demo, role: Role) -> None:
    async with visitor(demo, ONE_OF_EACH[role]) as one:
        if role is Role.OFFICER:
            await asks(demo, one, "2026/903-Э")
        else:
            await one.comes_in()
        with_ids = await pages_with_ids(one, role)
        assert role is not Role.OFFICER or with_ids.keys() >= REACHED[role], "links lead to every part of a request"
        own = (path for path in pages_of(role) if role is FIRST or path not in SHARED)
        pages = (*own, *with_ids.values())
        assert len(pages) > 3, "the list is generated and not empty"
        links, found = Links(), list[str]()
        for language in Language:
            for path in pages:
                found.append(await wrong_on(one, path, language))
                links.on(one.last)
        assert [wrong for wrong in found if wrong] == []
        for path in (*COMPARED, *pages_of_law("sio_pso")):
            links.on(await one.goes(path))
        assert await links.dead(one) == []


async def reads_outside(demo: Demo) -> None:
    async with visitor(demo, PEOPLE[0]) as one:
        found = [await wrong_on(one, path, language) for language in Language for path in (*DOORS, *FOR_ALL)]
        assert [wrong for wrong in found if wrong] == []


async def wrong_on(one: Visitor, path: str, language: Language) -> str:
    """What is wrong with a page; a page that says why it cannot be had is a page too."""
    await one.goes(path, language=language.value)
    if one.last.status >= 500 or f'<html lang="{language.value}"' not in one.last.text:
        return f"{path} {language.value}: {one.last.status}"
    if len(one.last.text.encode()) > MOST_BYTES:
        return f"{path} {language.value}: too heavy"
    foreign = clean_words(one.last.text, language)
    return f"{path} {language.value}: {foreign}" if foreign else ""
