"""Departmental control over HTTP: pages by cursors nobody can move, a block in one step, nothing without an order."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.testing import AsyncTestClient

from actions.conftest import world  # noqa: F401 - a fixture
from actions.control.conftest import CONTROLLER, office  # noqa: F401 - a fixture
from almasu.interfaces.api.control import control_routes
from almasu.interfaces.api.problems import API_PROBLEMS


@pytest.fixture
async def client(office):  # noqa: F811
    running = SimpleNamespace(node=office.world.node, now=office.world.clock)
    app = Litestar(
        [Router("/api/v1", route_handlers=[control_routes()])],
        dependencies={"running": Provide(lambda: running, sync_to_thread=False)},
        exception_handlers=API_PROBLEMS,
        logging_config=None,
    )
    async with AsyncTestClient(app) as opened:
        yield opened


def bearer(token):
    return {"authorization": f"Bearer {token}"}


def period(office, **more):  # noqa: F811
    at = office.world.clock()
    return {"since": (at - timedelta(1)).isoformat(), "until": "2026-11-21T00:00:00+00:00", "most": "1", **more}


async def test_without_an_order_the_answer_names_the_clause(office, client):  # noqa: F811
    answer = await client.get("/api/v1/control/requests", params=period(office), headers=bearer(office.token))
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:almasu:problem:control.no_order")
    assert "SIO25-21.1" in str(answer.json())


async def test_pages_follow_by_the_addresses_that_they_name(office, client):  # noqa: F811
    await office.in_force()
    await office.world.account()
    officer = await office.world.working()
    asked = [str(await office.asks(officer)) for _ in range(3)]
    seen, address, given = [], "/api/v1/control/requests", period(office)
    while address:
        page = await client.get(address, params=given, headers=bearer(office.token))
        seen += [line["id"] for line in page.json()]
        address, given = page.links.get("next", {}).get("url"), None
    assert seen == asked
    one = await client.get(f"/api/v1/control/requests/{asked[0]}", headers=bearer(office.token))
    assert one.json()["justification"]


async def test_a_finding_blocks_in_one_step(office, client):  # noqa: F811
    await office.in_force()
    account = await office.world.account()
    request = await office.asks(await office.world.working())
    form = {"account": str(account.id), "requests": [str(request)], "words": "Жеке мақсат."}
    act = await client.post("/api/v1/control/breaches/prepare", json=form, headers=bearer(office.token))
    import base64

    cms = base64.b64encode(f"signed {CONTROLLER} {act.json()['id']}".encode()).decode()
    sent = {"act": act.json()["id"], "cms": cms}
    case = await client.post("/api/v1/control/breaches", json=sent, headers=bearer(office.token))
    assert (case.status_code, case.json()["state"]) == (201, "open")
    office.world.clock.forward(seconds=1)
    listed = await client.get("/api/v1/control/cases", headers=bearer(office.token))
    assert [one["id"] for one in listed.json()] == [case.json()["id"]]
    closing = {"outcome": "disciplinary", "words": "Сөгіс"}
    closed = await client.post(
        f"/api/v1/control/cases/{case.json()['id']}/close", json=closing, headers=bearer(office.token)
    )
    assert closed.json()["outcome"] == "disciplinary"


async def test_orders_and_duty_are_told_and_nobody_comes_without_a_session(office, client):  # noqa: F811
    await office.in_force()
    found = await client.get("/api/v1/control/orders", headers=bearer(office.token))
    assert [one["state"] for one in found.json()] == ["in_force"]
    assert (await client.get("/api/v1/control/orders")).status_code == 401
    assert (await client.get("/api/v1/control/duty", headers=bearer(office.operator))).status_code == 403


MOMENTS = [
    {"since": "2026-11-19T00:00:00"},
    {"since": "2026-11-19T00:00:00", "until": "2026-11-20T00:00:00"},
    {"until": "9999-12-31T23:59:59Z"},
    {"since": "0001-01-01T00:00:00Z", "until": "0001-01-02T00:00:00+12:00"},
]


@pytest.mark.parametrize("wrong", MOMENTS)
async def test_a_moment_without_offset_or_at_the_end_of_the_calendar_is_told(office, client, wrong):  # noqa: F811
    await office.in_force()
    given = period(office) | wrong
    answer = await client.get("/api/v1/control/requests", params=given, headers=bearer(office.token))
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:almasu:problem:http.unreadable")
