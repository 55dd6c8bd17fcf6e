"""Where the reading of a feed stands, as data: an interrupted one goes on after the last block that was kept.

A file is read by what its hash names. Each block moves the position in the same transaction that keeps its rows, so
that a block is kept wholly or not at all; rows become visible only when the file is done, and in one act. Nothing is
ever half-loaded, and no row is counted twice.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.joint_act import Extent


class FeedState(StrEnum):
    """Where a feed stands."""

    READING = "reading"
    DONE = "done"
    REFUSED = "refused"
    """The file cannot be read to its end, or too much of it is wrong: none of it counts."""


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far a file was read. `offset` is in bytes from its beginning, `line` the last line read (the head is 1).

    `number` counts the blocks; `accepted` and `rejected` are rows; `size` is of the whole file, in bytes.
    """

    sha256: str
    size: int
    state: FeedState = FeedState.READING
    number: int = 0
    offset: int = 0
    line: int = 1
    accepted: int = 0
    rejected: int = 0

    @property
    def share(self) -> float:
        """Return how much was read, from 0 to 1."""
        return 1.0 if self.state is not FeedState.READING else min(self.offset / self.size, 1.0) if self.size else 0.0


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """What a block brings: its number, the position before it and after, and how its rows stand."""

    number: int
    from_offset: int
    to_offset: int
    to_line: int
    accepted: int
    rejected: int


class OutOfTurn(Exception):
    """A block that does not follow the position: another reader was faster, or it is an old one. Nothing is kept."""


def moved(position: Position, block: Block) -> Position:
    """Return the position after a block; OutOfTurn unless it is exactly the next one."""
    follows = block.number == position.number + 1 and block.from_offset == position.offset
    ahead = position.offset < block.to_offset <= position.size and block.to_line >= position.line
    if position.state is not FeedState.READING or not follows or not ahead:
        raise OutOfTurn
    return replace(
        position,
        number=block.number,
        offset=block.to_offset,
        line=block.to_line,
        accepted=position.accepted + block.accepted,
        rejected=position.rejected + block.rejected,
    )


class Tolerance(msgspec.Struct, frozen=True):
    """How much of a file may be wrong before all of it is refused: a share of its rows, judged from `after` rows on."""

    share: float = 0.05
    after: int = 1_000


def ended(position: Position, tolerance: Tolerance, *, whole: bool) -> Position:
    """Return the position at the end of the reading: done, or refused where the file broke off or is too wrong.

    A file none of whose rows can be taken is too wrong however short: counted, it would say that all is gone.
    """
    rows = position.accepted + position.rejected
    too_wrong = rows >= tolerance.after and position.rejected > rows * tolerance.share
    too_wrong = too_wrong or (position.rejected > 0 and not position.accepted)
    if position.state is not FeedState.READING:
        raise OutOfTurn
    refused = not whole or too_wrong or position.offset != position.size
    return replace(position, state=FeedState.REFUSED if refused else FeedState.DONE)


class Change(StrEnum):
    """What a row of an incremental delivery does to what was received before."""

    PUT = "put"
    GONE = "gone"


class Delivery(msgspec.Struct, frozen=True):
    """One delivery of a set: its number in the set's order, its extent, and the one it builds on (0: on none)."""

    number: int
    extent: Extent
    builds_on: int = 0


class Gap(Exception):
    """An incremental delivery that does not build on the last one done: what lies between is asked for first."""


def must_follow(delivery: Delivery, last_done: int) -> None:
    """Make sure that a delivery may count now: a full one when it is newer, an incremental one only next in order."""
    if delivery.number <= last_done:
        raise OutOfTurn
    if delivery.extent is Extent.INCREMENTAL and (last_done == 0 or delivery.builds_on != last_done):
        raise Gap
