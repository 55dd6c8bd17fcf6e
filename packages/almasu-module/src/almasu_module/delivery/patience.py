"""How long to wait before trying again: doubling with full jitter, or as long as the centre says."""

from __future__ import annotations

import random
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

SHORTEST: Final = 0.5
LONGEST: Final = 60.0
LONGEST_ASKED: Final = 3600.0


class Patience:
    """Grows with each failure in a row."""

    def __init__(self, chance: random.Random, shortest: float = SHORTEST, longest: float = LONGEST) -> None:
        self._chance = chance
        self._shortest, self._longest = shortest, longest
        self.failures = 0

    def failed(self) -> float:
        """Return how many seconds to wait now."""
        self.failures += 1
        ceiling = min(self._longest, self._shortest * 2.0 ** min(self.failures, 20))
        return self._chance.uniform(self._shortest / 2, ceiling)

    def asked(self, seconds: float) -> float:
        """Return how long to wait when the centre asks for so many seconds, with a little jitter on top."""
        self.failures += 1
        return min(max(seconds, 0.0), LONGEST_ASKED) + self._chance.uniform(0, self._shortest)

    def worked(self) -> None:
        """Begin anew."""
        self.failures = 0


def retry_after(said: str | None, now: datetime) -> float | None:
    """Read `Retry-After`: seconds or a date; nothing when it says neither."""
    if said is None:
        return None
    clean = said.strip()
    if clean.isascii() and clean.isdigit():
        return float(clean[:6])
    try:
        return max((parsedate_to_datetime(clean) - now).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
