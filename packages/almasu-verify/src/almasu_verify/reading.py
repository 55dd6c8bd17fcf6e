"""Reading JSON and moments: whatever is wrong is Refused."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from almasu_verify.faults import Refused

_CLOCK_CHANGED = datetime(2024, 2, 29, 18, tzinfo=UTC)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)\Z", re.ASCII)


def parsed(data: bytes) -> Any:  # noqa: ANN401 - it is whatever the bytes hold
    """Return what JSON says."""
    try:
        return json.loads(data.decode())
    except (ValueError, RecursionError) as bad:
        raise Refused("not JSON") from bad


def canonical(value: object) -> bytes:
    """Return the one spelling of a JSON value without fractions (RFC 8785)."""
    try:
        return _written(value).encode()
    except (UnicodeEncodeError, RecursionError) as bad:
        raise Refused("half a character, or too deep") from bad


def _written(value: object) -> str:
    if isinstance(value, dict):
        # RFC 8785, 3.2.3: names are sorted by their UTF-16 code units.
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{_written(name)}:{_written(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise Refused("a pack holds small whole numbers only")
    return json.dumps(value, ensure_ascii=False)


def moment(text: object) -> datetime:
    """Return the moment that RFC 3339 names."""
    found = _MOMENT.match(text) if isinstance(text, str) else None
    if found is None:
        raise Refused("not a moment")
    day, time, fraction, offset = found.groups()
    try:
        return datetime.strptime(
            f"{day}T{time}.{(fraction or '0').ljust(6, '0')}{'+00:00' if offset == 'Z' else offset}",
            "%Y-%m-%dT%H:%M:%S.%f%z",
        )
    except ValueError as bad:
        raise Refused("not a moment") from bad


def in_astana(at: datetime) -> str:
    """Return a moment by the clock of Astana as records write it: +06:00 until 29.02.2024, +05:00 since (SIO25-13)."""
    hours = 6 if at < _CLOCK_CHANGED else 5
    return at.astimezone(timezone(timedelta(hours=hours))).isoformat(timespec="milliseconds")
