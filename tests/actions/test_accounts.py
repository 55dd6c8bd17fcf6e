"""Accounts over time: blocks that reach every process, absence, the monthly password, the workplace card."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from actions.applying import (
    APPLICANT,
    BLOCK,
    CARD,
    CONTROLLER,
    REGISTER,
    VALUES,
    Office,
    change,
    open_office,
    refusal,
    refusals,
    signed,
)
from actions.conftest import OFFICER, OTHER, World, form
from almasu.actions import biometrics, compose_request, confirm_password, second_factor, sign_in, workplace
from almasu.actions.block_account import Block
from almasu.actions.entering import consented
from almasu.actions.note_absences import Absences
from almasu.actions.submit_request import submit_request
from almasu.actions.view_applications import (
    Box,
    list_absent,
    list_accounts,
    list_applications,
    own_account,
    view_application,
)
from almasu.actions.view_request import still_here
from almasu.interfaces.portal.desk_of_node.receiving import LOOK_AGAIN
from almasu.kernel.applications.application import BlockReason
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.parties.password import PasswordState, standing_of
from almasu.law.moment import astana
from almasu.law.problem import Problem
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.law import open_law


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


async def test_a_block_reaches_every_process_and_open_stream_within_a_second(office: Office, database_url: str) -> None:
    await office.registered()
    world = office.world
    tokens = [await world.working(APPLICANT)]
    async with world.node.store.transaction() as transaction:
        account = (await consented(transaction, tokens[0], office.at)).account
    other = await Database.open(database_url, 4)
    loop = asyncio.get_running_loop()
    try:
        sealer = Sealer(world.node.vault, secrets.token_bytes)
        nodes = [world.node, replace(world.node, store=NodeStore(other, sealer), process="process-2")]

        async def stream(node, token: str) -> float:
            """What an open page does four times a second; tells when the last look began that was let through."""
            last = loop.time()
            while True:
                began = loop.time()
                try:
                    await still_here(node, token, office.at)
                except Problem:
                    return last
                last = began
                await asyncio.sleep(LOOK_AGAIN)

        open_streams = [asyncio.create_task(stream(node, tokens[0])) for node in nodes for _ in range(2)]
        await asyncio.sleep(0)
        order = {"order_number": "7-к", "order_signed_at": office.at, "note": ""}
        await office.block(Block(account.id, BlockReason.SUSPENSION, **order))
        blocked_at = loop.time()
        for node in nodes:
            async with node.store.transaction() as transaction:
                with pytest.raises(Problem, match="session"):
                    await consented(transaction, tokens[0], office.at)
        # The next look of each stream is refused, and comes in a quarter of a second: no clock of a machine is asked.
        assert LOOK_AGAIN < 1.0
        assert max(await asyncio.gather(*open_streams)) <= blocked_at
    finally:
        await other.close()


async def test_a_block_of_a_blocked_account_is_none(office: Office) -> None:
    account = await office.world.account(OTHER, state=AccountState.BLOCKED)
    doing = office.block(Block(account.id, BlockReason.BREACH, "", None, "қайтадан"))
    assert (await refusal(doing)).kind.code == "application.no_account"


@pytest.mark.parametrize(("days", "absent"), [(60, False), (63, True)])
async def test_who_did_not_enter_for_two_months_is_a_task_of_the_own_bodys_control(
    office: Office, days: int, absent: bool
) -> None:
    account = await office.world.account(OFFICER)
    await office.world.working(OFFICER)
    stranger = await office.world.account(OTHER, body_bin="031040071224")
    await office.world.working(OTHER)
    office.world.clock.forward(days=days)
    token = await entered_again(office.world, CONTROLLER)
    found = await list_absent(office.world.node, token, 10, office.at)
    assert [one.id for one, _ in found] == ([account.id] if absent else [])
    assert stranger.id not in [one.id for one, _ in found]


async def entered_again(world: World, iin: str) -> str:
    """Sign in after a long time: the change of the EDS password is confirmed on the way."""
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    await sign_in.prove_identity(world.node, begun.token, act, signed(iin, act), world.clock())
    await confirm_password.confirm_password(world.node, begun.token, world.clock())
    await second_factor.send_code(world.node, begun.token, world.clock())
    done = await second_factor.check_code(world.node, begun.token, world.messages.last_code(), world.clock())
    return done.token


async def test_an_absence_is_noted_once(office: Office) -> None:
    await office.world.account(OFFICER)
    await office.world.working(OFFICER)
    office.world.clock.forward(days=70)
    absences = Absences(office.world.node)
    assert [await absences.note(office.at), await absences.note(office.at)] == [3, 0]
    assert len(await office.says("absence_noted")) == 3


DAYS = [
    ("2026-11-20T12:00:00+05:00", "2026-12-14T23:59:59+05:00", PasswordState.KEPT),
    ("2026-11-20T12:00:00+05:00", "2026-12-15T00:00:00+05:00", PasswordState.REMINDED),
    ("2026-11-20T23:59:00+05:00", "2026-12-20T23:59:59+05:00", PasswordState.REMINDED),
    ("2026-11-20T00:00:00+05:00", "2026-12-21T00:00:00+05:00", PasswordState.OVERDUE),
    ("2024-02-20T12:00:00+06:00", "2024-03-22T00:00:00+05:00", PasswordState.OVERDUE),
]


@pytest.mark.parametrize(("confirmed", "at", "state"), DAYS)
async def test_the_password_is_reminded_on_day_25_and_stops_on_day_31_in_astana(
    world: World, confirmed: str, at: str, state: PasswordState
) -> None:
    account = await world.account()
    standing = standing_of(account, datetime.fromisoformat(confirmed), datetime.fromisoformat(at))
    assert standing is not None
    assert standing.state is state
    assert standing.stop_from.tzinfo is astana()


async def test_an_overdue_password_stops_the_entry_until_it_is_confirmed(world: World) -> None:
    await world.account()
    await world.working()
    world.clock.forward(days=31)
    assert (await refusal(world.entered())).kind.code == "password.overdue"
    world.clock.forward(minutes=2)
    token = await entered_again(world, OFFICER)
    standing = (await own_account(world.node, token, world.clock())).password
    assert standing is not None
    assert standing.state is PasswordState.KEPT
    assert [entry["kind"] for entry in await world.entries()].count("password_confirmed") == 1
    world.clock.forward(days=31)
    assert (await refusal(world.entered())).kind.code == "password.overdue"


async def test_nobody_confirms_before_the_eds_was_proved(world: World) -> None:
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    doing = confirm_password.confirm_password(world.node, begun.token, world.clock())
    assert (await refusal(doing)).kind.code == "session.stage"


async def test_a_workplace_card_runs_out_and_is_renewed_by_its_user(office: Office) -> None:
    await office.registered()
    node = office.world.node
    token = await office.world.working(APPLICANT)
    first = (await own_account(node, token, office.at)).card
    days = node.law.annexes.workplace_conditions("SIO-2025").renewed_after_days
    assert first is not None
    assert first.expires_at == first.declared_at + timedelta(days=days)
    office.world.clock.forward(minutes=5)
    act = await workplace.prepare_card(node, token, {**CARD, "memory_gb": "16"}, office.at)
    await workplace.renew_card(node, token, act.id, signed(APPLICANT, act.id), office.at)
    renewed = (await own_account(node, token, office.at)).card
    assert renewed is not None
    assert (renewed.stated["memory_gb"], renewed.declared_at) == ("16", office.at)


async def test_a_card_that_ran_out_stops_work_and_is_renewed_at_the_entry(office: Office) -> None:
    await office.registered()
    world, node = office.world, office.world.node
    await world.working(APPLICANT)
    days = node.law.annexes.workplace_conditions("SIO-2025").renewed_after_days
    world.clock.forward(days=days)
    token = await entered_again(world, APPLICANT)
    asking = form(subject=OTHER)
    for doing in (
        compose_request.may_i(node, token, asking, office.at),
        still_here(node, token, office.at),
        biometrics.ask_for_new(node, token, office.at),
    ):
        found = await refusal(doing)
        assert (found.kind.code, found.kind.status) == ("workplace.lapsed", 403)
    assert (await own_account(node, token, office.at)).card is not None
    act = await workplace.prepare_card(node, token, CARD, office.at)
    await workplace.renew_card(node, token, act.id, signed(APPLICANT, act.id), office.at)
    assert await compose_request.prepare_request(node, token, asking, office.at)


async def test_an_act_prepared_before_the_card_ran_out_is_not_signed_after_it(office: Office) -> None:
    await office.registered()
    world, node = office.world, office.world.node
    await world.working(APPLICANT)
    days = node.law.annexes.workplace_conditions("SIO-2025").renewed_after_days
    world.clock.forward(days=days, minutes=-3)
    token = await entered_again(world, APPLICANT)
    act = await compose_request.prepare_request(node, token, form(subject=OTHER), office.at)
    world.clock.forward(minutes=3)
    doing = submit_request(node, token, act.id, signed(APPLICANT, act.id), office.at)
    assert (await refusal(doing)).kind.code == "workplace.lapsed"


async def test_who_says_that_the_workplace_reaches_the_internet_works_no_further(office: Office) -> None:
    await office.registered()
    world, node = office.world, office.world.node
    token = await world.working(APPLICANT)
    found = await refusals(workplace.prepare_card(node, token, {**CARD, "memory_gb": "four"}, office.at))
    assert found == [("card.memory_gb", "application.workplace_value")]
    assert await compose_request.prepare_request(node, token, form(subject=OTHER), office.at)
    found = await refusals(workplace.prepare_card(node, token, {**CARD, "no_internet": False}, office.at))
    assert found == [("card.no_internet", "application.workplace")]
    doing = compose_request.may_i(node, token, form(subject=OTHER), office.at)
    assert (await refusal(doing)).kind.code == "workplace.lapsed"
    assert [said["unkept"] for said in await office.says("workplace_unfit")] == [["no_internet"]]


async def test_each_sees_what_concerns_them_and_nothing_else(office: Office) -> None:
    filed = await office.apply()
    node, at = office.world.node, office.at
    applicant, head = await office.visit(APPLICANT), await office.visit("790130353308")
    stranger = await office.visit(OTHER)
    for token in (applicant, head, office.controller):
        assert (await view_application(node, token, filed.id, at)).id == filed.id
    for token in (stranger, office.operator):
        assert (await refusal(view_application(node, token, filed.id, at))).kind.code == "paper.unknown"
    boxes = [(applicant, Box.MINE), (head, Box.FOR_ME), (office.controller, Box.ALL)]
    for token, box in boxes:
        assert [one.id for one in (await list_applications(node, token, box, "", 10, at)).items] == [filed.id]
    assert (await list_applications(node, office.operator, Box.TO_DECIDE, "", 10, at)).items == []
    assert (await list_applications(node, stranger, Box.MINE, "", 10, at)).items == []
    for box in (Box.ALL, Box.TO_DECIDE):
        doing = list_applications(node, stranger, box, "", 10, at)
        assert (await refusal(doing)).kind.code in {"account.role", "session.stage"}


async def test_accounts_are_shown_to_the_operator_and_the_own_bodys_control_only(office: Office) -> None:
    await office.registered()
    officer = await office.world.working(APPLICANT)
    node = office.world.node
    everybody = await list_accounts(node, office.operator, "", 10, office.at)
    own = await list_accounts(node, office.controller, "", 10, office.at)
    assert (len(everybody.items), len(own.items)) == (3, 2)
    assert (await refusal(list_accounts(node, officer, "", 10, office.at))).kind.code == "account.role"


async def test_a_term_from_the_day_of_2022_begins_at_its_end() -> None:
    start = datetime.fromisoformat("2025-01-10T09:00:00+05:00")
    assert open_law().due("sio22.change_application", start) == datetime.fromisoformat("2025-01-11T23:59:59+05:00")
    assert open_law().due("sio25.change_application", start) == datetime.fromisoformat("2025-01-11T09:00:00+05:00")


async def test_the_confirmation_of_another_found_under_ones_key_counts_for_nothing(world: World) -> None:
    await world.account()
    await world.account(OTHER)
    await world.working()
    await world.working(OTHER)
    world.clock.forward(days=31)
    await entered_again(world, OTHER)
    world.clock.forward(minutes=2)
    thief = await entered_again(world, OFFICER)
    async with world.database.transaction() as connection:
        await connection.execute(
            "update paper_keys set value = (select value from paper_keys k join papers p on p.id = k.paper"
            " where p.kind = 'password' order by p.at desc limit 1)"
            " where paper in (select id from papers where kind = 'password' order by at limit 1)"
        )
        await connection.execute(
            "delete from paper_keys where paper in"
            " (select id from papers where kind = 'password' order by at desc limit 1)"
        )
    standing = (await own_account(world.node, thief, world.clock())).password
    assert standing is not None
    assert standing.state is PasswordState.OVERDUE


async def test_an_office_does_not_move_with_its_holder_nor_come_back_with_a_new_registration(office: Office) -> None:
    filed = await office.sign_off(
        await office.apply(change(office.at, iin=CONTROLLER), CONTROLLER, token=office.controller)
    )
    async with office.world.database.transaction() as connection:
        count = await connection.execute("select count(*) from accounts where role = 'controller'")
        assert await count.fetchone() == (1,)
    await office.grant(filed)
    await office.apply(replace(BLOCK, values={**BLOCK.values, "iin": CONTROLLER}), CONTROLLER, BlockReason.OWN_WISH)
    again = replace(REGISTER, values={**VALUES, "iin": CONTROLLER})
    await office.grant(await office.sign_off(await office.apply(again, CONTROLLER)))
    async with office.world.node.store.transaction() as transaction:
        account = await transaction.accounts.with_iin(CONTROLLER)
    assert account is not None
    assert (account.role, account.state) == (Role.OFFICER, AccountState.REGISTERED)


async def test_an_operator_who_moves_to_another_body_leaves_the_office(world: World, office: Office) -> None:
    second = "900722351147"
    await world.account(second, Role.OPERATOR, body_bin="031040071224")
    filed = await office.sign_off(await office.apply(change(office.at, iin=second), second))
    assert (await refusal(office.grant(filed))).kind.code == "application.office"
