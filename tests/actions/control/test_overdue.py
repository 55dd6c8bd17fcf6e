"""A month nobody controlled in time is said so once: to the body, its head and the operator, until it is signed."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.conftest import OFFICER
from actions.control.conftest import CONTROLLER, FOREIGN_BODY, HEAD, OPERATOR
from actions.control.test_monthly_pack import month  # noqa: F401 - a fixture
from almasu.actions.control import see_packs
from almasu.actions.control.note_overdue import duties_of, note_overdue, view_overdue
from almasu.kernel.control.overdue import overdue_in
from almasu.kernel.parties.account import Role
from almasu.law.problem import Problem

IN_TIME = datetime.fromisoformat("2026-12-30T23:59:00+05:00")
LATE = datetime.fromisoformat("2026-12-31T00:00:00+05:00")


def told(papers):
    return [overdue_in(paper).month for paper in papers]


async def seen_by(month, iin):  # noqa: F811
    node, clock = month.office.world.node, month.office.world.clock
    return told(await view_overdue(node, await month.office.again(iin), clock()))


async def test_a_month_is_told_once_and_only_when_its_time_is_over(month):  # noqa: F811
    node = month.office.world.node
    assert await note_overdue(node, IN_TIME) == 0
    assert [await note_overdue(node, LATE) for _ in range(3)] == [1, 0, 0]
    leaves = [one for one in await month.office.world.entries() if one["kind"] == "control_overdue"]
    assert [one["says"] for one in leaves] == [
        {"month": "2026-11", "paper_kind": "control_overdue", "paper_state": "told", "paper_version": 1}
    ]


async def test_body_head_and_operator_see_it_and_nobody_else(month):  # noqa: F811
    world = month.office.world
    world.clock.at = LATE
    await note_overdue(world.node, LATE)
    assert await seen_by(month, CONTROLLER) == await seen_by(month, OPERATOR) == ["2026-11"]
    head = await view_overdue(world.node, await month.office.visiting(HEAD), world.clock())
    assert told(head) == ["2026-11"]
    assert await view_overdue(world.node, await month.office.visiting(OFFICER), world.clock()) == []
    assert await seen_by(month, OFFICER) == []
    stranger = "030712551205"
    await world.account(stranger, Role.CONTROLLER, body_bin=FOREIGN_BODY)
    await world.working(stranger)
    assert await seen_by(month, stranger) == []
    with pytest.raises(Problem):
        await view_overdue(world.node, "no such token", world.clock())


async def test_a_pack_signed_late_closes_the_notice(month):  # noqa: F811
    world = month.office.world
    world.clock.at = LATE
    await note_overdue(world.node, LATE)
    month.office.token = await month.office.again(CONTROLLER)
    await month.signed(await month.made())
    assert await seen_by(month, OPERATOR) == []
    month.office.token = await month.office.again(CONTROLLER)
    [kept] = await view_overdue(world.node, month.office.token, world.clock())
    assert overdue_in(kept).done_at == world.clock()
    [duty] = await see_packs.duty(world.node, month.office.token, world.clock())
    assert duty.overdue
    assert await note_overdue(world.node, LATE) == 0


async def test_a_body_without_an_order_has_no_duty_yet(office):
    async with office.world.node.store.single() as store:
        assert await duties_of(office.world.node, store, FOREIGN_BODY, LATE) == ()
    await office.drafted()
    assert await note_overdue(office.world.node, LATE) == 0
