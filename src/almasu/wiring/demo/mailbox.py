"""Where notices of a demo's bank go, registered by its head as any other: a mailbox, and the webhook of a program."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import ClientSession

from almasu.testing.people import KEREGE_BIN, SECTOR
from almasu.wiring.demo.joining import member
from almasu.wiring.demo.outside import key_file, webhook_of
from almasu.wiring.demo.preparation import SECTOR_FOLDER
from almasu.wiring.demo.run import Demo

MAILBOX = "duty@kerege.example.kz"
HEAD = next(one for one in SECTOR if one.role == "head_of_security" and one.body_bin == KEREGE_BIN)


async def open_mailbox(demo: Demo, say: Callable[[str], None]) -> None:
    """Let the head register both by signed acts; what is there already stays."""
    async with ClientSession() as http:
        head = member(demo, http, HEAD)
        await head.comes_in()
        known = {one["address"] for one in await head.get("/notice-places")}
        webhook = webhook_of(demo.plan)
        if MAILBOX not in known:
            await head.signs("/notice-places", {"channel": "mail", "address": MAILBOX})
        if webhook not in known:
            opened = await head.signs("/notice-places", {"channel": "webhook", "address": webhook})
            _keep_key(demo, opened["key"])
    if not known >= {MAILBOX, webhook}:
        say(f"notices of a bank go to a mailbox and a webhook: {SECTOR_FOLDER}/mail and {SECTOR_FOLDER}/notices")


def _keep_key(demo: Demo, key: str) -> None:
    file = key_file(demo.data)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(key)
