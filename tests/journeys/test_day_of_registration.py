"""From nobody to work: applicant, head, operator, control - each through the portal, each mistake met on the way."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from playwright.async_api import BrowserContext

from almasu.law import moment
from almasu.testing.people import VISITORS, DemoPerson
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from interfaces.portal.browsing import browser
from journeys.appointing import appointed
from journeys.second_process import second_portal
from journeys.visitor import Visitor, person_with, visitor
from patience import PATIENCE

pytestmark = pytest.mark.timeout(300)

HEAD = next(person for person in VISITORS if person.role == "head")
APPLICANT = next(person for person in VISITORS if person.role == "applicant")
CARD = {
    "card/stated/protected_carrier": "yes",
    "card/stated/processor_ghz": "3.2",
    "card/stated/free_disk_gb": "120",
    "card/stated/memory_gb": "8",
    "card/stated/network_mbps": "1000",
    "card/stated/browser": "yes",
    "card/stated/protected_channel": "yes",
    "card/stated/carrier_drivers": "KAZTOKEN 4.9",
    "card/stated/no_internet": "yes",
}
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def form_of(person: DemoPerson) -> dict[str, str | list[str]]:
    return {
        "fields/surname": person.surname,
        "fields/given_name": person.given_name,
        "fields/patronymic": person.patronymic,
        "fields/iin": person.iin,
        "fields/organisation": person.body_bin,
        "fields/position": person.position.ru,
        "fields/work_phone": "+7 7172 74-00-01",
        "fields/mobile_phone": person.phone,
        "head_iin": HEAD.iin,
        "declared": ["knows_terms", "has_carrier", "allows_data"],
        **CARD,
    }


def typed(at: datetime) -> str:
    return moment.in_astana(at).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture(scope="module")
def registered(demo: Demo) -> Demo:
    """The day itself: the applicant is a user at its end."""
    asyncio.run(the_day(demo))
    return demo


async def the_day(demo: Demo) -> None:
    async with (
        visitor(demo, APPLICANT) as applicant,
        visitor(demo, HEAD) as head,
        visitor(demo, person_with("operator")) as operator,
    ):
        await operator.comes_in()
        first = await applies(applicant)
        await signs_off(head, first)
        await refuses(operator, first)
        await applicant.goes(f"/applications/{first}")
        assert "untrue" in applicant.last.words
        second = await applies_again(applicant)
        await signs_off(head, second)
        await grants(operator, second)
        await applicant.goes(f"/applications/{second}")
        assert "registered" in applicant.last.words


async def comes(one: Visitor) -> None:
    """Come with an EDS alone."""
    await one.goes("/applications")
    assert one.last.path == "/visit"
    await one.signs()
    assert one.last.path == "/applications", one.last.words


async def withdraws(one: Visitor) -> None:
    """Take back whatever another journey of this demo left waiting."""
    await one.goes("/applications")
    for place in one.last.ways("/applications/"):
        await one.goes(place)
        if f"{place}/withdraw" in one.last.ways(place):
            await one.fills_in(f"{place}/withdraw", {})
            assert "withdrawn" in one.last.words


async def applies(one: Visitor) -> str:
    await comes(one)
    await withdraws(one)
    await one.reads_in_every_language("/applications")
    await one.reads_in_every_language("/applications/register")
    await one.reads_in_every_language("/applications/change")
    await one.reads_in_every_language("/applications/block")
    wrong = form_of(one.person) | {
        "fields/mobile_phone": "12",
        "fields/iin": "111111111111",
        "head_iin": one.person.iin,
        "card/stated/no_internet": "no",
        "card/stated/memory_gb": "eight",
        "declared": ["knows_terms"],
    }
    await one.fills_in("/applications/register", wrong)
    assert one.last.status == 422
    for field in ("fields/mobile_phone", "fields/iin", "card/stated/memory_gb", "declared"):
        assert one.last.wrong(field), field
    assert 'value="eight"' in one.last.text
    assert f'value="{one.person.surname}"' in one.last.text
    await one.sends("/applications/register", form_of(one.person) | {"card/stated/no_internet": "no"})
    assert one.last.wrong("card/stated/no_internet")
    await one.sends("/applications/register", form_of(one.person) | {"fields/position": ""})
    assert one.last.wrong("fields/position")
    await one.does("/applications/register", form_of(one.person))
    await withdraws(one)
    await one.does("/applications/register", form_of(one.person))
    return paper_in(one)


async def applies_again(one: Visitor) -> str:
    await one.does("/applications/register", form_of(one.person))
    number = paper_in(one)
    await one.fills_in("/applications/register", form_of(one.person))
    assert one.last.status == 409
    return number


def paper_in(one: Visitor) -> str:
    found = re.fullmatch(r"/applications/([0-9a-f-]{36})", one.last.path)
    assert found is not None, (one.last.path, one.last.words)
    return found[1]


async def signs_off(head: Visitor, paper: str) -> None:
    if head.last.path == "/help":
        await comes(head)
    await head.goes("/applications")
    assert f"/applications/{paper}" in head.last.ways("/applications/")
    await head.reads_in_every_language(f"/applications/{paper}")
    await head.fills_in(f"/applications/{paper}/sign-off", {"position": "", "name": "Нұрғалиев А."})
    assert head.last.wrong("position")
    assert "Нұрғалиев А." in head.last.text
    await head.does(f"/applications/{paper}/sign-off", {"position": HEAD.position.kk, "name": "Нұрғалиев А."})
    assert "waits for the operator" in head.last.words


async def refuses(operator: Visitor, paper: str) -> None:
    place = f"/offices/applications/{paper}"
    await operator.reads_in_every_language("/offices/applications")
    assert "hours left" in operator.last.words
    assert "Hours run by the clock: weekends and holidays do not stop them." in operator.last.words
    assert place in operator.last.ways("/offices/applications/")
    await operator.reads_in_every_language(place)
    await operator.goes(place)
    assert operator.last.words.count("I declare") == len(form_of(APPLICANT)["declared"]), "what was declared is shown"
    await operator.reads_in_every_language(f"{place}/refuse")
    await operator.fills_in(f"{place}/refuse", {"version": "2", "words": "тексерілмеді"})
    assert operator.last.wrong("grounds")
    assert "тексерілмеді" in operator.last.text
    await operator.does(f"{place}/refuse", {"version": "2", "grounds": ["untrue"], "words": "Лауазымы басқа."})
    assert "refused" in operator.last.words


async def grants(operator: Visitor, paper: str) -> None:
    place = f"/offices/applications/{paper}"
    await operator.reads_in_every_language(f"{place}/grant")
    await operator.fills_in(f"{place}/grant", {"version": "1"})
    assert operator.last.status == 409
    await operator.fills_in(f"{place}/grant", {"version": "2"})
    assert operator.last.path == place, operator.last.words
    assert "registered" in operator.last.words


@asynccontextmanager
async def working(demo: Demo, person: DemoPerson) -> AsyncIterator[Visitor]:
    async with visitor(demo, person) as one:
        await one.comes_in()
        yield one


async def account_of(one: Visitor, person: DemoPerson) -> str:
    """The card of a person, as an office finds it in the list."""
    await one.goes("/offices/accounts")
    found = re.search(rf'href="(/offices/accounts/[0-9a-f-]{{36}})"[^>]*>(?:<[^>]+>)*{person.surname}', one.last.text)
    assert found is not None, one.last.words
    return found[1]


def test_the_new_user_has_an_own_card_a_consent_file_and_a_workplace_that_must_be_in_order(registered: Demo) -> None:
    asyncio.run(own_account(registered))


async def own_account(demo: Demo) -> None:
    async with working(demo, APPLICANT) as one:
        await one.reads_in_every_language("/account")
        assert "Requests between registration and consent" in one.last.words
        cms = await one.takes("/account/consent")
        assert cms[:1] == b"\x30"
        await one.reads_in_every_language("/account/workplace")
        await one.fills_in("/account/workplace", CARD | {"card/stated/no_internet": "no"})
        assert one.last.wrong("card/stated/no_internet")
        await one.goes("/requests/new")
        assert one.last.path == "/account/workplace"
        await one.does("/account/workplace", CARD)
        assert one.last.path == "/account"
        await one.goes("/requests/new")
        assert one.last.path == "/requests/new"
        await one.reads_in_every_language("/account/password")
        await one.fills_in("/account/password", {})
        assert one.last.path == "/account"


def test_control_blocks_in_one_process_and_the_other_refuses_within_a_second(registered: Demo) -> None:
    asyncio.run(block_everywhere(registered))


async def block_everywhere(demo: Demo) -> None:
    async with (
        second_portal(demo) as second,
        working(demo, APPLICANT) as one,
        working(demo, person_with("controller")) as controller,
        working(demo, person_with("operator")) as operator,
    ):
        await appointed(demo, controller)
        card = await account_of(controller, APPLICANT)
        for page in ("/offices/accounts", card, f"{card}/block"):
            await controller.reads_in_every_language(page)
        assert (await reads(one, second))[0] == 200
        await controller.fills_in(f"{card}/block", {"reason": "suspension", "sanction": "suspend", "note": "сақталады"})
        assert controller.last.wrong("order/number")
        assert "сақталады" in controller.last.text
        order = {"order/number": "7-к", "order/signed_at": typed(now() - timedelta(hours=1))}
        await controller.fills_in(f"{card}/block", {"reason": "suspension", "sanction": "suspend", **order})
        watching = asyncio.create_task(last_let_through(one, second))
        await controller.signs()
        blocked_at = time.monotonic()
        assert "blocked" in controller.last.words, controller.last.words
        async with asyncio.timeout(PATIENCE):
            assert await watching < blocked_at, "what is begun after the block is let through nowhere"
        await one.goes("/")
        assert one.last.path == "/sign-in"
        card = await account_of(operator, APPLICANT)
        await operator.reads_in_every_language(f"{card}/lift")
        await operator.fills_in(f"{card}/lift", {"words": ""})
        assert operator.last.wrong("words")
        await operator.does(f"{card}/lift", {"words": "Шеттету туралы бұйрық жойылды."})
        assert "block lifted" in operator.last.words or "active" in operator.last.words
        assert (await operator.takes(f"{card}/consent"))[:1] == b"\x30"


async def reads(one: Visitor, base: str) -> tuple[int, str]:
    """Ask the other process for a page under the same session."""
    async with one.http.get(f"{base}/account", allow_redirects=False) as answer:
        await answer.read()
        return answer.status, answer.headers.get("location", "")


async def last_let_through(one: Visitor, base: str) -> float:
    """Ask the other process again and again until it refuses: the moment at which the last answered question began."""
    last = began = time.monotonic()
    while (await reads(one, base))[0] == 200:
        last, began = began, time.monotonic()
    return last


@pytest.mark.browser
def test_a_device_is_bound_and_opens_the_exchange_in_a_real_browser(registered: Demo) -> None:
    asyncio.run(by_device(registered))


async def by_device(demo: Demo) -> None:
    async with browser() as opened, working(demo, APPLICANT) as one:
        context = await opened.new_context()
        page = await context.new_page()
        devices = await context.new_cdp_session(page)
        await devices.send("WebAuthn.enable")
        await devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        await lend(one, context)
        await page.goto(f"{demo.portal}/account/devices/new")
        await page.click("[data-ask]")
        await page.wait_for_url("**/sign/*")
        await one.goes(page.url.removeprefix(demo.portal))
        await one.signs()
        assert one.last.path == "/account", one.last.words
        async with visitor(demo, APPLICANT) as again:
            await again.goes("/sign-in")
            await again.signs()
            assert "By fingerprint or face" in again.last.words
            await lend(again, context)
            await page.goto(f"{demo.portal}/sign-in/code")
            await page.click("[data-ask]")
            await page.wait_for_url(f"{demo.portal}/")
            assert APPLICANT.surname in await page.content()
        await one.goes("/account")
        (way,) = [place for place in one.last.ways("/account/devices/") if place.endswith("/remove")]
        await one.reads_in_every_language(way)
        await one.fills_in(way, {})
        assert "No device is bound" in one.last.words


async def lend(one: Visitor, context: BrowserContext) -> None:
    """Give the browser the cookies of a person who came in without it."""
    await context.clear_cookies()
    cookies = [{"name": cookie.key, "value": cookie.value, "url": one.demo.portal} for cookie in one.http.cookie_jar]
    await context.add_cookies(cookies)  # type: ignore[arg-type]


def test_a_user_moves_to_another_post_and_at_last_blocks_the_own_account(registered: Demo) -> None:
    asyncio.run(moves_and_leaves(registered))


async def moves_and_leaves(demo: Demo) -> None:
    async with (
        working(demo, APPLICANT) as one,
        visitor(demo, HEAD) as head,
        working(demo, person_with("operator")) as operator,
    ):
        form = {name: value for name, value in form_of(APPLICANT).items() if not name.startswith("card/")}
        moved = form | {"fields/position": "Бас инспектор", "order/number": "114-НҚ"}
        await one.fills_in("/applications/change", moved)
        assert one.last.wrong("order/signed_at")
        assert "Бас инспектор" in one.last.text
        signed_at = {"order/signed_at": typed(now() - timedelta(hours=30))}
        await one.does("/applications/change", moved | signed_at)
        paper = paper_in(one)
        assert re.search(r"Late after the order\s*yes", one.last.words), one.last.words
        await signs_off(head, paper)
        await operator.fills_in(f"/offices/applications/{paper}/grant", {"version": "2"})
        assert "changed" in operator.last.words
        await one.goes("/account")
        assert "Бас инспектор" in one.last.words
        names = ("fields/surname", "fields/given_name", "fields/patronymic", "fields/iin", "fields/organisation")
        await one.does("/applications/block", {name: form[name] for name in names} | {"reason": "own_wish"})
        await one.goes("/account")
        assert one.last.path == "/sign-in"
