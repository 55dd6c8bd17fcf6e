"""Who looked at a request is told by role and moment; a prosecutor's look is never among it."""

from __future__ import annotations

import pytest

from actions.conftest import OFFICER, OTHER, World
from actions.test_materials import Office, refused
from almasu.actions import take_copy, view_request
from almasu.actions.entering import leaf
from almasu.actions.who_viewed import who_viewed
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.copy import CopyFormat


@pytest.fixture
async def office(world: World) -> Office:
    await world.account()
    world.registers[1].reply = Records(({"surname": "АХМЕТОВ"},), b"raw")
    world.registers[3].reply = NoRecord(b"none")
    world.registers[5].reply = NoRecord(b"none")
    return Office(world, await world.working())


async def test_every_opening_and_every_file_stands_among_the_looks(office: Office) -> None:
    world, request = office.world, await office.asked()
    await view_request.open_answers(world.node, office.token, request.id, world.clock(), 1)
    world.clock.forward(minutes=1)
    wanted = take_copy.Wanted(request.id, request.draft.task, "Материалға тігу үшін.", CopyFormat.CSV)
    await take_copy.take_copy(world.node, office.token, wanted, world.clock())
    found = await who_viewed(world.node, office.token, request.id, world.clock())
    assert [(look.kind, look.resource) for look in found] == [
        (EntryKind.COPY_TAKEN, None),
        (EntryKind.DOSSIER_VIEWED, 1),
    ]


async def test_looks_of_control_and_operator_are_told_and_those_of_a_prosecutor_are_not(office: Office) -> None:
    world, request = office.world, await office.asked()
    about = f"request:{request.id}"
    async with world.node.store.transaction() as transaction:
        for kind in (EntryKind.REPORT_VIEWED, EntryKind.LAWFULNESS_VIEWED):
            await transaction.journal.append(leaf(world.node, kind, world.clock(), "account:made-up", about))
        for kind in (EntryKind.SUPERVISION_VIEWED, EntryKind.DOSSIER_VIEWED):
            await transaction.supervision.append(leaf(world.node, kind, world.clock(), "account:made-up", about))
    found = await who_viewed(world.node, office.token, request.id, world.clock())
    assert {look.kind for look in found} == {EntryKind.REPORT_VIEWED, EntryKind.LAWFULNESS_VIEWED}


async def test_looks_at_the_request_of_a_colleague_are_as_absent_as_the_request(office: Office) -> None:
    world, request = office.world, await office.asked()
    await world.account(OTHER)
    colleague = await world.working(OTHER)
    assert OTHER != OFFICER
    assert await refused(who_viewed(world.node, colleague, request.id, world.clock())) == "request.not_found"
