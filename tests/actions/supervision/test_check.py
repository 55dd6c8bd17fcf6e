"""A check is held under a resolution in force and sees what it covers; nobody who is checked learns of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from actions.conftest import OFFICER, OTHER, World
from actions.supervision.conftest import BODY, PROSECUTOR, Checked, issued, signed
from almasu.actions import view_request
from almasu.actions.compare_accounts import Comparing
from almasu.actions.supervision import hold_check
from almasu.actions.supervision.issue_resolution import issue_resolution, prepare_resolution
from almasu.actions.supervision.take_measure import MeasureForm, prepare_measure, take_measure
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.supervision.case import MeasureKind
from almasu.law.problem import Fault, Problem, ProblemGroup

PERSON = {"iin": "850101300015", "surname": "Ахметов"}
SECOND_PROSECUTOR = "750918301281"


async def listed(checked: Checked, resolution: UUID, token: str | None = None) -> list[UUID]:
    token, at = token or checked.checking, checked.world.clock()
    page = await hold_check.covered_requests(checked.world.node, token, resolution, "", 50, at)
    return [one.request.id for one in page.items]


async def refused_with(checked: Checked, resolution: UUID, request: UUID, token: str | None = None) -> str:
    token, at = token or checked.checking, checked.world.clock()
    with pytest.raises(Problem) as refused:
        await hold_check.replay(checked.world.node, token, resolution, request, None, at)
    return refused.value.kind.code


async def test_what_was_judged_and_seen_is_replayed_and_told_in_the_log_of_supervision_alone(checked: Checked) -> None:
    world = checked.world
    world.registers[1].reply = Records((PERSON,), b"raw")
    request = await checked.asked()
    await view_request.open_answers(world.node, checked.asking, request, world.clock.forward(minutes=5), only=1)
    world.clock.forward(minutes=5)
    before = await checked.kinds("main")
    resolution = await checked.resolution()
    assert await listed(checked, resolution.id) == [request]
    seen = await hold_check.replay(world.node, checked.checking, resolution.id, request, None, world.clock())
    assert b'"kind":"request_accepted"' in seen.covered.entry
    assert b'"decision"' in seen.covered.entry
    assert [(view.resource, view.actor) for view in seen.views] == [(1, f"account:{checked.officer.id}")]
    assert [answer.resource for answer in seen.answers] == [1]
    assert len(seen.picture.open) == 2, "registers 3 and 5 were silent"
    assert seen.covered.account.person.iin == OFFICER

    assert await checked.kinds("main") == before
    assert await checked.kinds("supervision") == [
        "case_changed",
        "resolution_issued",
        "supervision_viewed",
        "supervision_viewed",
    ]
    assert OFFICER not in repr(await checked.leaves("supervision"))


async def test_what_came_after_the_last_look_counts_as_unseen(checked: Checked) -> None:
    world = checked.world
    request = await checked.asked(resources=(3,))
    await view_request.open_answers(world.node, checked.asking, request, world.clock.forward(seconds=5))
    world.registers[3].reply = NoRecord(b"")
    world.clock.forward(minutes=10)
    await world.carrying_out.take_over(5)
    await world.carrying_out.finish()
    world.clock.forward(minutes=1)
    resolution = await checked.resolution()
    node, at = world.node, world.clock()
    then = await hold_check.replay(node, checked.checking, resolution.id, request, None, at)
    now = await hold_check.replay(node, checked.checking, resolution.id, request, at, at)
    assert (len(then.picture.open), list(then.answers)) == (1, [])
    assert (len(now.picture.unseen), len(now.picture.open), list(now.answers)) == (1, 0, [])


async def test_nothing_is_seen_without_a_resolution_in_force(checked: Checked) -> None:
    request = await checked.asked()
    at = checked.world.clock()
    assert await refused_with(checked, uuid4(), request) == "supervision.absent"
    later = await checked.resolution(valid_from=at + timedelta(days=1))
    assert await refused_with(checked, later.id, request) == "supervision.absent"
    expired = await checked.resolution(valid_until=at + timedelta(minutes=5))
    assert await listed(checked, expired.id) == [request]
    checked.world.clock.forward(minutes=5)
    assert await refused_with(checked, expired.id, request) == "supervision.absent"


OUT_OF_SCOPE = [
    {"tasks": ("2026/1-ТМ",)},
    {"officers": (), "bodies": ("031040071224",)},
    {"officers": (PROSECUTOR,)},
    {"officers": (OFFICER,), "bodies": ("031040071224",)},
]


@pytest.mark.parametrize("scope", OUT_OF_SCOPE)
async def test_what_a_resolution_does_not_cover_is_as_absent_as_what_never_was(
    checked: Checked, scope: dict[str, object]
) -> None:
    request = await checked.asked()
    resolution = await checked.resolution(**scope)
    assert await listed(checked, resolution.id) == []
    assert await refused_with(checked, resolution.id, request) == await refused_with(checked, resolution.id, uuid4())


IN_SCOPE = [{}, {"officers": (), "bodies": (BODY,)}, {"tasks": ("2026/114-ТМ",)}, {"bodies": (BODY,)}]


@pytest.mark.parametrize("scope", IN_SCOPE)
async def test_what_a_resolution_covers_is_found(checked: Checked, scope: dict[str, object]) -> None:
    request = await checked.asked()
    assert await listed(checked, (await checked.resolution(**scope)).id) == [request]


async def test_requests_outside_the_period_are_absent(checked: Checked) -> None:
    await checked.asked()
    at = checked.world.clock()
    resolution = await checked.resolution(since=at + timedelta(seconds=1))
    assert await listed(checked, resolution.id) == []
    assert await listed(checked, (await checked.resolution(until=at)).id) == []


async def test_another_prosecutors_resolution_opens_nothing(checked: Checked, world: World) -> None:
    request = await checked.asked()
    resolution = await checked.resolution()
    await world.account(OTHER, Role.PROSECUTOR)
    other = await world.working(OTHER)
    assert await refused_with(checked, resolution.id, request, other) == "supervision.absent"
    assert [paper.id for paper, _ in await hold_check.own_resolutions(world.node, other, world.clock())] == []
    assert await hold_check.open_cases(world.node, other, world.clock()) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROSECUTOR])
async def test_nobody_but_a_prosecutor_holds_a_check(checked: Checked, world: World, role: Role) -> None:
    request = await checked.asked()
    resolution = await checked.resolution()
    await world.account(OTHER, role)
    token, at = await world.working(OTHER), world.clock()
    assert await refused_with(checked, resolution.id, request, token) == "account.role"
    for act in (
        hold_check.covered_requests(world.node, token, resolution.id, "", 5, at),
        hold_check.own_resolutions(world.node, token, at),
        hold_check.open_cases(world.node, token, at),
        prepare_resolution(world.node, token, checked.form(), at),
    ):
        with pytest.raises(Problem) as refused:
            await act
        assert refused.value.kind.code == "account.role"


async def test_a_blocked_prosecutor_sees_nothing_more(checked: Checked) -> None:
    request = await checked.asked()
    resolution = await checked.resolution()
    async with checked.world.node.store.transaction() as transaction:
        await transaction.accounts.set_state(checked.prosecutor.id, AccountState.BLOCKED, checked.world.clock())
    assert await refused_with(checked, resolution.id, request) == "session.ended"


WRONG = [
    ({"number": " "}, "resolution.number"),
    ({"officers": ()}, "resolution.boundless"),
    ({"officers": ("860314450217",)}, "subject."),
    ({"officers": (OTHER,)}, "resolution.officer_unknown"),
    ({"case": uuid4()}, "supervision.no_case"),
]


@pytest.mark.parametrize(("change", "code"), WRONG)
async def test_what_cannot_stand_in_a_resolution_is_told(
    checked: Checked, change: dict[str, object], code: str
) -> None:
    with pytest.raises((Problem, ProblemGroup)) as refused:
        await checked.resolution(**change)
    raised = refused.value
    codes = [one.kind.code for one in raised.problems] if isinstance(raised, ProblemGroup) else [raised.kind.code]
    assert len(codes) == 1
    assert code in codes[0]


async def test_a_period_that_ends_before_it_begins_and_an_endless_term_are_refused(checked: Checked) -> None:
    at = checked.world.clock()
    with pytest.raises(ProblemGroup) as refused:
        await checked.resolution(until=at - timedelta(days=40), valid_until=at + timedelta(days=800))
    assert [one.kind.code for one in refused.value.problems] == ["resolution.period", "resolution.validity"]


async def test_a_refused_signature_under_a_resolution_is_told_in_the_log_of_supervision_alone(checked: Checked) -> None:
    world = checked.world
    act = await prepare_resolution(world.node, checked.checking, checked.form(), world.clock())
    before = await checked.kinds("main")
    with pytest.raises(Problem):
        await issue_resolution(world.node, checked.checking, act.id, signed(OFFICER, act.id), world.clock())
    assert await checked.kinds("supervision") == ["act_refused"]
    assert await checked.kinds("main") == before


async def test_a_measure_ends_the_case_and_with_it_the_check(checked: Checked) -> None:
    world = checked.world
    request = await checked.asked()
    resolution = await checked.resolution()
    ((case, _),) = await hold_check.open_cases(world.node, checked.checking, world.clock())
    for closes in (False, True):
        assert await listed(checked, resolution.id) == [request]
        form = MeasureForm(case.id, MeasureKind.SUPERVISION_ACT, "Ұсыну енгізілді № 12.", closes)
        act = await prepare_measure(world.node, checked.checking, form, world.clock())
        await take_measure(world.node, checked.checking, act.id, signed(PROSECUTOR, act.id), world.clock())
    assert await refused_with(checked, resolution.id, request) == "supervision.absent"
    with pytest.raises(Problem) as refused:
        await prepare_measure(world.node, checked.checking, form, world.clock())
    assert refused.value.kind.code == "supervision.no_case"
    async with world.node.store.transaction() as transaction:
        versions = await transaction.papers.versions(case.id)
    assert [(one.version, one.state) for one in versions] == [(1, "open"), (2, "open"), (3, "closed")]


async def test_a_resolution_that_was_widened_in_the_database_opens_nothing(checked: Checked) -> None:
    request = await checked.asked()
    resolution = await checked.resolution(officers=(PROSECUTOR,))
    wider = await checked.resolution()
    async with checked.world.database.connection() as connection:
        await connection.execute(
            "update papers p set data = w.data from papers w where p.id = %(id)s and w.id = %(wider)s",
            {"id": resolution.id, "wider": wider.id},
        )
    with pytest.raises(Fault):
        await hold_check.replay(
            checked.world.node, checked.checking, resolution.id, request, None, checked.world.clock()
        )


ORDER = (
    "with gone as (delete from journal_waiting returning id, log, commitment, entry) "
    "insert into journal_entries (log, position, commitment, entry) "
    "select log, row_number() over (partition by log order by id) - 1, commitment, entry from gone"
)


async def test_a_case_written_back_is_told_in_the_log_of_supervision_alone(checked: Checked) -> None:
    world = checked.world
    await checked.resolution()
    ((case, _),) = await hold_check.open_cases(world.node, checked.checking, world.clock())
    form = MeasureForm(case.id, MeasureKind.NO_BREACH, "Бұзушылық жоқ.", closes=True)
    act = await prepare_measure(world.node, checked.checking, form, world.clock())
    await take_measure(world.node, checked.checking, act.id, signed(PROSECUTOR, act.id), world.clock())
    async with world.database.connection() as connection:
        await connection.execute("delete from papers where id = %(id)s and version = 2", {"id": case.id})
        await connection.execute("update papers set latest = true where id = %(id)s", {"id": case.id})
        await connection.execute(ORDER.encode())
    await Comparing(world.node).compare(world.clock())
    assert "paper_set_back" not in await checked.kinds("main")
    (told,) = await checked.leaves("supervision")
    assert (told["kind"], told["about"], told["says"]) == ("paper_set_back", case.about(), {"kept": 1, "told": 2})


async def test_officers_see_nothing_of_a_check(checked: Checked) -> None:
    world = checked.world
    request = await checked.asked()
    before = await view_request.view_request(world.node, checked.asking, request, world.clock())
    resolution = await checked.resolution()
    await hold_check.replay(world.node, checked.checking, resolution.id, request, None, world.clock())
    assert await view_request.view_request(world.node, checked.asking, request, world.clock()) == before
    async with world.node.store.single() as store:
        assert await store.oversight.views(request) == []


async def test_leaves_of_views_are_found_by_their_index(checked: Checked) -> None:
    async with checked.world.database.connection() as connection:
        await connection.execute("set enable_seqscan = off")
        found = await connection.execute(
            "explain select entry from journal_entries "
            """where substr(entry, 1, 18) = '{"about":"request:'::bytea """
            """and position('"kind":"dossier_viewed"'::bytea in entry) > 0 """
            "and substr(entry, 19, 36) = convert_to('x', 'UTF8')"
        )
        plan = "\n".join(line for (line,) in await found.fetchall())
    assert "journal_entries_of_views" in plan


async def test_a_second_case_is_not_taken_from_the_prosecutor_who_holds_it(checked: Checked, world: World) -> None:
    await checked.resolution()
    ((case, _),) = await hold_check.open_cases(world.node, checked.checking, world.clock())
    await world.account(OTHER, Role.PROSECUTOR)
    other = await world.working(OTHER)
    with pytest.raises(Problem) as refused:
        await issued(world, other, OTHER, checked.form(case=case.id))
    assert refused.value.kind.code == "supervision.no_case"
    again = await checked.resolution(case=case.id)
    assert len(await hold_check.own_resolutions(world.node, checked.checking, world.clock.forward(minutes=1))) == 2
    assert again.version == 1
