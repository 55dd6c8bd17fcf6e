"""The worker: `python -m almasu.interfaces.worker SETTINGS`.

It keeps the node's journal, takes over what other processes left, and forgets what has run out. There may be several
for a node; the journal has one keeper at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import uvloop

from almasu.actions.operating.watch_services import Watch
from almasu.interfaces.worker.standing import (
    ARCHIVE_EVERY,
    COMPARE_EVERY,
    FINISH_DESTROYING_EVERY,
    LOOK_FOR_WORK,
    NOTE_ABSENCES_EVERY,
    NOTE_OVERDUE_CONTROL_EVERY,
    NOTICES_EVERY,
    STAMP_EVERY,
    SWEEP_EVERY,
    WATCH_EVERY,
    WRITE_SHEETS_EVERY,
    again_and_again,
    compare_with,
    finish_destructions,
    note_absences_of,
    note_overdue_control,
    sweep,
    take_over,
    write_sheets,
)
from almasu.wiring.interchange import open_exchange
from almasu.wiring.interstate_jobs import interstate_jobs
from almasu.wiring.keep_log import keep_log
from almasu.wiring.keeping import open_keepers
from almasu.wiring.lasting import let_last
from almasu.wiring.noticing import noticing_of
from almasu.wiring.provision_jobs import jobs_of
from almasu.wiring.pulling import Pulling, PullSettings
from almasu.wiring.record_archive import archiving
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings, read_settings
from almasu.wiring.stamping import open_stamper
from almasu.wiring.supervising import announce
from almasu.wiring.watching import open_probes
from almasu.wiring.zones import of_interstate, of_provision, of_sector, open_zone


async def work(settings: Settings, stop: asyncio.Event) -> None:
    """Do the node's standing work until told to stop; a journal that may not be continued ends it with its Fault."""
    async with (
        open_zone(settings) as running,
        open_keepers(running) as keepers,
        open_stamper(running) as stamp,
        open_probes(running) as probes,
        AsyncExitStack() as exchanges,
    ):
        let_last()
        announce()
        async with asyncio.TaskGroup() as tasks:
            for keeper in keepers:
                tasks.create_task(keep_log(keeper, stop))
            if stamp is not None:
                tasks.create_task(again_and_again("stamping", stamp, STAMP_EVERY, stop))
            tasks.create_task(again_and_again("sweeping", partial(sweep, running), SWEEP_EVERY, stop))
            tasks.create_task(again_and_again("comparing accounts", compare_with(running), COMPARE_EVERY, stop))
            watch = Watch(running.node, probes, running.now)
            tasks.create_task(again_and_again("watching services", watch.look, WATCH_EVERY, stop))
            if of_sector(settings):
                await _of_sector(running, exchanges, tasks, stop)
            elif of_provision(settings):
                _of_provision(running, tasks, stop)
            elif of_interstate(settings):
                for job in interstate_jobs(running, exchanges):
                    tasks.create_task(again_and_again(job.name, job.work, job.every, stop))
            else:
                _of_requests(running, tasks, stop)


async def _of_sector(
    running: Running, exchanges: AsyncExitStack, tasks: asyncio.TaskGroup, stop: asyncio.Event
) -> None:
    """Begin the standing work of the sector's node: notices go out, and what others publish comes in."""
    settings = running.settings
    tasks.create_task(again_and_again("sending notices", noticing_of(running).round, NOTICES_EVERY, stop))
    if settings.sources:
        vault = settings.data / "vault"
        exchange = await exchanges.enter_async_context(open_exchange(settings.database_url, vault, settings.key_token))
        wanted = PullSettings(settings.database_url, vault, settings.sources, settings.inner_ranges, settings.key_token)
        pulling = Pulling(exchange, wanted, running.now)
        tasks.create_task(again_and_again("pulling", pulling.round, settings.pull_minutes * 60.0, stop))


def _of_provision(running: Running, tasks: asyncio.TaskGroup, stop: asyncio.Event) -> None:
    """Begin the standing work of the node through which state bodies give data."""
    for job in jobs_of(running):
        tasks.create_task(again_and_again(job.name, job.work, job.every, stop))


def _of_requests(running: Running, tasks: asyncio.TaskGroup, stop: asyncio.Event) -> None:
    """Begin the standing work of the zone in which registers are asked."""
    tasks.create_task(again_and_again("taking over", partial(take_over, running), LOOK_FOR_WORK, stop))
    finishing = partial(finish_destructions, running)
    tasks.create_task(again_and_again("finishing destructions", finishing, FINISH_DESTROYING_EVERY, stop))
    absences = note_absences_of(running)
    tasks.create_task(again_and_again("noting absences", absences, NOTE_ABSENCES_EVERY, stop))
    overdue = partial(note_overdue_control, running)
    tasks.create_task(again_and_again("noting overdue control", overdue, NOTE_OVERDUE_CONTROL_EVERY, stop))
    tasks.create_task(again_and_again("writing sheets", partial(write_sheets, running), WRITE_SHEETS_EVERY, stop))
    tasks.create_task(again_and_again("archiving records", archiving(running), ARCHIVE_EVERY, stop))


async def work_until_told(settings_file: Path) -> None:
    """Work until the process is told to stop."""
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    await work(read_settings(settings_file), stop)
    logging.getLogger(__name__).info("told to stop")


def main() -> None:
    """Work for the node whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work_until_told(parser.parse_args().settings))


if __name__ == "__main__":
    main()
