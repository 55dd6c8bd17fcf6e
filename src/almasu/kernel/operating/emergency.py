"""Entries of the emergency journal, by the form of their edition (SIO25-14.2, SIO22-14).

Reading: an entry that the system opens itself belongs to no situation of the form until the operator names one; it is
kept in a part of its own. An entry is closed only when every required column is filled; one that lasted longer than
the time needed is flagged.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

import msgspec

from almasu.kernel.annexes.emergency import Column, ColumnShape, EmergencyForm
from almasu.kernel.operating.problems import COLUMN_MISSING, COLUMN_WRONG
from almasu.kernel.requests.free_text import hidden_in
from almasu.law import moment
from almasu.law.problem import Problem
from almasu.law.typed import YEARS

STARTED, ENDED, NEEDED = "started_at", "ended_at", "time_needed"
NOTICED = "noticed"
"""The part of entries that the system opened itself."""
MOST_MINUTES = 60 * 24 * 366


class EmergencyState(StrEnum):
    """States of an entry: going on, over but not accounted for, closed by the operator's signature."""

    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"


class Emergency(msgspec.Struct, frozen=True):
    """What the paper of an entry says.

    `part` is the code of a situation or `NOTICED`, which never changes; `situation` what the operator named it; `place`
    what stopped answering, empty where a person opened it; `values` the columns by their codes, moments as written;
    `noticed` what the system noticed of the outage, in a few words: the cause is for the operator to name.
    """

    part: str
    situation: str
    place: str
    opened_at: datetime
    values: Mapping[str, str]
    edition: str
    act: UUID | None = None
    noticed: str = ""

    def overran(self) -> bool:
        """Tell whether it lasted longer than the form's time needed (SIO22-A6.c3)."""
        started, ended, needed = (self.values.get(code) for code in (STARTED, ENDED, NEEDED))
        if not (started and ended and needed):
            return False
        return (moment.read(ended) - moment.read(started)).total_seconds() > int(needed) * 60


def wrong_columns(form: EmergencyForm, values: Mapping[str, str], at: datetime) -> tuple[Problem, ...]:
    """Return one Problem per column that keeps an entry from being closed at a moment."""
    problems = [
        wrong for column in form.columns if (wrong := _wrong(column, values.get(column.code, ""), at)) is not None
    ]
    unknown = sorted(set(values) - {column.code for column in form.columns})
    problems += [COLUMN_WRONG.at(code, label_kk=code, label_ru=code, label_en=code) for code in unknown]
    if not problems and moment.read(values[ENDED]) < moment.read(values[STARTED]):
        problems.append(_broken(_named(form, ENDED)))
    return tuple(problems)


def _wrong(column: Column, value: str, at: datetime) -> Problem | None:
    if column.shape is ColumnShape.ORDINAL:
        return None
    if not value.strip():
        return COLUMN_MISSING.at(column.code, **_words(column)) if column.required else None
    match column.shape:
        case ColumnShape.MINUTES:
            right = value.isdecimal() and len(value) < 8 and 0 < int(value) <= MOST_MINUTES
        case ColumnShape.MOMENT:
            right = _is_past(value, at)
        case ColumnShape.TEXT | ColumnShape.PERSON:
            right = len(value) <= (column.most or 2000) and hidden_in(value, column.code, one_line=False) is None
        case _:
            assert_never(column.shape)
    return None if right else _broken(column)


def _is_past(value: str, at: datetime) -> bool:
    try:
        told = moment.read(value)
    except ValueError:
        return False
    return told.year in YEARS and told <= at


def _named(form: EmergencyForm, code: str) -> Column:
    return next(column for column in form.columns if column.code == code)


def _broken(column: Column) -> Problem:
    return COLUMN_WRONG.at(column.code, **_words(column))


def _words(column: Column) -> dict[str, str]:
    return {"label_kk": column.label.kk, "label_ru": column.label.ru, "label_en": column.label.en}
