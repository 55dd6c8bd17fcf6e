"""What acts on feeds need of the store: deliveries, their sealed blocks, what was rejected, the index of keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.page import Place
from almasu.kernel.provision.delivery import Delivery, DeliveryState
from almasu.kernel.provision.feeds.checking import Rows
from almasu.kernel.provision.feeds.progress import Block
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.fetching import FeedSources, NoSources


class Deliveries(Protocol):
    """Deliveries inside one transaction. A row that somebody else than the store wrote is a Fault where it is read."""

    async def next_number(self, body: str, data_set: str) -> int:
        """Return the number of the next delivery of a set; the set is locked until this transaction ends."""
        ...

    async def begin(self, delivery: Delivery) -> None:
        """Keep a new delivery."""
        ...

    async def one(self, delivery: UUID) -> Delivery | None:
        """Return a delivery, None where there is none."""
        ...

    async def these(self, numbers: Sequence[UUID]) -> Sequence[Delivery]:
        """Return those of some deliveries that there are, in no order."""
        ...

    async def to_change(self, delivery: UUID) -> Delivery | None:
        """Return a delivery, locked until this transaction ends; None where there is none."""
        ...

    async def move(self, delivery: Delivery) -> None:
        """Keep how a delivery stands now."""
        ...

    async def done_of(self, body: str, data_set: str) -> Sequence[Delivery]:
        """Return the deliveries of a set that count, the latest first, back to the last full one."""
        ...

    async def sets_given(self) -> Sequence[tuple[str, str]]:
        """Return the body and the code of each set of which more than one delivery counts."""
        ...

    async def done_before(self, delivery: Delivery, most: int) -> Sequence[Delivery]:
        """Return the deliveries of a set that count and came before another one of it, the oldest first."""
        ...

    async def listed(self, body: str | None, after: Place | None, most: int) -> Sequence[Delivery]:
        """Return deliveries, the latest first: of one body where one is named, behind a place of the list."""
        ...

    async def in_states(self, states: Collection[DeliveryState], most: int) -> Sequence[Delivery]:
        """Return deliveries in some of the states before their end (`UNENDED`), the oldest first."""
        ...

    async def new_key(self, delivery: UUID) -> bytes:
        """Make the key of a delivery and return what its rows are to be sealed under, wrapped by it."""
        ...

    async def keep_segment(self, delivery: Delivery, number: int, rows: int, packed: bytes, keys: bytes) -> bytes:
        """Seal and keep the rows of a block with the hashes of their keys; return the digest of what is kept."""
        ...

    async def rows(self, delivery: Delivery, number: int) -> Rows:
        """Return the rows of a block, opened; Fault where it was changed or is gone."""
        ...

    async def must_be_whole(self, delivery: Delivery) -> None:
        """Make sure that the segments are those that were kept, all of them in their order; Fault else."""
        ...

    async def write_index(self, delivery: Delivery) -> None:
        """Write the index of the keys of a delivery from the hashes that stand beside its segments."""
        ...

    async def found(self, delivery: Delivery, key: str, value: str) -> Sequence[tuple[int, int]]:
        """Return segment and row of each candidate for a value of a key, the last row first."""
        ...

    async def drop_rows(self, delivery: UUID) -> None:
        """Take away what was loaded of a delivery that does not count."""
        ...

    async def keep_rejections(self, delivery: UUID, number: int, told: Sequence[Rejected]) -> None:
        """Keep what was rejected of a block."""
        ...

    async def rejections(self, delivery: UUID, after: int, most: int) -> Mapping[int, Sequence[Rejected]]:
        """Return what was rejected by block, in order, behind a block."""
        ...


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One block as it was read: how it moves the position, its rows that stand, packed, and what is told of it.

    `keys` are the hashes of each key in turn, eight bytes a row.
    """

    block: Block
    packed: bytes
    keys: bytes
    flaws: tuple[Rejected, ...]


class Spool(Protocol):
    """Files of deliveries while they come in and are read: readable by the node alone, removed at the end."""

    def size(self, delivery: UUID) -> int:
        """Return how many bytes came in, 0 where nothing did."""
        ...

    def append(self, delivery: UUID, offset: int, data: bytes) -> int:
        """Add bytes at the end and return the new size; nothing is added where `offset` is not the end.

        Of several that add at the same place one does, whatever process they are in.
        """
        ...

    def unpack(self, delivery: UUID, most: int) -> int:
        """Unpack the file, gzip, and return its size; ValueError where it is none, or larger than it may be."""
        ...

    def digest(self, delivery: UUID) -> str:
        """Return the SHA-256 of what came in, as hexadecimal digits."""
        ...

    def drop(self, delivery: UUID) -> None:
        """Remove the file, where there is one."""
        ...

    def untouched_since(self, moment: datetime) -> Sequence[UUID]:
        """Return the deliveries whose file nobody has written to since a moment."""
        ...


class Blocks(Protocol):
    """Blocks of one delivery as they are read."""

    async def next(self) -> ReadBlock | None:
        """Return the next block, None behind the last; Broken where the file cannot be read any further, Fell."""
        ...

    async def stop(self) -> None:
        """End the reading."""
        ...


class Reads(Protocol):
    """Reads and judges files of the spool."""

    def behind(self, delivery: Delivery, secrets: Sequence[bytes]) -> Blocks:
        """Begin to read behind the position of a delivery; `secrets` are those of the hashes of its keys in turn."""
        ...


@dataclass(frozen=True, slots=True)
class Feeds:
    """Where files of feeds come in, and who reads them."""

    spool: Spool
    reads: Reads
    sources: FeedSources = field(default_factory=NoSources)
