"""A replay shows the edition, the role and the body of the day, and nothing of a destroyed material."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from actions.conftest import OFFICER, SUBJECT, World
from actions.supervision.conftest import BODY, PROSECUTOR, Checked, signed
from almasu.actions import close_task, destroy_material, view_request
from almasu.actions.replay_request import Again
from almasu.actions.supervision import hold_check
from almasu.actions.supervision.hold_check import Replay
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.parties.account import Role
from almasu.kernel.requests.request import Request
from almasu.law.problem import Problem
from almasu.wiring.law import open_law

PERSON = {"iin": SUBJECT, "surname": "Ахметов"}


async def replayed(checked: Checked, resolution: UUID, request: UUID) -> Replay:
    world = checked.world
    return await hold_check.replay(world.node, checked.checking, resolution, request, None, world.clock())


async def moved(checked: Checked, body: str) -> None:
    """The officer moves to a post in another body."""
    async with checked.world.node.store.transaction() as transaction:
        await transaction.accounts.change(checked.officer.id, checked.officer.person, body)


async def record_of(checked: Checked, request: UUID) -> Request:
    async with checked.world.node.store.single() as store:
        found = await store.requests.one(request)
    assert found is not None
    return found


async def test_who_asked_is_shown_as_they_were_when_they_asked(checked: Checked) -> None:
    world = checked.world
    request, resolution = await checked.asked(), await checked.resolution()
    then = (await replayed(checked, resolution.id, request)).covered.then
    assert (then.role, then.body_bin, then.edition) == (Role.OFFICER, BODY, world.node.law.edition_at(world.clock()))
    assert not then.moved_on(checked.officer)
    assert then.moved_on(replace(checked.officer, role=Role.CONTROLLER))
    await moved(checked, "950340062057")
    shown = (await replayed(checked, resolution.id, request)).covered
    assert shown.account.body_bin == "950340062057"
    assert (shown.then, shown.then.moved_on(shown.account)) == (then, True)


async def test_a_covered_request_is_judged_again_under_an_edition_and_the_log_of_supervision_alone_tells(
    checked: Checked,
) -> None:
    world, decide = checked.world, open_law().sio_pso.decide_under
    request, resolution = await checked.asked(), await checked.resolution()
    before = await checked.kinds("main")
    told = await hold_check.judge_again(
        world.node, checked.checking, resolution.id, Again(request, "SIO-2022", decide), world.clock()
    )
    assert told.edition == "SIO-2022"
    assert "sio_pso.entered_with_eds" in {one.rule_id for one in told.differences}
    assert await checked.kinds("main") == before
    leaf = (await checked.leaves("supervision"))[-1]
    assert (leaf["kind"], leaf["about"]) == ("supervision_viewed", resolution.about())
    assert OFFICER not in str(leaf)
    elsewhere = await checked.resolution(tasks=("another task",))
    for under, number in ((elsewhere.id, request), (resolution.id, uuid4()), (uuid4(), request)):
        with pytest.raises(Problem, match=r"supervision\.absent"):
            await hold_check.judge_again(world.node, checked.checking, under, Again(number, "", decide), world.clock())


async def test_a_check_of_a_body_covers_what_was_asked_for_it_and_not_what_its_people_asked_elsewhere(
    checked: Checked,
) -> None:
    world = checked.world
    request = await checked.asked()
    await moved(checked, "950340062057")
    for body, shown in ((BODY, [request]), ("950340062057", [])):
        resolution = await checked.resolution(officers=(), bodies=(body,))
        found = await hold_check.covered_requests(world.node, checked.checking, resolution.id, "", 5, world.clock())
        assert [one.request.id for one in found.items] == shown


async def test_what_a_destroyed_material_held_is_told_as_destroyed_and_opens_nothing(checked: Checked) -> None:
    world = checked.world
    world.registers[1].reply = Records((PERSON,), b'{"raw": 1}')
    for number in (3, 5):
        world.registers[number].reply = NoRecord(b"none")
    number = await checked.asked()
    await view_request.open_answers(world.node, checked.asking, number, world.clock(), only=1)
    resolution = await checked.resolution()
    before = await replayed(checked, resolution.id, number)
    assert ([one.resource for one in before.answers], before.gone) == ([1], frozenset())
    request = await record_of(checked, number)
    await destroyed(world, checked.asking, request.material)
    checked.checking = await world.entered(PROSECUTOR)
    after = await replayed(checked, resolution.id, number)
    assert (list(after.answers), after.gone) == ([], before.picture.seen)
    assert (after.covered.entry, after.views) == (before.covered.entry, before.views)
    assert "Ахметов" not in repr(after.answers)


async def destroyed(world: World, token: str, material: UUID) -> None:
    """The task is closed, its term runs out, and the officer signs the destruction of the material."""
    node, clock = world.node, world.clock
    today = date(2026, 11, 20)
    closing = await close_task.prepare_closing(node, token, material, today, "бітті", clock())
    await close_task.close_task(node, token, closing.id, signed(OFFICER, closing.id), clock())
    clock.forward(days=1)
    token = await world.entered()
    act = await destroy_material.prepare_destruction(node, token, material, "мерзімі бітті", clock())
    await destroy_material.destroy_material(node, token, act.id, signed(OFFICER, act.id), clock())
