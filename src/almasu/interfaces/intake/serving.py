"""One process of the intake: `python -m almasu.interfaces.intake.serving SETTINGS`."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import signal
import socket
from pathlib import Path

import uvloop

from almasu.interfaces.intake.app import IntakeApp
from almasu.interfaces.intake.connection import Hall
from almasu.interfaces.intake.door import mutual_tls, opened
from almasu.wiring.intake import IntakeSettings, open_intake
from almasu.wiring.settings import read_as
from almasu.wiring.supervising import announce


async def serve(settings: IntakeSettings, descriptor: int | None) -> None:
    """Take signals in until the process is told to stop; `descriptor` is a listening socket that was inherited."""
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    if descriptor is None:
        listening = socket.create_server((settings.host, settings.port), backlog=1024)
    else:
        listening = socket.socket(fileno=descriptor)
    tls = mutual_tls(settings.certificate, settings.key, settings.authority)
    async with (
        open_intake(settings) as (take, hear),
        opened(Hall(IntakeApp(take, hear), settings.most_connections), listening, tls),
    ):
        gc.freeze()
        announce()
        await stop.wait()


def main() -> None:
    """Serve the intake whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--fd", type=int, help="descriptor of a listening socket")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    chosen = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(read_as(IntakeSettings, chosen.settings), chosen.fd))


if __name__ == "__main__":
    main()
