"""Rows as columns: what one statement unnests to keep several at once, in PostgreSQL's own binary form of arrays.

The driver finds the type of a list from its elements and turns each through an object of its own: for the forty lists
that every signed request passes, a sixth of what a process of the site does for it. Here the type of a column is named
once. What a column is, its statement says by a cast; PostgreSQL refuses an array whose elements are of another type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from struct import Struct
from typing import Any
from uuid import UUID

from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper
from psycopg.pq import Format

HEAD = Struct("!5i")
"""Dimensions, whether there are nulls, the elements' type, how many there are, the number of the first."""
LENGTH = Struct("!i")
NULL = LENGTH.pack(-1)
INTEGER = Struct("!i")
SHORT = Struct("!h")
MICROSECONDS = Struct("!q")
SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""PostgreSQL counts microseconds from here."""
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Column:
    """A list of values of one type, as it is sent."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of elements: its number in PostgreSQL's catalogue, and how one of them is written."""

    oid: int
    written: Callable[[Any], bytes]

    def column(self, values: Sequence[object]) -> Column:
        """Return the values as they are sent; None is null."""
        if not values:
            return Column(HEAD.pack(0, 0, self.oid, 0, 0)[:12])
        parts = [HEAD.pack(1, None in values, self.oid, len(values), 1)]
        for value in values:
            if value is None:
                parts.append(NULL)
            else:
                data = self.written(value)
                parts += (LENGTH.pack(len(data)), data)
        return Column(b"".join(parts))


def _bytes_of(number: UUID) -> bytes:
    return number.bytes


def _microseconds(at: datetime) -> bytes:
    return MICROSECONDS.pack((at - SINCE) // MICROSECOND)


BYTES = Kind(17, bytes)
TEXT = Kind(25, str.encode)
NUMBER = Kind(2950, _bytes_of)
"""A UUID."""
MOMENT = Kind(1184, _microseconds)
"""A moment that names its offset."""
WHOLE = Kind(23, INTEGER.pack)
SMALL = Kind(21, SHORT.pack)


class ColumnDumper(Dumper):
    """Hands a column to the driver as it is; its type is known from the statement."""

    format = Format.BINARY

    def dump(self, obj: Column) -> bytes:
        """Return what is sent."""
        return obj.data


def take_columns(context: AdaptContext) -> None:
    """Let a connection take columns as parameters."""
    context.adapters.register_dumper(Column, ColumnDumper)


def columns(kinds: Mapping[str, Kind], rows: Iterable[Sequence[object]]) -> dict[str, Column]:
    """Return a column for each name; every row holds as many values, in the order of the names."""
    values = list(zip(*rows, strict=True)) or [()] * len(kinds)
    return {name: kind.column(column) for (name, kind), column in zip(kinds.items(), values, strict=True)}
