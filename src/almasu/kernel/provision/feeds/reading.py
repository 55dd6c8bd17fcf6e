"""What a reader of a feed's file yields: pieces of at most one block, each with where it ends; or why it cannot go on.

There is a reader for each form of file. All yield columns of text for every field of the act, so that one
check holds for all forms. What a file has beyond the act is cut and told once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almasu.kernel.provision.feeds.block import Column
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.report import Rejected

CHANGE = "_change"
"""The column of an incremental file that says what a row does: `put` (also where it is empty) or `gone`."""
LONGEST_LINE = 1 << 20
MOST_BYTES = 24 << 20
"""Bytes that a reader holds of a file before it gives up on finding the end of a row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What was read: `columns` by field of the act, `lines` of its rows, where it ends.

    `rejected` are rows that came to no columns; `cuts` columns beyond the act with the line where each was met first;
    `changes` the column `_change`, None where the file has none. XML and Parquet have no lines: theirs is the number
    of the row.
    """

    columns: tuple[Column, ...]
    lines: Sequence[int]
    rejected: tuple[Rejected, ...]
    cuts: tuple[Rejected, ...]
    changes: Column | None
    to_offset: int
    to_line: int


@dataclass(frozen=True, slots=True)
class Passed:
    """A block that is another reader's: where it ends."""

    to_offset: int


class Broken(Exception):
    """The file cannot be read any further: none of it counts."""

    def __init__(self, line: int, reason: Reason, field: str = "") -> None:
        super().__init__(f"line {line}: {reason.value}")
        self.rejected = Rejected(line, field, reason)


class Fell(Exception):
    """Whoever read the file ended without a word: it was killed, took too much memory, or met a fault of ours."""
