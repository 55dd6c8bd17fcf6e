"""When the system has to look at a ladder again: where a proof lapses, or a better way is to be tried (FMA-3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from almasu.kernel.provision.ladder import Ladder, Pace, next_try
from almasu.kernel.provision.way import Way, better_than

_TICK = timedelta(microseconds=1)
"""A proof holds at its last moment: it has lapsed just after."""


def next_lapse(ladder: Ladder, at: datetime) -> datetime | None:
    """Return when the first of the standing proofs that this way rests on lapses; None where it rests on none."""
    better = better_than(ladder.way)
    return min((one.until + _TICK for one in ladder.proofs if one.stands(at) and one.way in better), default=None)


def first_try(ladder: Ladder, pace: Pace) -> datetime | None:
    """Return when a better way is tried next; None where none is: paper is tried by nobody, restricted sets stay."""
    if ladder.restricted:
        return None
    tried = (way for way in better_than(ladder.way) if way is not Way.PAPER)
    return min((next_try(ladder, way, pace) for way in tried), default=None)


def next_look(ladder: Ladder, at: datetime, pace: Pace) -> datetime | None:
    """Return when the system looks at the ladder again; None where nothing will come of itself."""
    if ladder.restricted:
        return None
    return min(_known(next_lapse(ladder, at), first_try(ladder, pace)), default=None)


def _known(*moments: datetime | None) -> Iterator[datetime]:
    return (one for one in moments if one is not None)
