"""Whoever goes through a list to its end sees each paper once, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from almasu.actions import turn_pages
from almasu.actions.turn_pages import every, of_paper
from almasu.kernel.page import Place
from almasu.kernel.papers.paper import Paper, PaperKind

START = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("many", [0, 1, 2, 3, 7])
async def test_every_paper_of_a_list_is_seen_once_whatever_fits_in_one_reading(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn_pages, "AT_ONCE", 3)
    at = [START - timedelta(minutes=number // 2) for number in range(many)]
    papers = [
        Paper(UUID(int=100 - number), PaperKind.CIS_CASE, 1, "open", one, None, b"") for number, one in enumerate(at)
    ]

    async def some(after: Place | None, most: int) -> Sequence[Paper]:
        behind = [one for one in papers if after is None or (one.at, one.id) < (after.at, after.id)]
        return behind[:most]

    assert [of_paper(one) async for one in every(some)] == [of_paper(one) for one in papers]
