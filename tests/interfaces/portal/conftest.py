"""The portal over a desk in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Built:
    """A portal and what stands behind it: built once, for that takes longer than most tests."""

    desk: FakeDesk
    office: MadeUpOffice
    portal: Litestar


@pytest.fixture(scope="session")
def built() -> Built:
    desk, office = FakeDesk(), MadeUpOffice()
    return Built(desk, office, create_portal(desk, SETTINGS, office.offices()))


@pytest.fixture
def desk(built: Built) -> FakeDesk:
    """The desk, as new."""
    vars(built.desk).clear()
    vars(built.desk).update(vars(FakeDesk()))
    return built.desk


@pytest.fixture
def office(built: Built) -> MadeUpOffice:
    """The office, as new."""
    vars(built.office).clear()
    vars(built.office).update(vars(MadeUpOffice()))
    return built.office


@pytest.fixture
async def client(built: Built, desk: FakeDesk, office: MadeUpOffice) -> AsyncIterator[AsyncTestClient[Litestar]]:
    """A browser without script that has not signed in."""
    async with AsyncTestClient(built.portal) as client:
        yield client


@pytest.fixture
async def officer(desk: FakeDesk, client: AsyncTestClient[Litestar]) -> AsyncTestClient[Litestar]:
    """The same browser after signing in."""
    client.cookies.set(SETTINGS.session_cookie, desk.inside())
    return client
