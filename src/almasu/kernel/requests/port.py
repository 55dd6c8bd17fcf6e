"""What actions need of the store about requests: accepting, settling and reading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from almasu.kernel.answers import Reply
from almasu.kernel.page import Place
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.session import Session
from almasu.kernel.requests.request import QuestionState, Request
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.signatures.prepared import PreparedAct


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What is kept of a settled question: the reply, opened, when it came, and the salt of its commitment."""

    exchange_id: UUID
    resource: int
    state: QuestionState
    received_at: datetime
    reply: Reply
    salt: bytes


@dataclass(frozen=True, slots=True)
class Acceptance:
    """All that accepting a request keeps: the signed act, its evidence, its leaf, and who asks the registers till when.

    `entry` is the canonical bytes of the journal entry whose commitment is the request's leaf; `account` the officer's
    as the law judged it: of a body whose task the material belongs to. `beside` are the requests about further
    subjects of the same act, each with its entry.
    """

    request: Request
    act: PreparedAct
    evidence: Parted
    entry: bytes
    account: Account
    asked_by: str
    lease_until: datetime
    beside: tuple[tuple[Request, bytes], ...] = ()

    def requests(self) -> Sequence[tuple[Request, bytes]]:
        """Return all requests of the act with their entries, the first subject's first."""
        return ((self.request, self.entry), *self.beside)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who waits for the answers: the session, and the mark of the account's row as the law judged it."""

    session: bytes
    account: bytes


class Accepting(StrEnum):
    """What became of an acceptance: kept, or what changed since it was decided."""

    KEPT = "kept"
    SESSION_ENDED = "session_ended"
    """The session ended, or the account is no more as the law judged it."""
    MATERIAL_DESTROYED = "material_destroyed"
    TASK_CLOSED = "task_closed"


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a question stands after it was asked, the leaf about it, and what came.

    `entry` is the canonical bytes of the journal entry, `leaf` its commitment.
    `next_at` is when an open question is asked again; `salt` opens the journal's commitment to the answer and is
    sealed with it. `asker` is None where nobody waits for it.
    """

    exchange_id: UUID
    request: UUID
    material: UUID
    resource: int
    state: QuestionState
    note: str
    records: int
    asked_at: datetime
    at: datetime
    next_at: datetime | None
    salt: bytes
    reply: Reply
    entry: bytes
    leaf: bytes
    asker: Asker | None = None


class Requests(Protocol):
    """Requests, their questions and answers.

    A request of which somebody else than the store wrote a part, or part of an answer, is a Fault when it is asked for,
    and left out where several are told.
    """

    async def claim_asking(self, asked_by: str, at: datetime, lease_until: datetime, most: int) -> Sequence[UUID]:
        """Lease requests whose registers are to be asked: silent ones that are due, and those of dead processes."""
        ...

    async def asked(self, request: UUID, asked_by: str, again_at: datetime | None) -> None:
        """End the asking of a request, or put it off; nothing where another process has taken it over."""
        ...

    async def one(self, request: UUID) -> Request | None:
        """Return a request with its rows, or None."""
        ...

    async def of_account(self, account: UUID, after: Place | None, most: int) -> Sequence[Request]:
        """Return an account's latest requests, newest first; only those after a place where one is told."""
        ...

    async def with_ids(self, numbers: Sequence[UUID]) -> Sequence[Request]:
        """Return some requests in the order in which they were accepted; Fault where one does not open."""
        ...

    async def of_material(self, material: UUID, most: int) -> Sequence[Request]:
        """Return the requests of a material, the first one first; Fault where one does not open."""
        ...

    async def answers(self, request: Request) -> Sequence[KeptAnswer]:
        """Return the settled answers of a request, opened: those that a material still holds."""
        ...

    async def evidence(self, request: UUID) -> Parted | None:
        """Return the kept evidence of a request's signature, opened, or None."""
        ...

    async def silent_lately(self, at: datetime) -> Mapping[int, float]:
        """Return, for registers asked in the last ten minutes, the share of questions they left unanswered."""
        ...


class Together(Protocol):
    """What every signed request does. Each call stands alone; those that come at the same moment share a statement."""

    async def prepared(self, act: UUID, session: bytes) -> tuple[PreparedAct, Session] | None:
        """Return an act that still waits, with its session; None when it is another session's, used or unknown."""
        ...

    async def session(self, token_hash: bytes) -> Session | None:
        """Return the session with the account as it stands now, or None."""
        ...

    async def accept(self, acceptance: Acceptance) -> Accepting:
        """Keep an accepted request, whole or not at all, its leaf included, while session and material still may.

        Problem `signature.replayed` where the nonce was used before.
        """
        ...

    async def take(self, settlement: Settlement) -> bool:
        """Keep what a register said to a question, with its leaf; a question that was settled before stays as it is.

        True where in this very statement the asker's session had not ended and the account was as the law judged it.
        """
        ...
