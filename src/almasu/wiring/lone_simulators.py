"""The simulated registers alone, without a node: for trying a connector, or a whole node on another machine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from almasu.store.postgres import embedded
from almasu.testing.registers.misbehaviour import Conduct, Misbehaviour
from almasu.testing.registers.run import Ports
from almasu.wiring.made_up_world import made_up_world
from almasu.wiring.running import now
from almasu.wiring.simulators import SHEET, World, simulating

Told = Callable[[str], None]


def simulate_alone(
    folder: Path, people: int, seed: int, ports: Ports, misbehaving: Mapping[int, Misbehaviour], told: Told
) -> None:
    """Generate the country, start a PostgreSQL for the SQL registers in the folder, and serve until interrupted."""
    told(f"Making a country of {people} people.")
    world, _ = made_up_world(seed, people)
    with embedded(folder / "postgres") as url:
        asyncio.run(_serve(folder, world, Conduct(misbehaving), url, ports, told))


async def _serve(folder: Path, world: World, conduct: Conduct, url: str, ports: Ports, told: Told) -> None:
    async with simulating(folder, world, conduct, url, ports, now) as opened:
        told(
            f"REST on port {opened.rest}, the gateway on {opened.shep}, X-Road on {opened.xroad}, SQL on {opened.sql}."
        )
        told(f"Manners are changed at http://127.0.0.1:{opened.control}/registers/NUMBER.")
        told(f"A node reads {folder / SHEET}.")
        await asyncio.Event().wait()
