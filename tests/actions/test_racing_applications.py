"""Two who act about one person at the same moment, in transactions that really run side by side: one of them wins."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace

import pytest

from actions.applying import (
    APPLICANT,
    CONTROLLER,
    HEAD,
    OPERATOR,
    REGISTER,
    Office,
    open_office,
    signed,
)
from actions.conftest import World
from almasu.actions import apply, block_account, decide_application, sign_off
from almasu.actions.block_account import Block
from almasu.actions.lift_block import lift_block, prepare_lifting
from almasu.actions.node import Node
from almasu.kernel.applications.application import BlockReason, RefusalGround, Sanction
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.law.problem import Problem
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer

SECOND_OPERATOR = "900722351147"
ROUNDS = 8


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


@pytest.fixture
async def beside(office: Office, database_url: str) -> AsyncIterator[Node]:
    """The same node in a second process: connections of its own."""
    other = await Database.open(database_url, 4)
    store = NodeStore(other, Sealer(office.world.node.vault, secrets.token_bytes))
    yield replace(office.world.node, store=store, process="process-2")
    await other.close()


async def raced(*doings: Awaitable[object]) -> Counter[str]:
    """What became of acts that began together: `done`, or the code of the Problem."""
    found = await asyncio.gather(*doings, return_exceptions=True)
    wrong = [one for one in found if isinstance(one, BaseException) and not isinstance(one, Problem)]
    assert not wrong, wrong
    return Counter(one.kind.code if isinstance(one, Problem) else "done" for one in found)


async def known(office: Office) -> Account:
    async with office.world.node.store.single() as store:
        account = await store.accounts.with_iin(APPLICANT)
    assert account is not None
    return account


async def test_of_two_applications_of_one_person_one_is_filed(office: Office, beside: Node) -> None:
    for _ in range(ROUNDS):
        tokens = [await office.visit(APPLICANT) for _ in range(2)]
        nodes = (office.world.node, beside)
        acts = [
            await apply.prepare_application(office.world.node, token, REGISTER, None, office.at) for token in tokens
        ]
        became = await raced(
            *(
                apply.file_application(node, token, act.id, signed(APPLICANT, act.id), office.at)
                for node, token, act in zip(nodes, tokens, acts, strict=True)
            )
        )
        assert became == {"done": 1, "application.open": 1}
        async with office.world.node.store.transaction() as transaction:
            paper = await apply.open_application(transaction, APPLICANT)
        assert paper is not None
        await sign_off.withdraw(office.world.node, tokens[0], paper.id, office.at)


async def second_operator(office: Office) -> str:
    await office.world.account(SECOND_OPERATOR, Role.OPERATOR, body_bin="031040071224")
    return await office.world.working(SECOND_OPERATOR)


async def test_of_two_decisions_one_counts(office: Office, beside: Node) -> None:
    second = await second_operator(office)
    node, at = office.world.node, office.at
    paper = await office.sign_off(await office.apply())
    act = await decide_application.prepare_refusal(
        node, second, paper.id, paper.version, [RefusalGround.UNTRUE], "аты-жөні басқа", at
    )
    became = await raced(
        decide_application.grant(node, office.operator, paper.id, paper.version, at),
        decide_application.grant(beside, second, paper.id, paper.version, at),
        decide_application.refuse(beside, second, act.id, signed(SECOND_OPERATOR, act.id), at),
    )
    assert became == {"done": 1, "paper.changed": 2}
    assert len(await office.says("application_decided")) == 1


async def test_of_two_heads_who_sign_at_once_one_signature_counts(office: Office, beside: Node) -> None:
    paper = await office.apply()
    tokens = [await office.visit(HEAD) for _ in range(2)]
    nodes, at = (office.world.node, beside), office.at
    acts = [await sign_off.prepare_sign_off(nodes[0], token, paper.id, "басшы", "Ж. Д.", at) for token in tokens]
    became = await raced(
        *(
            sign_off.sign_off(node, token, act.id, signed(HEAD, act.id), at)
            for node, token, act in zip(nodes, tokens, acts, strict=True)
        )
    )
    assert became == {"done": 1, "application.state": 1}


async def blocked(node: Node, office: Office, token: str, iin: str, block: Block) -> Paper:
    act = await block_account.prepare_block(node, token, block, office.at)
    return await block_account.block_account(node, token, act.id, signed(iin, act.id), office.at)


async def test_of_two_blocks_of_one_account_one_counts(office: Office, beside: Node) -> None:
    await office.registered()
    account = await known(office)
    block = Block(account.id, BlockReason.BREACH, "", None, "бұзушылық")
    became = await raced(
        blocked(office.world.node, office, office.controller, CONTROLLER, block),
        blocked(beside, office, office.operator, OPERATOR, block),
    )
    assert became == {"done": 1, "application.no_account": 1}
    assert len(await office.says("account_blocked")) == 1


async def test_a_new_registration_and_a_lifted_block_do_not_both_open_the_account(office: Office, beside: Node) -> None:
    second = await second_operator(office)
    await office.registered()
    account = await known(office)
    node, at = office.world.node, office.at
    for _ in range(ROUNDS):
        block = Block(account.id, BlockReason.BREACH, "", None, "бұзушылық")
        await blocked(node, office, office.operator, OPERATOR, block)
        paper = await office.sign_off(await office.apply())
        act = await prepare_lifting(node, second, account.id, "тексерілді", at)
        became = await raced(
            decide_application.grant(node, office.operator, paper.id, paper.version, at),
            lift_block(beside, second, act.id, signed(SECOND_OPERATOR, act.id), at),
        )
        assert became["done"] == 1, became
        assert set(became) <= {"done", "account.exists", "application.not_blocked"}
        assert not (await known(office)).state.shut
        if paper.version == (await latest(office, paper)).version:
            await sign_off.withdraw(node, await office.visit(APPLICANT), paper.id, at)


async def latest(office: Office, paper: Paper) -> Paper:
    async with office.world.node.store.single() as store:
        found = await store.papers.latest(paper.id, paper.kind)
    assert found is not None
    return found


async def test_access_closed_beside_a_new_registration_is_closed_or_registered_never_both(
    office: Office, beside: Node
) -> None:
    second = await second_operator(office)
    await office.registered()
    account = await known(office)
    node, at = office.world.node, office.at
    await blocked(node, office, second, SECOND_OPERATOR, Block(account.id, BlockReason.BREACH, "", None, "бұзу"))
    paper = await office.sign_off(await office.apply())
    close = Block(account.id, BlockReason.BREACH, "", None, "қайталап бұзды", Sanction.CLOSE)
    became = await raced(
        decide_application.grant(node, office.operator, paper.id, paper.version, at),
        blocked(beside, office, second, SECOND_OPERATOR, close),
    )
    assert became in ({"done": 2}, {"done": 1, "application.access_closed": 1})
    assert (await known(office)).state is AccountState.BLOCKED
