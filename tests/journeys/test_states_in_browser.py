"""The exchange between states as its people see it, in a real Chromium, at two of the three nodes of a demo.

An officer writes a request in Russian and the head signs it; the other state does one item, refuses a part of the
other and puts off the rest; that one asked is consented to be disclosed, and the consent is taken back; a standing
request brings something. Then every page of the zone that links lead to is looked at by axe, by day, by night and
magnified.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.async_api import Browser

from almasu.kernel.parties.account import Role
from almasu.law.moment import in_astana
from almasu.testing.emulator.running import running
from almasu.testing.emulator.server import Setup
from almasu.testing.interstate.bodies import GKNB_KG, GKNB_TJ, INTERIOR, somebody
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from interfaces.portal.browsing import Watched, browser, signs, watched
from journeys.places import pages_of_states, pages_of_states_with_ids
from journeys.test_roles_in_browser import (
    BROKEN_POLICY,
    BY_DAY,
    THOROUGH,
    Holder,
    Looked,
    carries_in,
    joined_to,
    looks_at,
    told_of,
)
from journeys.visitor import visitor
from patience import looks

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1_200)]
CASE = re.compile(r"/cis/requests/[0-9a-f-]{36}$")
PURPOSE = "выявление источников финансирования терроризма"
ASKED = {
    "way": "one_time",
    "subject": "financing",
    "basis": "дело № 17-2026 о финансировании терроризма",
    "matter_1": "person",
    "words_1": "сведения о въезде и выезде лица",
    "matter_2": "organisation",
    "words_2": "сведения об учредителях и счетах организации",
    "purpose": PURPOSE,
}
DONE = {
    "outcome_a": "done",
    "words_a": "проверены учёты пограничной службы",
    "result_a": "лицо въезжало дважды в 2025 году",
}
REASON = "закон о банковской тайне запрещает"
WHO = [("KZ", "cis_head"), ("KG", "cis_head"), ("KZ", "cis_keeper"), ("KZ", "cis_officer")]
"""Whose pages are looked at: of those of one role at another node, only those with an id."""


@dataclass
class States:
    """The demo's nodes, the browser, and the language that its people read."""

    demo: Demo
    opened: Browser
    addresses: Mapping[str, str]
    language: str
    looked: Looked = field(default_factory=Looked)

    @asynccontextmanager
    async def at_a_desk(self, state: str, role: str) -> AsyncIterator[Watched]:
        """Give somebody who has come in a window whose NCALayer holds their key."""
        person, base = somebody(role, state), self.addresses[state]
        async with (
            visitor(self.demo, person, base) as one,
            running(Pki.load(self.demo.data / "pki"), Holder(person), Setup(port=0)) as emulator,
            watched(self.opened, base, {}, **BY_DAY) as seen,
            joined_to(emulator.socket, base) as join,
        ):
            await one.comes_in_by_eds()
            await seen.page.add_init_script(BROKEN_POLICY)
            await seen.page.route_web_socket(lambda url: url.startswith("ws"), join)
            await carries_in(seen, one, self.language)
            yield seen
            assert [*(error for error in seen.errors if "status of 4" not in error), *seen.outside] == []

    async def known_at(self, state: str) -> frozenset[str]:
        """Return the requests that the head of a body sees now."""
        async with visitor(self.demo, somebody("cis_head", state), self.addresses[state]) as one:
            await one.comes_in_by_eds()
            return frozenset((await one.goes("/cis/requests")).ways("/cis/requests/"))


async def fills(seen: Watched, path: str, typed: Mapping[str, str]) -> None:
    """Fill a form in and send it."""
    await seen.go(path)
    for name, value in typed.items():
        entry = seen.page.locator(f"[name='{name}']").first
        if await entry.evaluate("one => one.tagName") == "SELECT":
            await entry.select_option(value)
        elif await entry.get_attribute("type") in ("radio", "checkbox"):
            await seen.page.check(f"[name='{name}'][value='{value}']")
        else:
            await entry.fill(value)
    await seen.page.click("#deed-form button")


async def fills_and_signs(seen: Watched, path: str, typed: Mapping[str, str]) -> str:
    """Fill a form in, check what will be signed, sign it; return what the next page says."""
    await fills(seen, path, typed)
    await seen.page.wait_for_selector("[data-sign]")
    await signs(seen, lambda url: "/sign/" not in url)
    return await seen.page.inner_text("main")


async def sends(states: States, typed: Mapping[str, str]) -> str:
    """The officer writes, the head signs; return the page of the request at home."""
    async with states.at_a_desk("KZ", "cis_officer") as seen:
        await fills(seen, "/cis/requests/new", {**typed, "purpose": "зачем"})
        await seen.page.wait_for_url(CASE)
        page = seen.page.url.removeprefix(seen.base)
        await fills(seen, f"{page}/edit", typed)
        await seen.page.wait_for_url(CASE)
        assert "/send" not in await seen.page.inner_html("main"), "an officer does not sign"
    async with states.at_a_desk("KZ", "cis_head") as seen:
        assert PURPOSE in await fills_and_signs(seen, f"{page}/send", {})
    return page


async def arrives(seen: Watched, known: frozenset[str]) -> str:
    """Wait until a request is in the list that was not there; return its page."""
    async for _ in looks():
        await seen.go("/cis/requests")
        ways = await seen.page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        new = [way for way in ways if CASE.fullmatch(way) and way not in known]
        if new:
            return str(new[0])
    raise AssertionError("no request came")


async def says(seen: Watched, page: str, words: str) -> None:
    """Wait until a page says something that comes from the other state."""
    async for _ in looks():
        await seen.go(page)
        if words in await seen.page.inner_text("main"):
            return
    raise AssertionError(f"{page} never said {words}")


async def is_done_refused_and_put_off(states: States) -> str:
    """One item done, the other refused in part and put off for the rest; return the page at home."""
    known = await states.known_at("KG")
    page = await sends(states, {**ASKED, "requested": GKNB_KG.id})
    until = (in_astana(now()).date() + timedelta(days=20)).isoformat()
    other = {
        "item": "2", "part_a": "счета организации", "outcome_a": "refused", "words_a": REASON, "ground": "law",
        "part_b": "учредители организации", "outcome_b": "postponed", "words_b": "идёт проверка по учётам ведомства",
        "until": until,
    }  # fmt: skip
    async with states.at_a_desk("KG", "cis_head") as seen:
        theirs = await arrives(seen, known)
        assert DONE["result_a"] in await fills_and_signs(seen, f"{theirs}/tell", {"item": "1", **DONE})
        assert REASON in await fills_and_signs(seen, f"{theirs}/tell", other)
    async with states.at_a_desk("KZ", "cis_officer") as seen:
        await says(seen, page, REASON)
    return page


async def consents_and_takes_it_back(states: States, page: str) -> None:
    """Disclosed to whom the consent names while it stands, and no more once it is taken back."""
    async with states.at_a_desk("KZ", "cis_head") as seen:
        await fills_and_signs(seen, f"{page}/consent", {"recipients": INTERIOR.id})
        ways = await seen.page.inner_html("main")
        assert f"{page}/consent-back" in ways
        assert f"{page}/disclose" in ways
        await seen.go(f"{page}/consent-back")
        act = await seen.page.locator("[name=act]").first.evaluate(
            "one => one.tagName == 'SELECT' ? [...one.options].map(o => o.value).filter(Boolean)[0] : one.value"
        )
        await fills_and_signs(seen, f"{page}/consent-back", {"act": act})
        assert f"{page}/disclose" not in await seen.page.inner_html("main")


async def a_standing_request_fires(states: States) -> None:
    """A request that stands brings something; what is not asked for any more would be withdrawn."""
    day = in_astana(now()).date()
    ends = {"ends_on": day + timedelta(days=90), "review_on": day + timedelta(days=45)}
    typed = {**ASKED, "way": "standing", "requested": GKNB_TJ.id, **{k: v.isoformat() for k, v in ends.items()}}
    known = await states.known_at("TJ")
    page = await sends(states, typed)
    async with states.at_a_desk("TJ", "cis_head") as seen:
        theirs = await arrives(seen, known)
        await fills_and_signs(seen, f"{theirs}/tell", {"item": "1", **DONE})
    async with states.at_a_desk("KZ", "cis_head") as seen:
        await says(seen, page, DONE["result_a"])


async def everybody_looks(states: States) -> Looked:
    """Look at every page of the zone that links lead to, as each of its people."""
    looked = states.looked
    for state, role in WHO:
        base = states.addresses[state]
        async with (
            visitor(states.demo, somebody(role, state), base) as one,
            watched(states.opened, base, {}, **BY_DAY) as seen,
        ):
            await one.comes_in_by_eds()
            await seen.page.add_init_script(BROKEN_POLICY)
            own = (*pages_of_states(Role(role)), *(await pages_of_states_with_ids(one, Role(role))).values())
            await carries_in(seen, one, states.language)
            for number, path in enumerate(path for path in own if path == "/" or path not in looked.pages):
                await looks_at(seen, path, looked, THOROUGH, number)
    return looked


@pytest.mark.trial
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_states_exchange_before_the_eyes_of_both_sides(
    demo: Demo, states: Mapping[str, str], language: str
) -> None:
    async with browser() as opened:
        here = States(demo, opened, states, language)
        page = await is_done_refused_and_put_off(here)
        await consents_and_takes_it_back(here, page)
        await a_standing_request_fires(here)
        looked = await everybody_looks(here)
    print(told_of(looked))  # noqa: T201 - what a trial measured
    assert any(CASE.fullmatch(one) for one in looked.pages)
    assert looked.wrong == [], "\n".join(looked.wrong)
