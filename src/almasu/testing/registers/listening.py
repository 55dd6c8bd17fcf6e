"""Opening the sockets of the simulators, and closing them again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ssl import SSLContext

from aiohttp import web


@asynccontextmanager
async def listening(
    application: web.Application, host: str, port: int, tls: SSLContext | None = None
) -> AsyncIterator[str]:
    """Serve the application; yield its address (`http://host:port`). Port 0 takes any free one."""
    # A handler whose asker went away is cancelled: hanging registers would else hold their handlers for ever.
    runner = web.AppRunner(
        application, access_log=None, handle_signals=False, shutdown_timeout=0.1, handler_cancellation=True
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port, ssl_context=tls)
        await site.start()
        bound = runner.addresses[0][1]
        yield f"{'https' if tls else 'http'}://{host}:{bound}"
    finally:
        await runner.cleanup()
