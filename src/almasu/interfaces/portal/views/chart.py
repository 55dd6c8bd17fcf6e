"""The timeline as a picture: a lane for each kind of event, a mark for each year in it, with how many there were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from almasu.interfaces.portal.views.folding import EVENTS_AT_ONCE
from almasu.kernel.dossier.timeline import LANES, Event, Lane
from almasu.law.text import Text

LEFT, RIGHT, WIDTH = 210, 26, 1000
TOP, LANE = 18, 40
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """The events of one lane in one year, at their place; `page` is the page of the list they begin on."""

    lane: Lane
    year: int
    count: int
    x: float
    y: int
    page: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A year written under the lanes."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture in a field of a width and a height; `today` is where the present day stands, None outside of it."""

    lanes: tuple[tuple[Lane, Text, int], ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    width: int
    height: int


def chart_of(events: Sequence[Event], today: date) -> Chart:
    """Return the picture of some events, the latest first; at least one."""
    years = [event.day.year for event in events]
    first, last = min(years), max(years)
    lanes = [lane for lane in LANES if any(event.lane is lane for event in events)]
    y = {lane: TOP + LANE * place + LANE // 2 for place, lane in enumerate(lanes)}
    pages: dict[tuple[Lane, int], int] = {}
    for place, event in enumerate(events):
        pages.setdefault((event.lane, event.day.year), place // EVENTS_AT_ONCE + 1)
    scale = _Scale(first, last)
    counts = Counter((event.lane, event.day.year) for event in events)
    marks = tuple(
        Mark(lane, year, count, scale.x(year), y[lane], pages[lane, year])
        for (lane, year), count in sorted(counts.items(), key=lambda item: (y[item[0][0]], item[0][1]))
    )
    now = today.year + today.timetuple().tm_yday / 366 - 0.5
    return Chart(
        tuple((lane, LANES[lane], y[lane]) for lane in lanes),
        marks,
        tuple(Tick(year, scale.x(year)) for year in scale.ticks()),
        scale.x(now) if first <= now <= last + 0.5 else None,
        WIDTH,
        TOP + LANE * len(lanes) + 34,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where years stand."""

    first: int
    last: int

    def x(self, year: float) -> float:
        """Return how far from the left a year stands."""
        span = max(1, self.last - self.first)
        return round(LEFT + 14 + (year - self.first) * (WIDTH - LEFT - RIGHT - 28) / span, 1)

    def ticks(self) -> Sequence[int]:
        """Return round years to write."""
        span = self.last - self.first
        step = next((one for one in STEPS if span / one <= MOST_TICKS), STEPS[-1] * 10)
        told = [year for year in range(self.first - self.first % step, self.last + 1, step) if year >= self.first]
        return told or [self.first]
