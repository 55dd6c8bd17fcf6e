"""The standing work of the provision zone: what the worker does again and again, without anybody's order."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from almasu.actions.provision.answering import ask_waiting
from almasu.actions.provision.channels import reach_of
from almasu.actions.provision.destroy import destroy_due
from almasu.actions.provision.entrances import sweep_entrances
from almasu.actions.provision.fetch_delivery import ask_scheduled, fetch_waiting
from almasu.actions.provision.give_up_files import give_up_files
from almasu.actions.provision.make_obligations import make_obligations
from almasu.actions.provision.read_delivery import read_waiting
from almasu.actions.provision.remind import remind, warn_acts
from almasu.actions.provision.seats import end_seats
from almasu.actions.provision.sweep_spool import sweep_spool
from almasu.actions.provision.watch_ways import measure_channels, tick_ladders
from almasu.wiring.running import Running

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of standing work: its name in the log, how to do it once, and after how many seconds it is done again."""

    name: str
    work: Callable[[], Awaitable[None]]
    every: float


def jobs_of(running: Running) -> tuple[Job, ...]:
    """Return the standing work over one node."""
    return (
        Job("asking the systems of bodies", partial(_ask_waiting, running), 30.0),
        Job("measuring channels", partial(_measure_channels, running), 60.0),
        Job("climbing back to better ways", partial(_tick_ladders, running), 60.0),
        Job("making what falls due by schedules", partial(_make_obligations, running), 300.0),
        Job("reminding of what is due and of acts that end", partial(_remind, running), 300.0),
        Job("fetching feeds", partial(_fetch_feeds, running), 5.0),
        Job("reading feeds", partial(_read_feeds, running), 2.0),
        Job("sweeping what a crash left behind", partial(_sweep_spool, running), 60.0),
        Job("destroying keys of servers that nobody signed", partial(_sweep_entrances, running), 60.0),
        Job("giving up files that stopped coming in", partial(_give_up_files, running), 600.0),
        Job("destroying materials whose time is over", partial(_destroy_due, running), 60.0),
        Job("ending seats", partial(_end_seats, running), 10.0),
    )


async def _ask_waiting(running: Running) -> None:
    asked = await ask_waiting(running.node, running.now())
    if asked:
        log.info("asked the systems of bodies %d questions", asked)


async def _measure_channels(running: Running) -> None:
    measured = await measure_channels(running.node, reach_of(running.node), running.now())
    if measured:
        log.info("measured %d channels", measured)


async def _tick_ladders(running: Running) -> None:
    looked = await tick_ladders(running.node, reach_of(running.node), running.now())
    if looked:
        log.info("looked at the ways of %d sets", looked)


async def _make_obligations(running: Running) -> None:
    made = await make_obligations(running.node, running.now())
    if made:
        log.info("%d deliveries fall due by schedules", made)


async def _remind(running: Running) -> None:
    told = await remind(running.node, running.now()) + await warn_acts(running.node, running.now())
    if told:
        log.info("reminded both sides of %d things", told)


async def _fetch_feeds(running: Running) -> None:
    fetched = await ask_scheduled(running.node, running.now()) + await fetch_waiting(running.node, running.now)
    if fetched:
        log.info("asked for or fetched %d files of feeds", fetched)


async def _read_feeds(running: Running) -> None:
    read = await read_waiting(running.node, running.now)
    if read:
        log.info("read %d deliveries of feeds", read)


async def _sweep_spool(running: Running) -> None:
    swept = await sweep_spool(running.node, running.now())
    if swept:
        log.warning("removed %d files that a crash had left behind", swept)


async def _sweep_entrances(running: Running) -> None:
    swept = await sweep_entrances(running.node, running.now())
    if swept:
        log.info("destroyed the keys of %d registrations that nobody signed", swept)


async def _give_up_files(running: Running) -> None:
    given_up = await give_up_files(running.node, running.now())
    if given_up:
        log.info("gave up %d files that had stopped coming in", given_up)


async def _end_seats(running: Running) -> None:
    ended = await end_seats(running.node, running.now())
    if ended:
        log.info("%d seats at workplaces came to their end", ended)


async def _destroy_due(running: Running) -> None:
    gone = await destroy_due(running.node, running.now())
    if gone:
        log.info("destroyed %d materials of the Agency", gone)
