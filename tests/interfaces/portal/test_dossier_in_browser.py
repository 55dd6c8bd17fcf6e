"""The dossier in a real Chromium: links opened by keyboard alone, narrow tabs, nothing for axe to find."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from almasu.interfaces.portal.app import create_portal
from interfaces.portal.browsing import browser, findings, free_port, served, watched
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice

pytestmark = [pytest.mark.browser]
TABS = ("", "/links", "/links?open=all", "/timeline", "/answers", "/viewed")


async def test_the_picture_of_links_is_moved_and_opened_by_keyboard_alone(desk: FakeDesk) -> None:
    cookies = {SETTINGS.session_cookie: desk.inside(), "almasu-language": "en"}
    place = f"/requests/{desk.accepted()}/dossier/links"
    async with (
        browser() as opened,
        served(create_portal(desk, SETTINGS, MadeUpOffice().offices()), free_port()) as base,
        watched(opened, base, cookies, reduced_motion="reduce") as seen,
    ):
        await seen.go(place)
        await seen.page.focus("[data-move]")
        await seen.page.keyboard.press("Enter")
        await seen.page.wait_for_selector("[data-graph][data-ready]")
        told = seen.page.locator("[data-told]")
        await expect(seen.page.locator(".canvas")).to_be_focused()
        await seen.page.keyboard.press("ArrowRight")
        await expect(told).to_have_text("spouse of · 1: open")
        await seen.page.keyboard.press("Enter")
        await seen.page.wait_for_url("**open=50.*#on-*")
        await seen.page.wait_for_selector("[data-graph][data-ready]")
        await seen.page.keyboard.press("ArrowRight")
        await expect(told).to_have_text("АХМЕТОВА А. С., 010101500013")
        await expect(seen.page.locator("table.links tbody th[scope=row]")).to_have_text(
            ["АХМЕТОВА АЛИЯ СЕРІКҚЫЗЫ010101500013"]
        )
        # The same by the table: what is closed there is gone from the picture.
        await seen.page.focus(".turn")
        await seen.page.keyboard.press("Enter")
        await expect(seen.page.locator("table.links tbody th[scope=row]")).to_have_count(0)
        await expect(seen.page.locator("[data-node^=party-]")).to_have_count(0)
        assert (seen.errors, seen.outside) == ([], [])
        await seen.page.go_back()
        await seen.page.wait_for_selector("[data-graph][data-ready]")
        assert await findings(seen.page) == []


async def test_every_tab_is_accessible_quiet_and_fits_a_narrow_page(desk: FakeDesk) -> None:
    cookies = {SETTINGS.session_cookie: desk.inside(), "almasu-language": "kk"}
    place = f"/requests/{desk.accepted()}/dossier"
    async with (
        browser() as opened,
        served(create_portal(desk, SETTINGS, MadeUpOffice().offices()), free_port()) as base,
        watched(opened, base, cookies, viewport={"width": 320, "height": 640}, color_scheme="dark") as seen,
    ):
        for tab in TABS:
            await seen.go(place + tab)
            assert (seen.errors, seen.outside) == ([], []), tab
            assert await seen.page.evaluate("document.documentElement.scrollWidth") <= 320, tab
            assert await findings(seen.page) == [], tab
            # What examines a page breaks its policy of styles; the page itself must not.
            seen.errors.clear()


async def test_the_screen_prints_no_answer_but_says_by_which_act_a_print_is_taken(desk: FakeDesk) -> None:
    cookies = {SETTINGS.session_cookie: desk.inside(), "almasu-language": "en"}
    request = f"/requests/{desk.accepted()}"
    async with (
        browser() as opened,
        served(create_portal(desk, SETTINGS, MadeUpOffice().offices()), free_port()) as base,
        watched(opened, base, cookies) as seen,
    ):
        for path in ("/dossier", "/dossier/links?open=all", "/answers/1"):
            await seen.go(request + path)
            assert await seen.page.locator("main a[href$='/copy']").is_visible(), path
            await seen.page.emulate_media(media="print")
            said = " ".join((await seen.page.inner_text("body")).split())
            assert said.startswith("What the registers answered is not printed from the screen."), path
            assert said.endswith(request.removeprefix("/requests/")), path
            await seen.page.emulate_media(media="screen")
        await seen.go(request)
        await seen.page.emulate_media(media="print")
        assert await seen.page.locator(".govuk-button:visible, progress:visible, nav:visible").count() == 0
        assert await seen.page.locator("aside .steps").is_visible(), "how a signature was checked, unfolded"


async def test_without_script_the_links_are_opened_from_picture_and_table(desk: FakeDesk) -> None:
    cookies = {SETTINGS.session_cookie: desk.inside(), "almasu-language": "en"}
    place = f"/requests/{desk.accepted()}/dossier/links"
    async with (
        browser() as opened,
        served(create_portal(desk, SETTINGS, MadeUpOffice().offices()), free_port()) as base,
        watched(opened, base, cookies, java_script_enabled=False) as seen,
    ):
        await seen.go(place)
        assert not await seen.page.is_visible("[data-move]")
        await seen.page.click("svg.net a")
        await expect(seen.page.locator("table.links tbody th[scope=row] .nowrap")).to_have_text(["010101500013"])
        await seen.page.click("table.links td .turn")
        await expect(seen.page.locator("svg.net [data-node^=party-]")).to_have_count(2)
