"""The simulated application of a body at work: served over mutual TLS, and written into `systems.yaml` (FMA-3.2)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from almasu.testing.workplace.application import RegisterApplication, serving
from almasu.testing.workplace.keys import make_keys
from almasu.wiring.register_sheet import Tls
from almasu.wiring.simulators import HOST
from almasu.wiring.systems import SYSTEMS, WorkplaceSheet, read_systems, write_systems

FILES = "workplace"
SECONDS = 10.0


@asynccontextmanager
async def simulating_workplace(
    folder: Path, of_body: str, application: RegisterApplication, port: int, clock: Callable[[], datetime]
) -> AsyncIterator[str]:
    """Serve the application of a set (`BIN/code`), connect it in the `systems.yaml` of a folder, yield its origin."""
    make_keys(folder / FILES, HOST, clock())
    async with serving(application, HOST, port, folder / FILES) as home:
        tls = Tls(f"{FILES}/application.crt", f"{FILES}/gateway.crt", f"{FILES}/secrets/gateway.key")
        known = read_systems(folder / SYSTEMS)
        ranges = tuple({*known.inner_ranges, f"{HOST}/32"})
        place = WorkplaceSheet(url=home, seconds=SECONDS, tls=tls, words=application.words)
        workplaces = {**known.workplaces, of_body: place}
        sheet = msgspec.structs.replace(known, inner_ranges=ranges, workplaces=workplaces)
        write_systems(folder / SYSTEMS, sheet)
        yield home
