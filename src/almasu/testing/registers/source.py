"""What the simulated registers hold: the made-up country, or any other source that can look a key up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from almasu.kernel.answers import Record, SubjectKey


class RecordSource(Protocol):
    """Holds the records of every resource."""

    def look_up(self, resource_number: int, key: SubjectKey) -> Sequence[Record]:
        """Return the resource's records on a subject, none where it holds nothing."""
        ...
