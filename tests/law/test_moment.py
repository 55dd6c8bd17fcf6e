"""The time of Astana, whatever the machine's clock and zone data say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from almasu.law import moment


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        ("2023-05-10T04:00:00+00:00", "2023-05-10T10:00:00.000+06:00"),
        ("2026-11-20T05:00:00+00:00", "2026-11-20T10:00:00.000+05:00"),
        ("2026-11-20T08:00:00+03:00", "2026-11-20T10:00:00.000+05:00"),
        ("2024-02-29T17:59:59+00:00", "2024-02-29T23:59:59.000+06:00"),
        ("2024-02-29T18:00:00+00:00", "2024-02-29T23:00:00.000+05:00"),
        ("2024-02-29T19:00:00+00:00", "2024-03-01T00:00:00.000+05:00"),
    ],
)
def test_a_moment_is_written_on_the_clock_of_astana(instant: str, written: str) -> None:
    assert moment.written(moment.read(instant)) == written


def test_the_hour_that_came_twice_is_told_apart() -> None:
    first = moment.read("2024-02-29T23:30:00+06:00")
    second = moment.read("2024-02-29T23:30:00+05:00")
    assert second - first == timedelta(hours=1)
    assert moment.written(first) != moment.written(second)
    assert moment.read(moment.written(first)) == first
    assert moment.read(moment.written(second)) == second


def test_a_moment_without_an_offset_is_refused() -> None:
    naive = datetime.fromisoformat("2026-11-20T10:00:00")
    with pytest.raises(ValueError, match="needs an offset"):
        moment.in_astana(naive)
    with pytest.raises(ValueError, match="needs an offset"):
        moment.read("2026-11-20T10:00:00")
    assert moment.in_utc(moment.read("2026-11-20T10:00:00+05:00")).tzinfo is UTC
