"""The sector from its first signal to a processed alert: real modules, the real intake, signed acts, a verified log."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from almasu.interfaces.addresses_of_sector import PLACES_OF_SECTOR
from almasu.testing.sector.market import market
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.story import play
from interfaces.portal.browsing import browser, findings, watched
from journeys.test_day_of_the_sector import CENTRE, OTHER_WORKER
from journeys.test_head_on_a_phone import PICTURES
from journeys.test_roles_in_browser import carries_in
from journeys.visitor import visitor

pytestmark = pytest.mark.timeout(300)
TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "first-alert.md"
CHANGES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}|\d+")
"""What differs from play to play: numbers of documents, moments, counts."""


def as_in_the_tutorial(lines: list[str]) -> list[str]:
    """The lines of a play without what differs from play to play."""
    return [CHANGES.sub("#", line) for line in lines]


def test_an_attack_at_three_banks_becomes_an_alert_that_all_decide_on(demo: Demo, machines: Mapping[str, str]) -> None:
    told: list[str] = []
    assert play(demo, market(demo.plan.seed, 1, 0), told.append) == 0, told[-1]
    assert any("source:203.0.113.66 at 3 banks" in one for one in told), told
    shown = re.findall(r"```text\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)[0].splitlines()
    assert as_in_the_tutorial(told) == as_in_the_tutorial(shown), "the tutorial tells what is told"


def test_the_places_that_the_tutorial_names_are_there() -> None:
    named = set(re.findall(r"`(/[a-z/]+)`", TUTORIAL.read_text("utf-8"))) - {"/log"}
    assert named
    assert named <= set(PLACES_OF_SECTOR)


@pytest.mark.trial
@pytest.mark.browser
async def test_the_sector_in_numbers_is_seen_in_a_browser(demo: Demo, sector: str) -> None:
    async with browser() as opened, watched(opened, sector, {}) as seen:
        for person in (CENTRE, OTHER_WORKER):
            async with visitor(demo, person, sector) as one:
                await one.comes_in_by_eds()
                await carries_in(seen, one, "en")
            for place in ("/statistics", "/centre", "/campaigns", "/signals"):
                answer = await seen.page.goto(seen.base + place, wait_until="load")
                if answer is None or answer.status == 403:
                    seen.errors.clear()
                    continue
                assert [*seen.errors, *await findings(seen.page)] == [], place
                seen.errors.clear()
                if PICTURES:
                    name = f"sector{place.replace('/', '-')}-{person.role}"
                    await seen.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
                    seen.errors.clear()
