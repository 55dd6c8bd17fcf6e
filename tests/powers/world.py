"""The world of the matrix: a whole application over a real database, with real sessions and things of everybody."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions import conftest as acting
from actions.conftest import KeptMessages, StoppedClock, node_over
from almasu.actions import second_factor, sign_in, visit
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.interfaces.portal.offices.office import Office
from almasu.interfaces.portal.offices_of_node import node_offices
from almasu.interfaces.site import site
from almasu.kernel.applications.organisation import Organisation
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.policy import k_of
from almasu.kernel.owning.owned import Owned
from almasu.kernel.parties.account import AccountState
from almasu.kernel.parties.session import token_hash
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.law.text import Text
from almasu.store.journal_reading import StoredLog
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.running import Running, ShownLog
from almasu.wiring.settings import Settings
from almasu.wiring.sheets import read_resources
from powers.people import BODY, OTHER_BODY, OTHER_OWNERS_BODY, OWNERS_BODY, Come, Somebody, everybody
from powers.samples import REQUEST
from powers.things import Thing, papers_of, things_of_people
from powers.undone import Undone

ORIGIN = "almasu/restricted/test"
KEYS = keys_of(ORIGIN, b"k" * 32)
TASKS = {"officer": "2026/1", "colleague": "2026/2", "foreign officer": "2026/3"}


class Idle:
    """Takes requests over and asks nobody."""

    asking = SimpleNamespace(registers={})

    def start(self, accepted: object) -> None:
        return None

    async def settled_within(self, request: UUID, seconds: float) -> None:
        return None


@dataclass(repr=False)
class World:
    """Who is there, what there is, and a program or browser in front of the application."""

    acting: acting.World
    database: Undone
    client: AsyncTestClient[Litestar]
    app: Litestar
    offices: tuple[Office, ...]
    people: dict[str, Somebody]
    things: dict[str, tuple[Thing, ...]] = field(default_factory=dict)

    def bearer(self, who: Somebody) -> dict[str, str]:
        return {"authorization": f"Bearer {who.token}"} if who.token else {}

    async def ask(self, who: Somebody, address: str, body: Any = None) -> Any:
        method, path = address.split(" ", 1)
        return await self.client.request(method, path, json=body, headers=self.bearer(who), follow_redirects=False)

    def signed(self, who: Somebody, act: str) -> dict[str, str]:
        return {"act": act, "cms": base64.b64encode(f"signed {who.iin} {act}".encode()).decode()}

    async def handed(self, who: Somebody, purpose: ActPurpose, body: dict[str, Any]) -> str:
        """An act in the hand of somebody's session, whether or not they could have had it prepared."""
        node, at = self.acting.node, self.acting.clock()
        said = Text("қол қоямын", "подписываю", "I sign")
        intent = Intent(purpose, "" if purpose in UNNAMED else who.iin, body, said)
        async with node.store.transaction() as transaction:
            return str((await prepare_act(node, transaction, token_hash(who.token), intent, at)).id)

    async def said(self, who: Somebody, act: str) -> dict[str, Any]:
        """The body of a prepared act."""
        found = await self.acting.node.store.together.prepared(UUID(act), token_hash(who.token))
        assert found is not None
        return dict(said_by(found[0].data).body)


UNNAMED = frozenset({ActPurpose.LOGIN, ActPurpose.VISIT})


@asynccontextmanager
async def settled(url: str, folder: Path) -> AsyncIterator[World]:
    database = await Undone.at(url)
    clock, messages = StoppedClock(), KeptMessages()
    node = node_over(database, FileVault.create(folder / "vault"), read_resources(), messages)
    names = Text("Агенттік", "Агентство", "Agency")
    bodies = {one: Organisation(one, names, "0101") for one in (BODY, OTHER_BODY)}
    owned = Owned({OWNERS_BODY: frozenset({3}), OTHER_OWNERS_BODY: frozenset({4})})
    node = replace(node, organisations=bodies, owned=owned)
    law = open_law()
    held = SimpleNamespace(current=KEYS, heads=[KEYS.head.key], receipts=[KEYS.receipts.key], published=lambda: b"")
    keys: Any = SimpleNamespace(held=held)
    vouching = k_of(0, [KEYS.head.key], ())
    running = Running(
        settings=Settings(data=folder, database_url=url, channel=()),
        node=node,
        law=law,
        consent=law.sio_pso.annexes.consent("SIO-2025"),
        carrying_out=Idle(),  # type: ignore[arg-type]
        journal=StoredLog(database, "main"),  # type: ignore[arg-type]
        log_keys=keys,
        vouching=vouching,
        supervision=ShownLog(ORIGIN, StoredLog(database, "supervision"), keys, vouching),  # type: ignore[arg-type]
        now=clock,
    )
    app = site(running)
    moves = acting.World(node, database, clock, messages, {}, Idle())  # type: ignore[arg-type]
    async with AsyncTestClient(app) as client:
        world = World(moves, database, client, app, node_offices(running).offices, everybody())
        for one in world.people.values():
            await come(world, one)
        await furnish(world)
        yield world
    await database.close()


async def come(world: World, who: Somebody) -> None:
    """Let somebody come in as far as they do."""
    moves, at = world.acting, world.acting.clock()
    if who.role is not None:
        who.account = str((await moves.account(who.iin, who.role, body_bin=who.body)).id)
    match who.come:
        case Come.NOT:
            return
        case Come.BEGUN:
            who.token = (await sign_in.begin_sign_in(moves.node, at)).token
        case Come.VISITING:
            begun = await visit.begin_visit(moves.node, at)
            act = begun.challenge.id
            cms = f"signed {who.iin} {act}".encode()
            who.token = (await visit.prove_visit(moves.node, begun.token, act, cms, at)).token
        case Come.AT_CODE:
            begun = await sign_in.begin_sign_in(moves.node, at)
            act = begun.challenge.id
            await sign_in.prove_identity(moves.node, begun.token, act, f"signed {who.iin} {act}".encode(), at)
            await second_factor.send_code(moves.node, begun.token, at)
            who.token = begun.token
        case Come.UNCONSENTED:
            who.token = await moves.entered(who.iin)
        case Come.WORKING | Come.BLOCKED:
            who.token = await moves.working(who.iin)
    if who.come is Come.BLOCKED:
        async with moves.node.store.transaction() as transaction:
            await transaction.accounts.set_state(UUID(who.account), AccountState.BLOCKED, at)


async def furnish(world: World) -> None:
    """Ask what is asked and write what there is to reach."""
    requests, materials = {}, {}
    for name, task in TASKS.items():
        who = world.people[name]
        act = await world.ask(who, "POST /api/v1/requests/prepare", REQUEST | {"task": task})
        assert act.status_code == 201, act.text
        accepted = await world.ask(who, "POST /api/v1/requests", world.signed(who, act.json()["id"]))
        assert accepted.status_code == 201, accepted.text
        requests[name] = accepted.json()["id"]
        (material,) = (await world.ask(who, "GET /api/v1/materials")).json()
        materials[name] = material["id"]
    for one in world.people.values():
        one.known = {"request": requests["officer"], "material": materials["officer"]}
        one.known["account"] = world.people["officer"].account
    world.things = await papers_of(world.acting.node, world.people, requests)
    world.things |= things_of_people(world.people, requests, materials)
    registers = (("own", "3", OWNERS_BODY), ("another's", "4", OTHER_OWNERS_BODY), ("hidden: nobody's", "5", ""))
    found = [Thing(label, number, body=body) for label, number, body in registers]
    world.things["resource"] = (*found, Thing("missing", "77", missing=True))
