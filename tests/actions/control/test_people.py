"""Who is absent, moved or blocked is gathered from what the exchange knows, and requests in that time are told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT
from actions.control.conftest import BODY, CONTROLLER, FOREIGN_BODY
from almasu.actions.block_account import Block, block_account, prepare_block
from almasu.actions.control.find_breach import Finding, find_breach, prepare_breach
from almasu.actions.control.gather_away import gather_away
from almasu.actions.control.known_to_control import standing, surroundings
from almasu.actions.control.people import AwayForm, note_away, view_people, withdraw_away
from almasu.actions.declare_relatives import declare_relatives
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import Application, ApplicationState, BlockReason, Order, found_by
from almasu.kernel.control.away import WHY_WORDS, Why
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.law.problem import Problem, ProblemGroup
from almasu.wiring.law import open_law


@pytest.fixture
async def officer(office):
    """An officer of the body, in a body whose order is in force."""
    object.__setattr__(office.world.node.law, "due", open_law().due)
    await office.in_force()
    return await office.world.account()


def leave(account, **change):
    told = {"why": Why.LEAVE, "since": date(2026, 11, 10), "until": date(2026, 11, 25), "ground": "№ 41-Ж"} | change
    return AwayForm(account.id, **told)


async def away(office):
    async with office.world.node.store.single() as store:
        return await gather_away(office.world.node, store, BODY, office.world.clock())


async def test_a_leave_that_was_noted_is_told_until_it_is_withdrawn(office, officer):
    node, clock = office.world.node, office.world.clock
    paper = await note_away(node, office.token, leave(officer), clock())
    [one] = await view_people(node, office.token, clock())
    assert (one.account.id, one.why, one.paper, one.holds(clock())) == (officer.id, Why.LEAVE, paper.id, True)
    assert one.since == datetime.fromisoformat("2026-11-10T00:00:00+05:00")
    assert one.until == datetime.fromisoformat("2026-11-26T00:00:00+05:00")
    known = await surroundings(node, BODY, set(), clock())
    assert [(fact.account, fact.why) for fact in known.absences] == [(str(officer.id), "leave")]
    await withdraw_away(node, office.token, paper.id, clock())
    await withdraw_away(node, office.token, paper.id, clock())
    assert await view_people(node, office.token, clock()) == ()
    kinds = [entry["says"]["paper_state"] for entry in await office.world.entries() if entry["kind"] == "away_noted"]
    assert kinds == ["noted", "withdrawn"]


async def test_night_duty_is_a_roster_and_no_absence(office, officer):
    node, clock = office.world.node, office.world.clock
    await note_away(node, office.token, leave(officer, why=Why.NIGHT_DUTY, until=None), clock())
    known = await surroundings(node, BODY, set(), clock())
    assert ([fact.account for fact in known.rosters], known.absences) == ([str(officer.id)], ())


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"why": Why.BLOCKED}, "why"),
        ({"why": Why.DISMISSAL}, "why"),
        ({"until": date(2026, 11, 9)}, "until"),
        ({"until": date(2036, 11, 9)}, "until"),
        ({"ground": "  "}, "ground"),
        ({"ground": "x" * 500}, "ground"),
        ({"ground": "№\u202e1"}, "ground"),
    ],
)
async def test_a_note_is_judged_beside_its_field(office, officer, change, where):
    with pytest.raises(ProblemGroup) as wrong:
        await note_away(office.world.node, office.token, leave(officer, **change), office.world.clock())
    assert [one.where for one in wrong.value.problems] == [where]


async def test_people_and_notes_of_another_body_are_out_of_reach(office, officer):
    node, clock = office.world.node, office.world.clock
    stranger = await office.world.account(OTHER, body_bin=FOREIGN_BODY)
    for who in (stranger.id, uuid4()):
        with pytest.raises(Problem, match=r"account\.unknown"):
            await note_away(node, office.token, AwayForm(who, Why.LEAVE, date(2026, 11, 1), None, "1"), clock())
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await withdraw_away(node, office.token, uuid4(), clock())
    token = await office.world.working(OTHER)
    with pytest.raises(Problem, match=r"account\.role"):
        await view_people(node, token, clock())


async def test_a_dismissal_counts_from_the_moment_its_order_was_signed(office, officer):
    node, clock = office.world.node, office.world.clock
    token = await office.world.working()
    signed = clock() - timedelta(hours=3)
    await office.asks(token)
    block = Block(officer.id, BlockReason.DISMISSAL, "77-К", signed, "")
    act = await prepare_block(node, office.token, block, clock())
    await block_account(node, office.token, act.id, f"signed {CONTROLLER} {act.id}".encode(), clock())
    [one] = await away(office)
    assert (one.why, one.since, one.until) == (Why.DISMISSAL, signed, None)
    told = await standing(node, BODY, clock() - timedelta(days=30), clock())
    assert [(line.user, line.why) for line in told.people] == [(officer.person.full_name(), Why.DISMISSAL)]


async def test_a_move_counts_until_the_change_is_registered(office, officer):
    node, clock = office.world.node, office.world.clock
    signed = clock() - timedelta(days=2)
    application = Application(
        number="1", kind=ApplicationKind.CHANGE, edition="SIO-2025", form="1", iin=OFFICER, body_bin=BODY, fields={},
        declared=(), act=uuid4(), signed_by=OFFICER, certificate_name="", submitted_at=clock(),
        order=Order("9", signed), order_due=signed + timedelta(days=1),
    )  # fmt: skip
    paper = new_paper(
        uuid4(), PaperKind.APPLICATION, ApplicationState.SUBMITTED, clock(), application, found_by(application)
    )
    async with node.store.transaction() as transaction:
        await transaction.papers.keep(paper)
    [one] = await away(office)
    assert (one.why, one.since, one.until, one.late) == (Why.MOVED, signed, None, True)
    changed = paper.moved(ApplicationState.CHANGED, clock.forward(hours=1), application)
    async with node.store.transaction() as transaction:
        await transaction.papers.keep(changed)
    assert (await away(office))[0].until == clock()


async def test_a_block_after_a_finding_ends_with_a_new_registration(office, officer):
    node, clock = office.world.node, office.world.clock
    act = await prepare_breach(node, office.token, Finding(officer.id, (), "", "Жеке мақсат."), clock())
    await find_breach(node, office.token, act.id, f"signed {CONTROLLER} {act.id}".encode(), clock())
    blocked_at = clock()
    application = Application(
        number="2", kind=ApplicationKind.REGISTER, edition="SIO-2025", form="1", iin=OFFICER, body_bin=BODY, fields={},
        declared=(), act=uuid4(), signed_by=OFFICER, certificate_name="", submitted_at=clock(), account=officer.id,
    )  # fmt: skip
    anew = clock.forward(days=3)
    paper = new_paper(uuid4(), PaperKind.APPLICATION, ApplicationState.REGISTERED, anew, application, {"body": BODY})
    async with node.store.transaction() as transaction:
        await transaction.papers.keep(paper)
    [one] = await away(office)
    assert (one.why, one.since, one.until) == (Why.BLOCKED, blocked_at, anew)


async def test_who_stays_away_two_months_and_who_comes_back_after_that_is_told(office, officer):
    await office.world.working()
    clock = office.world.clock
    gone = clock()
    clock.forward(days=75)
    [absent] = [one for one in await away(office) if one.account.id == officer.id]
    assert (absent.why, absent.until) == (Why.LONG_ABSENCE, None)
    await office.again(OFFICER)
    [back] = [one for one in await away(office) if one.account.id == officer.id]
    assert gone < back.since < clock() < back.until


async def test_declared_relatives_are_ties(office, officer):
    node, clock = office.world.node, office.world.clock
    await declare_relatives(node, await office.world.working(), [SUBJECT], clock())
    known = await surroundings(node, BODY, set(), clock())
    assert (str(officer.id), SUBJECT, "relative") in [(one.account, one.subject, one.relation) for one in known.ties]


def test_every_reason_has_its_words():
    assert set(WHY_WORDS) == set(Why)
