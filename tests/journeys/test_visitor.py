"""Every official of the demo comes into the portal with their own key and finds the menu of their role."""

from __future__ import annotations

import asyncio

import pytest

from almasu.testing.people import PEOPLE, DemoPerson
from almasu.wiring.demo.run import Demo
from journeys.visitor import visitor

pytestmark = pytest.mark.timeout(300)
ONE_OF_EACH = {person.role: person for person in PEOPLE}


@pytest.mark.parametrize("role", ONE_OF_EACH)
def test_an_official_comes_in_with_key_and_code(demo: Demo, role: str) -> None:
    asyncio.run(comes_in(demo, ONE_OF_EACH[role]))


async def comes_in(demo: Demo, person: DemoPerson) -> None:
    async with visitor(demo, person) as one:
        page = await one.comes_in()
        assert person.surname in page.text
        assert ('<li><a href="/requests/new"' in page.text) == (person.role == "officer")
