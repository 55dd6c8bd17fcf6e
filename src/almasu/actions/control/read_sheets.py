"""Read the requests of a day for a pack: by its sheet, and anew what may have changed since (SIO25-21.2).

A sheet is believed only where it holds exactly the requests that the journal accepted on its day, and as many as are
kept. Any other, and one that is missing or was changed, is written anew from the sealed requests themselves.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from almasu.actions.control.known_to_control import SPECIAL, fact_of
from almasu.actions.control.report import STEP, lines
from almasu.actions.control.write_sheet import keep_sheet, read_day
from almasu.actions.node import Node
from almasu.kernel.control.facts import FactColumns, RequestFact
from almasu.kernel.control.sheet import (
    NEVER,
    SheetColumns,
    SheetPart,
    day_bounds,
    on_the_wall,
    part_from,
    same_leaves,
    sheet_in,
    sheet_number,
)
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Account
from almasu.law.problem import Fault, Problem

log = logging.getLogger(__name__)

AT_ONCE = 2000
"""How many requests are looked for at once that nobody had opened when the sheet was written."""
Own = tuple[SheetPart, Sequence[int]]
"""A part of a sheet, and the places in it of one body's requests."""


@dataclass
class DayReader:
    """Reads the requests of one body day by day; remembers people and tasks it met."""

    node: Node
    body: str
    at: datetime
    users: dict[UUID, Account] = field(default_factory=dict)
    materials: dict[str, UUID] = field(default_factory=dict)
    tasks: set[str] = field(default_factory=set)

    async def columns(self, day: date, expected: bytes) -> AsyncIterator[FactColumns]:
        """Yield the facts of a day part by part; `expected` are the leaves by which the journal accepted them."""
        own = await self._kept(day)
        if own is None or not await asyncio.to_thread(same_leaves, own, expected):
            own = await self._anew(day)
        for part, places in own:
            if places:
                yield await self._told(part, places)

    async def _kept(self, day: date) -> list[Own] | None:
        """Return the parts of the sheet that is kept, None where there is none or it is not as it was kept."""
        number = sheet_number(day)
        try:
            async with self.node.store.single() as store:
                paper = await store.papers.latest(number, PaperKind.CONTROL_SHEET)
                if paper is None:
                    return None
                says = sheet_in(paper)
                if says.requests != await store.sheets.accepted(*day_bounds(day)):
                    return None
                named = enumerate(says.parts)
                kept = [await store.sheets.part(number, paper.version, place, digest) for place, digest in named]
        except Fault:
            log.exception("the sheet of %s is not as this node wrote it", day)
            return None
        return None if None in kept else [self._own(one) for one in kept if one is not None]

    async def _anew(self, day: date) -> list[Own]:
        """Return the parts of a day as the sealed requests have them, kept as its sheet from now on."""
        parts, count = await read_day(self.node, day)
        try:
            if count:
                await keep_sheet(self.node, day, parts, count, self.at)
        except (Fault, Problem):
            log.exception("the sheet of %s is not kept: it is another's by now, or not as this node wrote it", day)
        return [self._own(one) for one in parts]

    def _own(self, data: bytes) -> Own:
        part = part_from(data)
        own = [self._material(task) == material for task, material in part.tasks]
        self.tasks |= {task for (task, _), mine in zip(part.tasks, own, strict=True) if mine}
        return part, [place for place, task in enumerate(part.of_task) if own[task]]

    def _material(self, task: str) -> UUID:
        if task not in self.materials:
            self.materials[task] = self.node.store.material_named(self.body, task)
        return self.materials[task]

    async def _told(self, part: SheetPart, places: Sequence[int]) -> FactColumns:
        columns = await asyncio.to_thread(part.columns)
        changing = [place for place in places if not columns.settled[place]]
        await self._ask_again(columns, changing)
        asked = set(changing)
        unseen = [place for place in places if columns.viewed_at[place] == NEVER and place not in asked]
        await self._look_again(columns, unseen)
        await self._know({columns.account[place] for place in places})
        return await asyncio.to_thread(self._facts, part, columns, places)

    async def _ask_again(self, columns: SheetColumns, places: Sequence[int]) -> None:
        """Bring requests up to date of which a register was still to answer."""
        by_request = {columns.request[place]: place for place in places}
        for some in _some(places, STEP):
            async with self.node.store.single() as store:
                found = await store.requests.with_ids([UUID(columns.request[place]) for place in some])
                told = await lines(store, found, self.users)
            for fact in (fact_of(self.node, line) for line in told):
                _change(columns, by_request[fact.request], fact)

    async def _look_again(self, columns: SheetColumns, places: Sequence[int]) -> None:
        """Tell of requests whose answers nobody had opened when they were opened since."""
        for some in _some(places, AT_ONCE):
            async with self.node.store.single() as store:
                viewed = await store.control.viewed([UUID(columns.request[place]) for place in some])
            if viewed:
                told = {str(request): on_the_wall(at) for request, at in viewed.items()}
                for place in some:
                    columns.viewed_at[place] = told.get(columns.request[place], NEVER)

    async def _know(self, accounts: set[str]) -> None:
        unknown = {UUID(one) for one in accounts} - self.users.keys()
        async with self.node.store.single() as store:
            for one in unknown:
                known = await store.accounts.with_id(one)
                if known is not None:
                    self.users[one] = known

    def _facts(self, part: SheetPart, columns: SheetColumns, places: Sequence[int]) -> FactColumns:
        names = {str(one): account.person.full_name() for one, account in self.users.items()}
        some = [place for place in places if columns.account[place] in names]
        told: dict[str, Sequence[object]] = {
            name: [getattr(columns, name)[place] for place in some]
            for name in columns.__struct_fields__
            if name != "settled"
        }
        special = {one: self._special(one) for one in set(columns.resources)}
        tasks = [task for task, _ in part.tasks]
        return {
            **told,
            "user": [names[columns.account[place]] for place in some],
            "task": [tasks[part.of_task[place]] for place in some],
            "sensitive": [special[columns.resources[place]] for place in some],
            "leaf": [part.leaf(place).hex() for place in some],
        }

    def _special(self, resources: str) -> bool:
        return any(self.node.resources[int(one)].sensitivity in SPECIAL for one in resources.split())


def _change(columns: SheetColumns, place: int, fact: RequestFact) -> None:
    columns.answered[place], columns.empty[place] = fact.answered, fact.empty
    columns.refused[place], columns.silent[place] = fact.refused, fact.silent
    columns.viewed_at[place] = on_the_wall(fact.viewed_at)


def _some(places: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    return (places[start : start + most] for start in range(0, len(places), most))
