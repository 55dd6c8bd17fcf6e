"""What a node makes packs of control with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from almasu.actions.read_journal import JournalReader
from almasu.kernel.control.pack import (
    Packs,
)
from almasu.kernel.journal.keeping import Stretch


class OpenedJournal(JournalReader, Protocol):
    """The journal with the content of its entries."""

    async def stretch(self, first: int, last: int) -> Stretch:
        """Return commitments and content of the entries first..last-1."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a node makes packs with."""

    packs: Packs
    journal: OpenedJournal
