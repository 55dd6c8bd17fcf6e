"""Control judges requests of the own body again, under an order and never those of another body."""

from __future__ import annotations

from uuid import uuid4

import pytest

from actions.conftest import OTHER
from actions.control.conftest import FOREIGN_BODY
from almasu.actions.replay_request import Again, replay_in_control
from almasu.law.problem import Problem
from almasu.wiring.law import open_law


async def test_a_controller_replays_the_requests_of_the_body_under_an_order_alone(office):
    world = office.world
    await world.account()
    mine = await office.asks(await world.working())
    await world.account(OTHER, body_bin=FOREIGN_BODY)
    foreign = await office.asks(await world.working(OTHER), OTHER)

    async def replayed(number):
        again = Again(number, "SIO-2022", open_law().sio_pso.decide_under)
        return await replay_in_control(world.node, office.token, again, world.clock())

    with pytest.raises(Problem, match=r"control\.no_order"):
        await replayed(mine)
    await office.in_force()
    assert "sio_pso.entered_with_eds" in {one.rule_id for one in (await replayed(mine)).differences}
    assert (await world.entries())[-1]["kind"] == "request_replayed"
    for number in (foreign, uuid4()):
        with pytest.raises(Problem, match=r"control\.not_in_report"):
            await replayed(number)
