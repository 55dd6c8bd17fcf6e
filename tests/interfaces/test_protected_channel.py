"""Nobody outside the protected channel is served, whatever a header says."""

from __future__ import annotations

import pytest
from litestar import Litestar, Router, get
from litestar.testing import TestClient
from litestar.types import ASGIApp, Receive, Scope, Send

from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.portal.app import portal_routes
from almasu.interfaces.protected_channel import within
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice


@get("/api/v1/anything")
async def anything() -> str:
    return "served"


@get("/healthz")
async def health() -> str:
    return "ok"


class From:
    """An application whose requests come from an address that a test names."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self.app = app
        self.address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = (self.address, 5000)
        await self.app(scope, receive, send)


def channelled(*ranges: str) -> Litestar:
    """Pages, a route for programs and one for the monitoring, as the site lays them out."""
    portal = portal_routes(FakeDesk(), SETTINGS, MadeUpOffice().offices())
    people = Router("/", route_handlers=[portal.router], guards=within(ranges))
    api = Router("/", route_handlers=[anything], guards=within(ranges), exception_handlers=API_PROBLEMS)
    return Litestar([people, api, health], middleware=[portal.headers], exception_handlers=portal.trouble)


@pytest.mark.parametrize(
    ("ranges", "client", "served"),
    [
        ((), "203.0.113.7", True),
        (("10.1.0.0/16",), "10.1.2.3", True),
        (("10.1.0.0/16",), "::ffff:10.1.2.3", True),
        (("10.1.0.0/16", "fd00::/8"), "fd00::5", True),
        (("10.1.0.0/16",), "10.2.0.1", False),
        (("10.1.0.0/16",), "203.0.113.7", False),
        (("10.1.0.0/16",), "somewhere", False),
    ],
)
def test_only_the_channel_is_served(ranges: tuple[str, ...], client: str, served: bool) -> None:
    with TestClient(From(channelled(*ranges), client)) as asking:
        forged = {"x-forwarded-for": "10.1.2.3", "forwarded": "for=10.1.2.3"}
        told = asking.get("/api/v1/anything", headers=forged)
        page = asking.get("/sign-in", headers={**forged, "accept-language": "ru"})
        assert asking.get("/healthz").text == "ok"
    assert told.status_code == page.status_code == (200 if served else 403)
    if not served:
        assert told.json()["cites"] == ["SIO22-A3.6", "SIO25-R21.4"]
        assert "не подключён к защищённому каналу" in page.text
