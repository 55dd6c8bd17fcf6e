"""Accounts that are shut: their people approve nothing as heads, and no block is hidden behind another."""

from __future__ import annotations

import pytest

from actions.applying import (
    APPLICANT,
    BLOCK,
    HEAD,
    OPERATOR,
    Office,
    change,
    open_office,
    refusal,
    signed,
)
from actions.conftest import OTHER, World, form
from almasu.actions import countersign
from almasu.actions.block_account import Block
from almasu.actions.control.appoint import orders_to_sign
from almasu.actions.countersignatures import view_countersignature, waiting_for_me
from almasu.actions.declare_relatives import declare_relatives
from almasu.actions.lift_block import prepare_lifting
from almasu.actions.sign_off import decline, prepare_sign_off, sign_off
from almasu.actions.visit import who_is_here
from almasu.kernel.applications.application import BlockReason, Sanction
from almasu.kernel.parties.account import Account, AccountState


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def known(office: Office) -> Account:
    async with office.world.node.store.single() as store:
        account = await store.accounts.with_iin(APPLICANT)
    assert account is not None
    return account


async def test_a_head_whose_own_account_is_shut_approves_nothing_in_a_visit(office: Office) -> None:
    """Whoever was dismissed may come with the EDS and apply anew; as a head they sign for nobody (SIO25-8)."""
    world, node = office.world, office.world.node
    await office.registered()
    token = await world.working(APPLICANT)
    await declare_relatives(node, token, [OTHER], office.at)
    paper = await countersign.ask_countersignature(node, token, form(subject=OTHER), office.at)
    visit = await office.visit(HEAD)
    waiting = await countersign.prepare_countersignature(node, visit, paper.id, office.at)
    change_of = await office.apply(change(office.at), token=token)
    off = await prepare_sign_off(node, visit, change_of.id, "басқарма басшысы", "Жақсыбеков Д.", office.at)
    head = await world.account(HEAD)
    await office.block(Block(head.id, BlockReason.DISMISSAL, "7-к", office.at, ""))
    for doing in (
        countersign.countersign(node, visit, waiting.id, signed(HEAD, waiting.id), office.at),
        countersign.prepare_countersignature(node, visit, paper.id, office.at),
        waiting_for_me(node, visit, office.at),
        view_countersignature(node, visit, paper.id, office.at),
        sign_off(node, visit, off.id, signed(HEAD, off.id), office.at),
        decline(node, visit, change_of.id, "қайтарамын", office.at),
        orders_to_sign(node, visit, office.at),
    ):
        assert (await refusal(doing)).kind.code == "account.blocked"
    assert (await who_is_here(node, visit, office.at)).visitor.iin == HEAD


async def test_blocking_oneself_first_does_not_keep_a_dismissal_from_being_told(office: Office) -> None:
    await office.registered()
    await office.apply(BLOCK, reason=BlockReason.OWN_WISH, token=await office.world.working(APPLICANT))
    account = await known(office)
    dismissal = Block(account.id, BlockReason.DISMISSAL, "7-к", office.at, "")
    await office.block(dismissal)
    lifting = prepare_lifting(office.world.node, office.operator, account.id, "сұрады", office.at)
    assert (await refusal(lifting)).kind.code == "application.dismissed"
    assert (await refusal(office.block(dismissal))).kind.code == "application.no_account"
    suspension = Block(account.id, BlockReason.SUSPENSION, "8-к", office.at, "")
    assert (await refusal(office.block(suspension))).kind.code == "application.no_account"


async def test_a_second_block_tells_no_version_twice(office: Office) -> None:
    await office.registered()
    await office.world.working(APPLICANT)
    account = await known(office)
    for sanction in (Sanction.SUSPEND, Sanction.CLOSE, Sanction.DELETE):
        block = Block(account.id, BlockReason.BREACH, "", None, "тапсырмасыз сұраулар", sanction)
        await office.block(block, office.operator, OPERATOR)
    told = [entry["says"] for entry in await office.world.entries() if entry["about"] == f"account:{account.id}"]
    versions = [says["account_version"] for says in told if "account_version" in says]
    assert versions == sorted(set(versions))


async def test_a_deleted_account_becomes_no_merely_blocked_one_and_no_shut_one_is_opened_beside(office: Office) -> None:
    """Two acts at the same moment: each read the account as open, the lighter one comes to write last."""
    await office.registered()
    account = await known(office)
    async with office.world.node.store.transaction() as transaction:
        for state in (AccountState.BLOCKED, AccountState.CONSENT_PENDING, AccountState.DELETED, AccountState.BLOCKED):
            after = await transaction.accounts.set_state(account.id, state, office.at)
    assert after.state is AccountState.DELETED
