"""A task is closed with its requests in a signed report; its material is destroyed by a signed act."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, World, form
from almasu.actions import (
    close_task,
    compose_request,
    destroy_material,
    materials,
    submit_request,
    take_copy,
    view_request,
)
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.materials.task import TaskState, task_says
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.requests.request import QuestionState, Request
from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.law.problem import Problem

PERSON = {"iin": SUBJECT, "surname": "Ахметов"}
TODAY = date(2026, 11, 20)
TABLES = "select (select count(*) from answers), (select count(*) from answer_keys)"


@dataclass
class Office:
    """An officer at work in a world, and the acts of this story."""

    world: World
    token: str
    iin: str = OFFICER

    async def asked(self, task: str = "2026/114-ТМ", **change: object) -> Request:
        world = self.world
        act = await compose_request.prepare_request(world.node, self.token, form(task=task, **change), world.clock())
        cms = f"signed {self.iin} {act.id}".encode()
        accepted = await submit_request.submit_request(world.node, self.token, act.id, cms, world.clock())
        world.carrying_out.start(accepted)
        after = await world.carrying_out.settled_within(accepted.request.id, 10)
        assert after is not None
        return after

    async def closed(self, material: UUID, kept_until: date = TODAY) -> Paper:
        world = self.world
        act = await close_task.prepare_closing(world.node, self.token, material, kept_until, "бітті", world.clock())
        cms = f"signed {self.iin} {act.id}".encode()
        return await close_task.close_task(world.node, self.token, act.id, cms, world.clock())

    async def destroyed(self, material: UUID) -> Paper:
        world = self.world
        act = await destroy_material.prepare_destruction(
            world.node, self.token, material, "мерзімі бітті", world.clock()
        )
        cms = f"signed {self.iin} {act.id}".encode()
        return await destroy_material.destroy_material(world.node, self.token, act.id, cms, world.clock())

    async def opened(self, request: UUID) -> view_request.Opened:
        return await view_request.open_answers(self.world.node, self.token, request, self.world.clock())

    async def past_its_term(self) -> None:
        """The next day; sessions do not live so long, so the officer enters anew."""
        self.world.clock.forward(days=1)
        self.token = await self.world.entered(self.iin)


@pytest.fixture
async def office(world: World) -> Office:
    await world.account()
    world.registers[1].reply = Records((PERSON,), b'{"raw": 1}')
    world.registers[3].reply = NoRecord(b"none")
    world.registers[5].reply = NoRecord(b"none")
    return Office(world, await world.working())


async def refused(act: Awaitable[object]) -> str:
    with pytest.raises(Problem) as caught:
        await act
    return caught.value.kind.code


async def counted(world: World) -> tuple[Any, ...]:
    async with world.database.connection() as connection:
        row = await (await connection.execute(TABLES)).fetchone()
    assert row is not None
    return row


async def test_closing_a_task_lists_its_requests_in_a_signed_report(office: Office) -> None:
    first = await office.asked()
    office.world.clock.forward(seconds=1)
    second = await office.asked(resources=(1,))
    await office.asked(task="2026/115-ТМ")
    paper = await office.closed(first.material)
    says = task_says(paper)
    assert (paper.state, says.task, says.kept_until) == (TaskState.CLOSED, "2026/114-ТМ", TODAY)
    assert [line.request for line in says.report] == [first.id, second.id]
    assert says.report[0].outcomes == {"1": "answered", "3": "no_record", "5": "no_record"}
    assert SUBJECT not in paper.data.decode()
    last = (await office.world.entries())[-1]
    assert (last["kind"], last["about"]) == ("task_closed", f"paper:{first.material}")
    assert {"act", "evidence", "report", "paper_version"} <= set(last["says"])  # type: ignore[call-overload]


async def test_a_closed_task_takes_no_further_request_and_is_closed_once(office: Office) -> None:
    first = await office.asked()
    await office.closed(first.material)
    assert await refused(office.asked()) == "task.closed"
    assert await refused(office.closed(first.material)) == "task.closed"
    assert (await office.asked(task="2026/115-ТМ")).material != first.material
    assert len((await office.opened(first.id)).answers) == 3


async def test_a_report_that_became_incomplete_before_its_signature_is_refused(office: Office) -> None:
    world = office.world
    first = await office.asked()
    act = await close_task.prepare_closing(world.node, office.token, first.material, TODAY, "", world.clock())
    await office.asked(resources=(1,))
    cms = f"signed {OFFICER} {act.id}".encode()
    closing = close_task.close_task(world.node, office.token, act.id, cms, world.clock())
    assert await refused(closing) == "task.report_changed"
    assert "task_closed" not in [entry["kind"] for entry in await world.entries()]


async def test_a_task_whose_registers_still_owe_an_answer_is_not_closed(office: Office) -> None:
    waiting = await office.asked(resources=(1, 2))
    assert [row.state for row in waiting.rows] == [QuestionState.ANSWERED, QuestionState.NO_REPLY]
    assert await refused(office.closed(waiting.material)) == "task.unsettled"


@pytest.mark.parametrize("days", [-1, 36_526])
async def test_a_storage_term_in_the_past_or_without_end_is_refused(office: Office, days: int) -> None:
    request = await office.asked()
    assert await refused(office.closed(request.material, TODAY + timedelta(days=days))) == "task.storage_term"


async def test_the_material_of_others_looks_like_none(office: Office) -> None:
    request = await office.asked()
    await office.world.account(OTHER)
    colleague = Office(office.world, await office.world.working(OTHER), OTHER)
    for number in (request.material, uuid4()):
        assert await refused(colleague.closed(number)) == "material.unknown"
        assert await refused(colleague.destroyed(number)) == "material.unknown"
        viewing = materials.view_material(office.world.node, colleague.token, number, office.world.clock())
        assert await refused(viewing) == "material.unknown"
    assert await materials.my_materials(office.world.node, colleague.token, 10, office.world.clock()) == []
    mine = await materials.my_materials(office.world.node, office.token, 10, office.world.clock())
    assert [one.id for one in mine] == [request.material]


async def test_a_destroyed_material_leaves_nothing_that_opens_and_keeps_the_record(office: Office) -> None:
    world = office.world
    request = await office.asked()
    await office.closed(request.material)
    await office.past_its_term()
    paper = await office.destroyed(request.material)
    destruction = task_says(paper).destruction
    assert destruction is not None
    assert (paper.state, destruction.answers) == (TaskState.DESTROYED, 3)
    assert destruction.backups_expire == date(2026, 12, 26)
    assert await counted(world) == (0, 0)
    with pytest.raises(KeyDestroyed):
        await world.node.vault.wrapped(request.material, bytes(32))
    assert await refused(office.opened(request.id)) == "material.gone"
    assert await refused(take_copy.to_copy(world.node, office.token, request.id, world.clock())) == "material.gone"
    kept = await view_request.view_request(world.node, office.token, request.id, world.clock())
    assert [row.state for row in kept.rows] == [row.state for row in request.rows]
    assert [entry["kind"] for entry in await world.entries()][-2:] == ["destruction_signed", "material_destroyed"]
    assert await refused(office.asked()) == "request.material_destroyed"
    assert await refused(office.destroyed(request.material)) == "material.gone"


async def test_the_journal_holds_the_same_leaves_after_the_destruction(office: Office) -> None:
    world = office.world
    request = await office.asked()
    await office.closed(request.material)
    before = await leaves(world)
    await office.past_its_term()
    await office.destroyed(request.material)
    after = await leaves(world)
    assert after[: len(before)] == before
    assert all(hashlib.sha256(entry).digest() == commitment for commitment, entry in after)
    kept = await view_request.view_request(world.node, office.token, request.id, world.clock())
    held = {commitment for commitment, _ in after}
    assert {kept.leaf, *(row.leaf for row in kept.rows)} <= held


async def leaves(world: World) -> list[tuple[bytes, bytes]]:
    async with world.database.connection() as connection:
        found = await connection.execute("select commitment, entry from journal_waiting order by id")
        return [(bytes(commitment), bytes(entry)) for commitment, entry in await found.fetchall()]


async def test_what_is_still_to_be_kept_or_open_is_not_destroyed(office: Office) -> None:
    request = await office.asked()
    assert await refused(office.destroyed(request.material)) == "task.open"
    await office.closed(request.material, TODAY + timedelta(days=30))
    assert await refused(office.destroyed(request.material)) == "material.still_kept"
    assert len((await office.opened(request.id)).answers) == 3


async def test_an_act_of_destruction_that_another_signed_destroys_nothing(office: Office) -> None:
    world = office.world
    request = await office.asked()
    await office.closed(request.material)
    await office.past_its_term()
    act = await destroy_material.prepare_destruction(world.node, office.token, request.material, "", world.clock())
    cms = f"signed {OTHER} {act.id}".encode()
    destroying = destroy_material.destroy_material(world.node, office.token, act.id, cms, world.clock())
    assert await refused(destroying) == "signature.refused"
    assert len((await office.opened(request.id)).answers) == 3


Kill = Callable[[pytest.MonkeyPatch, World], None]


def before_the_key(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr(type(world.node.vault), "destroy_material_key", _die)


def before_the_rows(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    from almasu.store.materials import StoredMaterials

    monkeypatch.setattr(StoredMaterials, "shred", _die)


def _die(*_: object) -> None:
    raise ConnectionAbortedError("killed here")


@pytest.mark.parametrize("kill", [before_the_key, before_the_rows])
async def test_a_worker_finishes_the_destruction_that_a_dead_process_left(
    office: Office, monkeypatch: pytest.MonkeyPatch, kill: Kill
) -> None:
    world = office.world
    request = await office.asked()
    await office.closed(request.material)
    await office.past_its_term()
    with monkeypatch.context() as patched:
        kill(patched, world)
        with pytest.raises(ConnectionAbortedError):
            await office.destroyed(request.material)
    assert (await world.entries())[-1]["kind"] == "destruction_signed"
    assert await refused(office.opened(request.id)) == "material.gone"
    assert await refused(office.asked()) == "request.material_destroyed"
    assert await destroy_material.finish_destroying(world.node, world.clock()) == 1
    assert await counted(world) == (0, 0)
    assert world.node.vault.material_gone(request.material)
    assert await destroy_material.finish_destroying(world.node, world.clock()) == 0
    assert [entry["kind"] for entry in await world.entries()].count("material_destroyed") == 1


async def test_an_answer_that_comes_after_the_destruction_settles_its_question_and_is_not_kept(office: Office) -> None:
    world = office.world
    waiting = await office.asked(resources=(2,))
    await world.node.vault.destroy_material_key(waiting.material)
    world.registers[2].reply = Records((PERSON,), b"late")
    world.clock.forward(minutes=1)
    assert await world.carrying_out.take_over(10) == 1
    await world.carrying_out.finish()
    after = await view_request.view_request(world.node, office.token, waiting.id, world.clock())
    assert [(row.state, row.records) for row in after.rows] == [(QuestionState.ANSWERED, 1)]
    assert await counted(world) == (0, 0)
    assert await world.carrying_out.take_over(10) == 0


async def test_who_marks_a_material_destroyed_in_the_database_is_found_out(office: Office) -> None:
    from almasu.law.problem import Fault

    request = await office.asked()
    async with office.world.database.connection() as connection:
        await connection.execute("update materials set destroyed_at = now()")
    with pytest.raises(Fault, match="not where this node kept them"):
        await office.opened(request.id)


async def test_who_takes_the_mark_of_destruction_away_brings_nothing_back(office: Office) -> None:
    world = office.world
    request = await office.asked()
    await office.closed(request.material)
    async with world.database.connection() as connection:
        keys = await (await connection.execute("select exchange_id, material, wrapped from answer_keys")).fetchall()
        data = await (await connection.execute("select exchange_id, received_at, data from answers")).fetchall()
    await office.past_its_term()
    await office.destroyed(request.material)
    async with world.database.connection() as connection:
        await connection.execute("update materials set destroyed_at = null, closed_at = null")
        for row in data:
            await connection.execute("insert into answers values (%s, %s, %s)", row)
        for row in keys:
            await connection.execute("insert into answer_keys values (%s, %s, %s)", row)
    assert await refused(office.opened(request.id)) == "material.gone"
    async with world.node.store.single() as store:
        task = await store.papers.latest(request.material, PaperKind.TASK)
    assert task is not None
    assert task.state == TaskState.DESTROYED
