"""A real Chromium: a page asks over the socket, and the person confirms on the emulator's own page."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import expect

from almasu.testing.emulator.page import Visible
from almasu.testing.emulator.running import running
from almasu.testing.emulator.server import Setup
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki
from embedded_pki import NOW, OFFICER
from interfaces.portal.browsing import browser

pytestmark = pytest.mark.browser

# What a site's own script does: waits for the greeting, sends one call, hands over the answer.
SITE = """([address, call]) => new Promise((resolve, reject) => {
  const socket = new WebSocket(address);
  let greeted = false;
  socket.onmessage = ({ data }) => {
    if (greeted) { resolve(JSON.parse(data)); }
    else { greeted = true; socket.send(JSON.stringify(call)); }
  };
  socket.onerror = () => reject(new Error("no connection"));
})"""
CALL = {
    "module": "kz.gov.pki.knca.basics",
    "method": "sign",
    "args": {
        "allowedStorages": None,
        "format": "cms",
        "data": '{"human": {"kk": "Сұрау № 7", "ru": "Запрос № 7", "en": "Request no. 7"}}',
        "signingParams": {"decode": False, "encapsulate": False, "digested": False},
        "signerParams": {"extKeyUsageOids": ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"], "iin": OFFICER, "chain": []},
        "locale": "kk",
    },
}


def empty_site() -> web.Application:
    """A site of this machine with one empty page."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><title>Site</title>", content_type="text/html")

    made = web.Application()
    made.router.add_get("/", page)
    return made


async def test_a_person_confirms_in_the_browser_after_a_wrong_pin(pki: Pki) -> None:
    errors: list[str] = []
    async with (
        running(pki, Visible(lambda: NOW), Setup(port=0)) as addresses,
        TestServer(empty_site()) as portal,
        browser() as chromium,
    ):
        desk, site = await chromium.new_page(), await chromium.new_page()
        desk.on("pageerror", lambda error: errors.append(str(error)))
        desk.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        await desk.goto(addresses.page)
        await expect(desk.get_by_text("Қол қоюға сұрау жоқ.")).to_be_visible()
        await site.goto(str(portal.make_url("/")))
        signing = asyncio.create_task(site.evaluate(SITE, [addresses.socket, CALL]))
        await expect(desk.get_by_text("Сұрау № 7")).to_be_visible()
        assert await desk.locator("html").get_attribute("lang") == "kk"
        for pin in ("000000", PEOPLE[0].pin):
            await desk.get_by_label("PIN-код").fill(pin)
            await desk.get_by_role("button", name="Қол қою").click()
            if pin == "000000":
                await expect(desk.get_by_role("alert")).to_contain_text("PIN-код қате")
        reply = await signing
        await expect(desk.get_by_text("Қол қоюға сұрау жоқ.")).to_be_visible()
    assert reply["body"]["result"][0].startswith("-----BEGIN CMS-----")
    assert errors == []
