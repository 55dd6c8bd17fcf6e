"""Measure the main job: signed requests to one instant register, decided, sealed, journalled and answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path

import msgspec
import uvloop

from almasu.law.problem import Fault
from almasu.store.database import Database
from almasu.store.postgres import running
from almasu.wiring.demo.run import Demo
from almasu.wiring.measuring.figures import Figure, figure
from almasu.wiring.measuring.lines import Lines, get, post
from almasu.wiring.measuring.node_under_load import Desk, node_under_load, request_form, signed_in
from almasu.wiring.measuring.own_core import may_choose_cores, own_core_for_the_site
from almasu.wiring.measuring.steady import Act, at_rate, commits, tail, write_ahead

REGISTER = 10
"""Agricultural machinery, asked over REST: it answers at once."""
AT_ONCE = 96
"""Officers whose requests are under way at the same moment where it is asked how many a second can be carried."""
SIGNING = 12
"""Officers who prepare and sign at once: their keys work in the load generator, which must not lag behind the site."""
CAUGHT_UP_AFTER = 1.5
"""Seconds within which the journal has ordered, archived and co-signed whatever was sent."""
PORTALS = 2
LOG_MEGABYTES = 128
"""More than the short run writes to the database's log."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many requests are sent: first, uncounted; as many at once as can be carried; at half of the load; to a site
    that has one core. `beside` are the plain GETs, and the commits of nothing, before and again after the half load.
    """

    first: int
    at_once: int
    at_half: int
    on_one_core: int
    beside: int

    @property
    def wanted(self) -> int:
        """Return how many signed requests must be made ready."""
        return self.first + self.at_once + self.at_half + self.on_one_core


@dataclass(frozen=True, slots=True)
class Family:
    """A family of keys: the load that must be carried, a second, and how much is sent by default and in full."""

    name: str
    load: float
    short: Sizes
    full: Sizes


FAMILIES = (
    Family("rsa", 500.0, Sizes(60, 400, 1_000, 96, 125), Sizes(200, 2_000, 5_000, 800, 1_000)),
    Family("gost", 120.0, Sizes(24, 150, 180, 48, 45), Sizes(100, 900, 2_000, 400, 300)),
)


class Answered(msgspec.Struct):
    """What the load generator reads of an answer."""

    settled: bool


def measured(full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Start a node and measure it; the load generator and the database share its machine."""
    with node_under_load(PORTALS, told) as demo, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_in_use(demo, full))
        figures = [one for family in FAMILIES for one in runner.run(_of_family(demo, family, full, told))]
        return [*figures, figure("largest_portal_process", _largest_portal(demo), "MB", 400.0)]


async def _in_use(demo: Demo, full: bool) -> None:
    async with _database(demo) as database:
        await write_ahead(database, LOG_MEGABYTES * (3 if full else 1))


async def _of_family(demo: Demo, family: Family, full: bool, told: Callable[[str], None]) -> list[Figure]:
    """Measure requests signed with keys of one family: as many as can be carried, then half of the load asked for.

    The first ones are not counted: every connection to the database plans its statements once.
    """
    sizes = family.full if full else family.short
    async with signed_in(demo, family.name, AT_ONCE) as desk:
        told(f"{sizes.wanted} requests signed with {family.name}")
        prepared, ready = await _prepared(demo, desk, sizes.wanted)
    async with aclosing(Lines("localhost", demo.plan.portal)) as lines:
        sending, quiet = _send(lines, iter(prepared)), _get(lines, demo)
        plain = await _per_second(quiet, sizes.at_once)
        await _per_second(sending, sizes.first)
        sent = await _per_second(sending, sizes.at_once)
        figures = [
            figure(f"{family.name}_requests", sent, "1/s", plain),
            figure(f"{family.name}_prepare_and_sign", ready, "1/s", plain),
            *await _at_half_load(demo, family, sizes, min(sent, family.load) / 2, (sending, quiet)),
        ]
        if may_choose_cores():
            with own_core_for_the_site(_of_site(demo)):
                alone = await _per_second(sending, sizes.on_one_core)
            figures.append(figure(f"{family.name}_requests_per_core_of_the_site", alone, "1/s", family.load / 2))
        return figures


async def _at_half_load(
    demo: Demo, family: Family, sizes: Sizes, per_second: float, acts: tuple[Act, Act]
) -> list[Figure]:
    """Send requests at a steady rate once the journal has caught up with the full load, and tell what they took.

    What is added is told beside the machine's own tail: plain GETs and, in the same seconds, commits of nothing at the
    same rate, half of them just before and half just after, so that a machine which others use shows itself.
    """
    sending, quiet = acts
    gets: list[float] = []
    flushed: list[float] = []
    async with _database(demo) as database:

        async def beside() -> None:
            empty = commits(database, sizes.beside, per_second)
            flushes, took = await asyncio.gather(empty, at_rate(quiet, sizes.beside, per_second))
            flushed.extend(flushes)
            gets.extend(took)

        await asyncio.sleep(CAUGHT_UP_AFTER)
        await beside()
        took = tail(await at_rate(sending, sizes.at_half, per_second))
        await beside()
    plain, empty, name = tail(gets), tail(flushed), family.name
    return [
        figure(f"{name}_half_load", per_second, "1/s", family.load / 2),
        figure(f"{name}_p50_at_half_load", took.p50, "ms", plain.p50),
        figure(f"{name}_p90_at_half_load", took.p90, "ms", plain.p90),
        figure(f"{name}_p99_at_half_load", took.p99, "ms", plain.p99),
        figure(f"{name}_p99_beside_an_empty_commit", took.p99, "ms", empty.p99),
        figure(f"{name}_added_p99_at_half_load", took.p99 - plain.p99, "ms", 50.0),
    ]


@asynccontextmanager
async def _database(demo: Demo) -> AsyncIterator[Database]:
    """Give the server that the node's database is on, as whoever runs it: its log is that of all its databases."""
    url = running(demo.data / "postgres")
    if url is None:
        raise Fault("the demo's own PostgreSQL does not run")
    database = await Database.open(url, 4)
    try:
        yield database
    finally:
        await database.close()


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


def _send(lines: Lines, prepared: Iterator[bytes]) -> Act:
    async def one() -> None:
        answer = await lines.ask(next(prepared), HTTPStatus.CREATED)
        if not msgspec.json.decode(answer, type=Answered).settled:
            raise RuntimeError(f"the register did not answer: {answer!r}")

    return one


def _get(lines: Lines, demo: Demo) -> Act:
    request = get(f"localhost:{demo.plan.portal}", "/log/receipts.vkey")

    async def one() -> None:
        await lines.ask(request)

    return one


async def _per_second(act: Act, times: int, at_once: int = AT_ONCE) -> float:
    """Do an act so many times, so many of them together, and return how many a second were done."""
    left = iter(range(times))

    async def work() -> None:
        for _ in left:
            await act()

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return times / (time.perf_counter() - began)


def _of_site(demo: Demo, names: tuple[str, ...] = ("portal", "worker")) -> frozenset[int]:
    """Return the numbers of the node's own processes whose names begin so."""
    return frozenset(process for name, process in demo.parts.processes().items() if name.startswith(names))


def _largest_portal(demo: Demo) -> float:
    """Return the most memory a portal process has used, in MB, as the system counts it; 0 where it does not."""
    peaks = [0.0]
    for process in _of_site(demo, ("portal",)):
        with suppress(OSError):
            lines = Path(f"/proc/{process}/status").read_text().splitlines()
            peaks += [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
    return max(peaks)
