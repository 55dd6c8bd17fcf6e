"""A deadline that a joint act sets, as a badge that tells how it was counted (FMA-5)."""

from __future__ import annotations

from datetime import datetime

from almasu.interfaces.portal.offices.blocks import Due, Tone, Why
from almasu.interfaces.portal.offices.deadline import COUNTED, NOUNS
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.obligations import due_of
from almasu.law.calendar import Calendar
from almasu.law.text import Text

CITES = ("FMA-5",)
BY_REQUEST = Text("сұрау салу жіберілді", "направлен запрос", "the question was put")
BY_SCHEDULE = Text("кестедегі уақыты келді", "наступил час графика", "the hour of the schedule came")


def why_due(data_set: DataSet, since: datetime, due: datetime, calendar: Calendar, *, asked: bool) -> Why:
    """Return how the term of a set was counted; days are named where the calendar of today still counts them so."""
    told = due_of(data_set, since, calendar)
    starts = BY_REQUEST if asked else BY_SCHEDULE
    length = NOUNS[told.term.unit].with_number(told.term.amount)
    return Why(starts, since, length, COUNTED[told.term.unit], told.skipped if told.due == due else ())


def due_badge(tone: Tone, text: Text, due: datetime, why: Why | None = None) -> Due:
    """Return the badge."""
    return Due(tone, text, due, CITES, why)
