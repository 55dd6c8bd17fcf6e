"""The detail of a sensitive register: a second signed step, bound to a first one that found something."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, World
from actions.test_materials import Office
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.requests.request import Request
from almasu.law.problem import ProblemGroup

SENSITIVE, FURTHER = 12, 17
WHY = "Тексеру үшін жазбаның мазмұны қажет, тапсырманың екінші тармағы бойынша."


@pytest.fixture
async def office(world: World) -> Office:
    await world.account()
    world.registers[SENSITIVE].reply = Records(({"iin": SUBJECT},), b"raw")
    world.registers[FURTHER].reply = NoRecord(b"none")
    return Office(world, await world.working())


async def hit(office: Office, **change: object) -> Request:
    return await office.asked(**{"resources": (SENSITIVE, FURTHER), **change})


async def detail(office: Office, first: UUID, number: int = SENSITIVE, why: str = WHY, **change: object) -> Request:
    notes = ((number, why),) if why else ()
    return await office.asked(resources=(number,), detail_of=first, notes=notes, **change)


async def test_the_first_step_tells_only_whether_there_is_a_record_and_the_second_what_it_says(office: Office) -> None:
    first = await hit(office)
    assert [row.records for row in first.rows] == [1, 0]
    assert (await office.opened(first.id)).answers[0].reply == Records((), b"")
    second = await detail(office, first.id)
    assert (await office.opened(second.id)).answers[0].reply == Records(({"iin": SUBJECT},), b"raw")
    accepted = [one for one in await office.world.entries() if one["kind"] == "request_accepted"]
    assert [one["says"].get("detail_of") for one in accepted] == [None, str(first.id)]  # type: ignore[attr-defined]
    assert second.draft.detail_of == first.id


async def test_no_detail_without_a_hit_a_reason_or_a_first_step_of_ones_own(office: Office) -> None:
    world = office.world
    first = await hit(office)
    await world.account(OTHER)
    colleague = Office(world, await world.working(OTHER), OTHER)
    foreign = await hit(colleague)
    for asking in (
        detail(office, first.id, FURTHER),
        detail(office, first.id, why=""),
        detail(office, first.id, why="керек"),
        detail(office, uuid4()),
        detail(office, foreign.id),
        detail(office, first.id, task="2026/999-ТМ"),
        detail(office, first.id, subject="790101300001"),
    ):
        with pytest.raises(ProblemGroup) as refused:
            await asking
        assert {problem.where for problem in refused.value.problems} == {"sio_pso.detail_follows_a_hit"}
    assert len(world.registers[SENSITIVE].asked) == 2


async def test_a_detail_whose_signed_reason_was_taken_from_another_step_is_refused(office: Office) -> None:
    from dataclasses import replace

    from almasu.actions import submit_request
    from almasu.actions.entering import consented
    from almasu.actions.prepare_act import Intent, prepare_act
    from almasu.kernel.requests.draft import draft_body, in_plain_words
    from almasu.kernel.signatures.act import ActPurpose

    world = office.world
    second = await detail(office, (await hit(office)).id)
    draft = replace(second.draft, detail_of=uuid4())
    async with world.node.store.transaction() as transaction:
        person = await consented(transaction, office.token, world.clock())
        intent = Intent(ActPurpose.REQUEST, OFFICER, draft_body(draft), in_plain_words(draft))
        act = await prepare_act(world.node, transaction, person.session.token_hash, intent, world.clock())
    cms = f"signed {OFFICER} {act.id}".encode()
    with pytest.raises(ProblemGroup):
        await submit_request.submit_request(world.node, office.token, act.id, cms, world.clock())
    assert (await world.entries())[-1]["kind"] == "request_refused"
