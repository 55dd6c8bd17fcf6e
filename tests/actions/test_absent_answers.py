"""An answer that was never asked for is absent, and looking for it leaves no trace."""

from __future__ import annotations

import pytest

from actions.conftest import World
from actions.test_asking import kinds, submitted
from almasu.actions import view_request
from almasu.law.problem import Problem


@pytest.mark.parametrize("number", [2, 0, -1, 99_999_999_999_999_999_999])
async def test_an_answer_of_a_register_never_asked_is_absent_and_leaves_no_trace(world: World, number: int) -> None:
    await world.account()
    token = await world.working()
    accepted = await submitted(world, token, resources=(1,))
    with pytest.raises(Problem) as caught:
        await view_request.open_answers(world.node, token, accepted.request.id, world.clock(), number)
    assert caught.value.kind.code == "request.not_found"
    assert "dossier_viewed" not in await kinds(world)
