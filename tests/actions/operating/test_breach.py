"""A breach that the operator reports: blocked at once, the body told, the prosecutor's case open - by one signature."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, form
from actions.operating.conftest import OPERATOR, Operated, signed
from almasu.actions import compose_request, submit_request, view_request
from almasu.actions.operating import report_breach as breaches
from almasu.actions.supervision import hold_check
from almasu.kernel.operating.breach import BreachForm, BrokenLaw
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.supervision.case import OpenedBy
from almasu.law.problem import Problem, ProblemGroup

PROSECUTOR = "810917454189"


def breach(at: datetime, **change: object) -> BreachForm:
    values: dict[str, object] = {
        "iin": OFFICER,
        "law": BrokenLaw.UNIFIED_REQUIREMENTS,
        "words": "ЭЦҚ кілтін басқа адамға берген.",
        "liability": "Тәртіптік іс қозғау ұсынылды.",
        "found_at": at - timedelta(hours=2),
    }
    return BreachForm(**{**values, **change})  # type: ignore[arg-type]


async def reported(operated: Operated, **change: object) -> Paper:
    node, at = operated.world.node, operated.world.clock()
    act = await breaches.prepare_breach(node, operated.token, breach(at, **change), at)
    return await breaches.report_breach(node, operated.token, act.id, signed(OPERATOR, act.id), at)


async def test_one_signature_blocks_tells_the_body_and_opens_the_prosecutors_case(operated: Operated) -> None:
    world = operated.world
    working = await world.working()
    controlling = await operated.controls()
    checking = await operated.came_in(PROSECUTOR, Role.PROSECUTOR, "950340062057")
    report = await reported(operated)

    with pytest.raises(Problem) as out:
        await view_request.my_requests(world.node, working, "", 5, world.clock())
    assert out.value.kind.code == "session.ended"
    ((notice, said),) = await breaches.notices(world.node, controlling, world.clock())
    assert (said.account, said.law, said.breach) == (operated.officer.id, BrokenLaw.UNIFIED_REQUIREMENTS, report.id)
    ((_, case),) = await hold_check.open_cases(world.node, checking, world.clock())
    assert (case.opened_by, case.breach, case.prosecutor) == (OpenedBy.BREACH, report.id, None)
    assert (await operated.kinds())[-3:] == ["account_blocked", "breach_reported", "notice_sent"]
    assert (await operated.kinds("supervision"))[0] == "case_changed"
    assert OFFICER not in repr(await operated.leaves())

    assert (await breaches.read_notice(world.node, controlling, notice.id, world.clock()))[0].state == "read"
    assert (await breaches.read_notice(world.node, controlling, notice.id, world.clock()))[0].version == 2
    assert (await operated.kinds()).count("notice_read") == 1


async def test_a_notice_to_another_body_is_absent(operated: Operated) -> None:
    world = operated.world
    report = await reported(operated)
    other = await operated.controls("031040071224")
    assert await breaches.notices(world.node, other, world.clock()) == []
    async with world.node.store.transaction() as transaction:
        (account,) = [one for one in [await transaction.accounts.with_iin(OFFICER)] if one]
    assert account.state is AccountState.BLOCKED
    number = next(e["about"] for e in await operated.leaves() if e["kind"] == "notice_sent")
    with pytest.raises(Problem) as refused:
        await breaches.read_notice(world.node, other, UUID(str(number).removeprefix("paper:")), world.clock())
    assert refused.value.kind.code == "paper.unknown"
    assert report.version == 1


async def test_a_blocked_user_may_be_reported_again_and_stays_blocked(operated: Operated) -> None:
    await reported(operated)
    operated.world.clock.forward(minutes=1)
    await reported(operated, law=BrokenLaw.RULES)
    assert (await operated.kinds()).count("account_blocked") == 1
    assert (await operated.kinds()).count("breach_reported") == 2


@pytest.mark.parametrize("iin", [OTHER, OPERATOR])
async def test_who_is_no_user_is_not_blocked(operated: Operated, iin: str) -> None:
    with pytest.raises(Problem) as refused:
        await reported(operated, iin=iin)
    assert refused.value.kind.code == "breach.nobody"


async def test_what_a_report_lacks_is_told_field_by_field(operated: Operated) -> None:
    with pytest.raises(ProblemGroup) as refused:
        await reported(operated, words=" ", liability="", found_at=operated.world.clock() + timedelta(days=1))
    assert [one.where for one in refused.value.problems] == ["words", "liability", "found_at"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CONTROLLER, Role.PROSECUTOR, Role.OWNER])
async def test_only_the_operator_reports(operated: Operated, role: Role) -> None:
    token, at = await operated.came_in(OTHER, role), operated.world.clock()
    with pytest.raises(Problem) as refused:
        await breaches.prepare_breach(operated.world.node, token, breach(at), at)
    assert refused.value.kind.code == "account.role"


async def test_the_operator_sees_no_queries(operated: Operated) -> None:
    world = operated.world
    working = await world.working()
    act = (await compose_request.prepare_request(world.node, working, form(), world.clock())).id
    await submit_request.submit_request(world.node, working, act, signed(OFFICER, act), world.clock())
    node, token, at = world.node, operated.token, world.clock()
    assert (await view_request.my_requests(node, token, "", 50, at)).items == []
    ways = {
        "request.not_found": (
            view_request.view_request(node, token, act, at),
            view_request.open_answers(node, token, act, at),
        ),
        "account.role": (
            hold_check.covered_requests(node, token, act, "", 5, at),
            hold_check.replay(node, token, act, act, None, at),
            breaches.notices(node, token, at),
        ),
    }
    for code, tries in ways.items():
        for one in tries:
            with pytest.raises(Problem) as refused:
                await one
            assert refused.value.kind.code == code
    assert SUBJECT not in repr(await operated.leaves())


async def test_whose_a_request_is_is_not_told_to_the_operator_without_a_leaf(operated: Operated) -> None:
    """The act names the person before anything is signed, and a second try with a guessed IIN confirms a guess."""
    world = operated.world
    working = await world.working()
    act = (await compose_request.prepare_request(world.node, working, form(), world.clock())).id
    await submit_request.submit_request(world.node, working, act, signed(OFFICER, act), world.clock())
    node, token, at = world.node, operated.token, world.clock()
    prepared = await breaches.prepare_breach(node, token, breach(at, iin="", request=act), at)
    assert operated.officer.person.surname in prepared.data.decode()
    with pytest.raises(Problem):
        await breaches.prepare_breach(node, token, breach(at, iin=OTHER, request=act), at)
    with pytest.raises(Problem):
        await breaches.prepare_breach(node, token, breach(at, iin="", request=uuid4()), at)
    told = [one for one in await operated.leaves() if one["kind"] == "lawfulness_viewed"]
    assert [(one["about"], one["says"]) for one in told] == [(f"request:{act}", {"named": True})] * 2
