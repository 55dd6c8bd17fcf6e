"""How the sector stands in numbers, and which numbers an organisation may be shown of the others.

An organisation sees its own. Of the others it sees a sum only where no single one of them can be recognised in it: at
least `LEAST_OTHERS` of them are in it and none makes up more than `MOST_SHARE` of it; a sum of one's own day is never
added, and only whole days are summed, so that two looks do not differ by one sender (house, ASOI-3.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from almasu.kernel.sector.receipt import Receipt, ReceiptState

LEAST_OTHERS = 3
MOST_SHARE = 0.8
DAYS = 14
"""How many days are shown, today among them."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Signals of one kind that one organisation sent on one day of Astana, and the records they stand for."""

    day: date
    kind: int
    organisation: str
    signals: int
    records: int


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took: in how many cases, the middle and the longest, in minutes."""

    cases: int
    middle: int
    longest: int


@dataclass(frozen=True, slots=True)
class Reactions:
    """What organisations did with alerts: how many parts stand in each state, how many are late, how long it took."""

    states: Mapping[ReceiptState, int]
    late: int
    to_decide: Took | None
    to_process: Took | None


@dataclass(frozen=True, slots=True)
class Undecided:
    """An organisation that has not decided: on how many alerts, and on how many of them in time no longer."""

    organisation: str
    waiting: int
    late: int


def others_sum(counts: Mapping[str, int], own: str) -> int | None:
    """Return the sum of the others' counts, None where somebody could be recognised in it."""
    others = [count for organisation, count in counts.items() if organisation != own and count > 0]
    total = sum(others)
    if len(others) < LEAST_OTHERS or max(others) > MOST_SHARE * total:
        return None
    return total


def by_day(sent: Iterable[Sent], days: Sequence[date]) -> Sequence[tuple[date, int]]:
    """Return how many signals were sent on each of some days."""
    counts = dict.fromkeys(days, 0)
    for one in sent:
        if one.day in counts:
            counts[one.day] += one.signals
    return tuple(counts.items())


def by_kind(sent: Iterable[Sent]) -> Mapping[int, int]:
    """Return how many signals of each kind were sent, the kinds in their order."""
    counts: dict[int, int] = {}
    for one in sent:
        counts[one.kind] = counts.get(one.kind, 0) + one.signals
    return dict(sorted(counts.items()))


def sums_of_others(sent: Iterable[Sent], own: str, before: date) -> Mapping[int, int | None]:
    """Return by kind what the others sent on whole days before a day; None where it is not to be shown."""
    counts: dict[int, dict[str, int]] = {}
    for one in sent:
        if one.day < before:
            of_kind = counts.setdefault(one.kind, {})
            of_kind[one.organisation] = of_kind.get(one.organisation, 0) + one.signals
    return {kind: others_sum(of_kind, own) for kind, of_kind in sorted(counts.items())}


def reactions(parts: Iterable[Receipt], at: datetime) -> Reactions:
    """Return what some parts of alerts tell; what came late, or is late now, counts as late."""
    every = tuple(parts)
    states = {state: sum(one.state is state for one in every) for state in ReceiptState}
    decided = [(one.received_at, one.decided[-1].at) for one in every if one.is_decided]
    processed = [(one.received_at, one.processed_at) for one in every if one.processed_at is not None]
    return Reactions(states, sum(one.is_late(at) for one in every), took(decided), took(processed))


def took(spans: Iterable[tuple[datetime, datetime]]) -> Took | None:
    """Return how long some cases took; None where there is none."""
    minutes = [max(0, round((ends - begins).total_seconds() / 60)) for begins, ends in spans]
    return Took(len(minutes), round(median(minutes)), max(minutes)) if minutes else None


def undecided(parts: Iterable[Receipt], at: datetime) -> Sequence[Undecided]:
    """Return who has not decided, whoever is late with most first."""
    found: dict[str, Undecided] = {}
    for one in parts:
        if one.is_decided:
            continue
        known = found.get(one.organisation, Undecided(one.organisation, 0, 0))
        found[one.organisation] = Undecided(one.organisation, known.waiting + 1, known.late + one.is_late(at))
    return sorted(found.values(), key=lambda one: (-one.late, -one.waiting, one.organisation))


def others_took(parts: Iterable[Receipt], own: str) -> Took | None:
    """Return how long the others took to decide, None where fewer than `LEAST_OTHERS` of them did.

    Only the middle is told to somebody of one of them: the longest would be one organisation's.
    """
    decided = [one for one in parts if one.is_decided and one.organisation != own]
    if len({one.organisation for one in decided}) < LEAST_OTHERS:
        return None
    found = took((one.received_at, one.decided[-1].at) for one in decided)
    return None if found is None else Took(found.cases, found.middle, found.middle)
