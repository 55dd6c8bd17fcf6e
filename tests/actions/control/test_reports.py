"""The function "Reports" shows every request of the body, none of another, and each view is written down."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT
from actions.control.conftest import FOREIGN_BODY
from almasu.actions.control import report
from almasu.actions.control.report import Wanted
from almasu.kernel.requests.request import QuestionState
from almasu.law.problem import Fault, Problem


@pytest.fixture
async def asked(office):
    """Two officers of the body and one of another body have asked."""
    await office.in_force()
    world = office.world
    await world.account()
    mine = await world.working()
    first = await office.asks(mine)
    second = await office.asks(mine, task="2026/9", resources=(2,), subject="123456789013")
    await world.account(OTHER, body_bin=FOREIGN_BODY)
    foreign = await office.asks(await world.working(OTHER), OTHER)
    return first, second, foreign


def wanted(office, **change):
    clock = office.world.clock
    return Wanted(clock() - timedelta(days=30), clock() + timedelta(minutes=1), **change)


async def numbers(office, **change):
    page = await report.view_report(
        office.world.node, office.token, wanted(office, **change), "", 20, office.world.clock()
    )
    return [line.request.id for line in page.items]


async def test_every_request_of_the_body_is_shown_and_none_of_another(office, asked):
    first, second, _ = asked
    assert await numbers(office) == [first, second]


async def test_filters_choose(office, asked):
    first, second, _ = asked
    page = await report.view_report(office.world.node, office.token, wanted(office), "", 1, office.world.clock())
    account = page.items[0].user.id
    assert await numbers(office, account=account) == [first, second]
    assert await numbers(office, account=uuid4()) == []
    assert await numbers(office, task="2026/9") == [second]
    assert await numbers(office, resource=3) == [first]
    assert await numbers(office, ground="другое") == []
    assert await numbers(office, outcome=QuestionState.WAITING) == [first, second]
    assert await numbers(office, resource=2, outcome=QuestionState.REFUSED) == []


async def test_pages_follow_each_other_without_gap_or_repetition(office, asked):
    node, clock = office.world.node, office.world.clock
    seen, after = [], ""
    for _ in range(3):
        page = await report.view_report(node, office.token, wanted(office), after, 1, clock())
        seen += [line.request.id for line in page.items]
        after = page.after
        if not after:
            break
    assert seen == list(asked[:2])


async def test_each_view_is_a_leaf_without_the_values_of_its_filters(office, asked):
    await numbers(office, task="2026/9")
    entry = (await office.world.entries())[-1]
    assert entry["kind"] == "report_viewed"
    assert entry["says"]["filters"] == ["task"]
    assert entry["says"]["shown"] == 1
    assert "2026/9" not in json.dumps(entry)
    assert SUBJECT not in json.dumps(entry)


async def test_a_single_request_is_shown_with_its_leaf_and_a_foreign_one_is_absent(office, asked):
    node, clock = office.world.node, office.world.clock
    line = await report.view_line(node, office.token, asked[0], clock())
    assert line.request.draft.key.value == SUBJECT
    assert (await office.world.entries())[-1]["about"] == f"request:{asked[0]}"
    for number in (asked[2], uuid4()):
        with pytest.raises(Problem, match=r"control\.not_in_report"):
            await report.view_line(node, office.token, number, clock())


async def test_a_period_that_runs_backwards_or_too_long_is_refused(office, asked):
    at = office.world.clock()
    for since, until in ((at, at), (at, at - timedelta(1)), (at - timedelta(500), at)):
        with pytest.raises(Problem, match=r"control\.period"):
            await report.view_report(office.world.node, office.token, Wanted(since, until), "", 20, at)


async def test_an_officer_uses_no_reports(office, asked):
    token = await office.world.entered(OFFICER)
    with pytest.raises(Problem, match=r"account\.role"):
        await report.view_report(office.world.node, token, wanted(office), "", 20, office.world.clock())


async def test_a_request_that_somebody_moved_to_another_material_is_a_fault(office, asked):
    async with office.world.database.connection() as connection:
        other = await (await connection.execute("select material from requests where id = %s", [asked[2]])).fetchone()
        await connection.execute("update requests set material = %s where id = %s", [other[0], asked[0]])
    with pytest.raises(Fault):
        await numbers(office)


async def test_the_leaf_of_a_request_tells_its_body(office, asked):
    bodies = [e["says"]["body"] for e in await office.world.entries() if e["kind"] == "request_accepted"]
    assert bodies == ["123456789012", "123456789012", FOREIGN_BODY]
