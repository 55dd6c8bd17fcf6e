"""What was typed: shapes that cannot be what anybody means are told, and end in no fault."""

from __future__ import annotations

import pytest

from almasu.interfaces.portal.offices.field import Field, Kind, well_shaped
from almasu.interfaces.portal.offices.typed import Typed
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01", "31.03.2026", "2026-02-30"])
def test_a_day_at_the_ends_of_the_calendar_is_no_date(typed: str) -> None:
    """A day before the first, or after the last, would be a fault of ours wherever a period is counted."""
    with pytest.raises(Problem, match=r"portal\.field\.not_a_date"):
        Typed({"since": (typed,)}).day("since")


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59-12:00", "yesterday"])
def test_a_moment_at_the_ends_of_the_calendar_is_no_moment(typed: str) -> None:
    with pytest.raises(Problem, match=r"portal\.field\.not_a_moment"):
        Typed({"at": (typed,)}).moment("at")


def test_an_ordinary_day_and_moment_are_read() -> None:
    typed = Typed({"on": ("2026-03-31",), "at": ("2026-03-31T14:30",)})
    assert (str(typed.day("on")), str(typed.moment("at"))) == ("2026-03-31", "2026-03-31 14:30:00+05:00")


@pytest.mark.parametrize(
    ("kind", "typed", "place"),
    [
        (Kind.LINE, "банк\u202eкнаб", 5),
        (Kind.LINE, "бан\u200bк", 4),
        (Kind.LINE, "две\nстроки", 4),
        (Kind.LONG, "бірінші\nекінші\x00", 15),
    ],
    ids=["turned round", "a blank of no width", "two lines in one", "a zero byte"],
)
def test_a_character_that_hides_is_told_beside_its_field(kind: Kind, typed: str, place: int) -> None:
    fields = (Field("why", Text("Неге", "Почему", "Why"), kind), Field("number", Text("Нөмір", "Номер", "Number")))
    with pytest.raises(ProblemGroup) as told:
        well_shaped(fields, Typed({"why": (typed,), "number": ("1",)}))
    (problem,) = told.value.problems
    assert (problem.kind.code, problem.where) == ("request.hidden_character", "why")
    assert str(place) in problem.title.en


def test_lines_of_a_long_text_and_signs_of_any_script_hide_nothing() -> None:
    fields = (Field("why", Text("Неге", "Почему", "Why"), Kind.LONG),)
    typed = Typed({"why": ("1-тармақ.\n\t«Ә, ғ» – № 5, 日本, 👍🏽",)})
    assert well_shaped(fields, typed) is typed
