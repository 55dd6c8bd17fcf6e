"""Without an order of the head that is in force today nobody controls anything."""

from __future__ import annotations

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest

from actions.conftest import OFFICER, OTHER
from actions.control.conftest import BODY, CONTROLLER, FOREIGN_BODY, HEAD, OPERATOR
from almasu.actions.control import appoint, report
from almasu.kernel.control.order import OrderState, order_in
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Role
from almasu.kernel.signatures.act import plain_words
from almasu.law.problem import Problem, ProblemGroup


async def looks(office):
    clock = office.world.clock
    wanted = report.Wanted(clock() - timedelta(days=30), clock() + timedelta(days=1))
    return await report.view_report(office.world.node, office.token, wanted, "", 20, clock())


async def refused(office):
    with pytest.raises(Problem) as problem:
        await looks(office)
    return problem.value.kind.code


async def test_an_order_drafted_signed_and_confirmed_lets_its_officers_control(office):
    paper = await office.drafted()
    assert await refused(office) == "control.no_order"
    await office.signed_by_head(paper)
    assert await refused(office) == "control.no_order"
    await appoint.decide_order(office.world.node, office.operator, paper, office.world.clock(), confirmed=True)
    assert (await looks(office)).items == []
    states = [e["says"]["paper_state"] for e in await office.world.entries() if e["kind"] == "control_order_changed"]
    assert states == ["drafted", "signed", "in_force"]


@pytest.mark.parametrize(
    "change",
    [
        {"since": date(2026, 11, 21)},
        {"since": date(2026, 11, 3), "until": date(2026, 11, 19)},
    ],
)
async def test_an_order_not_yet_or_no_longer_in_force_lets_nobody_control(office, change):
    await office.in_force(**change)
    assert await refused(office) == "control.no_order"


async def test_the_last_day_of_an_order_still_counts(office):
    await office.in_force(until=date(2026, 11, 20))
    assert (await looks(office)).items == []
    office.world.clock.forward(hours=13)
    office.token = await office.world.entered(CONTROLLER)
    assert await refused(office) == "control.no_order"


async def test_a_declined_order_lets_nobody_control(office):
    paper = await office.drafted()
    await office.signed_by_head(paper)
    await appoint.decide_order(office.world.node, office.operator, paper, office.world.clock(), confirmed=False)
    assert await refused(office) == "control.no_order"


async def test_a_later_order_ends_the_earlier_one(office):
    other = await office.world.account(OTHER, Role.CONTROLLER)
    first = await office.in_force()
    office.world.clock.forward(minutes=1)
    await office.in_force(officers=(other.id,))
    assert await refused(office) == "control.no_order"
    async with office.world.node.store.single() as store:
        ended = await store.papers.latest(first, PaperKind.CONTROL_ORDER)
    assert ended.state == OrderState.ENDED
    assert order_in(ended).ended_at == office.world.clock()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"officers": ()}, "control.order.officers"),
        ({"officers": (uuid4(),)}, "control.order.officers"),
        ({"head_iin": CONTROLLER}, "control.order.officers"),
        ({"since": date(2026, 11, 1)}, "control.order.days"),
        ({"until": date(2026, 11, 1)}, "control.order.days"),
    ],
)
async def test_an_order_that_cannot_be_is_not_drafted(office, change, code):
    with pytest.raises(Problem) as problem:
        await office.drafted(**change)
    assert problem.value.kind.code == code


@pytest.mark.parametrize("change", [{"number": " "}, {"number": "1\u202e2"}, {"head_position": "a" * 300}])
async def test_what_is_typed_is_judged_beside_its_field(office, change):
    with pytest.raises(ProblemGroup) as problem:
        await office.drafted(**change)
    assert problem.value.problems[0].where == next(iter(change))


async def test_officers_of_another_body_or_another_role_are_not_named(office):
    for iin, change in ((OFFICER, {}), (OTHER, {"role": Role.CONTROLLER, "body_bin": FOREIGN_BODY})):
        account = await office.world.account(iin, **change)
        with pytest.raises(Problem, match="officers"):
            await office.drafted(officers=(account.id,))


async def test_nobody_but_the_head_it_names_signs_an_order(office):
    paper = await office.drafted()
    token = await office.visiting(OTHER)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await appoint.prepare_signing(office.world.node, token, paper, office.world.clock())


async def test_the_head_reads_whom_the_order_names_and_over_which_body_and_no_leaf_tells_it(office):
    paper = await office.drafted()
    token = await office.visiting()
    act = await appoint.prepare_signing(office.world.node, token, paper, office.world.clock())
    name, post = office.account.person.full_name(), office.account.person.position
    read = plain_words(act.data)
    known = office.world.node.organisations[BODY].name
    said = ((read.kk, post.kk, known.kk), (read.ru, post.ru, known.ru), (read.en, post.en, known.en))
    for words, position, body in said:
        assert f"{name}, {position}" in words
        assert body in words
        assert str(office.account.id) not in words
    await appoint.sign_order(office.world.node, token, act.id, f"signed {HEAD} {act.id}".encode(), office.world.clock())
    assert name not in json.dumps(await office.world.entries(), ensure_ascii=False)


async def test_a_signature_of_somebody_else_is_refused_and_written_down(office):
    paper = await office.drafted()
    token = await office.visiting()
    act = await appoint.prepare_signing(office.world.node, token, paper, office.world.clock())
    with pytest.raises(Problem):
        await appoint.sign_order(
            office.world.node, token, act.id, f"signed {OTHER} {act.id}".encode(), office.world.clock()
        )
    assert (await office.world.entries())[-1]["kind"] == "act_refused"
    assert await refused(office) == "control.no_order"


async def test_a_signature_is_used_once(office):
    paper = await office.drafted()
    token = await office.visiting()
    act = await appoint.prepare_signing(office.world.node, token, paper, office.world.clock())
    cms = f"signed {HEAD} {act.id}".encode()
    await appoint.sign_order(office.world.node, token, act.id, cms, office.world.clock())
    with pytest.raises(Problem):
        await appoint.sign_order(office.world.node, token, act.id, cms, office.world.clock())


async def test_a_controller_confirms_no_order_and_an_officer_drafts_none(office):
    paper = await office.drafted()
    await office.signed_by_head(paper)
    with pytest.raises(Problem, match=r"account\.role"):
        await appoint.decide_order(office.world.node, office.token, paper, office.world.clock(), confirmed=True)
    await office.world.account()
    officer = await office.world.working()
    with pytest.raises(Problem, match=r"account\.role"):
        await appoint.draft_order(office.world.node, officer, office.form(), office.world.clock())


async def test_only_a_signed_order_is_decided_on_and_only_once(office):
    paper = await office.drafted()
    node, clock = office.world.node, office.world.clock
    with pytest.raises(Problem, match=r"control\.order\.state"):
        await appoint.decide_order(node, office.operator, paper, clock(), confirmed=True)
    await office.signed_by_head(paper)
    assert [one.id for one in await appoint.orders(node, office.operator, clock())] == [paper]
    await appoint.decide_order(node, office.operator, paper, clock(), confirmed=True)
    with pytest.raises(Problem, match=r"control\.order\.state"):
        await appoint.decide_order(node, office.operator, paper, clock(), confirmed=False)
    assert [order_in(one).body_bin for one in await appoint.orders(node, office.token, clock())] == [BODY]


async def test_an_operator_confirms_no_order_they_signed_as_head(office):
    paper = await office.drafted(head_iin=OPERATOR)
    await office.signed_by_head(paper, OPERATOR)
    with pytest.raises(Problem, match=r"control\.order\.own"):
        await appoint.decide_order(office.world.node, office.operator, paper, office.world.clock(), confirmed=True)
    declined = await appoint.decide_order(
        office.world.node, office.operator, paper, office.world.clock(), confirmed=False
    )
    assert declined.state == "declined"
