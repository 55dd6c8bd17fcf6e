"""A new wording of the consent is signed anew at the next entry, and nothing is asked before (SIO25-R21.6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.conftest import OFFICER, World, form
from almasu.actions import compose_request, sign_consent
from almasu.actions.entering import consented
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.signatures.act import plain_words
from almasu.law.problem import Problem


def with_consent(world: World, version: str) -> World:
    """The same node after its consent was replaced by another wording."""
    law = replace(world.node.law, consent_version=version)
    return replace(world, node=replace(world.node, law=law))


async def state(world: World) -> tuple[AccountState, str]:
    async with world.node.store.single() as store:
        account = await store.accounts.with_iin(OFFICER)
    assert account is not None
    return account.state, account.consent_version


async def test_the_same_wording_is_signed_once(world: World) -> None:
    await world.account()
    await world.working()
    token = await world.entered()
    assert await state(world) == (AccountState.ACTIVE, "v1")
    assert (await compose_request.may_i(world.node, token, form(), world.clock())).decision.allowed


async def test_another_wording_is_asked_for_before_anything_else(world: World) -> None:
    await world.account()
    await world.working()
    later = with_consent(world, "v2")
    token = await later.entered()
    assert (await state(later))[0] is AccountState.CONSENT_PENDING
    with pytest.raises(Problem, match="session"):
        await compose_request.may_i(later.node, token, form(), later.clock())
    token = await later.working()
    assert await state(later) == (AccountState.ACTIVE, "v2")
    assert (await compose_request.may_i(later.node, token, form(), later.clock())).decision.allowed


async def test_the_signed_paper_names_city_date_person_and_post(world: World) -> None:
    await world.account()
    act = await sign_consent.prepare_consent(world.node, await world.entered(), world.clock())
    assert plain_words(act.data).en.startswith(
        "Astana, 20.11.2026. Сағынтаев Нұрлан Серікұлы, senior inspector.\nI agree"
    )


@pytest.mark.parametrize("role", Role)
async def test_whoever_enters_signs_the_same_duty_the_operators_staff_too(world: World, role: Role) -> None:
    await world.account(role=role)
    token = await world.entered()
    async with world.node.store.transaction() as transaction:
        with pytest.raises(Problem, match="session"):
            await consented(transaction, token, world.clock())
    token = await world.working()
    async with world.node.store.transaction() as transaction:
        assert (await consented(transaction, token, world.clock())).account.role is role
