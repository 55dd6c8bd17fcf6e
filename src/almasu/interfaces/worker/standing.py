"""The worker's standing work beside the journal: registers that are due to be asked again, and what has run out.

Each kind of work is done again and again. Trouble, a database that is gone above all, is logged and tried again at the
next turn: what is due stays written in the database until it is done.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from almasu.actions.compare_accounts import Comparing
from almasu.actions.control.count_journal import count_missing
from almasu.actions.control.note_overdue import note_overdue
from almasu.actions.control.write_sheet import write_missing
from almasu.actions.destroy_material import finish_destroying
from almasu.actions.note_absences import Absences
from almasu.wiring.control import sweep_packs
from almasu.wiring.running import Running

log = logging.getLogger(__name__)

LOOK_FOR_WORK = 1.0
SWEEP_EVERY = 60.0
STAMP_EVERY = 60.0
COMPARE_EVERY = 3600.0
ARCHIVE_EVERY = 60.0
NOTE_ABSENCES_EVERY = 3600.0
NOTE_OVERDUE_CONTROL_EVERY = 3600.0
WRITE_SHEETS_EVERY = 1800.0
SWEEP_AFTER = timedelta(minutes=10)
FINISH_DESTROYING_EVERY = 10.0
WATCH_EVERY = 15.0
NOTICES_EVERY = 5.0
AT_ONCE = 32


async def again_and_again(what: str, work: Callable[[], Awaitable[None]], seconds: float, stop: asyncio.Event) -> None:
    """Do a piece of work every so many seconds until told to stop; a failure is logged under its name."""
    while not stop.is_set():
        try:
            await work()
        except Exception:
            log.exception("%s failed; trying again in %g s", what, seconds)
        try:
            async with asyncio.timeout(seconds):
                await stop.wait()
        except TimeoutError:
            continue


async def take_over(running: Running) -> None:
    """Ask silent registers again that are due, and those of requests whose process died."""
    taken = await running.carrying_out.take_over(AT_ONCE)
    if taken:
        log.info("asking the registers of %d requests again", taken)


async def finish_destructions(running: Running) -> None:
    """Carry out the signed destructions of materials that a dead process left unfinished (SIO25-19.2)."""
    await finish_destroying(running.node, running.now())


async def sweep(running: Running) -> None:
    """Forget prepared acts and nonces that would be refused as expired anyway, and what unfinished packs left."""
    left = await asyncio.to_thread(sweep_packs, running)
    if left:
        log.warning("removed what %d unfinished packs of control left", left)
    async with running.node.store.transaction() as transaction:
        before = running.now() - SWEEP_AFTER
        await transaction.sessions.sweep(before)
        await transaction.prepared.sweep(before)


def compare_with(running: Running) -> Callable[[], Awaitable[None]]:
    """Return what compares the accounts of the database with the log."""
    comparing = Comparing(running.node)
    return lambda: comparing.compare(running.now())


def note_absences_of(running: Running) -> Callable[[], Awaitable[None]]:
    """Return what notes who has not entered for two months."""
    absences = Absences(running.node)

    async def note() -> None:
        noted = await absences.note(running.now())
        if noted:
            log.info("%d people have not entered for two months", noted)

    return note


async def note_overdue_control(running: Running) -> None:
    """Say of each month whose control was not signed in time that it is overdue (SIO25-21.2)."""
    noted = await note_overdue(running.node, running.now())
    if noted:
        log.warning("the departmental control of %d months is overdue", noted)


async def write_sheets(running: Running) -> None:
    """Write the sheets of days that are over and count their journal: packs are made from both (SIO25-21.2)."""
    written = await write_missing(running.node, running.now())
    counted = await count_missing(running.node, running.journal, running.now())
    if written or counted:
        log.info("wrote the sheets of %d days and counted the journal of %d", written, counted)
