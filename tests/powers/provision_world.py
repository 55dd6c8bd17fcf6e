"""The application of the provision zone over a real database, with people of both sides."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.provision.conftest import PEOPLE, Zone
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices_of_provision import provision_offices
from almasu.interfaces.site import site
from powers.zone_app import BeforeZone, running_of


@dataclass(repr=False)
class ProvisionWorld(BeforeZone):
    """A program or a browser in front of the node."""

    provision: Zone
    client: AsyncTestClient[Litestar]
    app: Litestar
    offices: tuple[Office, ...]

    @property
    def tokens(self) -> Mapping[str, str]:
        """The session of each of the zone's people."""
        return self.provision.tokens

    def signed(self, who: str, act: str) -> dict[str, str]:
        """A signature under an act."""
        return {"act": act, "cms": base64.b64encode(f"signed {PEOPLE[who][0]} {act}".encode()).decode()}


@asynccontextmanager
async def provision_world(provision: Zone, folder: Path, url: str) -> AsyncIterator[ProvisionWorld]:
    """Give the application of a settled node."""
    running = running_of(provision.world, folder, url, "provision")
    app = site(running)
    async with AsyncTestClient(app) as client:
        yield ProvisionWorld(provision, client, app, provision_offices(running).offices)
