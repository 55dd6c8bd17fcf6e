"""The mailbox that notices of a demo's bank go to, registered by its head as any other."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import ClientSession

from almasu.testing.people import KEREGE_BIN, SECTOR
from almasu.wiring.demo.joining import member
from almasu.wiring.demo.preparation import SECTOR_FOLDER
from almasu.wiring.demo.run import Demo

MAILBOX = "duty@kerege.example.kz"
HEAD = next(one for one in SECTOR if one.role == "head_of_security" and one.body_bin == KEREGE_BIN)


async def open_mailbox(demo: Demo, say: Callable[[str], None]) -> None:
    """Let the head register the mailbox by a signed act; one that is there already stays."""
    async with ClientSession() as http:
        head = member(demo, http, HEAD)
        await head.comes_in()
        if any(one["address"] == MAILBOX for one in await head.get("/notice-places")):
            return
        await head.signs("/notice-places", {"channel": "mail", "address": MAILBOX})
    say(f"notices of a bank go to a mailbox; its letters are in {SECTOR_FOLDER}/mail")
