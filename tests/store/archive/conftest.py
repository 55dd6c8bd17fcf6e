"""A table of request facts, and facts that are ordinary unless a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from almasu.kernel.control.facts import RequestFact
from almasu.store.archive.facts_table import facts_table

SINCE = datetime(2026, 10, 31, 19, tzinfo=UTC)
UNTIL = datetime(2026, 11, 30, 19, tzinfo=UTC)
NOON = datetime(2026, 11, 11, 7, tzinfo=UTC)


def fact(number: int, **change: object) -> RequestFact:
    ordinary = RequestFact(
        request=f"{number:08x}",
        asked=NOON + timedelta(minutes=20 * number),
        account="one",
        user="officer-one",
        task=f"task {number}",
        subject_kind="iin",
        subject=f"{number * 7919 % 10**6:06d}300015",
        ground="financial_monitoring",
        purpose="check",
        justification=" ".join(chr(1072 + (number * step) % 32) * 4 for step in (1, 3, 5, 7)),
        resources=(1, 3),
        sensitive=False,
        answered=1,
        empty=1,
        refused=0,
        silent=0,
        viewed_at=NOON + timedelta(days=1),
        edition="SIO-2025",
        leaf="ab" * 32,
    )
    return replace(ordinary, **change)  # type: ignore[arg-type]


@pytest.fixture
def table(tmp_path):
    with facts_table(tmp_path) as opened:
        yield opened
