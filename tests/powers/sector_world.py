"""The sector's application over a real database, with people of every role, and one who may do nothing here."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.sector.conftest import CENTRE, PEOPLE, Sector
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices_of_sector import sector_offices
from almasu.interfaces.site import site
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.policy import k_of
from almasu.law.text import Language
from almasu.store.journal_reading import StoredLog
from almasu.wiring.law import open_law
from almasu.wiring.running import Running, ShownLog
from almasu.wiring.settings import Settings

ORIGIN = "almasu/sector/test"
KEYS = keys_of(ORIGIN, b"k" * 32)


@dataclass(repr=False)
class SectorWorld:
    """A program or a browser in front of the sector's node."""

    sector: Sector
    client: AsyncTestClient[Litestar]
    app: Litestar
    offices: tuple[Office, ...]

    async def ask(self, who: str, address: str, body: Any = None) -> Any:
        """Ask an address as a program; "" is nobody."""
        method, path = address.split(" ", 1)
        token = self.sector.tokens.get(who, "")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return await self.client.request(method, path, json=body, headers=headers, follow_redirects=False)

    async def open(self, who: str, place: str, language: Language = Language.EN) -> Any:
        """Open a page as a person."""
        token = self.sector.tokens.get(who, "")
        cookies = [f"almasu-language={language.value}", *([f"almasu-session={token}"] if token else [])]
        headers = {"cookie": "; ".join(cookies)}
        return await self.client.get(place, headers=headers, follow_redirects=False)

    def signed(self, who: str, act: str) -> dict[str, str]:
        """A signature under an act."""
        iin = CENTRE if who == "centre" else PEOPLE[who][0]
        return {"act": act, "cms": base64.b64encode(f"signed {iin} {act}".encode()).decode()}


@asynccontextmanager
async def sector_world(sector: Sector, folder: Path, url: str) -> AsyncIterator[SectorWorld]:
    """Give the application of a settled sector."""
    law = open_law()
    held = SimpleNamespace(current=KEYS, heads=[KEYS.head.key], receipts=[KEYS.receipts.key], published=lambda: b"")
    keys: Any = SimpleNamespace(held=held)
    vouching, database = k_of(0, [KEYS.head.key], ()), sector.world.database
    running = Running(
        settings=Settings(data=folder, database_url=url, zone="sector", channel=()),
        node=sector.node,
        law=law,
        consent=law.sio_pso.annexes.consent("SIO-2025"),
        carrying_out=SimpleNamespace(asking=SimpleNamespace(registers={})),  # type: ignore[arg-type]
        journal=StoredLog(database, "main"),
        log_keys=keys,
        vouching=vouching,
        supervision=ShownLog(ORIGIN, StoredLog(database, "supervision"), keys, vouching),
        now=sector.world.clock,
    )
    app = site(running)
    async with AsyncTestClient(app) as client:
        yield SectorWorld(sector, client, app, sector_offices(running).offices)
