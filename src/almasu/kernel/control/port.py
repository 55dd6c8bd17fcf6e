"""What actions need of the store to control a body's requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID


class Control(Protocol):
    """What is told of many requests at once."""

    async def viewed(self, requests: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Return when the answers of requests were first opened, for those where they were."""
        ...

    async def checkpoint_before(self, at: datetime) -> bytes | None:
        """Return the last co-signed checkpoint published at or before a moment, None where there was none."""
        ...

    async def checkpoint_after(self, at: datetime) -> bytes | None:
        """Return the first co-signed checkpoint published at or after a moment, None where there is none yet."""
        ...
