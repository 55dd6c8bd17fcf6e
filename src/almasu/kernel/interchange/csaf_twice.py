"""What is named more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def twice(names: Iterable[str]) -> list[str]:
    """Return the names that come more than once, in order."""
    return sorted(name for name, count in Counter(names).items() if count > 1)
