"""Relatives and the head's signature over HTTP."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.testing import AsyncTestClient

from actions.conftest import OFFICER, SUBJECT, form
from actions.conftest import world as world  # the fixture
from actions.test_materials import Office
from actions.test_near_people import HEAD
from actions.test_near_people import office as office  # the fixture
from almasu.interfaces.api.countersigning import countersigning_routes
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.api.requests import request_routes
from almasu.kernel.parties.account import Role

Client = AsyncTestClient[Litestar]


@pytest.fixture
async def program(office: Office) -> AsyncIterator[Client]:
    running = SimpleNamespace(node=office.world.node, now=office.world.clock, carrying_out=office.world.carrying_out)
    app = Litestar(
        [Router("/api/v1", route_handlers=[request_routes(), countersigning_routes()])],
        dependencies={"running": Provide(lambda: running, sync_to_thread=False)},
        exception_handlers=API_PROBLEMS,
        logging_config=None,
    )
    async with AsyncTestClient(app) as client:
        yield client


async def test_a_request_about_a_relative_is_sent_after_the_head_signed_it(program: Client, office: Office) -> None:
    world = office.world
    await world.account(HEAD, Role.CONTROLLER)
    head = await world.working(HEAD)

    async def post(path: str, body: Any = None, token: str = office.token) -> Any:
        return await program.post(f"/api/v1{path}", json=body, headers={"Authorization": f"Bearer {token}"})

    def by(iin: str, act: str) -> dict[str, str]:
        return {"act": act, "cms": base64.b64encode(f"signed {iin} {act}".encode()).decode()}

    asked = form()
    body = {
        "subject": asked.subject,
        "ground": asked.ground,
        "purpose": asked.purpose,
        "justification": asked.justification,
        "task": asked.task,
        "resources": [1],
    }
    assert (await post("/relatives", {"iins": [SUBJECT]})).status_code == 201
    assert (await post("/requests/prepare", body)).status_code == 403
    paper = (await post("/countersignatures", body)).json()["id"]
    act = (await post(f"/countersignatures/{paper}/prepare", token=head)).json()
    given = await post("/countersignatures/sign", by(HEAD, act["id"]), token=head)
    assert given.json()["state"] == "given"
    prepared = await post("/requests/prepare", {**body, "countersigned": paper})
    sent = await post("/requests?wait=5", by(OFFICER, prepared.json()["id"]))
    assert sent.status_code == 201, sent.text


@pytest.mark.parametrize("iins", [[], ["123"], ["850101300016"], [SUBJECT] * 51])
async def test_what_is_no_list_of_iins_is_refused(program: Client, office: Office, iins: list[str]) -> None:
    headers = {"Authorization": f"Bearer {office.token}"}
    answer = await program.post("/api/v1/relatives", json={"iins": iins}, headers=headers)
    assert answer.status_code in (400, 422)
