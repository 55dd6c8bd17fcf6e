"""Prosecutor, operator and owner over HTTP, on a node whose journal is really kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import msgspec
import pytest
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.testing import AsyncTestClient

from actions.conftest import NOON, OFFICER, OTHER, World, form, world  # noqa: F401 - a fixture
from almasu.actions import compose_request, submit_request, view_request
from almasu.actions.keep_journal import Keeper, keep_once
from almasu.actions.open_journal import open_journal
from almasu.actions.supervision.packing import packed, unpacked
from almasu.actions.supervision.take_along import ProvedBy
from almasu.interfaces.api.operator import operator_routes
from almasu.interfaces.api.owners import owner_routes
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.api.supervision import supervision_routes
from almasu.kernel.answers import NoRecord
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.policy import k_of
from almasu.kernel.owning.owned import Owned
from almasu.kernel.owning.statement import StatementFile, proven_lines
from almasu.kernel.parties.account import Role
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.supervision.export import faults_of
from almasu.store.journal_reading import StoredLog
from almasu.store.requests import StoredRequests
from almasu.wiring.journal import JournalPlace, OneGeneration, keeper_of

PROSECUTOR, OPERATOR, OWNER = "810917454189", "831105452075", "941208355264"
BODY, OWNER_BODY, ORIGIN = "210140083118", "980740054115", "almasu/restricted/test"
KEYS = keys_of(ORIGIN, b"k" * 32)
POLICY = k_of(0, [KEYS.head.key], ())


@dataclass
class Offices:
    """A program in front of a node, and the keeper of its journal."""

    world: World
    client: AsyncTestClient[Litestar]
    keeper: Keeper

    async def came_in(self, iin: str, role: Role, body: str = BODY) -> dict[str, str]:
        await self.world.account(iin, role, body_bin=body)
        return {"authorization": f"Bearer {await self.world.working(iin)}"}

    async def asked(self, token: str) -> str:
        node, at = self.world.node, self.world.clock()
        act = (await compose_request.prepare_request(node, token, form(), at)).id
        cms = f"signed {OFFICER} {act}".encode()
        self.world.carrying_out.start(await submit_request.submit_request(node, token, act, cms, at))
        await self.world.carrying_out.settled_within(act, 10)
        return str(act)

    async def kept(self) -> None:
        standing = await open_journal(self.keeper)
        assert standing is not None
        standing = await keep_once(self.keeper, standing)
        assert standing.turn is not None
        await self.keeper.ledger.give_up(standing.turn)

    async def signs(self, who: dict[str, str], iin: str, path: str, told: object) -> dict[str, object]:
        """Prepare an act, sign it, send it; return what became of it."""
        prepared = await self.client.post(f"{path}/prepare", headers=who, content=msgspec.json.encode(told))
        assert prepared.status_code == 201, prepared.text
        act = prepared.json()["id"]
        body = msgspec.json.encode({"act": act, "cms": f"signed {iin} {act}".encode()})
        done = await self.client.post(path, headers=who, content=body)
        assert done.status_code == 201, done.text
        found: dict[str, object] = done.json()
        return found


@pytest.fixture
async def offices(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Offices]:  # noqa: F811
    """Offices over a world whose signatures are names: an export is proved by the journal alone."""
    owned = Owned({OWNER_BODY: frozenset({3})}, {3: 500})
    world.node = replace(world.node, owned=owned)
    place = JournalPlace(ORIGIN, tmp_path / "tiles")
    keeper = await keeper_of(world.database, place, OneGeneration(KEYS), POLICY, None)  # type: ignore[arg-type]
    held = SimpleNamespace(held=SimpleNamespace(current=KEYS))
    main = SimpleNamespace(origin=ORIGIN, journal=StoredLog(world.database, "main"), log_keys=held)
    running = SimpleNamespace(node=world.node, now=world.clock, main=main)
    by = ProvedBy(main.journal, ORIGIN, "", ())
    monkeypatch.setattr("almasu.interfaces.api.supervision.proved_by", lambda _: by)
    app = Litestar(
        [Router("/api/v1", route_handlers=[supervision_routes(), operator_routes(), owner_routes()])],
        dependencies={"running": Provide(lambda: running, sync_to_thread=False)},
        exception_handlers=API_PROBLEMS,
        logging_config=None,
    )
    async with AsyncTestClient(app) as client:
        yield Offices(world, client, keeper)


def resolution(**change: object) -> dict[str, object]:
    told: dict[str, object] = {
        "number": "7-22/114",
        "issued_on": "2026-11-20",
        "since": NOON - timedelta(days=1),
        "until": NOON + timedelta(days=1),
        "valid_from": NOON - timedelta(hours=1),
        "valid_until": NOON + timedelta(days=5),
        "officers": [OFFICER],
    }
    return {**told, **change}


async def test_a_check_from_the_resolution_to_an_export_that_proves_itself(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def evidence(_: StoredRequests, number: UUID) -> Parted:
        """The signatures of this world are names: a bundle of two parts stands for theirs."""
        return Parted(str(number).encode(), {b"c" * 32: b"certificate"})

    monkeypatch.setattr(StoredRequests, "evidence", evidence)
    node, clock = offices.world.node, offices.world.clock
    await offices.world.account(body_bin=BODY)
    working, who = await offices.world.working(), await offices.came_in(PROSECUTOR, Role.PROSECUTOR)
    offices.world.registers[3].reply = NoRecord(b"")
    request = await offices.asked(working)
    await view_request.open_answers(node, working, UUID(request), clock())
    await offices.kept()

    issued = await offices.signs(who, PROSECUTOR, "/api/v1/supervision/resolutions", resolution())
    below = f"/api/v1/supervision/resolutions/{issued['id']}"
    (line,) = (await offices.client.get(f"{below}/requests", headers=who)).json()
    assert (line["request"]["id"], line["body_bin"]) == (request, BODY)
    seen = (await offices.client.get(f"{below}/requests/{request}", headers=who)).json()
    assert seen["leaf"]["kind"] == "request_accepted"
    assert [answer["resource"] for answer in seen["answers"]] == [3]
    assert len(seen["open"]) == 2

    export = await offices.client.get(f"{below}/export", headers=who)
    files = unpacked(export.content)
    unsigned = [one.partition(":")[0] for one in faults_of(files, POLICY)]
    assert unsigned == [f"requests/{request}.json"], "signatures are names here: nothing signed binds the request"
    assert any(name.startswith("proofs/") for name in files)
    assert packed(files) == export.content
    leaf = next(name for name in files if name.startswith("leaves/"))
    changed = {
        f"requests/{request}.json was changed": {**files, f"requests/{request}.json": b"{}"},
        f"{leaf} is missing": {name: data for name, data in files.items() if name != leaf},
        "more.txt is not in the manifest": {**files, "more.txt": b""},
    }
    for fault, tampered in changed.items():
        assert fault in faults_of(tampered, POLICY)
    foreign = k_of(0, [keys_of(ORIGIN, b"f" * 32).head.key], ())
    assert len(faults_of(files, foreign)) == len(unsigned) + sum(name.startswith("leaves/") for name in files)

    case = (await offices.client.get("/api/v1/supervision/cases", headers=who)).json()[0]["id"]
    measure = {"case": case, "kind": "administrative", "words": "Хаттама жасалды.", "closes": True}
    closed = await offices.signs(who, PROSECUTOR, "/api/v1/supervision/measures", measure)
    assert closed["state"] == "closed"
    assert (await offices.client.get(f"{below}/requests", headers=who)).status_code == 404


async def test_what_is_not_covered_answers_word_for_word_as_what_never_was(offices: Offices) -> None:
    await offices.world.account(body_bin=BODY)
    request = await offices.asked(await offices.world.working())
    who = await offices.came_in(PROSECUTOR, Role.PROSECUTOR)
    issued = await offices.signs(who, PROSECUTOR, "/api/v1/supervision/resolutions", resolution(tasks=["another task"]))
    other = await offices.came_in(OTHER, Role.PROSECUTOR)
    below = "/api/v1/supervision/resolutions"
    tried = [
        await offices.client.get(f"{below}/{issued['id']}/requests/{request}", headers=who),
        await offices.client.get(f"{below}/{issued['id']}/requests/{uuid4()}", headers=who),
        await offices.client.get(f"{below}/{uuid4()}/requests/{request}", headers=who),
        await offices.client.get(f"{below}/{issued['id']}/requests/{request}", headers=other),
        await offices.client.get(f"{below}/{issued['id']}/export", headers=other),
    ]
    told = [{name: value for name, value in one.json().items() if name != "instance"} for one in tried]
    assert [one.status_code for one in tried] == [404] * len(tried)
    assert all(one == told[0] for one in told)


async def test_works_are_shown_without_signing_in_and_a_moment_without_offset_is_refused(offices: Offices) -> None:
    who = await offices.came_in(OPERATOR, Role.OPERATOR)
    starts, ends = NOON + timedelta(hours=3), NOON + timedelta(hours=4)
    words = {"kk": "Жаңарту.", "ru": "Обновление.", "en": "Update."}
    works = {"kind": "update", "starts": starts, "ends": ends, **words}
    await offices.signs(who, OPERATOR, "/api/v1/operator/works", works)
    (line,) = (await offices.client.get("/api/v1/works")).json()
    assert (line["kind"], line["words"]["ru"]) == ("update", "Обновление.")
    late = {**works, "starts": NOON - timedelta(hours=1)}
    path = "/api/v1/operator/works/prepare"
    refused = await offices.client.post(path, headers=who, content=msgspec.json.encode(late))
    assert (refused.status_code, refused.json()["code"]) == (422, "works.too_late")
    pages = (await offices.client.get("/api/v1/operator/emergencies", headers=who)).json()
    assert (len(pages["situations"]), len(pages["columns"]), pages["lines"]) == (6, 8, [])
    assert pages["notice"] is not None, "the form stands in for annex 7 of Rules No. 21"
    owner = await offices.came_in(OWNER, Role.OWNER, OWNER_BODY)
    naive = "/api/v1/owner/resources/3/uses?since=2026-11-20T00:00:00&until=2026-11-21T00:00:00"
    assert (await offices.client.get(naive, headers=owner)).status_code == 400


async def test_an_owner_takes_a_statement_whose_every_use_is_proven(offices: Offices) -> None:
    await offices.world.account(body_bin=BODY)
    offices.world.registers[3].reply = NoRecord(b"")
    await offices.asked(await offices.world.working())
    owner = await offices.came_in(OWNER, Role.OWNER, OWNER_BODY)
    await offices.kept()
    period = "since=2026-11-20T00:00:00Z&until=2026-11-21T00:00:00Z"
    path = f"/api/v1/owner/resources/3/statement?{period}"
    answer = await offices.client.get(path, headers=owner)
    assert answer.status_code == 200, answer.text
    file = msgspec.json.decode(answer.content, type=StatementFile)
    (line,) = proven_lines(file, [KEYS.receipts.key], POLICY)
    assert line.proof
    assert (await offices.client.get("/api/v1/owner/resources", headers=owner)).json() == [
        {"resource": 3, "per_day": 500, "today": 1}
    ]
    assert (await offices.client.get(path.replace("/3/", "/1/"), headers=owner)).status_code == 404


GUARDED = [
    "/api/v1/supervision/cases",
    "/api/v1/supervision/resolutions",
    "/api/v1/supervision/resolutions/7d1c0c52-6f9e-4b7e-9a54-0e6a1f3b8c11/requests",
    "/api/v1/operator/emergencies",
    "/api/v1/owner/resources",
    "/api/v1/notices",
]


@pytest.mark.parametrize("path", GUARDED)
async def test_offices_are_closed_without_a_session_and_to_another_role(offices: Offices, path: str) -> None:
    assert (await offices.client.get(path)).status_code in (400, 401)
    who = await offices.came_in(OTHER, Role.OFFICER)
    refused = await offices.client.get(path, headers=who)
    assert (refused.status_code, refused.json()["code"]) == (403, "account.role")
