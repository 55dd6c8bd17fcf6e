"""Materials and copies over HTTP: a program does what a person does, and is refused alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.testing import AsyncTestClient

from actions.conftest import OFFICER, SUBJECT, World
from actions.conftest import world as world  # the fixture
from actions.test_materials import Office
from almasu.interfaces.api.materials import material_routes
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.api.requests import request_routes
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.materials.mark import CONFIDENTIAL

Client = AsyncTestClient[Litestar]


@pytest.fixture
async def office(world: World) -> Office:
    await world.account()
    world.registers[1].reply = Records(({"iin": SUBJECT, "surname": "=1+1"},), b"raw")
    world.registers[3].reply = NoRecord(b"none")
    world.registers[5].reply = NoRecord(b"none")
    return Office(world, await world.working())


@pytest.fixture
async def program(office: Office) -> AsyncIterator[Client]:
    world = office.world
    running = SimpleNamespace(node=world.node, now=world.clock, carrying_out=world.carrying_out)
    app = Litestar(
        [Router("/api/v1", route_handlers=[request_routes(), material_routes()])],
        dependencies={"running": Provide(lambda: running, sync_to_thread=False)},
        exception_handlers=API_PROBLEMS,
        logging_config=None,
    )
    async with AsyncTestClient(app) as client:
        yield client


def bearing(office: Office) -> dict[str, str]:
    return {"Authorization": f"Bearer {office.token}"}


async def signed(client: Client, office: Office, prepared: Any, path: str) -> Any:
    """Sign what was prepared and send it."""
    import base64

    assert prepared.status_code == 201, prepared.text
    act = prepared.json()["id"]
    cms = base64.b64encode(f"signed {OFFICER} {act}".encode()).decode()
    return await client.post(path, json={"act": act, "cms": cms}, headers=bearing(office))


async def test_a_task_is_closed_and_its_material_destroyed_over_http(program: Client, office: Office) -> None:
    request = await office.asked()
    (listed,) = (await program.get("/api/v1/materials", headers=bearing(office))).json()
    path = f"/api/v1/materials/{listed['id']}"
    prepared = await program.post(f"{path}/close/prepare", json={"kept_until": "2026-11-20"}, headers=bearing(office))
    closed = await signed(program, office, prepared, "/api/v1/materials/close")
    assert [one["request"] for one in closed.json()["requests"]] == [str(request.id)]
    await office.past_its_term()
    prepared = await program.post(f"{path}/destroy/prepare", json={"reason": "мерзімі"}, headers=bearing(office))
    destroyed = (await signed(program, office, prepared, "/api/v1/materials/destroy")).json()
    assert (destroyed["state"], destroyed["destruction"]["backups_expire"]) == ("destroyed", "2026-12-26")
    dossier = await program.get(f"/api/v1/requests/{request.id}/dossier", headers=bearing(office))
    assert (dossier.status_code, dossier.json()["code"]) == (410, "material.gone")
    shown = (await program.get(path, headers=bearing(office))).json()
    assert (shown["answers_alone"], shown["task"]["state"]) == (0, "destroyed")


@pytest.mark.parametrize("chosen", ["csv", "xlsx", "json", "pdf"])
async def test_a_download_is_a_file_to_keep_apart_and_its_destruction_is_confirmed(
    program: Client, office: Office, chosen: str
) -> None:
    request = await office.asked()
    path = f"/api/v1/requests/{request.id}/download"
    asked = {"task": "2026/114-ТМ", "reason": "Материалға тігу үшін.", "format": chosen}
    file = await program.get(path, params=asked, headers=bearing(office))
    assert file.status_code == 200
    assert file.headers["content-disposition"].startswith("attachment;")
    assert (file.headers["x-content-type-options"], file.headers["cache-control"]) == ("nosniff", "no-store")
    (copy,) = (await program.get("/api/v1/copies", headers=bearing(office))).json()
    assert (copy["id"], copy["state"]) == (file.headers["almasu-copy"], "taken")
    done = await program.post(f"/api/v1/copies/{copy['id']}/destroyed", json={}, headers=bearing(office))
    assert done.json()["state"] == "destroyed"


async def test_what_is_not_ones_own_looks_like_nothing(program: Client, office: Office) -> None:
    other = uuid4()
    for way, path, body in (
        ("GET", f"/materials/{other}", None),
        ("POST", f"/materials/{other}/close/prepare", {"kept_until": "2026-11-20"}),
        ("POST", f"/materials/{other}/destroy/prepare", {"reason": "x"}),
        ("POST", f"/materials/{other}/answers", {"request": str(uuid4())}),
        ("GET", f"/requests/{other}/download?task=x", None),
        ("POST", f"/copies/{other}/destroyed", {}),
    ):
        answer = await program.request(way, f"/api/v1{path}", json=body, headers=bearing(office))
        assert answer.status_code == 404, path
        assert (await program.request(way, f"/api/v1{path}", json=body)).status_code == 401, path


async def test_an_unknown_format_and_a_moment_without_zone_are_refused(program: Client, office: Office) -> None:
    request = await office.asked()
    path = f"/api/v1/requests/{request.id}/download"
    answer = await program.get(path, params={"task": "2026/114-ТМ", "format": "exe"}, headers=bearing(office))
    assert answer.status_code == 400
    body = {"destroyed_on": "2026-11-20T10:00:00"}
    answer = await program.post(f"/api/v1/copies/{uuid4()}/destroyed", json=body, headers=bearing(office))
    assert answer.status_code == 400


async def test_each_answer_tells_which_secret_it_holds(program: Client, office: Office) -> None:
    request = await office.asked()
    dossier = await program.get(f"/api/v1/requests/{request.id}/dossier", headers=bearing(office))
    told = {one["resource"]: one["secret"] for one in dossier.json()["answers"]}
    resources = office.world.node.resources
    assert told == {
        number: None
        if (secret := resources[number].secret) is None
        else {"kk": secret.kk, "ru": secret.ru, "en": secret.en}
        for number in (1, 3, 5)
    }
    assert told[1] is not None
    assert dossier.json()["mark"]["en"] == CONFIDENTIAL.en
