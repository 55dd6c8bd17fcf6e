"""What the desk of a head says of statements on No. 179 and No. 832: what is missing, what lapses soon (FMA-4.1)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from almasu.interfaces.portal.offices_of_provision.conditions import STATE_ANEW, STATE_IT, tasks_of
from almasu.kernel.provision.conditions import HOLDS, Kept, Statement
from almasu.law.text import Text

TODAY = date(2026, 11, 22)
FRESH, LAPSING, OVER = timedelta(days=10), HOLDS - timedelta(days=10), HOLDS


def stated(kept: Kept, ago: timedelta) -> Statement:
    return Statement("990440000385", kept, TODAY - ago, "1", UUID(int=1))


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ([], [STATE_IT, STATE_IT]),
        ([stated(one, FRESH) for one in Kept], []),
        ([stated(one, LAPSING) for one in Kept], [STATE_ANEW, STATE_ANEW]),
        ([stated(Kept.PERSONAL_DATA, OVER), stated(Kept.UNIFIED_REQUIREMENTS, FRESH)], [STATE_IT]),
    ],
)
def test_a_head_finds_what_is_to_be_stated(statements: list[Statement], said: list[Text]) -> None:
    told = list(tasks_of(statements, TODAY))
    assert [one.text for one in told] == said
    assert all((one.due is not None) is (one.text is STATE_ANEW) for one in told)
