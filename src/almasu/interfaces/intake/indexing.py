"""The process that fills the index of signals: `python -m almasu.interfaces.intake.indexing SETTINGS`.

It reads the settings of the intake. There may be several; one of them works at a time, the others take over.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from pathlib import Path

import uvloop

from almasu.wiring.indexing import keep_index
from almasu.wiring.intake import IntakeSettings, open_store
from almasu.wiring.journal import process_name
from almasu.wiring.running import now
from almasu.wiring.settings import read_as
from almasu.wiring.supervising import announce


async def work(settings: IntakeSettings) -> None:
    """Fill the index until the process is told to stop."""
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    async with open_store(settings) as store:
        announce()
        await keep_index(store, process_name(), now, stop, settings.campaigns_every)


def main() -> None:
    """Fill the index of the intake whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work(read_as(IntakeSettings, parser.parse_args().settings)))


if __name__ == "__main__":
    main()
