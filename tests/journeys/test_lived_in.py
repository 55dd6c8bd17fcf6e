"""A new demo has some life in it: real acts with real signatures, done once."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import pytest

from almasu.kernel.parties.account import Role
from almasu.law.text import Language
from almasu.wiring.demo.lived_in import live
from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.run import Demo, running_demo
from journeys.fuller_life import live_on
from journeys.places import FULLER, REACHED, pages_with_ids
from journeys.test_every_page import ONE_OF_EACH, wrong_on
from journeys.visitor import visitor

# A demo of its own: the journeys of the shared one begin where nobody has done anything yet.
pytestmark = [pytest.mark.timeout(600), pytest.mark.trial]


def test_the_people_of_a_demo_have_done_something_before_the_visitor_comes() -> None:
    said: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="almasu-lived-in-", ignore_cleanup_errors=True) as folder,
        running_demo(Path(folder), Wish(people=1_000), lambda _: None) as demo,
    ):
        assert live(demo, said.append) == 6, said
        assert not [words for words in said if words.startswith("not done")]
        assert live(demo, said.append) == 0, "once for a folder"
        asyncio.run(live_on(demo))
        for role in REACHED:
            asyncio.run(reads_what_links_lead_to(demo, role))


async def reads_what_links_lead_to(demo: Demo, role: Role) -> None:
    """Every page of what the demo holds, with its real ids, in each language."""
    async with visitor(demo, ONE_OF_EACH[role]) as one:
        await one.comes_in()
        with_ids = await pages_with_ids(one, role)
        expected = REACHED[role] | FULLER.get(role, frozenset())
        assert with_ids.keys() >= expected, expected - with_ids.keys()
        found = [await wrong_on(one, path, language) for language in Language for path in with_ids.values()]
        assert [wrong for wrong in found if wrong] == []
