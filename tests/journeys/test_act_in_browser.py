"""A joint act in a real Chromium: both sides write, approve and sign it with their keys; then it is seen (FMA-5).

Each person works at a window of their own whose NCALayer holds their key; what was typed wrongly is named at its field.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from almasu.law.moment import in_astana
from almasu.testing.provision.bodies import LAND_BIN, somebody
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from interfaces.portal.browsing import Watched, browser, findings, signs
from journeys.test_provision_in_browser import at_a_desk
from journeys.test_roles_in_browser import NARROW, TOO_WIDE
from journeys.test_two_sides_make_an_act import ACTS, describes, of_set, typed
from journeys.visitor import Visitor, visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
PEOPLE = {
    "responsible": somebody("body_responsible", LAND_BIN),
    "head": somebody("head_of_body", LAND_BIN),
    "officer": somebody("agency_officer"),
    "head of agency": somebody("head_of_agency"),
}
NUMBER, NEXT = "21-ЖЕ", "22-ЖЕ"
DAYS_KEPT = 12
"""The day of this journey's statements: no other states anything as of it."""


async def states(one: Visitor) -> None:
    as_of = (in_astana(now()).date() - timedelta(days=DAYS_KEPT)).isoformat()
    for kept in ("179", "832"):
        await one.does("/provision/conditions/new", {"kept": kept, "as_of": as_of, "document": f"{kept}/12"})


async def sends(seen: Watched, path: str, told: dict[str, str]) -> None:
    """Fill in the form of a page, or the one that is shown already, and send it."""
    page = seen.page
    if path:
        await seen.go(path)
    for name, value in told.items():
        entry = page.locator(f"[name='{name}']").first
        kind = await entry.evaluate("one => one.tagName == 'SELECT' ? 'choice' : one.type")
        if kind == "choice":
            await entry.select_option(value)
        elif kind in ("checkbox", "radio"):
            await page.check(f"[name='{name}'][value='{value}']")
        else:
            await entry.fill(value)
    async with page.expect_navigation():
        await page.click("#deed-form button")


async def hand(seen: Watched, place: str, deed: str) -> str:
    """Approve or sign what the page shows, with the key in NCALayer; return what is said then."""
    await sends(seen, f"{place}/{deed}", {})
    await signs(seen, lambda url: "/sign/" not in url)
    return await seen.page.inner_text("main")


async def writes(seen: Watched) -> str:
    """Write the draft: what is wrong is named at once, at its field and its line; return its page."""
    page = seen.page
    await seen.go(ACTS)
    place = await page.get_by_role("link", name="Write a new act").first.get_attribute("href") or ""
    right = {**typed(), "number": NUMBER, "until": (in_astana(now()).date() + timedelta(days=30)).isoformat()}
    await sends(
        seen, place, {**right, "body_phone": "8 7172", "day": "93", "fields": "x | texxt | open | + | а | б | в"}
    )
    told = await page.inner_text(".govuk-error-summary")
    assert "3 things to mend" in told
    for one in ("In line 1 “texxt” is no type.", "Body: telephone:", "Schedule: day:"):
        assert one in told
    await sends(seen, "", {name: right[name] for name in ("body_phone", "day", "fields")})
    assert NUMBER in await page.inner_text("main")
    return page.url.removeprefix(seen.base)


async def is_in_force_and_seen(desks: dict[str, Watched], place: str) -> None:
    """Both sides read it, are warned of its end, see what a renewal changes, and have the overview by keyboard."""
    officer, responsible = desks["officer"], desks["responsible"]
    await responsible.go(place)
    assert "ends soon and nothing follows" in await responsible.page.inner_text("main")
    await sends(responsible, f"{place}/renew", {"number": NEXT})
    renewed = responsible.page.url.removeprefix(responsible.base)
    await officer.go(place)
    assert "what follows is written and not signed yet" in await officer.page.inner_text("main")
    await officer.go(f"{renewed}/differences")
    assert NUMBER in (told := await officer.page.inner_text("main"))
    assert NEXT in told
    for seen in (officer, responsible):
        await opens_the_overview(seen)


async def opens_the_overview(seen: Watched) -> None:
    """Each chart opens as a table by keyboard alone, and nothing is wider than a narrow screen."""
    page = seen.page
    await seen.go("/provision/overview")
    charts = await page.locator("details").count()
    assert charts >= 1
    while await page.locator("details[open]").count() < charts:
        await page.keyboard.press("Tab")
        where = await page.evaluate("document.activeElement.tagName")
        assert where != "BODY", "the whole page is walked, and a chart has no table"
        if where == "SUMMARY":
            await page.keyboard.press("Enter")
    assert quiet(seen)
    assert await findings(page) == []
    seen.errors.clear()  # what axe itself tries is told as an error of the page
    wide = page.viewport_size or NARROW
    await page.set_viewport_size({"width": 360, "height": 740})
    assert await page.evaluate(TOO_WIDE) <= 0
    await page.set_viewport_size(wide)


def quiet(seen: Watched) -> bool:
    """Tell whether nothing failed in the window but what was refused in words, and nobody else was asked."""
    return [*(one for one in seen.errors if "status of 4" not in one), *seen.outside] == []


async def test_two_sides_make_an_act_each_in_their_own_window(demo: Demo, provision: str) -> None:
    for who in ("head", "head of agency"):
        async with visitor(demo, PEOPLE[who], provision) as one:
            await one.comes_in_by_eds()
            await states(one)
    async with visitor(demo, PEOPLE["responsible"], provision) as one:
        await one.comes_in_by_eds()
        await describes(one)
    async with AsyncExitStack() as windows, browser() as opened:
        desks = {
            who: await windows.enter_async_context(at_a_desk(opened, demo, provision, person))
            for who, person in PEOPLE.items()
        }
        place = await writes(desks["responsible"])
        officer = desks["officer"]
        await officer.go(place)
        change = await officer.page.get_by_role("link", name="Change", exact=True).first.get_attribute("href") or ""
        await desks["responsible"].go(change)
        await sends(officer, change, {"amount": of_set("5")["amount"]})
        await sends(desks["responsible"], "", {"amount": "9"})
        assert "Draft 2 of the act was written meanwhile" in await desks["responsible"].page.inner_text("main")
        await sends(officer, f"{place}/put", {})
        for who, deed in (("responsible", "approve"), ("officer", "approve"), ("head", "sign")):
            assert "in force" not in await hand(desks[who], place, deed)
        assert "in force" in await hand(desks["head of agency"], place, "sign")
        await is_in_force_and_seen(desks, place)
        assert all(map(quiet, desks.values()))
