"""Days as whole numbers (proleptic ordinals), and how registers write them. The country stands still at one evening."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 10, 31).toordinal()
AS_OF = "2026-10-31T18:00:00.000+05:00"
YEAR = 365.2425
# Astana moved from +06:00 to +05:00 on 01.03.2024.
MOVED = date(2024, 3, 1).toordinal()


def written(day: int) -> str:
    """Return the day as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def past(day: int) -> str | None:
    """Return the day where it is not after the country's today, else nothing: it has not happened yet."""
    return written(day) if day <= TODAY else None


def month(day: int) -> str:
    """Return the month as YYYY-MM."""
    return written(day)[:7]


def moment(day: int, minute: int) -> str:
    """Return a minute of a day on the clock of Astana, as RFC 3339."""
    day += minute // 1440
    minute %= 1440
    offset = "+05:00" if day >= MOVED else "+06:00"
    return f"{written(day)}T{minute // 60:02d}:{minute % 60:02d}:00.000{offset}"


def years_before(day: int, years: float) -> int:
    """Return the day so many years earlier."""
    return day - int(years * YEAR)
