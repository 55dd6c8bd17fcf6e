"""The application of the provision zone over a real database, with people of both sides."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.provision.conftest import PEOPLE, Zone
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices_of_provision import provision_offices
from almasu.interfaces.site import site
from almasu.law.text import Language
from powers.zone_app import running_of


@dataclass(repr=False)
class ProvisionWorld:
    """A program or a browser in front of the node."""

    provision: Zone
    client: AsyncTestClient[Litestar]
    app: Litestar
    offices: tuple[Office, ...]

    async def ask(self, who: str, address: str, body: Any = None) -> Any:
        """Ask an address as a program; "" is nobody."""
        method, path = address.split(" ", 1)
        token = self.provision.tokens.get(who, "")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return await self.client.request(method, path, json=body, headers=headers, follow_redirects=False)

    async def open(self, who: str, place: str, language: Language = Language.EN) -> Any:
        """Open a page as a person."""
        token = self.provision.tokens.get(who, "")
        cookies = [f"almasu-language={language.value}", *([f"almasu-session={token}"] if token else [])]
        headers = {"cookie": "; ".join(cookies)}
        return await self.client.get(place, headers=headers, follow_redirects=False)

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
