"""What the simulated registers hold: the made-up country, or any other source that can look a key up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from almasu.kernel.answers import Record, SubjectKey


class RecordSource(Protocol):
    """Holds the records of every resource."""

    def look_up(self, resource_number: int, key: SubjectKey) -> Sequence[Record]:
        """Return the resource's records on a subject, none where it holds nothing."""
        ...


class RowSource(Protocol):
    """Can also tell all rows of a resource, so that a database may be filled with them."""

    def rows(self, resource_number: int) -> Iterator[tuple[SubjectKey, Record]]:
        """Return every record of the resource with each key it is found by."""
        ...
