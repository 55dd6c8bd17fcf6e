"""The pictures of giving data to the Agency: a body's set goes down the ladder and back up, and an officer looks on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import ClientSession
from playwright.sync_api import Page

from almasu.testing.provision.bodies import somebody
from almasu.wiring.demo.giving import play
from almasu.wiring.demo.provision import giver, start_provision
from almasu.wiring.demo.run import Demo

COOKIE = "almasu-session"
PLACES = {"provision-overview": "/provision/overview", "provision-ways": "/provision/ways"}
TALL = {"width": 1280, "height": 1240}
LOOKED_AT = "Land cadastre"
"""The set that went all the way down: its page tells every proof and what it takes to climb."""


@dataclass(frozen=True, slots=True)
class Played:
    """Where the node of provision is, and the session of the officer of the Agency."""

    address: str
    session: str


def play_provision(running: Demo, tell: Callable[[str], None]) -> Played:
    """Play the story of five bodies, before a browser is opened: each runs a loop of its own."""
    address = start_provision(running)
    if play(running, tell) != 0:
        raise SystemExit("screenshots: the story of giving data did not come true")
    return Played(address, asyncio.run(_session(running)))


def take_provision(played: Played, page: Page, take: Callable[[Page, str], None]) -> None:
    """Take the pages that tell how it stands."""
    page.context.add_cookies([{"name": COOKIE, "value": played.session, "url": played.address}])
    page.set_viewport_size(TALL)
    for name, place in PLACES.items():
        page.goto(f"{played.address}{place}?language=en")
        take(page, name)
    page.get_by_role("link", name=LOOKED_AT).click()
    take(page, "provision-way")


async def _session(running: Demo) -> str:
    """Return the session of the officer of the Agency, come in with their EDS as a program does."""
    async with ClientSession() as http:
        return str((await giver(running, http, somebody("agency_officer")).comes_in())["token"])
