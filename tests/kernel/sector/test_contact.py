"""Contact with modules: spells without a silence, and the silences between them (ASOI-9)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from almasu.kernel.sector.contact import SILENCE, Heard, is_silent, spells_of

ONE, OTHER = b"1" * 32, b"2" * 32
BEGAN = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
# When a module was heard of, in seconds from the beginning, and how long each spell is that this makes.
HEARD = [
    ([], []),
    ([0], [0]),
    ([0, 60, 120], [120]),
    ([120, 0, 60], [120]),
    ([0, SILENCE.total_seconds()], [SILENCE.total_seconds()]),
    ([0, SILENCE.total_seconds() + 1], [0, 0]),
    ([0, 60, 5_000, 5_030], [60, 30]),
]


@pytest.mark.parametrize(("heard", "lengths"), HEARD)
def test_a_silence_ends_a_spell(heard: list[float], lengths: list[float]) -> None:
    spells = spells_of(Heard(ONE, BEGAN + timedelta(seconds=after), "1.0") for after in heard)
    assert [(one.until - one.since).total_seconds() for one in spells] == lengths
    assert sum(one.deliveries for one in spells) == len(heard)


def test_each_module_and_each_version_has_spells_of_its_own() -> None:
    told = [
        Heard(ONE, BEGAN, "1.0"),
        Heard(OTHER, BEGAN, "1.0"),
        Heard(ONE, BEGAN + timedelta(seconds=5), "1.0"),
        Heard(ONE, BEGAN + timedelta(seconds=9), "1.1"),
    ]
    found = [(one.certificate, one.version, one.deliveries) for one in spells_of(told)]
    assert found == [(ONE, "1.0", 2), (OTHER, "1.0", 1), (ONE, "1.1", 1)]


def test_a_module_is_silent_when_it_was_never_heard_of_or_not_for_a_quarter_of_an_hour() -> None:
    assert is_silent(None, BEGAN)
    assert is_silent(BEGAN, BEGAN + timedelta(minutes=15, seconds=1))
    assert not is_silent(BEGAN, BEGAN + timedelta(minutes=15))
