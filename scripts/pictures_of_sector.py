"""The pictures of the exchange with banks: its story is played, and the centre looks at the sector in numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import ClientSession
from pictures_of_provision import COOKIE, Played
from playwright.sync_api import Page

from almasu.wiring.demo.joining import CENTRE, market_of, member
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.sector import start_machines, start_sector
from almasu.wiring.demo.story import play

STATISTICS = "sector-statistics"


def play_sector(running: Demo, tell: Callable[[str], None]) -> Played:
    """Play the story of a few banks, before a browser is opened: it runs a loop of its own."""
    address = start_sector(running)
    start_machines(running)
    if play(running, market_of(running, whole=False), tell) != 0:
        raise SystemExit("screenshots: the story of the sector did not come true")
    return Played(address, asyncio.run(_session(running)))


def take_sector(played: Played, page: Page, take: Callable[[Page, str], None]) -> None:
    """Take the statistics whole."""
    page.context.add_cookies([{"name": COOKIE, "value": played.session, "url": played.address}])
    page.goto(f"{played.address}/statistics?language=en")
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": 1280, "height": whole})
    take(page, STATISTICS)


async def _session(running: Demo) -> str:
    """Return the session of the centre, come in with their EDS as a program does."""
    async with ClientSession() as http:
        return str((await member(running, http, CENTRE).comes_in())["token"])
