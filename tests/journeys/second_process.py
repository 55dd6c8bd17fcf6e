"""A second process of a demo's portal, at a port of its own, over the same database and vault."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientError, ClientSession

from almasu.wiring.demo.run import Demo
from almasu.wiring.settings import PREFIX
from interfaces.portal.browsing import free_port
from patience import looks


@asynccontextmanager
async def second_portal(demo: Demo) -> AsyncIterator[str]:
    """Start the process, yield its address, end it."""
    port = free_port()
    command = (sys.executable, "-m", "almasu.interfaces.site", str(demo.settings))
    log = (demo.data / "logs" / "portal-second.log").open("wb")
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, f"{PREFIX}PORT": str(port)}, stdout=log, stderr=log
    )
    try:
        await _answers(f"http://localhost:{port}/healthz", process)
        yield f"http://localhost:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        log.close()


async def _answers(address: str, process: asyncio.subprocess.Process) -> None:
    async with ClientSession() as http:
        async for _ in looks():
            assert process.returncode is None, "the second portal ended"
            try:
                async with http.get(address):
                    return
            except ClientError:
                continue
    raise AssertionError("the second portal does not answer")
