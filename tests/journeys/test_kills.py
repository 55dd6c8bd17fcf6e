"""Killed at random points (`kill -9`): no accepted request is lost, no answer is shown that the journal lacks."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Mapping
from statistics import median
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout

from almasu.testing.outside.officer import Declined, Officer
from almasu.wiring.demo.run import Demo
from almasu.wiring.measuring.node_under_load import request_form, signed_in

log = logging.getLogger(__name__)

REGISTERS = [6, 10, 17]
AT_ONCE = 4
PATIENCE = 60.0


@pytest.mark.timeout(400)
def test_fifteen_kills_lose_nothing(demo: Demo) -> None:
    asyncio.run(killed_and_checked(demo, kills=15, seed=15))


@pytest.mark.trial
@pytest.mark.timeout(3600)
def test_three_hundred_kills_lose_nothing(demo: Demo) -> None:
    asyncio.run(killed_and_checked(demo, kills=300, seed=300))


async def killed_and_checked(demo: Demo, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    accepted: dict[str, str] = {}
    away: list[float] = []
    async with signed_in(demo, "rsa", 16) as desk:
        for number in range(kills):
            sending = [asyncio.create_task(send(desk.officer(n), demo, accepted, number)) for n in range(AT_ONCE)]
            await asyncio.sleep(chance.uniform(0.0, 0.6))
            victim = chance.choice(["portal-1", "portal-1", "worker"])
            await asyncio.to_thread(demo.parts.kill, victim)
            killed = time.monotonic()
            await asyncio.to_thread(demo.parts.restart, victim)
            await asyncio.to_thread(demo.parts.await_ready)
            away.append(time.monotonic() - killed)
            await asyncio.gather(*sending)
        assert accepted, "nothing was accepted between the kills"
        for number, officer in owners(accepted, desk.officers):
            await everything_came(desk.http, demo, officer, number)
    log.info("%d kills, %d accepted; back in %.1f s, at most %.1f s", kills, len(accepted), median(away), max(away))


async def send(officer: Officer, demo: Demo, accepted: dict[str, str], number: int) -> None:
    """Send a request; when the node answered 201, it has promised. A broken connection promised nothing."""
    try:
        prepared = await officer.prepare(request_form(demo, REGISTERS, number))
        request = await officer.send(prepared, wait=0)
    except (ClientError, TimeoutError, ConnectionError):
        return
    except Declined as declined:
        if declined.status in {409, 410, 503}:
            return
        raise
    accepted[request["id"]] = officer.token


def owners(accepted: Mapping[str, str], officers: tuple[Officer, ...]) -> list[tuple[str, Officer]]:
    by_token = {officer.token: officer for officer in officers}
    return [(number, by_token[token]) for number, token in accepted.items()]


async def everything_came(http: ClientSession, demo: Demo, officer: Officer, number: str) -> None:
    """An accepted request is there, all its registers have answered, and the journal has every leaf that is shown."""
    request = await officer.settled(number, PATIENCE)
    assert request["settled"], f"registers of {number} were never asked again: {request['rows']}"
    for leaf in [request["leaf"], *(row["leaf"] for row in request["rows"])]:
        assert await is_in_journal(http, demo, leaf), f"a leaf that was shown is not in the journal: {leaf}"


async def is_in_journal(http: ClientSession, demo: Demo, leaf: str) -> bool:
    ends = asyncio.get_running_loop().time() + PATIENCE
    while asyncio.get_running_loop().time() < ends:
        found = await place_of(http, demo, leaf)
        if found.get("place") == "included":
            return True
        await asyncio.sleep(0.1)
    return False


async def place_of(http: ClientSession, demo: Demo, leaf: str) -> Mapping[str, Any]:
    async with http.get(f"{demo.portal}/log/leaf/{leaf}", timeout=ClientTimeout(total=10)) as answer:
        return await answer.json()  # type: ignore[no-any-return]
