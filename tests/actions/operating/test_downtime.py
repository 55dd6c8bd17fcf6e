"""Emergencies are written down, by the system itself first; planned works are announced before they begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from actions.conftest import OFFICER, form
from actions.operating.conftest import CONTROLLER, OPERATOR, Operated, signed
from almasu.actions import compose_request, submit_request
from almasu.actions.note_outages import Outages
from almasu.actions.operating.announce_works import (
    announce_works,
    announced_works,
    downtime_at,
    downtime_known,
    known_works,
    prepare_works,
)
from almasu.actions.operating.emergencies import (
    EmergencyEntry,
    Line,
    emergency_journal,
    noted,
    prepare_entry,
    sign_entry,
)
from almasu.kernel.exchange.circuit import State
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.works import RememberedWorks, WorksForm, WorksKind
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Role
from almasu.law import moment
from almasu.law.problem import Problem, ProblemGroup

FILLED = {
    "actions": "Резервтік арнаға көшірілді.",
    "time_needed": "30",
    "responsible": "Кезекші инженер",
    "cause": "Тізілім байланысы үзілді.",
    "measures": "Арна қалпына келтірілді.",
}


async def lines(operated: Operated) -> list[Line]:
    return list((await emergency_journal(operated.world.node, operated.token, operated.world.clock())).lines)


async def entered(operated: Operated, entry: EmergencyEntry) -> Paper:
    node, at = operated.world.node, operated.world.clock()
    act = await prepare_entry(node, operated.token, entry, at)
    return await sign_entry(node, operated.token, act.id, signed(OPERATOR, act.id), at)


async def test_an_outage_opens_its_entry_itself_and_the_operator_closes_it(operated: Operated) -> None:
    world = operated.world
    outages = Outages(world.node, world.clock)
    began = world.clock()
    outages.told(5, State.OPEN, 3)
    await outages.written()
    outages.told(5, State.OPEN, 4)
    await outages.written()
    ended = world.clock.forward(minutes=8)
    outages.told(5, State.CLOSED, 0)
    await outages.written()
    (line,) = await lines(operated)
    assert (line.ordinal, line.paper.state, line.said.place, line.said.part) == (1, "ended", "resource:5", "noticed")
    assert moment.read(line.said.values["started_at"]) == began
    assert moment.read(line.said.values["ended_at"]) == ended

    world.clock.forward(minutes=1)
    values = {**FILLED, "time_needed": "5", "started_at": moment.written(world.clock())}
    await entered(operated, EmergencyEntry("server_equipment", values, line.paper.id))
    (line,) = await lines(operated)
    assert (line.paper.state, line.said.situation) == ("closed", "server_equipment")
    assert moment.read(line.said.values["started_at"]) == began, "what the system noted stands"
    assert line.said.overran(), "eight minutes were more than the five that are needed at most"
    assert (await operated.kinds()).count("emergency_changed") == 3

    outages.told(5, State.OPEN, 3)
    await outages.written()
    assert [one.ordinal for one in await lines(operated)] == [1, 2], "another outage is another entry"


async def test_the_operator_enters_each_of_the_six_situations_in_its_own_part(operated: Operated) -> None:
    world = operated.world
    form = (await emergency_journal(world.node, operated.token, world.clock())).form
    assert len(form.situations) == 6
    for situation in form.situations:
        started, ended = world.clock() - timedelta(minutes=20), world.clock()
        values = {**FILLED, "started_at": moment.written(started), "ended_at": moment.written(ended)}
        await entered(operated, EmergencyEntry(situation.code, values))
    assert sorted(line.said.part for line in await lines(operated)) == sorted(one.code for one in form.situations)
    assert {line.ordinal for line in await lines(operated)} == {1}
    assert not any(line.said.overran() for line in await lines(operated))


MISSING = ["actions", "time_needed", "responsible", "started_at", "ended_at", "cause", "measures"]


@pytest.mark.parametrize("code", MISSING)
async def test_an_entry_is_not_closed_without_a_required_column(operated: Operated, code: str) -> None:
    at = operated.world.clock()
    values = {**FILLED, "started_at": moment.written(at), "ended_at": moment.written(at)}
    del values[code]
    with pytest.raises(ProblemGroup) as refused:
        await entered(operated, EmergencyEntry("power", values))
    assert [one.where for one in refused.value.problems] == [code]
    assert "SIO25-14.2" in refused.value.problems[0].kind.cites


async def test_wrong_values_unknown_columns_and_situations_are_refused(operated: Operated) -> None:
    at = operated.world.clock()
    times = {"started_at": moment.written(at), "ended_at": moment.written(at - timedelta(hours=1))}
    with pytest.raises(ProblemGroup) as refused:
        await entered(operated, EmergencyEntry("power", {**FILLED, **times}))
    assert [one.where for one in refused.value.problems] == ["ended_at"]
    for change in ({"time_needed": "-3"}, {"nonsense": "x"}, {"started_at": "2099-01-01T00:00:00+05:00"}):
        values = {**FILLED, "started_at": moment.written(at), "ended_at": moment.written(at), **change}
        with pytest.raises(ProblemGroup) as refused:
            await entered(operated, EmergencyEntry("power", values))
        assert [one.where for one in refused.value.problems] == list(change)
    for entry, code in (
        (EmergencyEntry("meteorite", FILLED), "emergency.situation"),
        (EmergencyEntry("power", FILLED, uuid4()), "emergency.absent"),
    ):
        with pytest.raises(Problem) as one_refused:
            await entered(operated, entry)
        assert one_refused.value.kind.code == code


async def test_an_outage_of_anything_is_entered_and_only_operators_read_the_journal(operated: Operated) -> None:
    world = operated.world
    await noted(world.node, EntryKind.SERVICE_OUTAGE, "service:timestamp", world.clock())
    assert [line.said.place for line in await lines(operated)] == ["service:timestamp"]
    other = await operated.came_in(CONTROLLER, Role.CONTROLLER)
    with pytest.raises(Problem) as refused:
        await emergency_journal(world.node, other, world.clock())
    assert refused.value.kind.code == "account.role"


def works(operated: Operated, begin: int, end: int, **change: object) -> WorksForm:
    at = operated.world.clock()
    values = {"kind": WorksKind.UPDATE, "kk": "Жаңарту.", "ru": "Обновление.", "en": "Update."}
    starts, ends = at + timedelta(minutes=begin), at + timedelta(minutes=end)
    return WorksForm(**{**values, "starts": starts, "ends": ends, **change})  # type: ignore[arg-type]


async def test_works_are_shown_to_everybody_before_they_begin_and_close_the_exchange_meanwhile(
    operated: Operated,
) -> None:
    world = operated.world
    act = await prepare_works(world.node, operated.token, works(operated, 2, 5), world.clock())
    paper = await announce_works(world.node, operated.token, act.id, signed(OPERATOR, act.id), world.clock())
    ((shown, said),) = await announced_works(world.node, world.clock())
    assert (shown.id, said.kind) == (paper.id, WorksKind.UPDATE)
    assert said.published_at < said.starts
    for minutes, closed in ((0, False), (2, True), (3, False)):
        async with world.node.store.single() as store:
            assert (await downtime_at(store, world.clock.forward(minutes=minutes)) is not None) is closed
    assert "works_published" in await operated.kinds()


@pytest.mark.parametrize(("begin", "end"), [(0, 60), (-5, 60), (10, 10), (10, 5), (10, 60 * 24 * 40)])
async def test_works_that_have_begun_or_never_end_are_refused(operated: Operated, begin: int, end: int) -> None:
    with pytest.raises(Problem) as refused:
        await prepare_works(operated.world.node, operated.token, works(operated, begin, end), operated.world.clock())
    assert refused.value.kind.code == "works.too_late"


async def test_works_that_begin_while_the_announcement_waits_for_its_signature_are_refused(operated: Operated) -> None:
    world = operated.world
    act = await prepare_works(world.node, operated.token, works(operated, 1, 60), world.clock())
    world.clock.forward(minutes=1)
    with pytest.raises(Problem) as refused:
        await announce_works(world.node, operated.token, act.id, signed(OPERATOR, act.id), world.clock())
    assert refused.value.kind.code == "works.too_late"
    assert await announced_works(world.node, world.clock()) == []


async def test_no_request_is_composed_while_announced_works_are_under_way(operated: Operated) -> None:
    world = operated.world
    working = await world.working()
    act = await prepare_works(world.node, operated.token, works(operated, 2, 5), world.clock())
    await announce_works(world.node, operated.token, act.id, signed(OPERATOR, act.id), world.clock())
    for minutes, allowed in ((0, True), (2, False), (3, True)):
        at = world.clock.forward(minutes=minutes)
        composed = await compose_request.may_i(world.node, working, form(), at)
        assert composed.decision.allowed is allowed


async def test_what_was_signed_before_the_works_is_not_sent_while_they_are_under_way(operated: Operated) -> None:
    world = operated.world
    working = await world.working()
    act = await prepare_works(world.node, operated.token, works(operated, 2, 3), world.clock())
    await announce_works(world.node, operated.token, act.id, signed(OPERATOR, act.id), world.clock())
    waiting = (await compose_request.prepare_request(world.node, working, form(), world.clock())).id
    at = world.clock.forward(minutes=2)
    with pytest.raises(ProblemGroup) as refused:
        await submit_request.submit_request(world.node, working, waiting, signed(OFFICER, waiting), at)
    assert [one.where for one in refused.value.problems] == ["sio_pso.service_is_open"]
    assert (await operated.kinds())[-1] == "request_refused"
    at = world.clock.forward(minutes=1)
    accepted = await submit_request.submit_request(world.node, working, waiting, signed(OFFICER, waiting), at)
    assert accepted is not None


async def test_a_refusal_during_works_cites_them(operated: Operated) -> None:
    world = operated.world
    working = await world.working()
    act = await prepare_works(world.node, operated.token, works(operated, 1, 5), world.clock())
    await announce_works(world.node, operated.token, act.id, signed(OPERATOR, act.id), world.clock())
    composed = await compose_request.may_i(world.node, working, form(), world.clock.forward(minutes=1))
    assert [finding.rule_id for finding in composed.decision.refusals] == ["sio_pso.service_is_open"]


async def test_what_a_process_remembers_of_works_is_a_few_seconds_old_at_most(operated: Operated) -> None:
    world = operated.world
    assert await known_works(world.node, world.clock()) == ()
    other = replace(world.node, works=RememberedWorks())
    act = await prepare_works(other, operated.token, works(operated, 1, 5), world.clock())
    await announce_works(other, operated.token, act.id, signed(OPERATOR, act.id), world.clock())
    assert len(await known_works(other, world.clock())) == 1, "the process that announced them knows at once"
    assert await known_works(world.node, world.clock()) == ()
    assert len(await known_works(world.node, world.clock.forward(seconds=5))) == 1
    assert await downtime_known(world.node, world.clock()) is None
    closing = await downtime_known(world.node, world.clock.forward(seconds=55))
    assert closing is not None
    assert closing.planned


async def test_works_are_published_before_every_process_has_to_know_of_them(operated: Operated) -> None:
    at = operated.world.clock()
    form = works(operated, 1, 5, starts=at + timedelta(seconds=5))
    with pytest.raises(Problem) as refused:
        await prepare_works(operated.world.node, operated.token, form, at)
    assert refused.value.kind.code == "works.too_late"
