"""Who may write to our database opens no closed task and closes no open one unseen: the signed report decides."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from actions.conftest import OFFICER, World, form
from almasu.actions import close_task, compose_request, join_answers, submit_request
from almasu.actions.compare_accounts import Comparing
from almasu.kernel.answers import NoRecord
from almasu.kernel.requests.request import Request
from almasu.law.problem import Fault, Problem
from almasu.named_sql import parsed
from patience import looks

FORGERIES = parsed("forgeries", Path(__file__).with_name("forgeries.sql").read_text(encoding="utf-8"))
CLOSED, OPEN = "2026/114-ТМ", "2026/115-ТМ"
WAITING = "select count(*) from pg_locks where not granted and locktype = 'transactionid'"


def of_kind(kind: str) -> pytest.MarkDecorator:
    """Every forgery whose name begins so."""
    of_it = [one for one in FORGERIES.values() if one.name.startswith(kind)]
    return pytest.mark.parametrize("forgery", [one.text for one in of_it], ids=[one.sentence for one in of_it])


@dataclass
class Tasks:
    """An officer at work with a task that was closed by its report, and one that is open."""

    world: World
    token: str
    closed: Request
    open: Request

    async def forge(self, forgery: str) -> None:
        async with self.world.database.transaction() as connection:
            for statement in filter(str.strip, forgery.split(";")):
                values = {"closed": self.closed.material, "open": self.open.material}
                assert (await connection.execute(statement.encode(), values)).rowcount, statement

    async def compared(self) -> list[tuple[object, object]]:
        """What the worker newly says of materials."""
        await Comparing(self.world.node).compare(self.world.clock())
        told = [entry for entry in await self.world.entries() if entry["kind"] == "material_set_back"]
        return [(entry["about"], entry["says"]) for entry in told]


async def asked(world: World, token: str, task: str) -> Request:
    act = await compose_request.prepare_request(world.node, token, form(task=task, resources=(1,)), world.clock())
    cms = f"signed {OFFICER} {act.id}".encode()
    accepted = await submit_request.submit_request(world.node, token, act.id, cms, world.clock())
    world.carrying_out.start(accepted)
    settled = await world.carrying_out.settled_within(accepted.request.id, 45)
    assert settled is not None
    return settled


async def close(world: World, token: str, material: UUID) -> None:
    act = await close_task.prepare_closing(world.node, token, material, date(2026, 11, 20), "бітті", world.clock())
    await close_task.close_task(world.node, token, act.id, f"signed {OFFICER} {act.id}".encode(), world.clock())


@pytest.fixture
async def tasks(world: World) -> Tasks:
    await world.account()
    world.registers[1].reply = NoRecord(b"none")
    token = await world.working()
    closed, still = await asked(world, token, CLOSED), await asked(world, token, OPEN)
    await close(world, token, closed.material)
    return Tasks(world, token, closed, still)


async def test_tasks_that_were_closed_by_acts_agree_with_the_log(tasks: Tasks) -> None:
    assert await tasks.compared() == []


@of_kind("material_opened")
async def test_a_closed_task_stays_closed_whatever_its_row_says(tasks: Tasks, forgery: str) -> None:
    world = tasks.world
    await tasks.forge(forgery)
    with pytest.raises(Fault):
        await asked(world, tasks.token, CLOSED)
    with pytest.raises((Fault, Problem)):
        await join_answers.join_answers(world.node, tasks.token, tasks.open.id, tasks.closed.material, world.clock())
    assert await tasks.compared() == [(f"material:{tasks.closed.material}", {"kept": 0, "told": 1})]


@of_kind("work_stopped")
async def test_work_that_was_stopped_by_writing_rows_is_a_fault_and_no_refusal(tasks: Tasks, forgery: str) -> None:
    await tasks.forge(forgery)
    with pytest.raises(Fault):
        await asked(tasks.world, tasks.token, OPEN)


@pytest.mark.parametrize(("column", "kept"), [("closed_at", 1), ("destroyed_at", 2)])
async def test_a_material_that_no_leaf_speaks_of_is_told(tasks: Tasks, column: str, kept: int) -> None:
    await tasks.forge(f"update materials set {column} = now() where id = %(open)s")
    assert await tasks.compared() == [(f"material:{tasks.open.material}", {"kept": kept, "told": 0})]


async def test_a_task_closed_without_a_trace_but_its_leaf_is_told(tasks: Tasks) -> None:
    await tasks.forge(
        "update materials set closed_at = null where id = %(closed)s; delete from papers where id = %(closed)s"
    )
    assert await tasks.compared() == [(f"material:{tasks.closed.material}", {"kept": 0, "told": 1})]


@contextlib.asynccontextmanager
async def being_closed(tasks: Tasks) -> AsyncIterator[None]:
    """The end of somebody's closing of the open task: all is written, and on leaving it is committed."""
    async with tasks.world.node.store.transaction() as transaction:
        await transaction.materials.one(tasks.open.material, lock=True)
        await transaction.materials.close(tasks.open.material, tasks.world.clock())
        yield


async def test_a_request_that_waits_for_a_closing_does_not_slip_into_the_closed_task(tasks: Tasks) -> None:
    async def a_request_waits() -> bool:
        async with tasks.world.database.connection() as connection:
            ((waiting,),) = await (await connection.execute(WAITING)).fetchall()
            return bool(waiting)

    async with being_closed(tasks):
        asking = asyncio.create_task(asked(tasks.world, tasks.token, OPEN))
        async for _ in looks():
            if asking.done() or await a_request_waits():
                break
    with pytest.raises(Fault):
        await asking
