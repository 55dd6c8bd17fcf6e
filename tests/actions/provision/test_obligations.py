"""What falls due under an act through the real store: made once, reminded of once, given whole or not (FMA-5)."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from actions.provision.conftest import BODY, Zone
from actions.provision.test_joint_acts import MONTHLY, drafts, governing, in_force
from almasu.actions.provision import see_obligations
from almasu.actions.provision.make_obligations import make_obligations
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.remind import remind
from almasu.kernel.provision.obligations import Obligation, Standing
from almasu.law.problem import Problem
from kernel.provision.acts import act_of, data_set


async def owed_by_schedule(zone: Zone) -> UUID:
    """One delivery began an hour after both signed: at six in the morning of the 21st."""
    content = act_of(data_set(schedule={**MONTHLY, "day": 21}))
    await in_force(zone, await drafts(zone, content=content))
    assert await make_obligations(zone.node, zone.now()) == 0
    zone.world.clock.forward(hours=20)
    assert [await make_obligations(zone.node, zone.now()) for _ in range(2)] == [1, 0]
    page = await see_obligations.obligations(zone.node, await again(zone, "officer"), "", 50, zone.now())
    (one,) = page.items
    return one.kept.paper.id


async def again(zone: Zone, who: str) -> str:
    await zone.again()
    return zone.tokens[who]


async def stands(zone: Zone, number: UUID, who: str = "responsible") -> Standing:
    return (await see_obligations.obligation(zone.node, await again(zone, who), number, zone.now())).standing


async def test_a_delivery_of_a_schedule_is_owed_once_reminded_of_and_given(zone: Zone) -> None:
    number = await owed_by_schedule(zone)
    assert await stands(zone, number) is Standing.OPEN
    assert await remind(zone.node, zone.now()) == 0
    told: list[str] = []
    for days in (3, 1, 1, 0, 5, 2):
        zone.world.clock.forward(days=days)
        await remind(zone.node, zone.now())
        told.append((await stands(zone, number)).value)
    assert told == ["due_soon", "late", "late", "late", "late", "late"]
    leaves = [one["told"] for one in await zone.told("provision_obligation_moved") if one["step"] == "reminded"]
    assert leaves == [["ahead"], ["at_term"], ["overdue"], ["overdue"]]

    token = await again(zone, "officer")
    with pytest.raises(Problem) as not_theirs:
        await see_obligations.note_given(zone.node, zone.tokens["responsible"], number, (), zone.now())
    assert not_theirs.value.kind.code == "account.role"
    half = await see_obligations.note_given(zone.node, token, number, ("rejected_rows",), zone.now())
    assert half.standing is Standing.INCOMPLETE
    counted = await see_obligations.tally(zone.node, token, zone.now())
    assert (counted.incomplete, counted.late) == (1, 0)
    whole = await see_obligations.note_given(zone.node, token, number, (), zone.now())
    assert whole.standing is Standing.GIVEN_LATE
    zone.world.clock.forward(days=30)
    assert await remind(zone.node, zone.now()) == 0


async def test_an_answer_to_a_request_is_owed_once_and_others_see_none(zone: Zone) -> None:
    content = act_of(data_set(giving="on_request", schedule=None))
    await in_force(zone, await drafts(zone, content=content))
    request, under = uuid4(), await governing(zone)

    async def owed() -> Obligation:
        async with zone.node.store.transaction() as transaction:
            keeping = KeptObligations(zone.node, transaction, "system:test")
            found = await keeping.owe(under, zone.now(), request)
            assert await keeping.open_of(BODY, "vehicles") == [found]
            return found

    first = await owed()
    zone.world.clock.forward(hours=1)
    assert await owed() == first, "the same request is owed once, from its first moment"
    assert [one["step"] for one in await zone.told("provision_obligation_moved")] == ["owed"]
    await zone.again()
    with pytest.raises(Problem) as absent:
        await see_obligations.obligation(zone.node, zone.tokens["stranger"], first.id, zone.now())
    assert absent.value.kind.code == "paper.unknown"
    page = await see_obligations.obligations(zone.node, zone.tokens["stranger"], "", 50, zone.now())
    assert not page.items
