"""Signing with the emulator in a real Chromium: whatever goes wrong is said with a way on, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, expect

from almasu.interfaces.portal.app import create_portal
from almasu.interfaces.portal.views.asking import RequestForm
from almasu.interfaces.portal.views.people import SessionToken, ToSign
from almasu.testing.emulator.choice import MOST_TRIES, Cancel, Chooser, Decision, Question, Use
from almasu.testing.emulator.envelopes import Version
from almasu.testing.emulator.server import Setup, emulator_service
from almasu.testing.people import EXTRA_KEYS, PEOPLE, KeyState
from almasu.testing.pki import Pki
from embedded_pki import NOW
from interfaces.portal.browsing import Watched, browser, findings, free_port, served, watched
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.portal.made_up_views import FORM
from interfaces.portal.test_browser import decided

pytestmark = pytest.mark.browser
OFFICER = PEOPLE[0]
OTHER = next(person for person in PEOPLE if person.iin != OFFICER.iin)


def spoiled(state: KeyState) -> Use:
    """The demo's key in a state, with its owner's PIN."""
    key = next(key for key in EXTRA_KEYS if key.state is state)
    pin = next(person.pin for person in PEOPLE if person.iin == key.iin)
    return Use(f"{key.iin}-{key.name}", pin)


@dataclass
class Hand:
    """A person at the emulator whose next decisions the test lays ready; without one, the window stays open."""

    decisions: asyncio.Queue[Decision] = field(default_factory=asyncio.Queue)
    asked: asyncio.Queue[Question] = field(default_factory=asyncio.Queue)

    async def decide(self, question: Question) -> Decision:
        await self.asked.put(question)
        return await self.decisions.get()

    def will(self, *decisions: Decision) -> None:
        for decision in decisions:
            self.decisions.put_nowait(decision)


@dataclass
class Bench:
    """A portal, a browser, and an emulator that can be stopped; the act to sign admits keys of anyone."""

    desk: FakeDesk
    pki: Pki
    browser: Browser
    base: str
    port: int
    hand: Hand = field(default_factory=Hand)

    async def emulator(self, stack: AsyncExitStack, chooser: Chooser | None = None) -> None:
        setup = Setup(port=self.port, version=Version.CURRENT)
        await stack.enter_async_context(emulator_service(self.pki, chooser or self.hand, setup, lambda: NOW))

    def cookies(self) -> dict[str, str]:
        return {SETTINGS.session_cookie: self.desk.inside(), "almasu-language": "en"}


@pytest.fixture
async def bench(desk: FakeDesk, pki: Pki, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    plain, port = desk.prepare, free_port()

    async def prepare(session: SessionToken, form: RequestForm) -> ToSign:
        act = replace(await plain(session, form), signer_iin=None)
        desk.acts[act.id] = (act, form)
        return act

    monkeypatch.setattr(desk, "prepare", prepare)
    settings = replace(SETTINGS, signers=(f"ws://127.0.0.1:{port}",))
    async with (
        browser() as opened,
        served(create_portal(desk, settings, MadeUpOffice().offices()), free_port()) as base,
    ):
        yield Bench(desk, pki, opened, base, port)


async def checks(seen: Watched) -> None:
    """Go to the page where a request is signed."""
    await decided(seen)
    await seen.page.click(".acts button:first-child")
    await seen.page.wait_for_url("**/requests/check/*")


async def told(seen: Watched, words: str) -> None:
    """Wait until the page says it, focused, with the button ready for another try."""
    await expect(seen.page.locator("[data-say]")).to_contain_text(words)
    await expect(seen.page.locator("[data-sign]")).to_be_enabled()
    assert await seen.page.evaluate("document.activeElement.matches('[data-say]')")


async def is_kept(seen: Watched) -> None:
    """Change the request and find everything as it was typed."""
    await expect(seen.page.locator("#subject")).to_have_value(FORM.subject)
    await expect(seen.page.locator("#task")).to_have_value(FORM.task)
    await expect(seen.page.locator("#justification")).to_have_value(FORM.justification)
    for number in FORM.resources:
        await expect(seen.page.locator(f"#r{number}")).to_be_checked()


async def test_every_failure_to_sign_is_told_with_a_way_on_and_loses_nothing(bench: Bench) -> None:
    async with watched(bench.browser, bench.base, bench.cookies()) as seen, AsyncExitStack() as machine:
        await checks(seen)
        await seen.page.click("[data-sign]")
        await told(seen, "NCALayer does not answer on this computer.")
        await bench.emulator(machine)
        wrong = Use(f"{OFFICER.iin}-gost", "000000")
        for decisions, words in (
            ((Cancel(),), "Signing was cancelled. Nothing was sent."),
            ((wrong,) * (MOST_TRIES + 1), "The PIN was wrong"),
            ((spoiled(KeyState.EXPIRED),), "The term of this key has ended."),
            ((spoiled(KeyState.REVOKED),), "This key has been revoked."),
        ):
            bench.hand.will(*decisions)
            await seen.page.click("[data-sign]")
            await told(seen, words)
        await findings_of(seen)
        await seen.page.click("text=Change >> nth=0")
        await is_kept(seen)
        assert not [error for error in seen.errors if "CONNECTION_REFUSED" not in error and "inline style" not in error]


async def findings_of(seen: Watched) -> None:
    """Nothing that axe finds stands on the page."""
    assert await findings(seen.page) == []


async def test_a_signature_with_anothers_key_is_refused_and_what_was_written_stays(bench: Bench) -> None:
    async with watched(bench.browser, bench.base, bench.cookies()) as seen, AsyncExitStack() as machine:
        await bench.emulator(machine)
        await checks(seen)
        bench.hand.will(Use(f"{OTHER.iin}-gost", OTHER.pin))
        await seen.page.click("[data-sign]")
        await seen.page.wait_for_selector(".govuk-error-summary")
        assert await seen.page.evaluate("document.activeElement.matches('.govuk-error-summary')")
        await seen.page.click("text=Change the request")
        await is_kept(seen)


async def test_whoever_stops_waiting_leaves_the_page_or_loses_the_signer_tries_again(bench: Bench) -> None:
    async with watched(bench.browser, bench.base, bench.cookies()) as seen:
        await checks(seen)
        async with AsyncExitStack() as machine:
            await bench.emulator(machine)
            await seen.page.click("[data-sign]")
            await bench.hand.asked.get()
            await seen.page.click("[data-stop]")
            await told(seen, "You stopped waiting.")
            assert not await seen.page.is_visible("[data-stop]")
            await seen.page.click("[data-sign]")
            await bench.hand.asked.get()
            await seen.go("/help")
            await seen.page.go_back()
            await expect(seen.page.locator("[data-sign]")).to_be_enabled()
            await seen.page.click("[data-sign]")
            await bench.hand.asked.get()
        await told(seen, "NCALayer was closed before it signed.")


async def test_a_text_that_ran_out_is_made_anew_with_one_press(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interfaces.portal.made_up_views.NOW", datetime.now(UTC))
    async with watched(bench.browser, bench.base, bench.cookies()) as seen:
        await seen.page.clock.install()
        await checks(seen)
        left = await seen.page.evaluate("Number(document.querySelector('#sign-form').dataset.left) * 1000")
        before = seen.page.url
        await seen.page.clock.fast_forward(max(int(left), 0) + 1000)
        await expect(seen.page.locator("[data-say]")).to_contain_text("The time to sign this is over.")
        await expect(seen.page.locator("[data-sign]")).to_be_disabled()
        await seen.page.click("button[data-late]")
        await seen.page.wait_for_url(lambda url: url != before and "/requests/check/" in url)
