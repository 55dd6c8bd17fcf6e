"""One process of the gateway: `python -m almasu.interfaces.workplace.serving SETTINGS`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import uvicorn
import uvloop

from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.workplace.app import GatewayApp
from almasu.interfaces.workplace.cutting import Cutting
from almasu.interfaces.workplace.pages import load_pages
from almasu.wiring.lasting import let_last
from almasu.wiring.running import Running
from almasu.wiring.settings import read_settings
from almasu.wiring.supervising import announce
from almasu.wiring.zones import open_zone

if TYPE_CHECKING:
    from litestar.types import ASGIApp


@asynccontextmanager
async def gateway(running: Running) -> AsyncIterator[BodyDeadline]:
    """Yield the gateway over a running node, with its watch over all sessions until the end."""
    cutting = Cutting(running.node, running.now)
    watching = asyncio.ensure_future(cutting.run())
    try:
        yield BodyDeadline(cast("ASGIApp", GatewayApp(running, cutting, load_pages())))
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def serve(settings_file: Path) -> None:
    """Open the node and serve until the process is told to stop."""
    settings = read_settings(settings_file)
    opening = open_zone(settings)
    listening = socket.create_server((settings.host, settings.workplace_port), backlog=1024)
    async with opening as running, gateway(running) as app:
        let_last()
        config = bounded_config(app, settings.most_connections, settings.most_of_one_sender)
        announce()
        await uvicorn.Server(config).serve([listening])


def main() -> None:
    """Serve the gateway of the node whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(parser.parse_args().settings))


if __name__ == "__main__":
    main()
