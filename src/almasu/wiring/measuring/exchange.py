"""Measure the main job: signed requests to one instant register, decided, sealed, journalled and answered."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from almasu.wiring.demo.run import Demo
from almasu.wiring.measuring.figures import Figure, figure, percentile
from almasu.wiring.measuring.node_under_load import Desk, node_under_load, request_form, signed_in

REGISTER = 10
"""Agricultural machinery, asked over REST: it answers at once."""
AT_ONCE = 24
PORTALS = 2
FAMILIES = (("rsa", 1.0, 500.0), ("gost", 0.45, 120.0))
"""Families of keys, how many requests of each are made ready, as a share of the first, and the load to be carried."""


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Start a node and measure it; the load generator and the database share its machine."""
    requests = 4_000 if full else 1_200
    with node_under_load(PORTALS, told) as demo:
        return asyncio.run(_measured(demo, requests, told))


async def _measured(demo: Demo, requests: int, told: Callable[[str], None]) -> list[Figure]:
    figures: list[Figure] = []
    for family, share, load in FAMILIES:
        wanted = int(requests * share)
        async with signed_in(demo, family, AT_ONCE * 2) as desk:
            told(f"{wanted} requests signed with {family}")
            plain = await _per_second(_get(desk, demo), wanted)
            prepared, ready = await _prepared(demo, desk, wanted)
            sending = iter(prepared[: wanted * 3 // 4])
            sent = await _per_second(_send(desk, sending), wanted * 3 // 4)
            figures.append(figure(f"{family}_requests", sent, "1/s", plain))
            figures.append(figure(f"{family}_prepare_and_sign", ready, "1/s", plain))
            half = min(sent, load) / 2
            late = await _at_rate(_send(desk, iter(prepared[wanted * 3 // 4 :])), wanted // 4, half)
            quiet = await _at_rate(_get(desk, demo), wanted // 4, half)
            added = percentile(late, 0.99) - percentile(quiet, 0.99)
            figures.append(figure(f"{family}_p99_at_half_load", percentile(late, 0.99) * 1e3, "ms", 50.0))
            figures.append(figure(f"{family}_added_p99_at_half_load", added * 1e3, "ms", 50.0))
    figures.append(figure("largest_portal_process", _largest_portal(), "MB", 400.0))
    return figures


async def _prepared(demo: Demo, desk: Desk, wanted: int) -> tuple[list[tuple[int, Mapping[str, Any]]], float]:
    """Return signed acts ready to be sent, each with the number of its officer, and how many a second were made."""
    made: list[tuple[int, Mapping[str, Any]]] = []
    numbers = count()

    async def one() -> None:
        number = next(numbers)
        prepared = await desk.officer(number).prepare(request_form(demo, [REGISTER], number))
        made.append((number, prepared))

    speed = await _per_second(one, wanted)
    return made, speed


def _send(desk: Desk, prepared: Iterator[tuple[int, Mapping[str, Any]]]) -> Callable[[], Awaitable[None]]:
    async def one() -> None:
        number, act = next(prepared)
        answered = await desk.officer(number).send(act, wait=10)
        if not answered["settled"]:
            raise RuntimeError(f"the register did not answer: {answered['rows']}")

    return one


def _get(desk: Desk, demo: Demo) -> Callable[[], Awaitable[None]]:
    async def one() -> None:
        async with desk.http.get(f"{demo.portal}/log/receipts.vkey") as answer:
            await answer.read()

    return one


async def _per_second(act: Callable[[], Awaitable[None]], times: int) -> float:
    """Do an act so many times, `AT_ONCE` together, and return how many a second were done."""
    left = iter(range(times))

    async def work() -> None:
        for _ in left:
            await act()

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return times / (time.perf_counter() - began)


async def _at_rate(act: Callable[[], Awaitable[None]], times: int, per_second: float) -> list[float]:
    """Begin an act at a steady rate, whatever the others do, and return how long each took, in seconds."""
    took: list[float] = []

    async def one(due: float) -> None:
        await act()
        took.append(time.perf_counter() - due)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(times):
            due = began + number / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(one(due))
    return took


def _largest_portal() -> float:
    """Return the most memory a portal process of ours has used, in MB, as the system counts it."""
    peaks = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes()
            text = status.read_text()
        except OSError:
            continue
        if b"almasu.interfaces.site" in command and f"PPid:\t{os.getpid()}\n" in text:
            peaks += [int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("VmHWM")]
    return max(peaks)
