"""A controller whom no order in force names reaches nobody's account, application, copy or notice (SIO25-21.1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest

from actions.applying import APPLICANT, CONTROLLER, Office, open_office, refusal, signed
from actions.conftest import OTHER, World
from actions.ordering import HEAD, ended
from almasu.actions import block_account, take_copy
from almasu.actions.block_account import Block
from almasu.actions.control import appoint
from almasu.actions.operating import report_breach
from almasu.actions.view_account import account_card, consent_file
from almasu.actions.view_applications import (
    Box,
    list_absent,
    list_accounts,
    list_applications,
    own_account,
    view_application,
)
from almasu.kernel.applications.application import BlockReason
from almasu.kernel.control.order import OrderState
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account, AccountState, Role

Try = Callable[[Office, UUID], Awaitable[object]]


def lost(account: UUID) -> Block:
    return Block(account, BlockReason.EDS_LOST, "", None, "Қоңырау шалды, дауысынан танылды.")


TRIES: dict[str, Try] = {
    "accounts": lambda office, _: list_accounts(office.world.node, office.controller, "", 10, office.at),
    "absent": lambda office, _: list_absent(office.world.node, office.controller, 10, office.at),
    "card": lambda office, one: account_card(office.world.node, office.controller, one, office.at),
    "consent": lambda office, one: consent_file(office.world.node, office.controller, one, office.at),
    "application": lambda office, one: view_application(office.world.node, office.controller, one, office.at),
    "notices": lambda office, _: report_breach.notices(office.world.node, office.controller, office.at),
    "notice": lambda office, one: report_breach.read_notice(office.world.node, office.controller, one, office.at),
    "block": lambda office, one: block_account.prepare_block(
        office.world.node, office.controller, lost(one), office.at
    ),
    "copy": lambda office, one: take_copy.copy_to_confirm(office.world.node, office.controller, one, office.at),
    "word of a copy": lambda office, one: take_copy.confirm_destroyed(
        office.world.node, office.controller, one, office.at, office.at
    ),
} | {
    f"applications: {box.value}": lambda office, _, box=box: list_applications(  # type: ignore[misc]
        office.world.node, office.controller, box, "", 10, office.at
    )
    for box in (Box.TO_DECIDE, Box.ALL)
}


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def known(office: Office, iin: str) -> Account:
    async with office.world.node.store.single() as store:
        account = await store.accounts.with_iin(iin)
    assert account is not None
    return account


async def order_of(office: Office) -> Paper:
    async with office.world.node.store.single() as store:
        (order,) = await store.papers.in_states(PaperKind.CONTROL_ORDER, [OrderState.IN_FORCE.value], None, 5)
    return order


async def test_without_an_order_whatever_is_asked_for_is_refused_by_the_clause_and_nothing_is_told_apart(
    office: Office,
) -> None:
    application = await office.registered()
    await ended(office.world, await order_of(office))
    applicant = await known(office, APPLICANT)
    leaves = len(await office.world.entries())
    for name, thing in product(TRIES, (applicant.id, application.id, uuid4())):
        problem = await refusal(TRIES[name](office, thing))
        assert (problem.kind.code, problem.kind.cites) == ("control.no_order", ("SIO25-21.1",)), name
        assert "Draft the order and ask the head" in problem.remedy.en
    assert len(await office.world.entries()) == leaves, "nothing was looked at"


async def test_an_order_that_begins_tomorrow_or_names_another_empowers_nobody_today(office: Office) -> None:
    await ended(office.world, await order_of(office))
    other = await office.world.account(OTHER, Role.CONTROLLER)
    own = await known(office, CONTROLLER)
    tomorrow = (office.at + timedelta(days=1)).date()
    for officers, since in (((other.id,), office.at.date()), ((own.id,), tomorrow)):
        form = appoint.OrderForm("12-Б", office.at.date(), HEAD, "Төраға", officers, since, None)
        paper = await appoint.draft_order(office.world.node, office.controller, form, office.at)
        visit = await office.visit(HEAD)
        act = await appoint.prepare_signing(office.world.node, visit, paper.id, office.at)
        await appoint.sign_order(office.world.node, visit, act.id, signed(HEAD, act.id), office.at)
        await appoint.decide_order(office.world.node, office.operator, paper.id, office.at, confirmed=True)
        assert (await refusal(TRIES["accounts"](office, other.id))).kind.code == "control.no_order"
    office.world.clock.forward(days=1)
    office.controller = await office.world.entered(CONTROLLER)
    assert (await list_accounts(office.world.node, office.controller, "", 10, office.at)).items


async def test_an_order_that_ends_before_the_signature_blocks_nobody(office: Office) -> None:
    await office.registered()
    applicant = await known(office, APPLICANT)
    act = await block_account.prepare_block(office.world.node, office.controller, lost(applicant.id), office.at)
    await ended(office.world, await order_of(office))
    doing = block_account.block_account(
        office.world.node, office.controller, act.id, signed(CONTROLLER, act.id), office.at
    )
    assert (await refusal(doing)).kind.code == "control.no_order"
    assert (await known(office, APPLICANT)).state is AccountState.REGISTERED


async def test_what_is_ones_own_needs_no_order(office: Office) -> None:
    await ended(office.world, await order_of(office))
    own = await own_account(office.world.node, office.controller, office.at)
    card = await account_card(office.world.node, office.controller, own.account.id, office.at)
    assert card.account.person.iin == CONTROLLER
    mine = await list_applications(office.world.node, office.controller, Box.MINE, "", 10, office.at)
    assert list(mine.items) == []


async def test_the_operator_needs_no_order(office: Office) -> None:
    await office.registered()
    await ended(office.world, await order_of(office))
    applicant = await known(office, APPLICANT)
    assert (await account_card(office.world.node, office.operator, applicant.id, office.at)).account == applicant
    assert len((await list_accounts(office.world.node, office.operator, "", 10, office.at)).items) == 3


async def test_the_first_order_finds_whom_it_may_name_by_name_and_post_alone(office: Office) -> None:
    await office.registered()
    await ended(office.world, await order_of(office))
    shut = await office.world.account(OTHER, Role.CONTROLLER, state=AccountState.BLOCKED)
    await office.world.account(HEAD, Role.CONTROLLER, body_bin="210140083118")
    own = await known(office, CONTROLLER)
    named = await appoint.officers_to_name(office.world.node, office.controller, office.at)
    assert named == [appoint.Nameable(own.id, own.person.full_name(), own.person.position)]
    assert (await office.says("accounts_viewed"))[-1] == {"to_name": 1}
    assert (await refusal(appoint.officers_to_name(office.world.node, office.operator, office.at))).kind.code == (
        "account.role"
    )
    form = appoint.OrderForm("12-Б", office.at.date(), HEAD, "Төраға", (shut.id,), office.at.date(), None)
    doing = appoint.draft_order(office.world.node, office.controller, form, office.at)
    assert (await refusal(doing)).kind.code == "control.order.officers"


async def test_many_drafts_push_no_order_in_force_aside(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("almasu.actions.under_order.MOST_ORDERS", 2)
    own = await known(office, CONTROLLER)
    for number in range(3):
        office.world.clock.forward(seconds=1)
        day = office.at.date()
        form = appoint.OrderForm(f"{number}-Б", day, HEAD, "Төраға", (own.id,), day, None)
        await appoint.draft_order(office.world.node, office.controller, form, office.at)
    assert (await list_accounts(office.world.node, office.controller, "", 10, office.at)).items
