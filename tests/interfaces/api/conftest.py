"""The HTTP interface over a real node whose registers and keys do what a test tells them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.testing import AsyncTestClient

from actions.conftest import KeptMessages, StoppedClock, node_over
from almasu.interfaces.api.accounts import account_routes
from almasu.interfaces.api.applications import application_routes
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.api.requests import request_routes
from almasu.interfaces.api.sign_in import sign_in_routes
from almasu.store.database import Database
from almasu.store.vault import FileVault
from almasu.wiring.sheets import read_resources


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
async def program(database: Database, tmp_path: Path, clock: StoppedClock) -> AsyncIterator[AsyncTestClient[Litestar]]:
    """A program in front of the node's HTTP interface."""
    node = node_over(database, FileVault.create(tmp_path / "vault"), read_resources(), KeptMessages())
    running = SimpleNamespace(node=node, now=clock)
    app = Litestar(
        [
            Router(
                "/api/v1", route_handlers=[sign_in_routes(), application_routes(), account_routes(), request_routes()]
            )
        ],
        dependencies={"running": Provide(lambda: running, sync_to_thread=False)},
        exception_handlers=API_PROBLEMS,
        logging_config=None,
        state=State({"running": running}),
    )
    async with AsyncTestClient(app) as client:
        yield client
