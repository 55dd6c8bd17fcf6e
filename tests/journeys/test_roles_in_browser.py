"""Every role in a real Chromium: they come in with their own key, see each of their pages, and sign what is theirs.

Each has an emulator of NCALayer of their own, behind the address that the portal's pages know. A page fails that logs
an error, asks another host, breaks its policy, is heavy, or is wider than a screen magnified to 400 %.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, Response, WebSocketRoute
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from almasu.kernel.parties.account import Role
from almasu.law import moment
from almasu.testing.emulator.choice import Cancel, Decision, Question, Use
from almasu.testing.emulator.running import running
from almasu.testing.emulator.server import Setup
from almasu.testing.people import PEOPLE, VISITORS, DemoPerson
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.lived_in import live
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.telephone import newest_code
from almasu.wiring.running import now
from interfaces.portal.browsing import Watched, browser, findings, signs, watched
from journeys.fuller_life import live_on
from journeys.places import (
    DOORS,
    FOR_ALL,
    FULLER,
    REACHED,
    pages_of,
    pages_of_sector,
    pages_of_sector_with_ids,
    pages_with_ids,
)
from journeys.test_day_of_a_controller import let_in_again
from journeys.test_day_of_the_sector import CENTRE, OTHER_WORKER, WORKER, consents, drafts
from journeys.test_day_of_the_sector import HEAD as HEAD_OF_BANK
from journeys.visitor import Visitor, person_with, visitor

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
ONE_OF_EACH = {Role(person.role): person for person in PEOPLE}
HEAD = next(person for person in VISITORS if person.role == "head")
NARROW = {"width": 320, "height": 640}
MOST_BYTES = 200 * 1024
BY_DAY: dict[str, Any] = {"color_scheme": "light"}
SIGNERS = (Role.OPERATOR, Role.PROSECUTOR)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OF_TWO_LINES = """() => innerWidth < 1280 ? [] : Array.from(document.querySelectorAll(".ways ul"))
    .filter(level => level.lastElementChild.offsetTop > level.firstElementChild.offsetTop)
    .map(level => Array.from(level.children, entry => entry.innerText).join(", "))"""
FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(found => found.getEntries()
    .filter(one => one.name === 'first-contentful-paint').forEach(one => done(one.startTime)))
    .observe({type: 'paint', buffered: true}))"""
BROKEN_POLICY = "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.blockedURI))"


@dataclass
class Looked:
    """What was met on the way through the pages."""

    wrong: list[str] = field(default_factory=list)
    first_paints: list[float] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Breadth:
    """How much is looked at: how many pages of each person by axe; thoroughly is also with ids, by night and narrow."""

    by_axe: int
    thorough: bool = False


THOROUGH = Breadth(by_axe=1_000, thorough=True)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody at NCALayer who signs with their first key that is within its term."""

    person: DemoPerson

    async def decide(self, question: Question) -> Decision:
        own = (key for key in question.keys if key.iin == self.person.iin and not key.is_expired(now()))
        found = None if question.trouble else next(own, None)
        return Cancel() if found is None else Use(found.label, self.person.pin)


@dataclass(frozen=True, slots=True)
class Bench:
    """A place to sit down at: the demo, the browser, the language, and how the screen is set."""

    demo: Demo
    opened: Browser
    language: str
    screen: dict[str, Any]

    @asynccontextmanager
    async def sits_down(self, person: DemoPerson) -> AsyncIterator[Watched]:
        """Give a window whose NCALayer holds this person's key."""
        pki = Pki.load(self.demo.data / "pki")
        cookies = {"almasu-language": self.language}
        async with (
            running(pki, Holder(person), Setup(port=0)) as emulator,
            watched(self.opened, self.demo.portal, cookies, **self.screen) as seen,
        ):
            await seen.page.add_init_script(BROKEN_POLICY)
            async with joined_to(emulator.socket, self.demo.portal) as join:
                await seen.page.route_web_socket(lambda url: url.startswith("ws"), join)
                yield seen


@asynccontextmanager
async def joined_to(address: str, origin: str) -> AsyncIterator[Callable[[WebSocketRoute], Awaitable[None]]]:
    """Give what passes a page's socket on to the emulator at an address, both ways."""
    lines: list[tuple[ClientConnection, asyncio.Task[None]]] = []

    async def join(page: WebSocketRoute) -> None:
        line = await connect(address, origin=origin)  # type: ignore[arg-type]

        async def back() -> None:
            with suppress(ConnectionClosed):
                async for message in line:
                    page.send(message)

        lines.append((line, asyncio.create_task(back())))
        page.on_message(lambda message: asyncio.ensure_future(line.send(message)) and None)

    try:
        yield join
    finally:
        for line, task in lines:
            await line.close()
            await task


async def code_of(demo: Demo, person: DemoPerson) -> str:
    """The code in the last message to a person."""
    async with ClientSession() as http:
        return await newest_code(http, demo.telephone, person.phone)


async def comes_in(seen: Watched, demo: Demo, person: DemoPerson) -> None:
    """Sign in with key and code; sign the consent where it is asked."""
    await seen.go("/sign-in")
    await signs(seen, lambda url: url.endswith("/sign-in/code"))
    await seen.page.fill("#code", await code_of(demo, person))
    await seen.page.keyboard.press("Enter")
    await seen.page.wait_for_selector(".leave")
    await seen.page.wait_for_load_state()
    if seen.page.url.endswith("/consent"):
        await signs(seen, lambda url: not url.endswith("/consent"))


async def looks_at(seen: Watched, path: str, looked: Looked, how: Breadth, number: int) -> None:
    """Open a page and note everything that it must not do; `number` is its place among those of its owner."""
    answer = await seen.page.goto(seen.base + path, wait_until="load")
    looked.pages.add(path)
    looked.wrong += [f"{path}: {one}" for one in await told_by(seen, answer)]
    seen.errors.clear()
    seen.outside.clear()
    if number < how.by_axe:
        looked.wrong += [f"{path}: {one}" for one in await findings(seen.page)]
    if how.thorough:
        looked.first_paints.append(await seen.page.evaluate(FIRST_PAINT))
        looked.wrong += [f"{path}: {one}" for one in await by_night_and_narrow(seen.page)]
    seen.errors.clear()


async def by_night_and_narrow(page: Page) -> list[str]:
    """What is wrong with an open page in the dark, where only its colours change, and magnified to 400 %."""
    await page.emulate_media(color_scheme="dark")
    wrong = [f"by night: {one}" for one in await findings(page, ["color-contrast"])]
    await page.emulate_media(color_scheme="light")
    wide = page.viewport_size or NARROW
    await page.set_viewport_size(NARROW)
    over = await page.evaluate(TOO_WIDE)
    await page.set_viewport_size(wide)
    return wrong if over <= 0 else [*wrong, f"is {over} px wider than a screen magnified to 400 %"]


async def told_by(seen: Watched, answer: Response | None) -> list[str]:
    """What is wrong with the page that has just come."""
    told = [error for error in seen.errors if "status of 4" not in error]
    told += [f"asks {url}" for url in seen.outside]
    if answer is not None and len(await answer.body()) > MOST_BYTES:
        told.append("is heavy")
    told += [f"has a menu of two lines: {level}" for level in await seen.page.evaluate(OF_TWO_LINES)]
    over = await seen.page.evaluate(TOO_WIDE)
    return told if over <= 0 else [*told, f"is {over} px wider than the screen"]


async def signs_the_form(seen: Watched, path: str, typed: dict[str, str]) -> str:
    """Fill a form in, check what will be signed, sign it; return what the next page says."""
    await seen.go(path)
    for name, value in typed.items():
        entry = seen.page.locator(f"[name='{name}']").first
        if await entry.evaluate("one => one.tagName") == "SELECT":
            await entry.select_option(value)
        elif await entry.get_attribute("type") == "radio":
            await seen.page.check(f"[name='{name}'][value='{value}']")
        else:
            await entry.fill(value)
    await seen.page.click("#deed-form button")
    await seen.page.wait_for_selector("[data-sign]")
    await signs(seen, lambda url: "/sign/" not in url)
    return await seen.page.inner_text("main")


def typed(**span: float) -> str:
    """A moment as a form takes it, on the clock of Astana."""
    return moment.in_astana(now() + timedelta(**span)).strftime("%Y-%m-%dT%H:%M")


async def does_what_is_theirs(seen: Watched, role: Role) -> None:
    """Sign one deed of the role's own; officers have a journey of their own for theirs.

    The prosecutor's covers all that the officer has asked: the newest resolution is where links lead to first.
    """
    if role is Role.OPERATOR:
        works = {"kind": "update", "starts": typed(days=25), "ends": typed(days=25, hours=2)}
        words = {"kk": "Серверлерді жаңарту", "ru": "Обновление серверов", "en": "Update of the servers"}
        said = await signs_the_form(seen, "/offices/operator/works/new", works | words)
        assert words[await seen.page.get_attribute("html", "lang") or ""] in said
    if role is Role.PROSECUTOR:
        told = {
            "number": "7-22/902",
            "issued_on": typed()[:10],
            "since": typed(days=-1),
            "until": typed(days=1),
            "valid_from": typed(hours=-1),
            "valid_until": typed(days=5),
            "officers": ONE_OF_EACH[Role.OFFICER].iin,
        }
        assert "7-22/902" in await signs_the_form(seen, "/offices/supervision/resolutions/new", told)


async def carries_in(seen: Watched, one: Visitor, language: str) -> None:
    """Go on in the browser with the session of somebody who has come in without one."""
    held = {cookie.key: cookie.value for cookie in one.http.cookie_jar} | {"almasu-language": language}
    await seen.page.context.clear_cookies()
    await seen.page.context.add_cookies([{"name": name, "value": held[name], "url": seen.base} for name in held])


async def signs_in_and_does(bench: Bench, role: Role) -> None:
    """Come in with the key in the browser and sign a deed there."""
    person = ONE_OF_EACH[role]
    async with bench.sits_down(person) as seen:
        await comes_in(seen, bench.demo, person)
        await does_what_is_theirs(seen, role)
        assert [*seen.errors, *seen.outside] == []


async def visits(bench: Bench, looked: Looked, how: Breadth) -> None:
    """A head without an account comes with the EDS alone; before that the doors and what is for everybody."""
    async with bench.sits_down(HEAD) as seen:
        for number, path in enumerate((*DOORS, *FOR_ALL)):
            await looks_at(seen, path, looked, how, number)
        await seen.go("/visit")
        await signs(seen, lambda url: not url.endswith("/visit"))
        for number, path in enumerate(("/applications", "/offices/control-orders-to-sign")):
            await looks_at(seen, path, looked, how, number)


async def all_roles(demo: Demo, language: str, screen: dict[str, Any], how: Breadth) -> Looked:
    """Everybody, one after the other, in one browser: those who sign with their keys, then every page of every role."""
    looked = Looked()
    async with browser() as opened:
        bench = Bench(demo, opened, language, screen)
        await visits(bench, looked, how)
        for role in SIGNERS:
            await signs_in_and_does(bench, role)
        async with watched(opened, demo.portal, {}, **screen) as seen:
            await seen.page.add_init_script(BROKEN_POLICY)
            for role in ONE_OF_EACH:
                await sees_their_pages(seen, demo, role, language, looked, how)
    return looked


async def sees_their_pages(seen: Watched, demo: Demo, role: Role, language: str, looked: Looked, how: Breadth) -> None:
    """Look at every page of a role; where the breadth is small, at what several roles share only once."""
    async with visitor(demo, ONE_OF_EACH[role]) as one:
        await one.comes_in()
        own = [path for path in pages_of(role) if path not in FOR_ALL]
        if how.thorough:
            with_ids = await pages_with_ids(one, role)
            assert with_ids.keys() >= REACHED.get(role, frozenset()) | FULLER.get(role, frozenset())
            own += with_ids.values()
        else:
            own = [path for path in own if path == "/" or path not in looked.pages]
        await carries_in(seen, one, language)
        for number, path in enumerate(own):
            await looks_at(seen, path, looked, how, number)


async def the_sector(demo: Demo, sector: str, language: str) -> Looked:
    """Every page of the exchange with banks while an alert waits for the head, and once it was sent."""
    looked, page = Looked(), await drafts(demo, sector)
    async with browser() as opened, watched(opened, sector, {}, **BY_DAY) as seen:
        await seen.page.add_init_script(BROKEN_POLICY)
        await sees_the_sector(seen, demo, HEAD_OF_BANK, language, looked)
        await consents(demo, sector, page)
        for person in (WORKER, OTHER_WORKER, CENTRE):
            await sees_the_sector(seen, demo, person, language, looked)
    assert page in looked.pages
    return looked


async def sees_the_sector(seen: Watched, demo: Demo, person: DemoPerson, language: str, looked: Looked) -> None:
    """Look at every page of somebody of the sector."""
    async with visitor(demo, person, seen.base) as one:
        await one.comes_in_by_eds()
        role = Role(person.role)
        own = (*pages_of_sector(role), *(await pages_of_sector_with_ids(one, role)).values())
        await carries_in(seen, one, language)
        for number, path in enumerate(own):
            await looks_at(seen, path, looked, THOROUGH, number)


def told_of(looked: Looked) -> str:
    """How many pages there were, and when the first of each was painted."""
    paints = sorted(looked.first_paints)
    return f"{len(paints)} pages, first paint ms: median {paints[len(paints) // 2]:.0f}, longest {paints[-1]:.0f}"


def test_everybody_works_in_a_browser_magnified_to_four_hundred_percent(demo: Demo) -> None:
    looked = asyncio.run(all_roles(demo, "ru", {"viewport": NARROW}, Breadth(by_axe=2)))
    assert len(looked.pages) > 50
    assert looked.wrong == [], "\n".join(looked.wrong)


@pytest.fixture(scope="module")
def lively(demo: Demo) -> Demo:
    """The demo with everything in it that a page can be about; nobody stays blocked for the journeys after these."""
    live(demo, lambda _: None)
    asyncio.run(live_on(demo))
    asyncio.run(let_in_again(demo, person_with("officer").iin))
    return demo


@pytest.mark.trial
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_everybody_works_in_each_language_by_day_and_by_night(lively: Demo, language: str) -> None:
    looked = asyncio.run(all_roles(lively, language, BY_DAY, THOROUGH))
    print(told_of(looked))  # noqa: T201 - what a trial measured
    assert looked.wrong == [], "\n".join(looked.wrong)


@pytest.mark.trial
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_sector_works_in_each_language_by_day_and_by_night(demo: Demo, sector: str, language: str) -> None:
    looked = asyncio.run(the_sector(demo, sector, language))
    print(told_of(looked))  # noqa: T201 - what a trial measured
    assert looked.wrong == [], "\n".join(looked.wrong)
