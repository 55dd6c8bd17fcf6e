"""Measure a dossier: all registers at once, some slow, some dead, alone and eight at the same time."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import ClientSession

from almasu.law import moment
from almasu.wiring.demo.plan import HOST
from almasu.wiring.demo.run import Demo
from almasu.wiring.measuring.figures import Figure, figure, percentile
from almasu.wiring.measuring.node_under_load import Desk, node_under_load, request_form, signed_in
from almasu.wiring.running import now

SLOW_SHARE, SLOW_SECONDS, DEAD_SHARE = 0.10, 2.0, 0.05
WAIT = 10.0


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Start a node with misbehaving registers and measure its dossiers."""
    rounds = 12 if full else 4
    with node_under_load(2, told) as demo:
        return asyncio.run(_measured(demo, rounds, told))


async def _measured(demo: Demo, rounds: int, told: Callable[[str], None]) -> list[Figure]:
    async with signed_in(demo, "rsa", 64) as desk:
        resources = [one["number"] for one in await desk.officers[0].get("/resources") if "iin" in one["keys"]]
        healthy = [await _dossier(demo, desk, resources, number) for number in range(rounds)]
        told(f"{len(resources)} registers, all well")
        await _misbehave(desk.http, demo, resources)
        told(f"{SLOW_SHARE:.0%} slow by {SLOW_SECONDS:g} s, {DEAD_SHARE:.0%} dead")
        alone = [await _dossier(demo, desk, resources, number) for number in range(rounds)]
        together: list[float] = []
        for number in range(max(2, rounds // 2)):
            eight = (_dossier(demo, desk, resources, number * 8 + one) for one in range(8))
            together += await asyncio.gather(*eight)
    return [
        figure("healthy_alone_p95", percentile(healthy, 0.95) * 1e3, "ms", 100.0),
        figure("alone_p95", percentile(alone, 0.95), "s", 3.0),
        figure("eight_at_once_p95", percentile(together, 0.95), "s", 3.0),
        figure("own_overhead_alone", (percentile(alone, 0.5) - SLOW_SECONDS) * 1e3, "ms", 100.0),
    ]


async def _dossier(demo: Demo, desk: Desk, resources: list[int], number: int) -> float:
    """Send one request to all registers and return the seconds until every live one has answered and is kept."""
    officer = desk.officer(number)
    prepared = await officer.prepare(request_form(demo, resources, number))
    began = now()
    request: Mapping[str, Any] = await officer.send(prepared, wait=WAIT)
    settled = [moment.read(row["settled_at"]) for row in request["rows"] if row["settled_at"]]
    if len(settled) < len(resources) * (1 - DEAD_SHARE) - 1:
        raise RuntimeError(f"only {len(settled)} of {len(resources)} registers answered")
    return (max(settled) - began).total_seconds()


async def _misbehave(http: ClientSession, demo: Demo, resources: list[int]) -> None:
    """Make a tenth of the registers slow and a twentieth dead; always the same ones."""
    chosen = random.Random(52).sample(resources, round(len(resources) * (SLOW_SHARE + DEAD_SHARE)))  # noqa: S311
    dead = round(len(resources) * DEAD_SHARE)
    for place, number in enumerate(chosen):
        manner: dict[str, Any] = {"manner": "slow", "seconds": SLOW_SECONDS}
        if place < dead:
            manner = {"manner": "down" if place % 2 else "hanging"}
        address = f"http://{HOST}:{demo.plan.control}/registers/{number}"
        async with http.put(address, json=manner) as answer:
            answer.raise_for_status()
