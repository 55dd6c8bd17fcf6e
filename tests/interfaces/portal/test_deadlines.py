"""Deadlines in words: by the days of Astana, with number and noun in agreement, and how they were counted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from almasu.interfaces.portal.offices.blocks import Tone
from almasu.interfaces.portal.offices.counted import DAYS, HOURS
from almasu.interfaces.portal.offices.deadline import (
    due_as_kept,
    due_by_law,
    due_by_limit,
    due_by_paper,
    holding,
    holds_by_limit,
    holds_by_paper,
    standing,
)
from almasu.law.deadline import deadline_of
from almasu.law.text import Text
from almasu.wiring.law import open_law

DUE = datetime.fromisoformat("2026-11-23T18:00:00+05:00")
START = Text("бастау", "начало", "start")


@pytest.mark.parametrize(
    ("now", "tone", "kk", "ru", "en"),
    [
        ("2026-11-20T09:00:00+05:00", Tone.PLAIN, "3 күн қалды", "ещё 3 дня", "3 days left"),
        ("2026-11-22T19:00:00+05:00", Tone.WAIT, "23 сағат қалды", "ещё 23 часа", "23 hours left"),
        ("2026-11-23T13:00:00+05:00", Tone.WAIT, "бүгін, 5 сағат қалды", "сегодня, ещё 5 часов", "today, 5 hours left"),
        ("2026-11-23T17:30:00+05:00", Tone.WAIT, "бүгін, бір сағат қалмады", "сегодня, меньше часа", None),
        ("2026-11-23T18:00:00+05:00", Tone.WAIT, "бүгін, бір сағат қалмады", "сегодня, меньше часа", None),
        ("2026-11-23T18:30:00+05:00", Tone.BAD, "мерзімі жаңа өтті", "только что просрочено", "just overdue"),
        ("2026-11-23T20:00:00+05:00", Tone.BAD, "мерзімі 2 сағат бұрын өтті", "просрочено на 2 часа", None),
        ("2026-11-24T18:00:00+05:00", Tone.BAD, "мерзімі 1 күн бұрын өтті", "просрочено на 1 день", "overdue by 1 day"),
        ("2026-12-04T18:00:00+05:00", Tone.BAD, "мерзімі 11 күн бұрын өтті", "просрочено на 11 дней", None),
    ],
)
def test_a_deadline_says_how_it_stands(now: str, tone: Tone, kk: str, ru: str, en: str | None) -> None:
    found, words = standing(DUE, datetime.fromisoformat(now))
    assert (found, words.kk, words.ru) == (tone, kk, ru)
    assert en is None or words.en == en


def test_a_deadline_that_was_met_says_how() -> None:
    assert standing(DUE, DUE + timedelta(days=9), DUE)[0] is Tone.GOOD
    assert standing(DUE, DUE, DUE + timedelta(seconds=1))[0] is Tone.BAD


@pytest.mark.parametrize(
    ("past", "tone", "ru"),
    [
        (timedelta(days=-3), Tone.PLAIN, "ещё 3 дня"),
        (timedelta(0), Tone.WAIT, "сегодня, меньше часа"),
        (timedelta(minutes=5), Tone.BAD, "срок только что истёк"),
        (timedelta(days=5), Tone.BAD, "срок истёк 5 дней назад"),
    ],
)
def test_nobody_is_late_with_what_only_runs_out(past: timedelta, tone: Tone, ru: str) -> None:
    found, words = holding(DUE, DUE + past)
    assert (found, words.ru) == (tone, ru)


@pytest.mark.parametrize(
    ("number", "ru", "en"),
    [(1, "1 день", "1 day"), (2, "2 дня", "2 days"), (5, "5 дней", "5 days"), (21, "21 день", "21 days")],
)
def test_a_noun_agrees_with_its_number(number: int, ru: str, en: str) -> None:
    said = DAYS.with_number(number)
    assert (said.kk, said.ru, said.en) == (f"{number} күн", ru, en)


def test_a_deadline_of_the_law_names_each_day_that_did_not_count() -> None:
    law = open_law()
    legal = law.terms["asoi.answer"]
    told = deadline_of(DUE, legal.term, law.calendar())
    due = due_by_law(told, legal, DUE)
    assert due.why is not None
    assert due.cites == legal.cites
    assert due.why.length is not None
    assert due.why.length.ru == "10 рабочих дней"
    assert [one.day.isoformat() for one in due.why.skipped[:2]] == ["2026-11-28", "2026-11-29"]


def test_a_deadline_that_was_counted_then_says_by_which_term_and_how_it_was_met() -> None:
    legal = open_law().terms["asoi.alert_decision"]
    late = due_as_kept(DUE, DUE - timedelta(days=3), legal, DUE, DUE + timedelta(days=1))
    assert (late.tone, late.due, late.cites) == (Tone.BAD, DUE, legal.cites)
    assert late.why is not None
    assert late.why.starts == legal.starts
    assert late.why.began == DUE - timedelta(days=3)


def test_what_holds_says_until_when_and_by_which_paper_or_limit() -> None:
    over = DUE + timedelta(days=1)
    by_paper, by_limit = (
        holds_by_paper(DUE, START, over, ("SIO25-22.2",)),
        holds_by_limit(DUE, START, DUE - timedelta(days=365), over, ("SIO25-4.2",)),
    )
    assert by_paper.text == by_limit.text == holding(DUE, over)[1]
    assert by_limit.why is not None
    assert by_limit.why.length == DAYS.with_number(365)
    assert by_paper.why is not None
    assert by_paper.why.began is None


def test_the_nodes_own_limit_says_that_it_is_one() -> None:
    due = due_by_limit(DUE, START, DUE - timedelta(hours=8), DUE, ("SIO25-19.1",))
    assert due.why is not None
    assert due.why.length == HOURS.with_number(8)
    whole = due_by_limit(DUE, START, DUE - timedelta(days=3), DUE, ())
    assert whole.why is not None
    assert whole.why.length == DAYS.with_number(3)
    named = due_by_paper(DUE, START, DUE, ())
    assert named.why is not None
    assert named.why.began is None
