"""The sector's numbers over HTTP: the same that the page shows, as whoever asks may know them."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler

from almasu.actions.sector.see_statistics import Statistics, see_statistics
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.kernel.sector.statistics import Took


class DayLine(msgspec.Struct, frozen=True):
    """Signals of one day of Astana."""

    day: date
    signals: int


class KindLine(msgspec.Struct, frozen=True):
    """Signals of one kind: one's own, or all of them for the centre.

    `others` is the sum of the other organisations on whole days; null where one of them could be recognised in it.
    """

    kind: int
    signals: int
    others: int | None


class TookLine(msgspec.Struct, frozen=True):
    """How long something took: cases, the median and the longest in minutes."""

    cases: int
    median: int
    longest: int


class UndecidedLine(msgspec.Struct, frozen=True):
    """An organisation that has not decided: on how many alerts, on how many of these too late."""

    organisation: str
    waiting: int
    late: int


class SilentLine(msgspec.Struct, frozen=True):
    """A module that may send and is not heard; `heard_at` is null where it never was."""

    organisation: str
    name: str
    heard_at: datetime | None


class StatisticsOfSector(msgspec.Struct, frozen=True):
    """The numbers since a day; `others_took`, `undecided` and `campaigns` by who asks."""

    since: date
    by_day: tuple[DayLine, ...]
    by_kind: tuple[KindLine, ...]
    alerts: dict[str, int]
    late: int
    to_decide: TookLine | None
    to_process: TookLine | None
    others_to_decide: int | None
    undecided: tuple[UndecidedLine, ...]
    campaigns: int | None
    cards: dict[str, int]
    returned: int
    silent: tuple[SilentLine, ...]


@get("/statistics")
async def statistics(running: OfNode, authorization: Bearer) -> StatisticsOfSector:
    """Return the numbers of the last days; that they were seen is journalled."""
    return _said(await see_statistics(running.node, token_of(authorization), running.now()))


def statistics_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of the numbers."""
    return (statistics,)


def _said(found: Statistics) -> StatisticsOfSector:
    signals, alerts = found.signals, found.alerts
    kinds = sorted({*signals.by_kind, *signals.others})
    return StatisticsOfSector(
        since=found.since,
        by_day=tuple(DayLine(day, count) for day, count in signals.by_day),
        by_kind=tuple(KindLine(one, signals.by_kind.get(one, 0), signals.others.get(one)) for one in kinds),
        alerts={state.value: count for state, count in alerts.reactions.states.items()},
        late=alerts.reactions.late,
        to_decide=_took(alerts.reactions.to_decide),
        to_process=_took(alerts.reactions.to_process),
        others_to_decide=None if alerts.others is None else alerts.others.middle,
        undecided=tuple(UndecidedLine(one.organisation, one.waiting, one.late) for one in alerts.undecided),
        campaigns=alerts.campaigns,
        cards=dict(found.cards),
        returned=found.returned,
        silent=tuple(SilentLine(one.module.organisation, one.module.name, one.heard_at) for one in signals.silent),
    )


def _took(took: Took | None) -> TookLine | None:
    return None if took is None else TookLine(took.cases, took.middle, took.longest)
