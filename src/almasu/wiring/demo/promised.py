"""What a story of a demo promises is looked for: it holds, and the journal verifies as it does for a stranger."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined

Say = Callable[[str], None]
"""Hears each step of a story, in words."""
PATIENCE, LOOK_AGAIN = 90.0, 0.3
FAULTS = 500
"""Statuses from here on are faults of the node: no refusal."""


class NotAsItMustBe(Exception):
    """Something a story promises did not come true."""


def must(holds: object, otherwise: str) -> None:
    """Raise NotAsItMustBe unless something holds."""
    if not holds:
        raise NotAsItMustBe(otherwise)


async def until(look: Callable[[], Awaitable[Any]], what: str) -> Any:  # noqa: ANN401 - whatever is looked for
    """Look again and again until something is there, and return it; raise NotAsItMustBe where it never comes."""
    ends = time.monotonic() + PATIENCE
    while not (found := await look()):
        must(time.monotonic() < ends, f"{what} did not come")
        await asyncio.sleep(LOOK_AGAIN)
    return found


async def comes(member: Member, place: str, fits: Callable[[Any], bool]) -> Any:  # noqa: ANN401 - JSON
    """Return what fits, once it is in somebody's list at an address; raise NotAsItMustBe where it never comes."""

    async def there() -> Any:  # noqa: ANN401 - JSON
        return next((one for one in await member.get(place) if fits(one)), None)

    return await until(there, f"what is awaited at {place}")


async def declined(doing: Awaitable[Any], otherwise: str) -> Declined:
    """Return the problem by which a node refuses to do something; raise NotAsItMustBe where it does it, or fails."""
    try:
        await doing
    except Declined as refused:
        must(refused.status < FAULTS, f"no refusal but a fault: {refused}")
        return refused
    raise NotAsItMustBe(otherwise)


def verify_journal(portal: str, say: Say) -> None:
    """Verify the journal of the node at an address as a stranger does: with the verifier, over the network."""
    command = [sys.executable, "-m", "almasu", "journal", "verify", "--from-url", f"{portal}/log"]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)
    must(verified.returncode == 0, f"the journal of {portal} does not verify: {verified.stdout}{verified.stderr}")
    say(verified.stdout.strip().splitlines()[-1])
