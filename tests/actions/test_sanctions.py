"""Sanctions: a block for a time or for good, a deleted account, and the operator who lifts a block."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from actions.applying import APPLICANT, CARD, OPERATOR, Office, open_office, refusal, refusals, signed
from actions.conftest import OTHER, World, form
from almasu.actions import compose_request, sign_in, workplace
from almasu.actions.block_account import Block
from almasu.actions.entering import consented
from almasu.actions.lift_block import blocks_to_decide, lift_block, prepare_lifting
from almasu.actions.operating.report_breach import prepare_breach, report_breach
from almasu.actions.submit_request import submit_request
from almasu.actions.view_account import account_card
from almasu.actions.view_applications import overdue_applications
from almasu.kernel.applications.application import BlockReason, Sanction, application_in
from almasu.kernel.operating.breach import BreachForm, BrokenLaw
from almasu.kernel.parties.account import Account, AccountState

LIFTED = "тексеру бұзушылықты растамады"


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def known(office: Office, iin: str = APPLICANT) -> Account:
    async with office.world.node.store.single() as store:
        account = await store.accounts.with_iin(iin)
    assert account is not None
    return account


async def officer(office: Office) -> Account:
    await office.registered()
    await office.world.working(APPLICANT)
    return await known(office)


def breach(account: UUID, sanction: Sanction = Sanction.SUSPEND, until: timedelta | None = None) -> Block:
    return Block(account, BlockReason.BREACH, "", None, "тапсырмасыз сұраулар", sanction)


async def sanctioned(office: Office, block: Block) -> None:
    await office.block(block, office.operator, OPERATOR)


async def lifted(office: Office, account: UUID) -> Account:
    node = office.world.node
    act = await prepare_lifting(node, office.operator, account, LIFTED, office.at)
    return await lift_block(node, office.operator, act.id, signed(OPERATOR, act.id), office.at)


async def test_a_block_for_a_time_waits_on_its_day_for_the_operator_who_lifts_it(office: Office) -> None:
    account = await officer(office)
    until = office.at + timedelta(minutes=20)
    await sanctioned(office, replace(breach(account.id), until=until))
    node = office.world.node
    assert await blocks_to_decide(node, office.operator, 10, office.at) == []
    office.world.clock.forward(minutes=20)
    (waiting,) = await blocks_to_decide(node, office.operator, 10, office.at)
    assert application_in(waiting).until == until
    assert await overdue_applications(node, office.operator, 10, office.at) == []
    assert (await refusal(office.world.entered(APPLICANT))).kind.code == "account.blocked"
    opened = await lifted(office, account.id)
    assert (opened.state, await blocks_to_decide(node, office.operator, 10, office.at)) == (AccountState.ACTIVE, [])
    (said,) = await office.says("account_unblocked")
    assert (said["blocks"], said["account_version"]) == ([waiting.about()], opened.version)
    token = await office.world.entered(APPLICANT)
    async with node.store.transaction() as transaction:
        assert (await consented(transaction, token, office.at)).account.state is AccountState.ACTIVE
    (block,) = (await account_card(node, office.operator, account.id, office.at)).blocks
    ended = application_in(block).lifted
    assert ended is not None
    assert (block.state, ended.words) == ("lifted", LIFTED)


async def test_what_was_closed_for_good_no_application_opens(office: Office) -> None:
    account = await officer(office)
    await sanctioned(office, breach(account.id, Sanction.CLOSE))
    assert (await refusal(office.apply())).kind.code == "application.access_closed"
    await lifted(office, account.id)
    assert (await known(office)).state is AccountState.ACTIVE


async def test_access_closed_while_an_application_waits_stays_closed(office: Office) -> None:
    account = await officer(office)
    await sanctioned(office, breach(account.id))
    waiting = await office.sign_off(await office.apply())
    await sanctioned(office, breach(account.id, Sanction.CLOSE))
    assert (await refusal(office.grant(waiting))).kind.code == "application.access_closed"


async def test_a_deleted_account_opens_nothing_and_what_its_person_did_stays(office: Office) -> None:
    account = await officer(office)
    node = office.world.node
    token = await office.world.entered(APPLICANT)
    act = await compose_request.prepare_request(node, token, form(subject=OTHER), office.at)
    accepted = await submit_request(node, token, act.id, signed(APPLICANT, act.id), office.at)
    await sanctioned(office, breach(account.id, Sanction.DELETE))
    assert (await refusal(prove_again(office))).kind.code == "account.not_registered"
    assert (await known(office)).state is AccountState.DELETED
    async with node.store.single() as store:
        assert [one.id for one in await store.requests.of_account(account.id, None, 9)] == [act.id]
    assert accepted is not None
    kinds = [entry["kind"] for entry in await office.world.entries()]
    assert {"request_accepted", "account_deleted"} <= set(kinds)
    for sanction in Sanction:
        doing = office.block(breach(account.id, sanction), office.operator, OPERATOR)
        assert (await refusal(doing)).kind.code == "application.no_account"
    assert (await refusal(lifted(office, account.id))).kind.code == "application.not_blocked"


async def prove_again(office: Office) -> None:
    begun = await sign_in.begin_sign_in(office.world.node, office.at)
    act = begun.challenge.id
    await sign_in.prove_identity(office.world.node, begun.token, act, signed(APPLICANT, act), office.at)


async def test_who_was_deleted_may_only_be_registered_anew(office: Office) -> None:
    account = await officer(office)
    await sanctioned(office, breach(account.id, Sanction.DELETE))
    await office.registered()
    again = await known(office)
    assert (again.state, again.consent_signed_at) == (AccountState.REGISTERED, None)
    card = await account_card(office.world.node, office.operator, again.id, office.at)
    assert [paper.state for paper in card.blocks] == ["lifted"]


async def test_a_blocked_account_can_still_be_closed_and_then_deleted(office: Office) -> None:
    account = await officer(office)
    await sanctioned(office, breach(account.id))
    doing = office.block(breach(account.id), office.operator, OPERATOR)
    assert (await refusal(doing)).kind.code == "application.no_account"
    await sanctioned(office, breach(account.id, Sanction.CLOSE))
    await sanctioned(office, breach(account.id, Sanction.DELETE))
    assert (await known(office)).state is AccountState.DELETED


WRONG = [
    ("controller", {"sanction": Sanction.CLOSE}, [("sanction", "application.sanction")]),
    ("controller", {"sanction": Sanction.DELETE}, [("sanction", "application.sanction")]),
    ("operator", {"reason": BlockReason.EDS_LOST, "sanction": Sanction.CLOSE}, [("sanction", "application.sanction")]),
    ("operator", {"until": timedelta(0)}, [("until", "application.until")]),
    ("operator", {"until": timedelta(days=1), "sanction": Sanction.CLOSE}, [("until", "application.until")]),
    ("operator", {"reason": BlockReason.DISMISSAL, "order_number": "7", "order_signed_at": timedelta(0)}, None),
]


@pytest.mark.parametrize(("who", "change", "expected"), WRONG)
async def test_a_sanction_that_does_not_fit_the_office_is_told_beside_its_field(
    office: Office, who: str, change: dict[str, object], expected: list[tuple[str, str]] | None
) -> None:
    account = await officer(office)
    told = {name: office.at + value if isinstance(value, timedelta) else value for name, value in change.items()}
    block = replace(breach(account.id), **told)
    found = await refusals(office.block(block, getattr(office, who)))
    assert found == (expected or [("reason", "application.block_reason")])


async def test_a_block_on_dismissal_is_not_lifted(office: Office) -> None:
    account = await officer(office)
    await office.block(Block(account.id, BlockReason.DISMISSAL, "7-к", office.at, ""))
    assert (await refusal(lifted(office, account.id))).kind.code == "application.dismissed"


async def test_a_reported_breach_is_lifted_by_the_operator_too(office: Office) -> None:
    account = await officer(office)
    node = office.world.node
    told = BreachForm(APPLICANT, BrokenLaw.UNIFIED_REQUIREMENTS, "ЭЦҚ кілтін берген.", "Тәртіптік іс.", office.at)
    act = await prepare_breach(node, office.operator, told, office.at)
    await report_breach(node, office.operator, act.id, signed(OPERATOR, act.id), office.at)
    assert (await lifted(office, account.id)).state is AccountState.ACTIVE


async def test_nobody_lifts_an_own_block_nor_one_that_is_none_nor_without_words(office: Office) -> None:
    account = await officer(office)
    node, at = office.world.node, office.at
    own = await known(office, OPERATOR)
    for number, code in ((account.id, "application.not_blocked"), (own.id, "application.own")):
        assert (await refusal(prepare_lifting(node, office.operator, number, LIFTED, at))).kind.code == code
    await sanctioned(office, breach(account.id))
    assert (await refusal(prepare_lifting(node, office.operator, account.id, " ", at))).where == "words"
    assert (await refusal(prepare_lifting(node, office.controller, account.id, LIFTED, at))).kind.code == "account.role"


async def test_a_decision_to_lift_is_stale_once_the_account_changed(office: Office) -> None:
    account = await officer(office)
    await sanctioned(office, breach(account.id))
    node = office.world.node
    act = await prepare_lifting(node, office.operator, account.id, LIFTED, office.at)
    await lifted(office, account.id)
    await sanctioned(office, breach(account.id))
    doing = lift_block(node, office.operator, act.id, signed(OPERATOR, act.id), office.at)
    assert (await refusal(doing)).kind.code == "paper.changed"


async def test_a_workplace_found_to_reach_the_internet_stops_its_person_until_a_new_card(office: Office) -> None:
    account = await officer(office)
    node = office.world.node
    found = Block(account.id, BlockReason.WORKPLACE, "", None, "тексеруде интернетке шықты")
    await office.block(found)
    assert (await refusal(prove_again(office))).kind.code == "account.blocked"
    await lifted(office, account.id)
    token = await office.world.entered(APPLICANT)
    doing = compose_request.may_i(node, token, form(subject=OTHER), office.at)
    assert (await refusal(doing)).kind.code == "workplace.lapsed"
    act = await workplace.prepare_card(node, token, CARD, office.at)
    await workplace.renew_card(node, token, act.id, signed(APPLICANT, act.id), office.at)
    assert await compose_request.prepare_request(node, token, form(subject=OTHER), office.at)
