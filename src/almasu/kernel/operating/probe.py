"""A probe: one service that the exchange rests on, and whether it answers now."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

NOT_BOUND = "not_bound"
"""What the probe of the carrier says without a session with it."""


class Probe(Protocol):
    """Tries one service. Whatever it does is a value; what is raised means that nobody can tell."""

    @property
    def place(self) -> str:
        """Return how the emergency journal names it: `service:database`, `witness:<name of its key>`."""
        ...

    async def failing(self, at: datetime) -> str:
        """Return why it cannot be used at a moment, in a few words without personal data; empty where it can."""
        ...
