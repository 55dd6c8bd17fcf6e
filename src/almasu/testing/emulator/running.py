"""The whole emulator: the socket, and beside it the confirmation page on the next port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from almasu.testing.emulator.choice import Automatic, Chooser
from almasu.testing.emulator.page import Visible, page_service
from almasu.testing.emulator.script import read_script
from almasu.testing.emulator.server import Setup, emulator_service
from almasu.testing.pki.folder import EMBEDDED, Pki
from almasu.testing.pki.service import now


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the emulator is reached; `page` is empty when nobody is asked."""

    socket: str
    page: str


@asynccontextmanager
async def running(pki: Pki, chooser: Chooser, setup: Setup) -> AsyncIterator[Addresses]:
    """Serve in this event loop and yield the addresses; with port 0 both take free ones."""
    async with AsyncExitStack() as stack:
        page = ""
        if isinstance(chooser, Visible):
            page = await stack.enter_async_context(page_service(chooser, setup.port + 1 if setup.port else 0))
        socket = await stack.enter_async_context(emulator_service(pki, chooser, setup))
        yield Addresses(socket, page)


def chooser_for(automatic: bool, script: Path | None, iin: str = "") -> Chooser:
    """Return who decides: a script, nobody (the first usable key of a person), or the person at the page."""
    if script is not None:
        return read_script(script)
    return Automatic(now, iin) if automatic else Visible()


async def forever(
    directory: Path,
    chooser: Chooser,
    setup: Setup,
    profile: str = EMBEDDED,
    told: Callable[[Addresses], None] = lambda _: None,
) -> None:
    """Serve the keys of a folder until the process is told to stop; `told` hears the addresses once they answer."""
    async with running(Pki.load(directory, profile), chooser, setup) as addresses:
        told(addresses)
        await asyncio.Event().wait()
