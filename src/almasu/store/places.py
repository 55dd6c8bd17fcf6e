"""Places in lists as what statements compare rows with: the moment and the number of the last row that was read."""

from __future__ import annotations

from uuid import UUID

from almasu.kernel.page import BEGINNING, Place


def oldest_after(place: Place | None) -> dict[str, object]:
    """Return where a list in the order of time goes on: after a place, from its beginning where none is told."""
    known = place or Place(BEGINNING, UUID(int=0))
    return {"after_at": known.at, "after_id": known.id}


def newest_after(place: Place | None) -> dict[str, object]:
    """Return where a list with the newest first goes on: before a place, from its beginning where none is told."""
    if place is None:
        return {"before_at": "infinity", "before_id": UUID(int=2**128 - 1)}
    return {"before_at": place.at, "before_id": place.id}
