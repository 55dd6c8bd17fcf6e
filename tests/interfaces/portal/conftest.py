"""The portal over a desk in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.app import create_portal
from almasu.interfaces.portal.settings import PortalSettings
from embedded_pki import pki
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice

__all__ = ["SETTINGS", "client", "desk", "office", "officer", "pki"]

SETTINGS = PortalSettings(csrf_secret="s" * 32, tls=False, signers=("ws://127.0.0.1:13579",), demo=True)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def office() -> MadeUpOffice:
    return MadeUpOffice()


@pytest.fixture
async def client(desk: FakeDesk, office: MadeUpOffice) -> AsyncIterator[AsyncTestClient[Litestar]]:
    """A browser without script that has not signed in."""
    async with AsyncTestClient(create_portal(desk, SETTINGS, office.offices())) as client:
        yield client


@pytest.fixture
async def officer(desk: FakeDesk, client: AsyncTestClient[Litestar]) -> AsyncTestClient[Litestar]:
    """The same browser after signing in."""
    client.cookies.set(SETTINGS.session_cookie, desk.inside())
    return client
