"""Measure the main job: signed requests to one instant register, decided, sealed, journalled and answered."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing
from http import HTTPStatus
from itertools import count
from pathlib import Path

import msgspec
import uvloop

from almasu.wiring.demo.run import Demo
from almasu.wiring.measuring.figures import Figure, figure, percentile
from almasu.wiring.measuring.lines import Lines, get, post
from almasu.wiring.measuring.node_under_load import Desk, node_under_load, request_form, signed_in
from almasu.wiring.measuring.own_core import may_choose_cores, own_core_for_the_site

REGISTER = 10
"""Agricultural machinery, asked over REST: it answers at once."""
AT_ONCE = 96
"""Officers whose requests are under way at the same moment where it is asked how many a second can be carried."""
SIGNING = 12
"""Officers who prepare and sign at once: their keys work in the load generator, which must not lag behind the site."""
CAUGHT_UP_AFTER = 1.5
"""Seconds within which the journal has ordered, archived and co-signed whatever was sent."""
PORTALS = 2
FAMILIES = (("rsa", 1.0, 500.0), ("gost", 0.45, 120.0))
"""Families of keys, how many requests of each are made ready, as a share of the first, and the load to be carried."""


class Answered(msgspec.Struct):
    """What the load generator reads of an answer."""

    settled: bool


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Start a node and measure it; the load generator and the database share its machine."""
    requests = 4_000 if full else 1_200
    with node_under_load(PORTALS, told) as demo, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        figures = [
            one
            for family, share, load in FAMILIES
            for one in runner.run(_of_family(demo, family, int(requests * share), load, told))
        ]
        return [*figures, figure("largest_portal_process", _largest_portal(), "MB", 400.0)]


async def _of_family(
    demo: Demo, family: str, wanted: int, load: float, told: Callable[[str], None]
) -> tuple[Figure, ...]:
    """Measure requests signed with keys of one family: as many as can be carried, then half of the load asked for.

    The first ones are not counted: every connection to the database plans its statements once. Half of the load is
    sent when the journal has caught up with the full one.
    """
    async with signed_in(demo, family, AT_ONCE) as desk:
        told(f"{wanted} requests signed with {family}")
        prepared, ready = await _prepared(demo, desk, wanted)
    async with aclosing(Lines("localhost", demo.plan.portal)) as lines:
        sending, quiet = _send(lines, iter(prepared)), _get(lines, demo)
        plain = await _per_second(quiet, wanted)
        await _per_second(sending, wanted // 15)
        sent = await _per_second(sending, wanted // 2)
        await asyncio.sleep(CAUGHT_UP_AFTER)
        half = min(sent, load) / 2
        late = percentile(await _at_rate(sending, wanted // 5, half), 0.99) * 1e3
        added = late - percentile(await _at_rate(quiet, wanted // 5, half), 0.99) * 1e3
        figures = (
            figure(f"{family}_requests", sent, "1/s", plain),
            figure(f"{family}_prepare_and_sign", ready, "1/s", plain),
            figure(f"{family}_p99_at_half_load", late, "ms", 50.0),
            figure(f"{family}_added_p99_at_half_load", added, "ms", 50.0),
        )
        if not may_choose_cores():
            return figures
        with own_core_for_the_site():
            alone = await _per_second(sending, wanted // 5)
        return *figures, figure(f"{family}_requests_per_core_of_the_site", alone, "1/s", load / 2)


async def _prepared(demo: Demo, desk: Desk, wanted: int) -> tuple[list[bytes], float]:
    """Return signed requests ready to be sent, and how many a second were made."""
    made: list[bytes] = []
    numbers = count()

    async def one() -> None:
        number = next(numbers)
        officer = desk.officer(number)
        signed = await officer.prepare(request_form(demo, [REGISTER], number))
        made.append(post(f"localhost:{demo.plan.portal}", "/api/v1/requests?wait=10", officer.token, signed))

    speed = await _per_second(one, wanted, SIGNING)
    return made, speed


def _send(lines: Lines, prepared: Iterator[bytes]) -> Callable[[], Awaitable[None]]:
    async def one() -> None:
        answer = await lines.ask(next(prepared), HTTPStatus.CREATED)
        if not msgspec.json.decode(answer, type=Answered).settled:
            raise RuntimeError(f"the register did not answer: {answer!r}")

    return one


def _get(lines: Lines, demo: Demo) -> Callable[[], Awaitable[None]]:
    request = get(f"localhost:{demo.plan.portal}", "/log/receipts.vkey")

    async def one() -> None:
        await lines.ask(request)

    return one


async def _per_second(act: Callable[[], Awaitable[None]], times: int, at_once: int = AT_ONCE) -> float:
    """Do an act so many times, so many of them together, and return how many a second were done."""
    left = iter(range(times))

    async def work() -> None:
        for _ in left:
            await act()

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
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
