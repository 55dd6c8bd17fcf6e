"""Write the sheet of a day that is over: what packs of control are told of each request of it (SIO25-21.2).

The worker writes it in the night; a pack writes those that it lacks, and writes anew what is not as it was kept.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from almasu.actions.control.known_to_control import fact_of
from almasu.actions.control.report import STEP, Line, lines
from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.turn_pages import of_request
from almasu.kernel.control.duty import month_of
from almasu.kernel.control.sheet import (
    MOST_IN_PART,
    SheetLine,
    SheetSays,
    day_bounds,
    is_over,
    part_bytes,
    sheet_number,
    sheet_paper,
)
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import FIRST_VERSION, PaperKind
from almasu.kernel.parties.account import Account
from almasu.law.moment import days_of

SYSTEM = "system:exchange"


async def write_missing(node: Node, at: datetime) -> int:
    """Write what is missing of the sheets of this month and the one before it; return how many were written.

    A day that is not over for long enough has none yet, and one without requests never has.
    """
    days = [day for day in days_of(month_of(at).before().since, at) if is_over(day, at)]
    async with node.store.single() as store:
        written = await store.sheets.written([sheet_number(day) for day in days])
    count = 0
    for day in (one for one in days if sheet_number(one) not in written):
        parts, held = await read_day(node, day)
        if held:
            await keep_sheet(node, day, parts, held, at)
            count += 1
    return count


async def read_day(node: Node, day: date) -> tuple[list[bytes], int]:
    """Return the parts of a day's sheet, read from the sealed requests themselves, and how many requests they hold."""
    since, until = day_bounds(day)
    users: dict[UUID, Account] = {}
    parts, held, count, after = list[bytes](), list[SheetLine](), 0, None
    while True:
        async with node.store.single() as store:
            found = await store.oversight.accepted(since, until, None, after, STEP)
            held += [_told(node, line) for line in await lines(store, found, users)]
        if len(found) < STEP or len(held) >= MOST_IN_PART:
            parts += [await asyncio.to_thread(part_bytes, held)] if held else []
            count, held = count + len(held), []
        if len(found) < STEP:
            return parts, count
        after = of_request(found[-1])


async def keep_sheet(node: Node, day: date, parts: Sequence[bytes], count: int, at: datetime) -> None:
    """Keep the sheet of a day, instead of an earlier one where there is one, with its leaf."""
    number = sheet_number(day)
    async with node.store.transaction() as transaction:
        before = await transaction.papers.to_change(number, PaperKind.CONTROL_SHEET)
        version = FIRST_VERSION if before is None else before.version + 1
        kept = [await transaction.sheets.keep(number, version, place, part) for place, part in enumerate(parts)]
        paper = sheet_paper(before, SheetSays(day, count, tuple(kept)), at)
        await transaction.papers.keep(paper)
        await transaction.sheets.drop_before(number, version)
        digest = hashlib.sha256("".join(kept).encode()).hexdigest()
        says = {**paper.told(), "day": day.isoformat(), "requests": count, "parts": digest}
        await transaction.journal.append(leaf(node, EntryKind.CONTROL_SHEET_KEPT, at, SYSTEM, paper.about(), says))


def _told(node: Node, line: Line) -> SheetLine:
    return SheetLine(fact_of(node, line), line.request.material, line.request.settled())
