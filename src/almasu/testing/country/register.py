"""What a register of the country is: rows that are rendered only when asked for, and ways to find them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from almasu.kernel.answers import Record, Value
from almasu.kernel.resources import KeyKind
from almasu.testing.country.dice import Index, Numbering

Finder = Callable[[str], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Register:
    """One of the 52.

    `kinds` are the kinds of key it answers; `parties` are indexes over its columns of parties (people, companies,
    foreigners), `documents` those in which the holder of a document is looked for, where they are others; `finders`
    find rows by a number of its own; `render` makes the record of a row, or several where a row is a party with all
    its links; `first_of_each` are the rows that begin something new, where the rows after them say the same of another
    month.
    """

    number: int
    size: int
    kinds: frozenset[KeyKind]
    render: Callable[[int], Record | list[Record]]
    parties: tuple[Index, ...] = ()
    finders: Mapping[KeyKind, Finder] = field(default_factory=dict)
    documents: tuple[Index, ...] = ()
    first_of_each: Sequence[int] | None = None

    def records(self, row: int) -> list[Record]:
        """Return the records of a row: one, except for links."""
        made = self.render(row)
        return made if isinstance(made, list) else [made]

    def of_parties(self, parties: Iterable[int]) -> list[int]:
        """Return the rows in which any of the parties stands, in order."""
        return _union(self.parties, parties)

    def of_holders(self, holders: Iterable[int]) -> list[int]:
        """Return the rows in which any of the holders of a document stands, in order."""
        return _union(self.documents or self.parties, holders)


def _union(indexes: tuple[Index, ...], parties: Iterable[int]) -> list[int]:
    return sorted({row for party in parties for index in indexes for row in index.rows(party)})


class RecordNumbers:
    """Record numbers like `WP-0012345`: they look unordered and lead back to their row without a table."""

    __slots__ = ("_numbering", "_prefix", "_rows", "_width")

    def __init__(self, prefix: str, rows: int, width: int = 8, offset: int = 12_345) -> None:
        # A step that ends in 3 shares no factor with a power of ten; the prefix keeps registers apart.
        self._numbering = Numbering(10**width, 6_180_339_887_498_943, offset + zlib.crc32(prefix.encode()))
        self._prefix = prefix
        self._rows = rows
        self._width = width

    def of(self, row: int) -> str:
        """Return the number of a row."""
        return f"{self._prefix}{self._numbering.of(row):0{self._width}d}"

    def rows(self, written: str) -> list[int]:
        """Return the row with this number, or nothing."""
        digits = written.removeprefix(self._prefix)
        if not written.startswith(self._prefix) or len(digits) != self._width or not digits.isdecimal():
            return []
        row = self._numbering.row(int(digits))
        return [row] if row < self._rows else []


def decimal(hundredths: int) -> str:
    """Return a number of hundredths as plain decimal text."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def record(**values: Value) -> Record:
    """Return the record with every field named, those without a value as None."""
    return values


def kinds(words: str) -> frozenset[KeyKind]:
    """Return kinds of key from their written names."""
    return frozenset(KeyKind(word) for word in words.split())
