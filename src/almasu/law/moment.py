"""Moments: instants with an offset, shown in the time of Astana (SIO25-13).

Zone data come from the pinned `tzdata` package, never from the system: an old machine does not know that
Astana moved from +06:00 to +05:00 on 01.03.2024.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1)
def astana() -> ZoneInfo:
    """Return the zone of Astana from the pinned package (Asia/Almaty carries the whole country since 2024)."""
    with resources.files("tzdata.zoneinfo").joinpath("Asia", "Almaty").open("rb") as data:
        return ZoneInfo.from_file(data, key="Asia/Almaty")


def in_astana(moment: datetime) -> datetime:
    """Return the same instant on the clock of Astana; a moment without an offset is refused with ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs an offset")
    return moment.astimezone(astana())


def days_of(since: datetime, until: datetime) -> tuple[date, ...]:
    """Return the days of Astana from that of one moment to that of a later one, both included."""
    first, last = in_astana(since).date(), in_astana(until).date()
    return tuple(first + timedelta(days=one) for one in range((last - first).days + 1))


def written(moment: datetime) -> str:
    """Return the moment as RFC 3339 with milliseconds and the Astana offset: the one form in records."""
    return in_astana(moment).isoformat(timespec="milliseconds")


def read(text: str) -> datetime:
    """Return the moment an RFC 3339 text names; ValueError where it is malformed or has no offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs an offset")
    return moment


def in_utc(moment: datetime) -> datetime:
    """Return the same instant in UTC, as the database and certificates carry it."""
    return moment.astimezone(UTC)
