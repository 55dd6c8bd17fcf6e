"""The head of security on a phone of 375 pixels: reads a document in each language, consents or returns by one EDS.

NCALayer's place is taken by an emulator that holds the head's key alone, as a phone's signing program would.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from almasu.law.text import Language
from almasu.testing.emulator.running import running
from almasu.testing.emulator.server import Setup
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.run import Demo
from interfaces.portal.browsing import Watched, browser, findings, signs, watched
from journeys.test_day_of_the_sector import HEAD, WORKER, drafts
from journeys.test_roles_in_browser import BROKEN_POLICY, TOO_WIDE, Holder, joined_to
from journeys.visitor import visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 667}, "has_touch": True}
SMALLEST_TARGET = 24
"""Pixels of the smaller side of whatever is pressed (WCAG 2.5.8)."""
TOO_SMALL = """least => [...document.querySelectorAll('main button, main .govuk-button')]
    .filter(one => one.offsetParent && Math.min(one.offsetWidth, one.offsetHeight) < least).map(one => one.innerText)"""
PICTURES = os.environ.get("ALMASU_PICTURES", "")
"""Where pictures of the pages are kept for somebody to look at; nowhere, if it is empty."""


async def fits(seen: Watched, name: str) -> None:
    """The page before the head is no wider than the phone, and what is pressed is large enough for a finger."""
    page = seen.page
    assert await page.evaluate(TOO_WIDE) <= 0, page.url
    assert await page.evaluate(TOO_SMALL, SMALLEST_TARGET) == [], page.url
    if PICTURES:
        told = len(seen.errors)
        await page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        del seen.errors[told:]  # whoever takes a picture puts a style into the page


async def finds_it(seen: Watched, place: str) -> None:
    """Come in by one signature and find the document among what waits."""
    await seen.go("/sign-in")
    await fits(seen, "sign-in")
    await signs(seen, lambda url: not url.endswith("/sign-in"))
    await fits(seen, "desk")
    await seen.go("/approvals")
    await fits(seen, "approvals")
    await seen.page.locator(f"main a[href='{place}']").first.tap()
    await seen.page.wait_for_url(f"**{place}")
    await fits(seen, "document")


async def fits_in_each_language(seen: Watched, place: str, deed: str) -> None:
    """What the head reads and presses fits on the phone in every language, not only in the one that is chosen."""
    for language in Language:
        await seen.page.context.add_cookies([{"name": "almasu-language", "value": language.value, "url": seen.base}])
        for page in ("/approvals", place, f"{place}/{deed}"):
            await seen.go(page)
            assert await seen.page.get_attribute("html", "lang") == language.value
            await fits(seen, f"{deed}-{language.value}-{page.rsplit('/', 1)[-1]}")
    await seen.page.context.add_cookies([{"name": "almasu-language", "value": "ru", "url": seen.base}])
    await seen.go(place)


async def signs_once(seen: Watched, place: str, deed: str, words: str, by_axe: bool) -> str:
    """Do a deed with the document by one signature; return what is said after it."""
    await seen.page.locator(f"main a[href='{place}/{deed}']").first.tap()
    await seen.page.wait_for_url(f"**{place}/{deed}")
    if words:
        await seen.page.fill("[name='words']", words)
    await fits(seen, deed)
    await seen.page.locator("#deed-form button").last.tap()
    await seen.page.wait_for_selector("[data-sign]")
    await fits(seen, f"{deed}-sign")
    assert [*seen.errors, *seen.outside] == []
    if by_axe:
        assert await findings(seen.page) == []
        seen.errors.clear()  # axe puts styles into the page
    await signs(seen, lambda url: "/sign/" not in url)
    await fits(seen, f"{deed}-done")
    return await seen.page.inner_text("main")


async def on_a_phone(demo: Demo, sector: str, deed: str, words: str = "", *, by_axe: bool = False) -> str:
    """The worker puts an alert before the head, who does one deed with it on a phone; return its place."""
    place = await drafts(demo, sector)
    pki = Pki.load(demo.data / "pki")
    async with (
        browser() as opened,
        running(pki, Holder(HEAD), Setup(port=0)) as emulator,
        watched(opened, sector, {"almasu-language": "ru"}, **PHONE) as seen,
    ):
        await seen.page.add_init_script(BROKEN_POLICY)
        async with joined_to(emulator.socket, sector) as join:
            await seen.page.route_web_socket(lambda url: url.startswith("ws"), join)
            await finds_it(seen, place)
            if not by_axe:
                await fits_in_each_language(seen, place, deed)
            await signs_once(seen, place, deed, words, by_axe)
            assert [*seen.errors, *seen.outside] == []
    return place


async def standing(demo: Demo, sector: str, place: str) -> str:
    """What the document's page says to its worker."""
    async with visitor(demo, WORKER, sector) as worker:
        await worker.comes_in_by_eds()
        return (await worker.goes(place)).words


async def test_the_head_consents_on_a_phone_by_one_signature(demo: Demo, sector: str) -> None:
    place = await on_a_phone(demo, sector, "consent")
    said = await standing(demo, sector, place)
    assert "sent" in said
    assert "with the head for consent" not in said


@pytest.mark.trial
async def test_the_head_gives_it_back_on_a_phone_by_one_signature(demo: Demo, sector: str) -> None:
    words = "Укажите время первого письма."
    place = await on_a_phone(demo, sector, "send-back", words, by_axe=True)
    assert words in await standing(demo, sector, place)
