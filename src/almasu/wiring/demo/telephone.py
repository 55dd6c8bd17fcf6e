"""The telephones of a demo: what a person reads in the last message to their number."""

from __future__ import annotations

from aiohttp import ClientSession

LONGEST_WAIT = 30
"""Seconds until a first message must have come."""


async def newest_code(http: ClientSession, telephone: str, phone: str) -> str:
    """Return the code in the last message to a number; LookupError where none came.

    `telephone` is the address of the demo's telephones. The portal hands a code to the carrier before it asks for it,
    so that the last message holds the code of the sign-in that is under way.
    """
    asked = {"phone": phone, "count": "1", "wait": str(LONGEST_WAIT)}
    async with http.get(f"{telephone}/messages", params=asked) as answer:
        messages = await answer.json()
    if not messages:
        raise LookupError(f"no message came to {phone}")
    return str(messages[-1]["text"]).rsplit(" ", 1)[1]
