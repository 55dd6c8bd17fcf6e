"""A delivery of a feed as it is kept: what came, by whom, under which act, how far it was read and with what result."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.progress import Block, FeedState, Position, moved
from almasu.kernel.provision.feeds.report import MOST_TOLD, Rejected
from almasu.kernel.provision.joint_act import DataSet, Extent, FileFormat
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem
from almasu.law.text import Text

LARGEST_FILE = 20 << 30
MOST_COUNTS = 2_000
"""Kinds of flaw that are counted: a field and a reason each."""
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class NotCounted(msgspec.Struct, frozen=True):
    """What kept a file from counting: the code of the problem, what happened, and how it is mended."""

    code: str
    title: Text
    remedy: Text


def not_counted(problem: Problem) -> NotCounted:
    """Return what is kept of the problem that kept a file from counting."""
    return NotCounted(problem.kind.code, problem.title, problem.remedy)


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    TAKING = "taking"
    """Its file is coming in."""
    READING = "reading"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """It counted, and the body took it back: what it stood in place of counts again."""
    REPLACED = "replaced"
    """It counted until a later full set had stood in its place for a while: its rows are destroyed."""


UNENDED = frozenset({DeliveryState.TAKING, DeliveryState.READING})
"""The states before the end: the file lies on our disk, or is to."""
TAKEN_BACK_WITHIN = timedelta(days=30)
"""How long what a full set stands in place of is kept beside it, so that the set may be taken back (house, FMA-6.2)."""
ABANDONED = timedelta(hours=24)
"""After how long a file that stopped coming in is given up (house): a break of the line is over by then."""


class Count(msgspec.Struct, frozen=True):
    """How often a field was flawed for a reason."""

    field: str
    reason: Reason
    flaws: int


class Settled(msgspec.Struct, frozen=True):
    """A duty that a delivery settled, and how it stood before: when something had come for it, and what that lacked."""

    obligation: UUID
    given_at: datetime | None
    lacks: tuple[str, ...]


class TakenBack(msgspec.Struct, frozen=True):
    """That a body took back a delivery that counted: who for it, when, and why."""

    by: str
    at: datetime
    why: str


class Offered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a body says of a file before it sends it: the set, its form, name, size in bytes and SHA-256.

    `rows` is how many rows it holds, where that is said: of a full set without rows it must be, for it empties the set.
    """

    data_set: Annotated[str, msgspec.Meta(max_length=60)]
    format: FileFormat
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"^[^/\\\x00-\x1f]+$")]
    size: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_FILE)]
    sha256: Digest
    builds_on: Annotated[int, msgspec.Meta(ge=0)] = 0
    rows: Annotated[int, msgspec.Meta(ge=0, le=10**12)] | None = None


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One delivery: `data_set` is the set of the act in force when it was taken; `act_version` of which version.

    `key` is what its rows are sealed under, wrapped by the delivery's key in the vault; `chain` a running SHA-256 over
    the digests of its sealed segments; `counts` the flaws by field and reason, `told` how many of them are told one by
    one; `cuts` the names beyond the act; `refused` why none of it counts; `falls` how often its reading fell since the
    last block that was kept. `way` is that by which the file came, `promised` how many rows
    its giver or a manifest tells, `carrier` which one it came on, `settled` the duties that it settled once it counted.
    """

    id: UUID
    body: str
    data_set: DataSet
    number: int
    offered: Offered
    extent: Extent
    act_version: int
    by: str
    at: datetime
    position: Position
    key: bytes
    state: DeliveryState = DeliveryState.TAKING
    chain: str = "0" * 64
    counts: tuple[Count, ...] = ()
    told: int = 0
    cuts: tuple[str, ...] = ()
    refused: Rejected | None = None
    because: NotCounted | None = None
    ended_at: datetime | None = None
    settled: tuple[Settled, ...] = ()
    falls: int = 0
    verdicts: Mapping[str, str] = {}
    way: Way = Way.INTEGRATION
    promised: int | None = None
    taken_back: TakenBack | None = None
    carrier: UUID | None = None

    def about(self) -> str:
        """Return how the journal names it."""
        return f"delivery:{self.id}"


def is_replaced_for_good(older: Delivery, full: Delivery, at: datetime) -> bool:
    """Tell whether a delivery is of no more use, because a later full set counts and is not taken back any more."""
    count = older.state is DeliveryState.DONE and full.state is DeliveryState.DONE
    replaces = full.extent is Extent.FULL and full.number > older.number
    return count and replaces and full.ended_at is not None and full.ended_at + TAKEN_BACK_WITHIN <= at


def with_block(
    delivery: Delivery, block: Block, digest: bytes, flaws: tuple[Rejected, ...]
) -> tuple[Delivery, tuple[Rejected, ...]]:
    """Return the delivery after a block and which of its flaws are still told one by one.

    OutOfTurn where the block does not follow the position. `digest` is the SHA-256 of the sealed segment. A column
    beyond the act is told once, where it was met first: two that read a file know nothing of each other.
    """
    flaws = tuple(one for one in flaws if one.reason is not Reason.BEYOND_ACT or one.field not in delivery.cuts)
    position = moved(delivery.position, block)
    counts = {(one.field, one.reason): one.flaws for one in delivery.counts}
    for flaw in flaws:
        counted = (flaw.field, flaw.reason)
        if counted in counts or len(counts) < MOST_COUNTS:
            counts[counted] = counts.get(counted, 0) + 1
    told = flaws[: MOST_TOLD - delivery.told]
    cuts = (*delivery.cuts, *(one.field for one in flaws if one.reason is Reason.BEYOND_ACT))
    chain = hashlib.sha256(bytes.fromhex(delivery.chain) + digest).hexdigest()
    after = replace(
        delivery,
        position=position,
        state=DeliveryState.READING,
        counts=tuple(Count(name, reason, number) for (name, reason), number in counts.items()),
        told=delivery.told + len(told),
        cuts=tuple(dict.fromkeys(cuts)),
        chain=chain,
        falls=0,
    )
    return after, told


def refused_of(delivery: Delivery, problem: Problem, at: datetime, rejected: Rejected | None = None) -> Delivery:
    """Return a delivery of which nothing counts, because of a problem; `rejected` names the place in its file."""
    return replace(
        delivery,
        position=replace(delivery.position, state=FeedState.REFUSED),
        state=DeliveryState.REFUSED,
        refused=rejected,
        because=not_counted(problem),
        ended_at=at,
    )


def state_of(position: Position) -> DeliveryState:
    """Return where a delivery stands by its position."""
    match position.state:
        case FeedState.READING:
            return DeliveryState.READING
        case FeedState.DONE:
            return DeliveryState.DONE
        case FeedState.REFUSED:
            return DeliveryState.REFUSED
