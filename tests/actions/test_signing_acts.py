"""An act of office is kept once, with its evidence, in the transaction that decides."""

from __future__ import annotations

import pytest

from actions.conftest import OFFICER, OTHER, World
from almasu.actions.entering import consented, in_office
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed, signed_act, told_of
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Problem
from almasu.law.text import Text

WORDS = Text("бас тартамын", "отказываю", "I refuse")
PURPOSE = ActPurpose.REFUSAL


async def prepared(world: World, token: str) -> PreparedAct:
    async with world.node.store.transaction() as transaction:
        person = await consented(transaction, token, world.clock())
        intent = Intent(PURPOSE, person.account.person.iin, {"ground": "untrue"}, WORDS)
        return await prepare_act(world.node, transaction, person.session.token_hash, intent, world.clock())


async def signed(world: World, token: str, act: PreparedAct, iin: str = OFFICER) -> SignedAct:
    cms = f"signed {iin} {act.id}".encode()
    return await signed_act(world.node, token, act.id, PURPOSE, cms, world.clock())


async def keep(world: World, token: str, act: SignedAct) -> None:
    async with world.node.store.transaction() as transaction:
        await keep_signed(transaction, token, act, world.clock())


async def kept(world: World) -> list[tuple[object, ...]]:
    async with world.database.connection() as connection:
        found = await connection.execute(
            "select id, account, purpose from signed_acts where length(evidence) > 0 and purpose <> 'consent'"
        )
        return await found.fetchall()


async def test_a_signed_act_is_kept_with_its_evidence(world: World) -> None:
    await world.account()
    token = await world.working()
    act = await signed(world, token, await prepared(world, token))
    assert act.body == {"ground": "untrue"}
    assert set(told_of(world.node, act)) == {"act", "evidence"}
    await keep(world, token, act)
    assert await kept(world) == [(act.act.id, act.person.account.id, PURPOSE.value)]


async def test_an_act_is_used_once(world: World) -> None:
    await world.account()
    token = await world.working()
    act = await signed(world, token, await prepared(world, token))
    await keep(world, token, act)
    with pytest.raises(Problem) as again:
        await keep(world, token, act)
    assert again.value.kind.code == "signature.replayed"


async def test_a_foreign_signature_is_refused_and_told_in_the_journal(world: World) -> None:
    await world.account()
    token = await world.working()
    act = await prepared(world, token)
    with pytest.raises(Problem) as refused:
        await signed(world, token, act, OTHER)
    assert refused.value.kind.code == "signature.refused"
    last = (await world.entries())[-1]
    assert (last["kind"], last["about"]) == ("act_refused", f"act:{act.id}")


async def test_who_was_blocked_after_signing_keeps_nothing(world: World) -> None:
    account = await world.account()
    token = await world.working()
    act = await signed(world, token, await prepared(world, token))
    async with world.node.store.transaction() as transaction:
        await transaction.accounts.set_state(account.id, AccountState.BLOCKED, world.clock())
    with pytest.raises(Problem):
        await keep(world, token, act)
    assert await kept(world) == []


async def test_who_holds_another_role_is_told_so(world: World) -> None:
    await world.account()
    token = await world.working()
    with pytest.raises(Problem) as refused:
        async with world.node.store.transaction() as transaction:
            await in_office(transaction, token, {Role.OPERATOR}, world.clock())
    assert refused.value.kind.code == "account.role"
