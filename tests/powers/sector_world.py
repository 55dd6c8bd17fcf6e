"""The sector's application over a real database, with people of every role, and one who may do nothing here."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.sector.conftest import CENTRE, PEOPLE, Sector
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices_of_sector import sector_offices
from almasu.interfaces.site import site
from almasu.law.text import Language
from powers.zone_app import running_of


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
    running = running_of(sector.world, folder, url, "sector")
    app = site(running)
    async with AsyncTestClient(app) as client:
        yield SectorWorld(sector, client, app, sector_offices(running).offices)
