"""An officer's whole day in a real Chromium without a mouse: every step by Tab, arrows, Space, Enter and shortcuts.

Wherever Tab stops, something has the focus, it is in sight, nothing lies over it, and it looks otherwise than without.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page, expect

from almasu.wiring.demo.run import Demo
from interfaces.portal.browsing import Watched, browser, watched
from journeys.test_officer_in_browser import JUSTIFICATION, code_from_the_telephone, proved

pytestmark = [pytest.mark.browser, pytest.mark.trial, pytest.mark.timeout(300)]
MOST_STOPS = 220
REGISTERS = (1, 25, 50, 51)
PLACES_OF_KEYS = {"KeyD": ("В", 68), "Slash": (".", 191), "KeyJ": ("О", 74)}
"""Keys by their place, with the letter that the layout of Russian writes there, and their number for the system."""
STANDS_ON = """selector => {
  const at = document.activeElement;
  if (at === document.body) return ["", false];
  const look = () => { const is = getComputedStyle(at); return [is.outlineStyle, is.outlineWidth, is.boxShadow,
    is.backgroundColor, is.borderColor, is.stroke].join(); };
  const box = at.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 10));
  const seen = top && (at.contains(top) || top.contains(at));
  const said = at.outerHTML.slice(0, 120);
  const outline = getComputedStyle(at);
  const marked = outline.outlineStyle !== "none" || outline.boxShadow !== "none"
    || at.matches("svg a") || outline.backgroundColor === "rgb(242, 182, 50)";
  return [seen && marked ? "" : `${seen ? "not marked" : "not in sight"}: ${said}`, at.matches(selector)];
}"""


@dataclass(frozen=True, slots=True)
class Hands:
    """Hands on a keyboard, before a page."""

    seen: Watched

    @property
    def page(self) -> Page:
        return self.seen.page

    async def to(self, selector: str) -> None:
        """Go on with Tab until what has the focus is it; each stop on the way is in sight and marked."""
        for _ in range(MOST_STOPS):
            wrong, there = await self.page.evaluate(STANDS_ON, selector)
            assert wrong == "", (self.page.url, wrong)
            if there:
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: {selector} cannot be reached")

    async def presses(self, selector: str, wanted: str) -> None:
        """Go to a button or a way, press Enter, and wait for something on the next page."""
        await self.to(selector)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_selector(wanted)
        await self.page.wait_for_load_state()

    async def types(self, selector: str, text: str) -> None:
        await self.to(selector)
        await self.page.keyboard.type(text)

    async def chooses(self, selector: str, times: int = 1) -> None:
        await self.to(selector)
        for _ in range(times):
            await self.page.keyboard.press("ArrowDown")

    async def key(self, code: str, *, shift: bool = False) -> None:
        """Press the key at a place of the keyboard while the layout is Russian."""
        letter, number = PLACES_OF_KEYS[code]
        session = await self.page.context.new_cdp_session(self.page)
        told = {"code": code, "key": letter, "windowsVirtualKeyCode": number, "modifiers": 8 if shift else 0}
        await session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **told})
        await session.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})
        await session.detach()


@asynccontextmanager
async def slow_register(demo: Demo, number: int) -> AsyncIterator[None]:
    """Let a register take its time, so that somebody stands on the way on while rows come."""
    place = f"http://127.0.0.1:{demo.plan.control}/registers/{number}"
    async with ClientSession() as http:
        (await http.put(place, json={"manner": "slow", "seconds": 2.0})).raise_for_status()
        try:
            yield
        finally:
            (await http.delete(place)).raise_for_status()


async def comes_in(hands: Hands, demo: Demo) -> None:
    """Sign in with key and code, sign the consent where it is asked, and switch the shortcuts on."""
    await hands.seen.go("/sign-in")
    await hands.presses("[data-sign]", "#code")
    await hands.types("#code", await code_from_the_telephone(demo))
    await hands.page.keyboard.press("Enter")
    await hands.page.wait_for_selector(".leave")
    await hands.page.wait_for_load_state()
    if hands.page.url.endswith("/consent"):
        await hands.presses("[data-sign]", ".search")
    await hands.presses("nav a[href='/law']", "nav.within a[href='/help']")
    await hands.presses("nav a[href='/help']", "[data-keys-on]")
    await hands.to("[data-keys-on]")
    await hands.page.keyboard.press("Space")
    await hands.key("KeyD", shift=True)
    await hands.page.wait_for_selector(".search")


async def asks(hands: Hands, demo: Demo) -> str:
    """Type whom it is about on the desk, compose, ask whether one may, check, sign; return the request's address."""
    await hands.key("Slash")
    await expect(hands.page.locator(".search #subject")).to_be_focused()
    await hands.page.keyboard.type(demo.subjects()[0].key)
    await hands.page.keyboard.press("Enter")
    await hands.page.wait_for_url("**/look*")
    await hands.presses(".candidate button", "#request-form")
    await expect(hands.page.locator("#known b")).to_be_visible()
    await hands.chooses("#purpose")
    await hands.types("#task", "2026/115")
    await hands.types("#justification", JUSTIFICATION["ru"])
    for number in REGISTERS:
        await hands.to(f"#r{number}")
        await hands.page.keyboard.press("Space")
    await hands.presses(".bar button:last-child", ".verdict.good")
    await hands.presses(".acts button:first-child", "[data-sign]")
    await hands.presses("[data-sign]", "#row-25, .sign-say.bad")
    return hands.page.url


async def waits(hands: Hands) -> None:
    """Stand on the way on while the rows come; the focus is where it was when the last one is there."""
    # A machine so slow that everything was there before the page has no way on to stand on.
    awaited = await hands.page.locator("#go-on-way").count()
    if awaited:
        await hands.to("#go-on-way")
    await expect(hands.page.locator("#coming")).to_contain_text("Больше ответов не ожидается")
    if awaited:
        await expect(hands.page.locator("#go-on-way:not([data-await])")).to_be_focused()
    await expect(hands.page.locator("#row-50 .state.good")).to_be_visible()


async def reads(hands: Hands, request: str) -> None:
    """Every tab of the dossier, a step in the picture of links, a copy taken with its reason."""
    page = hands.page
    await hands.presses("a.govuk-button[href$='/dossier']", ".tabs")
    for tab in ("timeline", "answers", "viewed", "links"):
        await hands.presses(f".tabs a[href$='/{tab}']", f".tabs a[href$='/{tab}'][aria-current=page]")
    await hands.presses("[data-move]", "[data-graph][data-ready]")
    await expect(page.locator(".canvas")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**open=*")
    await page.wait_for_selector("[data-graph][data-ready]")
    await hands.presses(".turn", "table.links tbody")
    await hands.presses("a[href$='/copy']", "#deed-form")
    await hands.chooses("[name=format]")
    await hands.types("[name=reason]", "Для подшивки в дело по заданию.")
    await hands.to("#deed-form button.govuk-button")
    async with page.expect_download() as saved:
        await page.keyboard.press("Enter")
    assert await (await saved.value).path()
    await proved(hands.seen, request)


async def test_a_whole_day_is_done_without_a_mouse(demo: Demo) -> None:
    async with browser() as opened, watched(opened, demo.portal, {"almasu-language": "ru"}) as seen:
        hands = Hands(seen)
        await comes_in(hands, demo)
        async with slow_register(demo, 25):
            request = await asks(hands, demo)
            await waits(hands)
        await reads(hands, request)
        await hands.key("KeyD", shift=True)
        await seen.page.wait_for_selector(".search")
        await hands.key("KeyJ")
        assert await seen.page.evaluate("document.activeElement.matches('main a')")
        await hands.presses(".leave", "[data-sign]")
        assert seen.page.url.endswith("/sign-in")
        assert [*seen.errors, *seen.outside] == []
