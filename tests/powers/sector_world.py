"""The sector's application over a real database, with people of every role, and one who may do nothing here."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.sector.conftest import CENTRE, PEOPLE, Sector
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices_of_sector import sector_offices
from almasu.interfaces.site import site
from powers.zone_app import BeforeZone, running_of


@dataclass(repr=False)
class SectorWorld(BeforeZone):
    """A program or a browser in front of the sector's node."""

    sector: Sector
    client: AsyncTestClient[Litestar]
    app: Litestar
    offices: tuple[Office, ...]

    @property
    def tokens(self) -> Mapping[str, str]:
        """The session of each of the zone's people."""
        return self.sector.tokens

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
