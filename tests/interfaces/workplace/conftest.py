"""The gateway over a real node, before a made-up application of a body over mutual TLS: real sockets all the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientSession, CookieJar
from msgspec.structs import replace as changed

from actions.provision.conftest import BODY, Zone, settled_zone
from actions.provision.test_seats import at_workplace, issues
from almasu.actions.provision import sittings
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.workplace.serving import gateway
from almasu.store.database import Database
from almasu.testing.workplace.application import RegisterApplication
from almasu.wiring.running import now
from almasu.wiring.simulated_workplace import simulating_workplace
from almasu.wiring.supervising import free_ports
from almasu.wiring.systems import SYSTEMS
from almasu.wiring.workplaces import ConnectedWorkplaces
from interfaces.serving import listening
from powers.zone_app import running_of

IIN = "850101300015"
OWNER = "Ахметов Ерлан"
"""A value that the application shows and the act does not cover."""
RECORDS = (
    {"row_id": 7, "iin": IIN, "plate": "777KZT02", "owner": OWNER},
    {"row_id": 8, "iin": "900101300017", "plate": "<b>1</b>", "owner": OWNER},
)


@dataclass
class Desk:
    """An officer of the Agency in front of the gateway, and what stands behind it."""

    zone: Zone
    application: RegisterApplication
    address: str
    seat: UUID
    sitting: UUID
    http: ClientSession

    async def sits_down(self, material: UUID | None = None) -> str:
        """Begin a session, and return where its ticket opens it."""
        node, token = self.zone.node, self.zone.tokens["officer"]
        kept, ticket = await sittings.sit_down(node, token, self.seat, material, self.zone.now())
        self.sitting = kept.sitting.id
        return f"{self.address}/almasu/open?ticket={ticket}"

    async def opens(self, material: UUID | None = None) -> None:
        """Begin a session and open it."""
        async with self.http.get(await self.sits_down(material)) as frame:
            assert frame.status == 200, await frame.text()

    async def goes(self, path: str, method: str = "GET", **told: Any) -> tuple[int, str]:
        """Ask for something of the application, and return its status and text."""
        async with self.http.request(method, f"{self.address}{path}", **told) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def desk(database: Database, database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    zone = await settled_zone(database, tmp_path)
    folder, port = tmp_path / "systems", free_ports(1)[0]
    folder.mkdir()
    zone.world.node = replace(zone.node, workplaces=ConnectedWorkplaces(folder / SYSTEMS))
    await at_workplace(zone)
    seat = await issues(zone)
    application = RegisterApplication("Көлік / Транспорт", RECORDS)
    running = running_of(zone.world, tmp_path, database_url, "provision")
    address = f"http://127.0.0.1:{port}"
    running = replace(running, settings=changed(running.settings, workplace_address=address))
    async with (
        simulating_workplace(folder, f"{BODY}/vehicles", application, 0, now),
        gateway(running) as app,
        listening(bounded_config(app, 100), port),
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as http,
    ):
        yield Desk(zone, application, address, seat.paper.id, UUID(int=0), http)
