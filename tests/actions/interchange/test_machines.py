"""Accounts of machines: opened and blocked by signed acts, their token told once, their scope kept (ASOI-3.1)."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

import pytest

from actions.conftest import OFFICER, OTHER, World
from almasu.actions.interchange import exchange as acts
from almasu.actions.interchange import machines
from almasu.kernel.interchange.collection import ALERTS, own_collection
from almasu.kernel.interchange.machine import LONGEST_LIFE, MachineForm, MachineState, scope_of
from almasu.kernel.parties.account import Role
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.signatures.act import plain_words
from almasu.law.problem import Problem, ProblemGroup
from almasu.store.interchange import StoredInterchange
from almasu.store.node import NodeStore

BANK, OTHER_BANK, CENTRE = "210140083118", "990140000385", "123456789012"
CENTRE_WORKER = "850101300015"


@dataclass
class Desk:
    """A person of the sector at the node, who opens accounts."""

    world: World
    session: str
    iin: str

    def form(self, **change: object) -> MachineForm:
        said: dict[str, object] = {
            "name": "SIEM",
            "reads": ("alerts",),
            "writes_own": True,
            "narrowest": Degree.GREEN,
            "expires_at": self.world.clock() + timedelta(days=30),
            **change,
        }
        return MachineForm(**said)  # type: ignore[arg-type]

    def signed(self, act: object) -> bytes:
        return f"signed {self.iin} {act}".encode()

    async def opened(self, **change: object) -> machines.Opened:
        at = self.world.clock()
        act = await machines.prepare_machine(self.world.node, self.session, self.form(**change), at)
        return await machines.open_machine(self.world.node, self.session, act.id, self.signed(act.id), at)

    async def blocked(self, number: object) -> None:
        at = self.world.clock()
        act = await machines.prepare_block(self.world.node, self.session, number, at)  # type: ignore[arg-type]
        await machines.block_machine(self.world.node, self.session, act.id, self.signed(act.id), at)

    @property
    def exchange(self) -> acts.Exchange:
        store = self.world.node.store
        assert isinstance(store, NodeStore)
        return acts.Exchange(StoredInterchange(store.database, store.sealer), secrets.token_bytes)


async def desk_of(
    world: World, role: Role = Role.HEAD_OF_SECURITY, organisation: str = BANK, iin: str = OFFICER
) -> Desk:
    await world.account(iin, role, body_bin=organisation)
    return Desk(world, await world.working(iin), iin)


async def test_an_account_opened_by_a_signed_act_works_until_it_is_blocked(world):
    desk = await desk_of(world)
    opened = await desk.opened()
    shown = acts.Shown(str(opened.paper.id), opened.token)
    known, found = await acts.collections(desk.exchange, shown, world.clock())
    assert {one.id for one in found} == {ALERTS.id, own_collection(BANK).id}
    assert known.machine.act
    entry = (await world.entries())[-1]
    assert entry["kind"] == "machine_opened"
    assert entry["says"]["act"] == str(known.machine.act)
    await desk.blocked(opened.paper.id)
    with pytest.raises(Problem, match=r"interchange\.not_known"):
        await acts.who(desk.exchange, shown, world.clock())
    kept = await machines.machines(world.node, desk.session, world.clock())
    assert [(paper.state, machine.name) for paper, machine in kept] == [(MachineState.BLOCKED, "SIEM")]


async def test_what_an_account_reads_and_writes_is_signed_in_words(world):
    desk = await desk_of(world)
    for own in ("own", own_collection(BANK).alias):
        form = desk.form(reads=("alerts", own))
        act = await machines.prepare_machine(world.node, desk.session, form, world.clock())
        said = plain_words(act.data).ru
        assert "читает: оповещения об угрозах, своя коллекция; пишет в свою коллекцию; TLP:GREEN" in said
        assert scope_of(form, BANK) == ((ALERTS.id, own_collection(BANK).id), (own_collection(BANK).id,))


async def test_the_token_is_kept_nowhere_and_the_account_ends_by_itself(world):
    desk = await desk_of(world)
    opened = await desk.opened()
    assert len(opened.token) >= 43
    assert opened.token not in json.dumps(await world.entries())
    assert opened.token.encode() not in opened.paper.data
    shown = acts.Shown(token=opened.token)
    await acts.who(desk.exchange, shown, world.clock())
    with pytest.raises(Problem, match=r"interchange\.not_known"):
        await acts.who(desk.exchange, shown, world.clock.forward(days=30))


async def test_a_machine_that_shows_a_certificate_has_no_token(world):
    desk = await desk_of(world)
    opened = await desk.opened(certificate="ab" * 32)
    assert opened.token == ""
    known = await acts.who(desk.exchange, acts.Shown(certificate="ab" * 32), world.clock())
    assert known.id == opened.paper.id
    for shown in (acts.Shown(certificate="cd" * 32), acts.Shown(str(opened.paper.id)), acts.Shown()):
        with pytest.raises(Problem, match=r"interchange\.not_known"):
            await acts.who(desk.exchange, shown, world.clock())


WRONG = [
    ({"name": " "}, "name"),
    ({"name": "x" * 81}, "name"),
    ({"reads": ("all",)}, "reads"),
    ({"reads": (f"own-{OTHER_BANK}",)}, "reads"),
    ({"reads": (), "writes_own": False}, "reads"),
    ({"certificate": "AB" * 32}, "certificate"),
]


@pytest.mark.parametrize(("change", "field"), WRONG)
async def test_a_form_with_a_fault_opens_nothing(world, change, field):
    desk = await desk_of(world)
    with pytest.raises(ProblemGroup) as found:
        await desk.opened(**change)
    assert [one.where for one in found.value.problems] == [field]


async def test_an_account_lives_no_longer_than_a_year(world):
    desk = await desk_of(world)
    for life in (LONGEST_LIFE + timedelta(seconds=1), timedelta(0)):
        with pytest.raises(ProblemGroup):
            await desk.opened(expires_at=world.clock() + life)


async def test_a_worker_without_the_duty_opens_nothing(world):
    desk = await desk_of(world, Role.RESPONSIBLE_WORKER)
    with pytest.raises(Problem, match=r"account\.role"):
        await desk.opened()


async def test_another_organisations_account_is_absent_except_for_the_centre_that_blocks_it(world):
    desk = await desk_of(world)
    opened = await desk.opened()
    stranger = await desk_of(world, organisation=OTHER_BANK, iin=OTHER)
    with pytest.raises(Problem, match=r"interchange\.machine_absent"):
        await stranger.blocked(opened.paper.id)
    assert await machines.machines(world.node, stranger.session, world.clock()) == []

    centre = await desk_of(world, Role.SECTORAL_CENTRE, CENTRE, CENTRE_WORKER)
    await centre.blocked(opened.paper.id)
    with pytest.raises(Problem, match=r"interchange\.not_known"):
        await acts.who(desk.exchange, acts.Shown(token=opened.token), world.clock())
