"""The counts behind an owner's charts: by the days of Astana, of own registers alone, nothing of who asked."""

from __future__ import annotations

import pytest

from actions.conftest import World
from actions.owning.test_uses import asked, owner_in, owning
from almasu.actions.owning.see_uses import uses_by_day
from almasu.law import moment
from almasu.law.problem import Problem


async def test_uses_are_counted_by_the_days_of_astana_and_only_of_own_registers(world: World) -> None:
    owning(world)
    await world.account()
    token, owner = await world.working(), await owner_in(world)
    for resources in ((3,), (3, 5), (1,)):
        await asked(world, token, resources=resources)
    by_resource = {one.resource: dict(one.days) for one in await uses_by_day(world.node, owner, world.clock())}
    today = moment.in_astana(world.clock()).date()
    assert {number: len(days) for number, days in by_resource.items()} == {3: 30, 5: 30}
    assert (by_resource[3][today], by_resource[5][today]) == (2, 1)
    assert sum(sum(days.values()) for days in by_resource.values()) == 3


async def test_nobody_but_an_owner_sees_counts_by_day(world: World) -> None:
    owning(world)
    await world.account()
    with pytest.raises(Problem, match=r"account\.role"):
        await uses_by_day(world.node, await world.working(), world.clock())
