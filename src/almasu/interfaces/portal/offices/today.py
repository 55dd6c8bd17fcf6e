"""What an office adds to the desk of whoever works in it: what waits for them, and how things stand today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from almasu.interfaces.portal.offices.blocks import Cell, Due, Tone, Way
from almasu.law.moment import in_astana
from almasu.law.text import Text

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for somebody: what, where it is done, about what, until when; no `due`, no deadline."""

    text: Text
    place: str
    about: tuple[Cell, ...] = ()
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of today, with the way to what it counts; BAD and WAIT only where something is to be done."""

    label: Text
    number: int
    place: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Today:
    """What one office says; `ways` are what its people begin a day with."""

    tasks: tuple[Task, ...] = ()
    figures: tuple[Figure, ...] = ()
    ways: tuple[Way, ...] = ()


class Group(StrEnum):
    """By deadline: what comes first stands first."""

    OVERDUE = "overdue"
    TODAY = "today"
    WITHIN_A_WEEK = "within_a_week"
    LATER = "later"
    ANY_TIME = "any_time"


def by_deadline(tasks: Iterable[Task], at: datetime) -> Iterator[tuple[Group, tuple[Task, ...]]]:
    """Yield the tasks by group, the most urgent first, without empty groups."""
    found: dict[Group, list[Task]] = {group: [] for group in Group}
    for task in tasks:
        found[group_of(task.due, at)].append(task)
    for group, members in found.items():
        if members:
            yield group, tuple(sorted(members, key=_moment_of))


def group_of(due: Due | None, at: datetime) -> Group:
    """Return the group of a deadline by the days of Astana; on a Sunday, too, tomorrow is within a week."""
    if due is None:
        return Group.ANY_TIME
    if due.due < at:
        return Group.OVERDUE
    days = (in_astana(due.due).date() - in_astana(at).date()).days
    if days == 0:
        return Group.TODAY
    return Group.WITHIN_A_WEEK if days <= DAYS_OF_A_WEEK else Group.LATER


def _moment_of(task: Task) -> float:
    return task.due.due.timestamp() if task.due is not None else 0.0
