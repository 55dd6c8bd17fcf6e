"""The standing work of the provision zone: what the worker does again and again, without anybody's order."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.provision.answering import ask_waiting
from almasu.actions.provision.channels import reach_of
from almasu.actions.provision.destroy import destroy_due, destroy_outlived
from almasu.actions.provision.drop_replaced import drop_replaced
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
Counted = Callable[[], Awaitable[int]]
"""Does something and tells how many it did."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of standing work: its name in the log, how to do it once, and after how many seconds it is done again."""

    name: str
    work: Callable[[], Awaitable[None]]
    every: float


def jobs_of(running: Running) -> tuple[Job, ...]:
    """Return the standing work over one node."""
    node, now = running.node, running.now

    async def remind_both() -> int:
        return await remind(node, now()) + await warn_acts(node, now())

    async def fetch() -> int:
        return await ask_scheduled(node, now()) + await fetch_waiting(node, now)

    def at_now(do: Callable[[Node, datetime], Awaitable[int]]) -> Counted:
        return lambda: do(node, now())

    return (
        Job("asking the systems of bodies", _told("asked %d questions", at_now(ask_waiting)), 30.0),
        Job(
            "measuring channels",
            _told("measured %d channels", lambda: measure_channels(node, reach_of(node), now())),
            60.0,
        ),
        Job(
            "climbing back to better ways",
            _told("looked at the ways of %d sets", lambda: tick_ladders(node, reach_of(node), now())),
            60.0,
        ),
        Job(
            "making what falls due by schedules",
            _told("%d deliveries fall due by schedules", at_now(make_obligations)),
            300.0,
        ),
        Job(
            "reminding of what is due and of acts that end",
            _told("reminded both sides of %d things", remind_both),
            300.0,
        ),
        Job("fetching feeds", _told("asked for or fetched %d files of feeds", fetch), 5.0),
        Job("reading feeds", _told("read %d deliveries of feeds", lambda: read_waiting(node, now)), 2.0),
        Job(
            "sweeping what a crash left behind",
            _told("removed %d files that a crash had left behind", at_now(sweep_spool), logging.WARNING),
            60.0,
        ),
        Job(
            "destroying keys of servers that nobody signed",
            _told("destroyed the keys of %d registrations that nobody signed", at_now(sweep_entrances)),
            60.0,
        ),
        Job(
            "giving up files that stopped coming in",
            _told("gave up %d files that had stopped coming in", at_now(give_up_files)),
            600.0,
        ),
        Job(
            "destroying materials whose time is over",
            _told("destroyed %d materials of the Agency", at_now(destroy_due)),
            60.0,
        ),
        Job(
            "destroying what outlived its own time",
            _told("destroyed %d things received whose own time was over", at_now(destroy_outlived)),
            60.0,
        ),
        Job(
            "destroying rows of sets that were replaced",
            _told("destroyed the rows of %d deliveries that were replaced", at_now(drop_replaced)),
            3_600.0,
        ),
        Job("ending seats", _told("%d seats at workplaces came to their end", at_now(end_seats)), 10.0),
    )


def _told(said: str, do: Counted, level: int = logging.INFO) -> Callable[[], Awaitable[None]]:
    """Return a piece of work that says in the log how many it did, where there were some."""

    async def work() -> None:
        done = await do()
        if done:
            log.log(level, said, done)

    return work
