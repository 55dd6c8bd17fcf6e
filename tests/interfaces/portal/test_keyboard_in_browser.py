"""The keyboard in a real Chromium: shortcuts by the place of a key, off until switched on; narrowing a long choice."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from almasu.interfaces.portal.app import create_portal
from interfaces.portal.browsing import browser, free_port, served, watched
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.portal.made_up_views import FORM

pytestmark = pytest.mark.browser

PRESS = """([code, key, shift]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { code, key, shiftKey: shift, bubbles: true, cancelable: true }))"""

COVERED = """() => {
  const focused = document.activeElement.getBoundingClientRect();
  return [".ribbon", ".bar"].filter((name) => {
    const over = document.querySelector(name);
    if (!over || over.contains(document.activeElement)) return false;
    const { top, bottom } = over.getBoundingClientRect();
    return focused.height > 0 && focused.top >= top - 1 && focused.bottom <= bottom + 1;
  });
}"""


async def test_the_ribbon_stays_in_sight_once_chosen_and_covers_nothing_that_has_the_focus(desk: FakeDesk) -> None:
    portal = create_portal(desk, SETTINGS, MadeUpOffice().offices())
    cookies = {SETTINGS.session_cookie: desk.inside(), "almasu-language": "en"}
    async with browser() as opened, served(portal, free_port()) as base, watched(opened, base, cookies) as seen:
        await seen.go("/requests/new")
        ribbon = seen.page.locator(".ribbon")
        for chosen in ("#ground", "#purpose"):
            await seen.page.select_option(chosen, index=0)
        await seen.page.fill("#task", "")
        await expect(ribbon).to_be_hidden()
        await seen.page.select_option("#ground", index=1)
        await seen.page.fill("#task", "2026/114")
        await expect(ribbon).to_contain_text("2026/114")
        await expect(ribbon).to_contain_text(await seen.page.locator("#ground option:checked").inner_text())
        await seen.page.focus("#justification")
        for key in ["Tab"] * 15 + ["Shift+Tab"] * 20:
            await seen.page.keyboard.press(key)
            assert await seen.page.evaluate(COVERED) == []
        await seen.page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        await expect(ribbon).to_be_in_viewport()
        await seen.page.fill("#task", "")
        await seen.page.select_option("#ground", index=0)
        await expect(ribbon).to_be_hidden()
        assert seen.errors == []


async def test_shortcuts_are_off_until_switched_on_and_work_on_a_kazakh_layout(desk: FakeDesk) -> None:
    portal = create_portal(desk, SETTINGS, MadeUpOffice().offices())
    cookies = {SETTINGS.session_cookie: desk.inside(), "almasu-language": "kk"}
    async with browser() as opened, served(portal, free_port()) as base, watched(opened, base, cookies) as seen:
        await seen.go("/help")
        await seen.page.evaluate(PRESS, ["KeyN", "Т", True])
        await seen.page.keyboard.press("Shift+N")
        assert seen.page.url.endswith("/help")
        await seen.page.focus("[data-keys-on]")
        await seen.page.keyboard.press("Space")
        await expect(seen.page.locator("[data-keys-on]")).to_be_checked()
        # The key of N writes «Т» on this layout.
        await seen.page.evaluate(PRESS, ["KeyN", "Т", True])
        await seen.page.wait_for_url("**/requests/new")
        await seen.page.focus("#task")
        await seen.page.keyboard.type("N/J")
        await expect(seen.page.locator("#task")).to_have_value("N/J")
        await seen.page.focus("#subject")
        await seen.page.keyboard.type(FORM.subject)
        await expect(seen.page.locator("#known b")).to_be_visible()
        unfit = seen.page.locator(".offers li.unfit")
        await expect(unfit.first.locator("[data-unfit]")).to_be_visible()
        await seen.page.check("#r22")
        await seen.page.fill("#narrow", "жылжымайтын")
        await expect(seen.page.locator("#r22")).to_be_visible()
        assert await seen.page.locator(".offers li:not([hidden])").count() < 30
        await seen.page.fill("#narrow", "")
        assert await seen.page.locator(".offers li:not([hidden])").count() == 52
        await seen.page.focus("button[value='all:property']")
        await seen.page.keyboard.press("Enter")
        groups = await seen.page.eval_on_selector_all(
            "input[name=resources]:checked", "all => all.map(one => one.dataset.group)"
        )
        assert len(groups) > 2
        assert seen.errors == []
