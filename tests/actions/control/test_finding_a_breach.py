"""One signature turns a finding into a block and a case on liability."""

from __future__ import annotations

from uuid import uuid4

import pytest

from actions.conftest import OTHER
from actions.control.conftest import CONTROLLER, FOREIGN_BODY
from almasu.actions.control import find_breach
from almasu.actions.control.find_breach import Finding
from almasu.actions.view_request import my_requests
from almasu.kernel.control.breach import LiabilityState, Outcome, case_in
from almasu.kernel.parties.account import AccountState
from almasu.law.problem import Problem


@pytest.fixture
async def snooper(office):
    """An officer of the body, signed in, with a request."""
    await office.in_force()
    account = await office.world.account()
    token = await office.world.working()
    return account, token, await office.asks(token)


async def prepared(office, account, requests, **change):
    told = {"oddity": "close_person", "words": "Жеке мақсатта сұраған."} | change
    finding = Finding(account, tuple(requests), **told)
    return await find_breach.prepare_breach(office.world.node, office.token, finding, office.world.clock())


async def done(office, act, iin=CONTROLLER):
    cms = f"signed {iin} {act.id}".encode()
    return await find_breach.find_breach(office.world.node, office.token, act.id, cms, office.world.clock())


async def test_one_signed_act_blocks_at_once_and_opens_the_case(office, snooper):
    account, token, request = snooper
    act = await prepared(office, account.id, [request])
    found_at = office.world.clock()
    paper = await done(office, act)
    case = case_in(paper)
    assert (case.requests, case.found_at, case.blocked_at) == ((request,), found_at, office.world.clock())
    async with office.world.node.store.single() as store:
        blocked = await store.accounts.with_id(account.id)
    assert blocked.state is AccountState.BLOCKED
    with pytest.raises(Problem):
        await my_requests(office.world.node, token, "", 10, office.world.clock())
    kinds = [entry["kind"] for entry in await office.world.entries()]
    assert kinds[-2:] == ["account_blocked", "liability_opened"]


async def test_nothing_happens_before_the_signature_and_a_false_one_changes_nothing(office, snooper):
    account, token, request = snooper
    act = await prepared(office, account.id, [request])
    with pytest.raises(Problem):
        await done(office, act, OTHER)
    assert (await my_requests(office.world.node, token, "", 10, office.world.clock())).items


async def test_a_replayed_act_is_refused(office, snooper):
    account, _, request = snooper
    act = await prepared(office, account.id, [request])
    await done(office, act)
    with pytest.raises(Problem):
        await done(office, act)


async def test_people_and_requests_of_another_body_are_out_of_reach(office, snooper):
    account, _, request = snooper
    stranger = await office.world.account(OTHER, body_bin=FOREIGN_BODY)
    foreign = await office.asks(await office.world.working(OTHER), OTHER)
    for who, what in ((stranger.id, ()), (uuid4(), ()), (office.account.id, ())):
        with pytest.raises(Problem, match=r"account\.unknown"):
            await prepared(office, who, what)
    with pytest.raises(Problem, match=r"control\.not_in_report"):
        await prepared(office, account.id, [request, foreign])


async def test_a_finding_says_what_the_breach_is(office, snooper):
    account, _, request = snooper
    with pytest.raises(Problem) as problem:
        await prepared(office, account.id, [request], words="  ")
    assert problem.value.where == "words"


async def test_no_order_no_block(office):
    account = await office.world.account()
    with pytest.raises(Problem, match=r"control\.no_order"):
        await prepared(office, account.id, [])


async def test_the_case_is_closed_with_its_outcome_once(office, snooper):
    account, _, request = snooper
    paper = await done(office, await prepared(office, account.id, [request]))
    node, clock = office.world.node, office.world.clock
    closed = await find_breach.close_case(node, office.token, paper.id, Outcome.DISCIPLINARY, "Сөгіс.", clock())
    assert (closed.state, case_in(closed).outcome) == (LiabilityState.CLOSED, Outcome.DISCIPLINARY)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await find_breach.close_case(node, office.token, paper.id, Outcome.NO_GROUNDS, "x", clock())
    listed = await find_breach.cases(node, office.token, "", 10, clock())
    assert [one.id for one in listed.items] == [paper.id]


async def test_an_officer_of_the_body_finds_no_breach(office, snooper):
    account, token, request = snooper
    finding = Finding(account.id, (request,), "", "x")
    with pytest.raises(Problem, match=r"account\.role"):
        await find_breach.prepare_breach(office.world.node, token, finding, office.world.clock())
