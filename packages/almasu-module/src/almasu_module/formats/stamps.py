"""Time stamps of sensors: microseconds since 1970 from every shape that the dialects use."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from almasu_module.reading import Context, Unreadable

MONTHS: Final = {
    name: number + 1
    for number, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
}
BSD: Final = re.compile(r"([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$")
CTIME: Final = re.compile(
    r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d{1,9})? (\d{4})$"
)
APACHE: Final = re.compile(r"(\d{1,2})/([A-Z][a-z]{2})/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? ([+-]\d{4})$")
NAMED: Final = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: (UTC|GMT|Z))?$")
ZONE_WITHOUT_COLON: Final = re.compile(r"([+-]\d\d)(\d\d)$")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
STEP: Final = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Return microseconds since 1970 of an aware moment."""
    return (at - EPOCH) // STEP


@lru_cache(maxsize=8192)
def _iso(said: str, zone: tzinfo) -> int:
    clean = ZONE_WITHOUT_COLON.sub(r"\1:\2", said.strip().replace(",", "."))
    head, dot, tail = clean.partition(".")
    if dot:  # fromisoformat takes six digits at most
        digits = re.match(r"\d+", tail)
        kept = digits.group()[:6] if digits else ""
        clean = f"{head}.{kept.ljust(6, '0')}{tail[len(digits.group()) if digits else 0 :].strip()}"
    try:
        at = datetime.fromisoformat(clean)
    except ValueError as error:
        raise Unreadable("bad.time", said[:40]) from error
    return micros(at if at.tzinfo else at.replace(tzinfo=zone))


def iso(said: str, context: Context) -> int:
    """Read ISO 8601 and RFC 3339, with or without a colon in the offset; without an offset in the organisation's
    zone.
    """
    return _iso(said, context.zone)


def bsd(said: str, context: Context) -> int:
    """Read `Nov 20 22:51:12`, which tells neither year nor zone."""
    found = BSD.match(said)
    if not found or found[1] not in MONTHS:
        raise Unreadable("bad.time", said[:40])
    day = (MONTHS[found[1]], int(found[2]), int(found[3]), int(found[4]), min(int(found[5]), 59))
    fraction = int((found[6] or "0")[:6].ljust(6, "0"))
    return micros(in_year(context, *day) + timedelta(microseconds=fraction))


def in_year(context: Context, month: int, day: int, hour: int, minute: int, second: int) -> datetime:
    """Return the moment in the given year, or in the latest one that does not lie more than a day ahead."""
    years = [context.year]
    if not context.year:
        latest = EPOCH + timedelta(microseconds=context.now, days=1)
        years = [latest.astimezone(context.zone).year - back for back in range(9)]
    for year in years:
        try:
            at = datetime(year, month, day, hour, minute, second, tzinfo=context.zone)
        except ValueError:
            continue  # 29 February of another year
        if context.year or micros(at) <= context.now + 86_400_000_000:
            return at
    raise Unreadable("bad.time", f"{month}-{day}")


def ctime(said: str, context: Context) -> int:
    """Read `Fri Nov 20 22:56:09 2026`."""
    found = CTIME.match(said)
    if not found or found[1] not in MONTHS:
        raise Unreadable("bad.time", said[:40])
    return of_parts(
        (int(found[6]), MONTHS[found[1]], int(found[2]), int(found[3]), int(found[4]), int(found[5])), context.zone
    )


def apache(said: str) -> int:
    """Read `20/Nov/2026:22:53:15.967084 +0000`, with a fraction or without."""
    found = APACHE.match(said)
    if not found or found[2] not in MONTHS:
        raise Unreadable("bad.time", said[:40])
    offset = timedelta(hours=int(found[8][:3]), minutes=int(found[8][0] + found[8][3:]))
    parts = (int(found[3]), MONTHS[found[2]], int(found[1]), int(found[4]), int(found[5]), int(found[6]))
    fraction = int((found[7] or "0")[:6].ljust(6, "0"))
    return of_parts(parts, UTC) + fraction - offset // STEP


def named(said: str, context: Context) -> int:
    """Read `Sep 09 2017 00:31:23 UTC` of CEF, in the organisation's zone where none is told."""
    found = NAMED.match(said)
    if not found or found[1] not in MONTHS:
        raise Unreadable("bad.time", said[:40])
    parts = (int(found[3]), MONTHS[found[1]], int(found[2]), int(found[4]), int(found[5]), int(found[6]))
    return of_parts(parts, UTC if found[8] else context.zone) + int((found[7] or "0")[:6].ljust(6, "0"))


def of_parts(parts: tuple[int, int, int, int, int, int], zone: tzinfo) -> int:
    """Return the moment of calendar parts, or refuse an impossible date."""
    try:
        return micros(datetime(*parts, tzinfo=zone))
    except ValueError as error:
        raise Unreadable("bad.time", "-".join(map(str, parts[:3]))) from error


def seconds(said: float) -> int:
    """Read seconds since 1970."""
    if not 0 <= said < 253_402_300_800:
        raise Unreadable("bad.time", str(said)[:40])
    return round(said * 1_000_000)


def any_of(said: str, context: Context) -> int:
    """Read a stamp of a SIEM: milliseconds or seconds since 1970, ISO, or with the month's name."""
    clean = said.strip()
    if clean.isascii() and clean.isdigit():
        return seconds(int(clean) / 1000 if len(clean) > 11 else int(clean)) if len(clean) < 16 else seconds(-1)
    if clean[:1].isdigit():
        return iso(clean, context)
    return named(clean, context) if NAMED.match(clean) else bsd(clean, context)
