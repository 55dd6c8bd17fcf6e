"""Asking the graph: a statement for level 1, another for level 2, one for names; then the kernel's order over it all.

A kind of link that the purpose does not allow is not read at all: its number is not among those the statement names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from almasu.kernel.answers import Record
from almasu.kernel.relations.answers import record_of_link, records_of_paths
from almasu.kernel.relations.called import Names
from almasu.kernel.relations.kinds import BY_NUMBER, Kind, allowed
from almasu.kernel.relations.paths import CAPS, Caps, Hop, Link, crowded_places, links_of, parties_to_follow, paths_of
from almasu.provider.relations.statements import statements

SESSION = (
    "-c default_transaction_read_only=on -c jit=off -c plan_cache_mode=force_generic_plan -c statement_timeout=2000"
)
"""How a connection that answers is opened: it changes nothing, plans once, and gives up after two seconds."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions over one connection. Errors are psycopg's own: no edition in place, time run out, no line."""

    connection: AsyncConnection[TupleRow]
    caps: Caps = CAPS

    async def level_1(self, subject: int, purpose: str, at: datetime) -> tuple[Record, ...]:
        """Return the records of resource 50 for a subject, none where nothing allowed is known."""
        links = await self._links(subject, allowed(purpose))
        names = await self._names(link.hop for link in links)
        return tuple(record_of_link(link, at, names) for link in links)

    async def level_2(self, subject: int, purpose: str, at: datetime) -> tuple[Record, ...]:
        """Return the records of resource 51 for a subject."""
        kinds = allowed(purpose)
        links = await self._links(subject, kinds)
        parties = parties_to_follow(links)
        if not parties:
            return ()
        asked = {
            "parties": parties,
            **_numbers(kinds),
            "most": self.caps.of_kind_further,
            "walked": crowded_places(links),
        }
        found = await self._read("around_each", asked)
        paths = paths_of(subject, links, found, self.caps)
        names = await self._names(hop for path in paths.paths for hop in (path.first, path.second))
        return records_of_paths(paths, at, names)

    async def _links(self, subject: int, kinds: Iterable[Kind]) -> tuple[Link, ...]:
        asked = {"party": subject, **_numbers(kinds), "most": self.caps.of_kind}
        return links_of(subject, await self._read("around", asked), self.caps)

    async def _names(self, hops: Iterable[Hop]) -> Names:
        """Return what the parties at both ends are called, where the registers of people and companies say it."""
        parties = list({party for hop in hops for party in (hop.near, hop.far)})
        if not parties:
            return {}
        cursor = self.connection.cursor(binary=True)
        await cursor.execute(statements()["called"], {"parties": parties}, prepare=True)
        return dict(await cursor.fetchall())

    async def _read(self, name: str, asked: Mapping[str, object]) -> list[Hop]:
        cursor = self.connection.cursor(binary=True)
        await cursor.execute(statements()[name], asked, prepare=True)
        return [_hop(*row) for row in await cursor.fetchall()]


def _hop(
    near: int, kind: int, far: int, since: date | None, until: date | None, record: str, place: int, beyond: int
) -> Hop:
    return Hop(BY_NUMBER[kind], near, far, since, until, record, place, beyond)


def _numbers(kinds: Iterable[Kind]) -> Mapping[str, list[int]]:
    direct: list[int] = []
    shared: list[int] = []
    for kind in kinds:
        (shared if kind.shared else direct).append(kind.number)
    return {"direct": direct, "shared": shared}
