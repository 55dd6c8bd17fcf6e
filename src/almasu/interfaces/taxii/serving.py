"""One process of the TAXII server: `python -m almasu.interfaces.taxii.serving SETTINGS`."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import uvicorn
import uvloop

from almasu.actions.interchange.exchange import Exchange
from almasu.interfaces.even_absence import EvenAbsence
from almasu.interfaces.known_connection import KnownConnection
from almasu.interfaces.taxii.app import Receive, Send, TaxiiApp
from almasu.interfaces.taxii.feeds import FeedsApp
from almasu.interfaces.taxii.headers import Scope
from almasu.wiring.interchange import TaxiiSettings, open_exchange
from almasu.wiring.running import now
from almasu.wiring.settings import read_as
from almasu.wiring.supervising import announce


class MachinesApp:
    """What machines ask: TAXII, and the feeds beside it."""

    def __init__(self, exchange: Exchange, settings: TaxiiSettings, clock: Callable[[], datetime]) -> None:
        self._taxii = TaxiiApp(exchange, clock)
        self._feeds = FeedsApp(exchange, settings.address, settings.publisher, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on by its path."""
        is_feed = scope["type"] == "http" and scope["path"].startswith(("/feeds/", "/csaf/"))
        await (self._feeds if is_feed else self._taxii)(scope, receive, send)


def taxii_config(app: MachinesApp, settings: TaxiiSettings) -> uvicorn.Config:
    """Return how the server is served: over TLS 1.2 or newer where it has a certificate; what is absent, evenly so."""
    shown = settings.certificate is not None and settings.key is not None
    config = uvicorn.Config(
        EvenAbsence(cast(Any, app)),
        http=KnownConnection,
        limit_concurrency=settings.most_connections,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        ws="none",
        proxy_headers=False,
        lifespan="off",
        ssl_certfile=settings.certificate if shown else None,
        ssl_keyfile=str(settings.key) if shown else None,
        ssl_ca_certs=str(settings.authority) if settings.authority is not None else None,
        ssl_cert_reqs=ssl.CERT_NONE if settings.authority is None else ssl.CERT_OPTIONAL,
    )
    config.load()
    if config.ssl is not None:
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    return config


async def serve(settings: TaxiiSettings, descriptor: int | None) -> None:
    """Serve machines until the process is told to stop; `descriptor` is a listening socket that was inherited."""
    if descriptor is None:
        listening = socket.create_server((settings.host, settings.port), backlog=1024)
    else:
        listening = socket.socket(fileno=descriptor)
    async with open_exchange(settings.database, settings.vault, settings.key_token) as exchange:
        config = taxii_config(MachinesApp(exchange, settings, now), settings)
        gc.freeze()
        announce()
        await uvicorn.Server(config).serve([listening])


def main() -> None:
    """Serve the exchange whose settings file is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", type=Path)
    parser.add_argument("--fd", type=int, help="descriptor of a listening socket")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    chosen = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(read_as(TaxiiSettings, chosen.settings), chosen.fd))


if __name__ == "__main__":
    main()
