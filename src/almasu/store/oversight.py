"""Requests of many in our database, and the leaves about them, read in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.journal.entry import commitment
from almasu.kernel.page import Place
from almasu.kernel.requests.request import QuestionState, Request
from almasu.kernel.supervision.port import Use
from almasu.law.problem import Fault
from almasu.store import journal
from almasu.store.places import oldest_after
from almasu.store.requests import StoredRequests
from almasu.store.sealer import Sealer
from almasu.store.sql import load


@dataclass(frozen=True, slots=True)
class StoredOversight:
    """Implements `almasu.kernel.supervision.port.Oversight` on one connection, inside its transaction."""

    connection: AsyncConnection[tuple[Any, ...]]
    sealer: Sealer

    async def accepted(
        self, since: datetime, until: datetime, accounts: Sequence[UUID] | None, after: Place | None, most: int
    ) -> Sequence[Request]:
        """Return requests accepted in a period, of some accounts or of all, in their order, after a place."""
        some = None if accounts is None else list(accounts)
        values = {"since": since, "until": until, "accounts": some, "most": most, **oldest_after(after)}
        return await self._requests("accepted", values)

    def of_bodies(self, request: Request, bodies: Sequence[str]) -> bool:
        """Tell whether a request was made for one of these bodies.

        A material's number is the keyed index of body and task: no bare column moves a request to another body.
        """
        task = request.draft.task
        return any(request.material == UUID(bytes=self.sealer.index("task", f"{one}/{task}")[:16]) for one in bodies)

    async def leaf(self, commitment: bytes) -> bytes | None:
        """Return the content of a leaf of the journal, ordered or waiting, or None; Fault where it is another's."""
        found = await self._rows("leaf", {"commitment": commitment, "log": journal.MAIN})
        return _checked(commitment, found[0][0]) if found else None

    async def views(self, request: UUID) -> Sequence[bytes]:
        """Return the leaves that tell when the answers of a request were opened, ordered or waiting."""
        return await self._leaves("views", request)

    async def looks(self, request: UUID) -> Sequence[bytes]:
        """Return the leaves of the journal that tell of other looks at a request, and of evidence taken along."""
        return await self._leaves("looks", request)

    async def of_paper(self, paper: UUID) -> Sequence[bytes]:
        """Return the leaves of the journal that say which versions a paper became, ordered or waiting."""
        rows = await self._rows("of_paper", {"paper": str(paper), "log": journal.MAIN})
        return [_checked(own, entry) for own, entry in rows]

    async def uses(
        self, resource: int, since: datetime, until: datetime, after: Place | None, most: int
    ) -> Sequence[Use]:
        """Return the questions to a register in requests accepted in a period, in their order, after a place."""
        values = {"resource": resource, "since": since, "until": until, "most": most, **oldest_after(after)}
        requests = await self._requests("uses", values)
        return [Use(one, row) for one in requests for row in one.rows if row.resource == resource]

    async def asked_since(self, resources: Sequence[int], since: datetime) -> dict[int, int]:
        """Return how many requests accepted since a moment ask each of some registers."""
        return dict(await self._rows("asked_since", {"resources": list(resources), "since": since}))

    async def asked_by_day(self, resources: Sequence[int], midnights: Sequence[datetime]) -> dict[int, dict[int, int]]:
        """Return how many requests ask each of some registers on each day that a midnight begins, by place from 0."""
        found: dict[int, dict[int, int]] = {}
        values = {"resources": list(resources), "midnights": list(midnights), "since": midnights[0]}
        for resource, day, count in await self._rows("asked_by_day", values):
            found.setdefault(resource, {})[day - 1] = count
        return found

    async def states_since(self, since: datetime) -> Mapping[int, Mapping[QuestionState, int]]:
        """Return how many questions of requests accepted since a moment stand how, by register."""
        found: dict[int, dict[QuestionState, int]] = {}
        for resource, state, count in await self._rows("states_since", {"since": since}):
            found.setdefault(resource, {})[QuestionState(state)] = count
        return found

    async def _leaves(self, name: str, request: UUID) -> Sequence[bytes]:
        rows = await self._rows(name, {"request": str(request), "log": journal.MAIN})
        return [_checked(own, entry) for own, entry in rows]

    async def _requests(self, name: str, values: Mapping[str, object]) -> Sequence[Request]:
        numbers = [number for (number,) in await self._rows(name, values)]
        return await StoredRequests(self.connection, self.sealer).with_ids(numbers)

    async def _rows(self, name: str, values: Mapping[str, object]) -> Sequence[tuple[Any, ...]]:
        return await (await self.connection.execute(load("oversight")[name], values)).fetchall()


def _checked(told: bytes, entry: bytes) -> bytes:
    """Return the content of a leaf that is what its commitment says; Fault where somebody changed it."""
    if commitment(entry) != told:
        raise Fault(f"the leaf {told.hex()} is not what its commitment says")
    return entry
