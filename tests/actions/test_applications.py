"""Applications: signed by applicant and head, decided by the operator, in effect at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.applying import (
    APPLICANT,
    Office,
    change,
    open_office,
    refusal,
)
from actions.conftest import World
from almasu.actions.block_account import Block
from almasu.actions.entering import consented
from almasu.kernel.applications.application import BlockReason, application_in


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def test_from_the_application_to_work_to_another_post_to_the_block(office: Office) -> None:
    world = office.world
    filed = await office.apply()
    assert (filed.state, application_in(filed).arrived_at) == ("submitted", None)
    arrived = await office.sign_off(filed)
    assert (arrived.state, arrived.due_at) == ("signed_off", office.at + timedelta(hours=24))
    decided = await office.grant(arrived)
    assert decided.state == "registered"
    token = await world.working(APPLICANT)
    moved = await office.grant(await office.sign_off(await office.apply(change(office.at, position="бас инспектор"))))
    assert moved.state == "changed"
    async with world.node.store.transaction() as transaction:
        person = await consented(transaction, token, office.at)
    assert person.account.person.position.ru == "бас инспектор"
    order = {"order_number": "115-НҚ", "order_signed_at": office.at}
    await office.block(Block(person.account.id, BlockReason.DISMISSAL, note="", **order))
    async with world.node.store.transaction() as transaction:
        assert (await refusal(consented(transaction, token, office.at))).kind.code == "session.ended"
    kinds = [entry["kind"] for entry in await world.entries()]
    assert [kind for kind in kinds if kind.startswith(("application", "account", "workplace"))] == [
        "application_filed",
        "application_signed_off",
        "account_registered",
        "workplace_declared",
        "application_decided",
        "application_filed",
        "application_signed_off",
        "account_changed",
        "application_decided",
        "account_blocked",
        "application_filed",
    ]
