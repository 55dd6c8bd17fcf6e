"""Sheets of days: a pack made from them says what the sealed requests say, and no sheet can hide or invent one."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import msgspec
import pytest

from actions.conftest import NOON
from actions.control.test_monthly_pack import month  # noqa: F401 - a fixture
from almasu.actions.control.write_sheet import keep_sheet, read_day, write_missing
from almasu.actions.view_request import open_answers
from almasu.kernel.answers import NoRecord
from almasu.kernel.control.sheet import SETTLING, day_bounds, part_from, sheet_in, sheet_number
from almasu.kernel.papers.paper import PaperKind
from almasu.law.moment import in_astana
from almasu.store.archive.facts_table import COLUMNS
from almasu.store.archive.tables import PARQUET

EMPTY, VIEWED = COLUMNS.index("empty"), COLUMNS.index("viewed_at")


class Sheets:
    """The sheets of a month, and the ways in which somebody may spoil the one that has requests."""

    def __init__(self, made) -> None:
        self.month, self.node, self.database = made, made.office.world.node, made.office.world.database
        self.day = in_astana(NOON).date()

    async def written(self) -> int:
        return await write_missing(self.node, self.month.office.world.clock() + timedelta(hours=3))

    async def listed(self) -> list[tuple]:
        taken = await self.month.taken(await self.month.made())
        return duckdb.read_parquet(str(taken / PARQUET)).order("request").fetchall()

    async def versions(self) -> list[int]:
        leaves = [one["says"] for one in await self.month.office.world.entries() if one["kind"] == "control_sheet_kept"]
        return [one["paper_version"] for one in leaves]

    async def numbers(self) -> list[str]:
        return [row[0] for row in await self.listed()]

    async def do(self, statement: str, *values: object) -> int:
        async with self.database.connection() as connection:
            return (await connection.execute(statement, values)).rowcount

    async def replaced(self, change) -> None:
        """Keep a sheet that lies, as only who holds the vault could."""
        parts, count = await read_day(self.node, self.day)
        [data] = parts
        part = part_from(data)
        lying = change(part, part.columns())
        await keep_sheet(self.node, self.day, [msgspec.msgpack.encode(lying)], count, self.month.office.world.clock())


@pytest.fixture
def sheets(month):  # noqa: F811
    return Sheets(month)


async def test_a_pack_of_sheets_says_what_the_sealed_requests_say(sheets):
    assert await sheets.written() == 1
    assert (await sheets.versions(), await sheets.written()) == ([1], 0)
    by_sheet = await sheets.listed()
    await sheets.do("delete from papers where id = %s", sheet_number(sheets.day))
    assert await sheets.listed() == by_sheet
    assert [row[0] for row in by_sheet] == sorted(map(str, sheets.month.requests))


async def test_what_came_after_the_sheet_is_in_the_pack(sheets):
    await sheets.written()
    world, before = sheets.month.office.world, await sheets.listed()
    for register in world.registers.values():
        register.reply = NoRecord(b"")
    assert await world.carrying_out.take_over(32)
    await world.carrying_out.finish()
    mine = await world.working()
    await open_answers(world.node, mine, sheets.month.requests[0], world.clock())
    await sheets.month.log.published(world.clock())
    after = await sheets.listed()
    assert [row[:12] for row in after] == [row[:12] for row in before]
    assert {row[EMPTY] for row in before} == {0}
    assert {row[EMPTY] for row in after} == {3}
    assert {row[0] for row in after if row[VIEWED] is not None} == {str(sheets.month.requests[0])}


SPOILT = {
    "a byte of a part": "update control_sheets set data = set_byte(data, 40, get_byte(data, 40) # 1) where sheet = %s",
    "a part is gone": "delete from control_sheets where sheet = %s",
    "a forged state": "update papers set state = 'other' where id = %s",
    "a part of another": "update control_sheets set version = version + 1 where sheet = %s",
}


async def test_a_sheet_that_somebody_spoilt_changes_nothing(sheets):
    for how, statement in SPOILT.items():
        await sheets.written()
        await sheets.do(statement, sheet_number(sheets.day))
        assert await sheets.numbers() == sorted(map(str, sheets.month.requests)), how
        await sheets.do("delete from papers where id = %s", sheet_number(sheets.day))
        await sheets.do("delete from control_sheets where sheet = %s", sheet_number(sheets.day))


LYING = {
    "hides a request": lambda part, told: part_without(part, told, 0),
    "invents a request": lambda part, told: msgspec.structs.replace(part, leaves=b"x" * 32 + part.leaves[32:]),
    "tells one twice": lambda part, told: msgspec.structs.replace(part, leaves=part.leaves[:32] + part.leaves[:-32]),
}


def part_without(part, told, place):
    keep = [at for at in range(len(part.of_task)) if at != place]
    return msgspec.structs.replace(
        part, of_task=[part.of_task[at] for at in keep], leaves=b"".join(part.leaf(at) for at in keep)
    )


async def test_a_sheet_that_is_not_the_journals_is_written_anew(sheets):
    await sheets.written()
    for version, (how, change) in enumerate(LYING.items(), 1):
        await sheets.replaced(change)
        assert await sheets.numbers() == sorted(map(str, sheets.month.requests)), how
        async with sheets.node.store.single() as store:
            paper = await store.papers.latest(sheet_number(sheets.day), PaperKind.CONTROL_SHEET)
        assert (paper.version, sheet_in(paper).requests) == (1 + 2 * version, 5), how
    assert await sheets.do("delete from control_sheets where sheet = %s", paper.id) == 1


async def test_a_day_is_written_when_it_is_settled_and_never_without_requests(sheets):
    node, settled = sheets.node, day_bounds(sheets.day)[1] + SETTLING
    assert await write_missing(node, settled - timedelta(seconds=1)) == 0
    assert await write_missing(node, settled) == 1
    await sheets.written()
    async with node.store.single() as store:
        assert len(await store.papers.in_states(PaperKind.CONTROL_SHEET, ["kept"], None, 50)) == 1
