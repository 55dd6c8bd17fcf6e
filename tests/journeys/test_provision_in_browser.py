"""Giving data as its people see it, in a real Chromium: rows of a feed found, down the ladder with a key, and back up.

The officer of the Agency works with their own key in an emulator of NCALayer; a head of a body and of the Agency look
on. Every page of the zone that links lead to is looked at by axe, once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser

from almasu.kernel.parties.account import Role
from almasu.kernel.provision.way import Way
from almasu.law.moment import in_astana
from almasu.testing.emulator.running import running
from almasu.testing.emulator.server import Setup
from almasu.testing.outside.member import Member
from almasu.testing.people import REVENUE_BIN, DemoPerson
from almasu.testing.pki.folder import Pki
from almasu.testing.provision.acts import act_of
from almasu.testing.provision.bodies import BODIES, somebody
from almasu.wiring.demo.provision import giver
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.shut import registers
from almasu.wiring.running import now
from interfaces.portal.browsing import Watched, browser, signs, watched
from journeys.places import pages_of_provision, pages_of_provision_with_ids
from journeys.test_asking_a_body import comes_to_force
from journeys.test_down_the_ladder_and_back import letter, way_of
from journeys.test_roles_in_browser import (
    BROKEN_POLICY,
    BY_DAY,
    Breadth,
    Holder,
    Looked,
    carries_in,
    joined_to,
    looks_at,
)
from journeys.visitor import Visitor, visitor
from patience import looks

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
SET, IIN = "taxpayers", "850101300015"
WHY = "Тапсырма бойынша табысы тексеріледі."
PEOPLE = {
    "responsible": somebody("body_responsible", REVENUE_BIN),
    "head": somebody("head_of_body", REVENUE_BIN),
    "officer": somebody("agency_officer"),
    "head of agency": somebody("head_of_agency"),
}
BY_AXE = Breadth(by_axe=1_000)


@dataclass
class Story:
    """The people as programs, the material, and the page of the set's way."""

    people: dict[str, Member]
    material: str = ""
    way: str = ""
    looked: Looked = field(default_factory=Looked)


async def begins(demo: Demo, provision: str, people: dict[str, Member]) -> Story:
    """The act of the body comes to force; a file of two rows is given, and an officer has a material."""
    day = in_astana(now()).date()
    body = next(one for one in BODIES if one.bin == REVENUE_BIN)
    await comes_to_force(people, act_of(body, day))
    await registers(people["responsible"], demo.plan, Way.INTEGRATION)
    until = (now() + timedelta(days=30)).isoformat()
    form = {"name": "Шолғыш 2026/9", "purpose": "laundering", "until": until}
    story = Story(people, (await people["officer"].post("/provision/materials", form))["material"])
    rows = f"row_id,iin,amount,since\n1,{IIN},1500.50,2026-05-06\n2,850101300023,7.00,2026-05-07\n"
    async with visitor(demo, PEOPLE["responsible"], provision) as one:
        await one.comes_in_by_eds()
        typed: dict[str, Any] = {"data_set": SET, "format": "csv", "builds_on": ""}
        await one.fills_in("/provision/deliveries/new", {**typed, "file": ("salyq.csv", rows.encode())})
        given = one.last.path.rpartition("/")[2]
        async for _ in looks():
            told = await people["officer"].get(f"/provision/deliveries/{given}")
            if told["delivery"]["state"] == "done":
                break
        async with one.http.get(f"{provision}/provision/deliveries/{given}/newer") as moved:
            assert "accepted. Rows accepted: 1, rejected: 1." in await moved.text()
    story.way = f"/provision/ways/{(await way_of(people['officer'], SET))['ladder']}"
    return story


@asynccontextmanager
async def at_a_desk(opened: Browser, demo: Demo, provision: str, person: DemoPerson) -> AsyncIterator[Watched]:
    """Give somebody who has come in a window whose NCALayer holds their key."""
    async with (
        visitor(demo, person, provision) as one,
        running(Pki.load(demo.data / "pki"), Holder(person), Setup(port=0)) as emulator,
        watched(opened, provision, {}, **BY_DAY) as seen,
        joined_to(emulator.socket, provision) as join,
    ):
        await one.comes_in_by_eds()
        await seen.page.add_init_script(BROKEN_POLICY)
        await seen.page.route_web_socket(lambda url: url.startswith("ws"), join)
        await carries_in(seen, one, "en")
        yield seen


async def finds(seen: Watched, story: Story) -> None:
    """Look a person up in the feed: a reason too short is refused beside its field, then the card of one row comes."""
    page = seen.page
    await seen.go(f"/provision/materials/{story.material}/find")
    await page.select_option("[name=where]", f"{REVENUE_BIN}/{SET}/iin")
    await page.fill("[name=value]", IIN)
    await page.fill("[name=why]", "керек")
    await page.click("#deed-form button")
    await page.wait_for_selector("#why-wrong")
    assert await page.input_value("[name=value]") == IIN
    await page.fill("[name=why]", WHY)
    await page.click("#deed-form button")
    await page.wait_for_url("**/received/*")
    said = await page.inner_text("main")
    assert "State Revenue Committee" in said
    assert "another secret protected by law" in said
    assert IIN in said


async def steps_down(seen: Watched, story: Story) -> None:
    """The body proves integration impossible and proposes a step; the officer finds it by the set's name and signs."""
    form = {"body": REVENUE_BIN, "data_set": SET}
    responsible = story.people["responsible"]
    await responsible.signs("/provision/letters", {**form, **letter("integration")})
    await responsible.signs("/provision/steps", {**form, "way": "workplace"})
    page = seen.page
    await seen.go("/provision/ways")
    await page.get_by_role("link", name="Register of taxpayers").click()
    await page.get_by_role("link", name="Sign the step").click()
    await page.click("#deed-form button")
    await page.wait_for_selector("[data-sign]")
    await signs(seen, lambda url: "/sign/" not in url)
    await seen.go(story.way)
    assert "every better way is impossible" in await page.inner_text("main")
    assert "good" in await ways_drawn(seen), "journeys beside this one have sets of their own"


async def ways_drawn(seen: Watched) -> set[str]:
    """Return how the chart of the last months fills the sets that go by any way; its table says the same."""
    page = seen.page
    await seen.go("/provision/overview")
    chart = page.locator("section", has=page.get_by_role("heading", name="Ways at the end of each month"))
    drawn = await chart.locator(".columns-chart rect").evaluate_all("all => all.map(one => one.className.baseVal)")
    counted = await chart.locator("tbody tr").last.locator("td").all_text_contents()
    assert sum(bool(int(number or 0)) for number in counted) == len(drawn)
    return {name.removeprefix("fill-") for name in drawn}


async def climbs(seen: Watched, story: Story) -> None:
    """The proof is taken back: the set is by integration again, and the page says why."""
    told = await story.people["officer"].get(f"/provision/ways/{story.way.rpartition('/')[2]}")
    proof = told["ladder"]["proofs"][-1]["id"]
    form = {"body": REVENUE_BIN, "data_set": SET, "proof": proof}
    await story.people["responsible"].signs("/provision/proofs-back", form)
    await seen.go(story.way)
    said = await seen.page.inner_text("main")
    assert "a proof does not stand any more" in said
    assert "There is no better way." in said
    assert (await way_of(story.people["officer"], SET))["way"] == "integration"


async def sees_everything(seen: Watched, one: Visitor, looked: Looked, how: Breadth, language: str) -> None:
    """Look at the pages of somebody; where the breadth is small, at those not seen yet, with ids the officer's."""
    role = Role(one.person.role)
    own = list(pages_of_provision(role))
    if how.thorough or role is Role.AGENCY_OFFICER:
        own += (await pages_of_provision_with_ids(one, role)).values()
    await carries_in(seen, one, language)
    for number, path in enumerate(path for path in own if how.thorough or path == "/" or path not in looked.pages):
        await looks_at(seen, path, looked, how, number)


async def all_sides(demo: Demo, provision: str, language: str, how: Breadth, looked: Looked, **screen: Any) -> Looked:
    """Everybody's pages of the zone, in one browser."""
    async with browser() as opened, watched(opened, provision, {}, **screen) as seen:
        await seen.page.add_init_script(BROKEN_POLICY)
        for who in ("officer", "head", "head of agency", "responsible"):
            async with visitor(demo, PEOPLE[who], provision) as one:
                await one.comes_in_by_eds()
                await sees_everything(seen, one, looked, how, language)
    return looked


async def test_rows_are_found_and_a_set_goes_down_and_back_up_before_the_eyes_of_all_sides(
    demo: Demo, provision: str
) -> None:
    async with ClientSession() as http:
        people = {who: giver(demo, http, person) for who, person in PEOPLE.items()}
        for one in people.values():
            await one.comes_in()
        story = await begins(demo, provision, people)
        async with browser() as opened, at_a_desk(opened, demo, provision, PEOPLE["officer"]) as seen:
            await finds(seen, story)
            await steps_down(seen, story)
            await climbs(seen, story)
            assert [*(one for one in seen.errors if "status of 4" not in one), *seen.outside] == []
    looked = await all_sides(demo, provision, "en", BY_AXE, story.looked, **BY_DAY)
    assert len(looked.pages) > 25
    assert looked.wrong == [], "\n".join(looked.wrong)
