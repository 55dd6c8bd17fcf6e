"""The worker: `python -m almasu.interfaces.worker SETTINGS`.

There may be several for a node; the journal has one keeper at a time.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from pathlib import Path

import uvloop

from almasu.wiring.keeping import keep
from almasu.wiring.settings import read_settings


async def work(settings_file: Path) -> None:
    """Work until the process is told to stop."""
    working = asyncio.create_task(keep(read_settings(settings_file)))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
    try:
        await working
    except asyncio.CancelledError:
        logging.getLogger(__name__).info("told to stop")


def main() -> None:
    """Work for the node whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work(parser.parse_args().settings))


if __name__ == "__main__":
    main()
