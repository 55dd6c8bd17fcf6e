"""What supervision, register owners and the operator need of the store beyond a person's own requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.page import Place
from almasu.kernel.requests.request import QuestionRow, QuestionState, Request


@dataclass(frozen=True, slots=True)
class Use:
    """One question to one register: the request it belongs to, and how it stands."""

    request: Request
    row: QuestionRow


class Oversight(Protocol):
    """Requests of many, and leaves about them. What somebody else than the store wrote is a Fault."""

    async def accepted(
        self, since: datetime, until: datetime, accounts: Sequence[UUID] | None, after: Place | None, most: int
    ) -> Sequence[Request]:
        """Return requests accepted in a period, of some accounts or of all, in their order, after a place."""
        ...

    def of_bodies(self, request: Request, bodies: Sequence[str]) -> bool:
        """Tell whether a request was made for one of these bodies: its material is that of the body's task."""
        ...

    async def leaf(self, commitment: bytes) -> bytes | None:
        """Return the content of a leaf of the journal, ordered or waiting, or None; Fault where it is another's."""
        ...

    async def views(self, request: UUID) -> Sequence[bytes]:
        """Return the leaves that tell when the answers of a request were opened, ordered or waiting."""
        ...

    async def looks(self, request: UUID) -> Sequence[bytes]:
        """Return the leaves of the journal that tell of other looks at a request, and of evidence taken along."""
        ...

    async def of_paper(self, paper: UUID) -> Sequence[bytes]:
        """Return the leaves of the journal that say which versions a paper became, ordered or waiting."""
        ...

    async def uses(
        self, resource: int, since: datetime, until: datetime, after: Place | None, most: int
    ) -> Sequence[Use]:
        """Return the questions to a register in requests accepted in a period, in their order, after a place."""
        ...

    async def asked_since(self, resources: Sequence[int], since: datetime) -> dict[int, int]:
        """Return how many requests accepted since a moment ask each of some registers."""
        ...

    async def asked_by_day(self, resources: Sequence[int], midnights: Sequence[datetime]) -> dict[int, dict[int, int]]:
        """Return how many requests ask each of some registers on each day that a midnight begins, by place from 0."""
        ...

    async def states_since(self, since: datetime) -> Mapping[int, Mapping[QuestionState, int]]:
        """Return how many questions of requests accepted since a moment stand how, by register."""
        ...
