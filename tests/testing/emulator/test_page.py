"""The confirmation page: a person sees what is to be signed in plain words, and decides."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from websockets.asyncio.client import connect

from almasu.testing.emulator.page import Visible
from almasu.testing.emulator.running import running
from almasu.testing.emulator.server import Setup
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki
from embedded_pki import NOW, OFFICER
from testing.emulator.talking import Site

ACT = json.dumps({"format": "almasu-act", "human": {"kk": "Сұрау салу", "ru": "Запрос", "en": "A request"}})


@dataclass
class Desk:
    """A site, the page beside it, and a browser's session."""

    site: Site
    address: str
    page: str
    browser: aiohttp.ClientSession

    async def pending(self, wait: float = 10) -> list[dict[str, Any]]:
        async with self.browser.get(f"{self.page}pending?wait={wait}") as answer:
            return await answer.json()

    async def decide(self, **fields: Any) -> int:
        async with self.browser.post(f"{self.page}decide", json=fields) as answer:
            return answer.status


@pytest.fixture
async def desk(pki: Pki) -> AsyncIterator[Desk]:
    async with (
        running(pki, Visible(lambda: NOW), Setup(port=0)) as addresses,
        aiohttp.ClientSession() as browser,
        connect(addresses.socket, origin="http://localhost:8443") as socket,
    ):
        await socket.recv()
        yield Desk(Site(socket, {}), addresses.socket, addresses.page, browser)


@pytest.mark.parametrize(("locale", "words", "button"), [
    ("kk", "Сұрау салу", "Қол қою"), ("ru", "Запрос", "Подписать"), ("en", "A request", "Sign"),
])  # fmt: skip
async def test_the_person_reads_the_act_in_the_language_of_the_site(
    desk: Desk, locale: str, words: str, button: str
) -> None:
    signing = asyncio.create_task(desk.site.sign({"decode": False}, {"iin": OFFICER}, data=ACT, locale=locale))
    (question,) = await desk.pending()
    assert (question["contents"][0]["text"], question["sign"]) == (words, button)
    assert question["origin"] == "http://localhost:8443"
    assert {key["iin"] for key in question["keys"]} == {OFFICER}
    assert await desk.decide(id=question["id"], label=f"{OFFICER}-gost", pin=PEOPLE[0].pin) == 204
    assert (await signing)["body"]["result"][0].startswith("-----BEGIN CMS-----")
    assert await desk.pending(0) == []


async def test_a_wrong_pin_is_told_and_may_be_mended_or_given_up(desk: Desk) -> None:
    signing = asyncio.create_task(desk.site.sign({"decode": False}, data="text", locale="en"))
    (first,) = await desk.pending()
    assert first["trouble"] == ""
    await desk.decide(id=first["id"], label=f"{OFFICER}-gost", pin="000000")
    (second,) = await desk.pending()
    assert "PIN" in second["trouble"]
    assert second["id"] != first["id"]
    assert await desk.decide(id=second["id"], cancel=True) == 204
    assert await signing == {"body": {}, "status": True}


async def test_a_decision_on_nothing_is_refused(desk: Desk) -> None:
    assert await desk.decide(id="0123", cancel=True) == 404
    assert await desk.decide(nothing="known") == 400


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Origin": "https://evil.example", "Content-Type": "application/json"}, b"{}", 403),
        ({"Origin": "null", "Content-Type": "application/json"}, b"{}", 403),
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({"Content-Type": "application/json", "Host": "evil.example"}, b"{}", 421),
        ({"Content-Type": "application/json"}, b"x" * 20_000, 413),
    ],
)
async def test_foreign_pages_cannot_decide(desk: Desk, headers: dict[str, str], body: bytes, status: int) -> None:
    async with desk.browser.post(f"{desk.page}decide", data=body, headers=headers) as answer:
        assert answer.status == status


async def test_the_page_itself_is_inert_and_runs_only_its_own_script(desk: Desk) -> None:
    async with desk.browser.get(desk.page) as answer:
        text = await answer.text()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script src=" in text
    assert "onclick" not in text
    for name in ("page.js", "page.css"):
        async with desk.browser.get(desk.page + name) as answer:
            assert answer.status == 200
    async with desk.browser.get(desk.page + "page.py") as answer:
        assert answer.status == 404


async def test_two_sites_are_asked_about_one_after_another(desk: Desk) -> None:
    async with connect(desk.address) as socket:
        await socket.recv()
        first = asyncio.create_task(desk.site.sign({"decode": False}, data="first"))
        (question,) = await desk.pending()
        second = asyncio.create_task(Site(socket, {}).sign({"decode": False}, data="second"))
        assert [one["contents"][0]["text"] for one in await desk.pending(0)] == ["first"]
        await desk.decide(id=question["id"], cancel=True)
        assert await first == {"body": {}, "status": True}
        (question,) = await desk.pending()
        assert question["contents"][0]["text"] == "second"
        await desk.decide(id=question["id"], cancel=True)
        assert await second == {"body": {}, "status": True}
