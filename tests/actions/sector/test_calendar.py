"""A decree in the middle of a year: every open clock is counted anew, and the journal says from when to when."""

from __future__ import annotations

from datetime import date

import pytest

from actions.sector.conftest import Sector
from almasu.actions.sector import change_calendar, see
from almasu.law.decree import Decree
from almasu.law.moment import in_astana
from almasu.law.problem import Problem, ProblemGroup

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 21)
DECREE = Decree("Постановление № 1001", date(2026, 11, 20), (MONDAY,))
WRONG = [
    (Decree("№ 1", date(2026, 11, 20), (MONDAY,)), "name"),
    (Decree("Постановление № 1003", date(2026, 11, 20)), "days_off"),
    (Decree("Постановление № 1003", date(2026, 11, 20), (SATURDAY,)), "days_off"),
    (Decree("Постановление № 1003", date(2026, 11, 20), (), (MONDAY,)), "days_worked"),
]


async def laid(sector: Sector, decree: Decree) -> change_calendar.Changed:
    token = sector.tokens["centre"]
    act = await change_calendar.prepare_calendar(sector.node, token, decree, sector.now())
    return await change_calendar.change_calendar(sector.node, token, act.id, sector.signed("centre", act), sector.now())


async def test_every_open_clock_moves_once_over_pages_and_the_change_is_journalled(
    sector: Sector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_calendar, "AT_ONCE", 2)
    decided, waiting, returned = await sector.sends(), await sector.sends(), await sector.sends()
    await sector.proposes(decided)
    await sector.decides(decided)
    await sector.returns(returned)
    changed = await laid(sector, DECREE)
    assert (changed.open, changed.moved) == (6, 6), "five decisions and one correction were open"
    seen = await see.see_document(sector.node, sector.tokens["other worker"], waiting, sector.now())
    assert seen.part is not None
    assert seen.due is not None
    assert in_astana(seen.part.due_at).date() == date(2026, 11, 24)
    assert seen.due.deadline.due == seen.part.due_at
    assert seen.due.deadline.skipped[-1].act == DECREE.name, "the page says which decree"
    back = await see.see_document(sector.node, sector.tokens["worker"], returned, sector.now())
    assert back.kept.document.correct_by is not None
    assert in_astana(back.kept.document.correct_by).date() == date(2026, 11, 26)
    entries = await sector.world.entries()
    recounted = [one["says"] for one in entries if one["kind"] == "clock_recounted"]
    assert len(recounted) == 6
    assert all(one["was"] < one["due"] for one in recounted)  # type: ignore[index]
    assert [one["says"]["moved"] for one in entries if one["kind"] == "calendar_changed"] == [6]  # type: ignore[index]


async def test_a_day_off_that_is_worked_brings_the_end_nearer(sector: Sector) -> None:
    waiting = await sector.sends()
    await laid(sector, Decree("Постановление № 1002", date(2026, 11, 20), (), (SATURDAY,)))
    seen = await see.see_document(sector.node, sector.tokens["insurer"], waiting, sector.now())
    assert seen.part is not None
    assert in_astana(seen.part.due_at).date() == SATURDAY
    later = await sector.sends()
    seen = await see.see_document(sector.node, sector.tokens["insurer"], later, sector.now())
    assert seen.part is not None
    assert in_astana(seen.part.due_at).date() == SATURDAY, "what begins afterwards runs by the new calendar too"


async def test_a_decree_that_changes_nothing_is_refused(sector: Sector) -> None:
    for decree, where in WRONG:
        with pytest.raises(ProblemGroup) as refused:
            await laid(sector, decree)
        assert [one.where for one in refused.value.problems] == [where], decree


async def test_only_the_centre_changes_it_and_everybody_reads_it(sector: Sector) -> None:
    with pytest.raises(Problem, match=r"account\.role"):
        await change_calendar.prepare_calendar(sector.node, sector.tokens["head"], DECREE, sector.now())
    await laid(sector, DECREE)
    assert await change_calendar.calendar_changes(sector.node, sector.tokens["worker"], sector.now()) == [DECREE]
