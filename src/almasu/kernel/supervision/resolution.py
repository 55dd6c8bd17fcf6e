"""The prosecutor's resolution: without one in force nothing is seen, and with one only what it covers (SIO25-22.2).

Reading: the conditions of a scope are joined by "and"; a list left empty limits nothing, but a resolution names at
least one body or one officer, and always the period in which requests were made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.requests.request import Request
from almasu.kernel.subjects.bin import read_bin
from almasu.kernel.subjects.iin import read_iin
from almasu.kernel.supervision.problems import (
    BOUNDLESS,
    NOT_SHORTER,
    NUMBER_MISSING,
    PERIOD_WRONG,
    REASON_MISSING,
    VALIDITY_WRONG,
)
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.typed import Typed

LONGEST_VALIDITY = timedelta(days=366)
MOST_NAMED = 200
LONGEST_REASON = 2000

Named = Annotated[str, msgspec.Meta(max_length=100)]
Listed = Annotated[tuple[Named, ...], msgspec.Meta(max_length=MOST_NAMED)]


class ResolutionState(StrEnum):
    """States of a resolution."""

    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class ResolutionForm(Typed, frozen=True):
    """A resolution as typed: officers by their IIN, bodies by their BIN, tasks as they stand in requests.

    `since` and `until` bound when the requests were accepted, `valid_from` and `valid_until` when the check is held;
    each end is excluded. `case` is the case it is issued in; a new one is opened where it names none.
    """

    number: Named
    issued_on: date
    since: datetime
    until: datetime
    valid_from: datetime
    valid_until: datetime
    bodies: Listed = ()
    officers: Listed = ()
    tasks: Listed = ()
    case: UUID | None = None


class Scope(msgspec.Struct, frozen=True):
    """What a resolution covers; officers by their accounts."""

    bodies: tuple[str, ...]
    officers: tuple[UUID, ...]
    tasks: tuple[str, ...]
    since: datetime
    until: datetime

    def covers(self, request: Request) -> bool:
        """Tell whether officer, task and moment of a request are covered; its body is judged by the store."""
        return (
            self.since <= request.accepted_at < self.until
            and (not self.officers or request.account in self.officers)
            and (not self.tasks or request.draft.task in self.tasks)
        )


class CutForm(Typed, frozen=True):
    """How a resolution is cut short: from when it holds no more, None for at once; `words` say why."""

    resolution: UUID
    words: Annotated[str, msgspec.Meta(max_length=LONGEST_REASON)]
    valid_until: datetime | None = None


class Cut(msgspec.Struct, frozen=True):
    """One shortening of a resolution: when its term ended before and ends now, why, by which signed act and when."""

    before: datetime
    valid_until: datetime
    words: str
    act: UUID
    at: datetime


class Resolution(msgspec.Struct, frozen=True):
    """What the paper of a resolution says. `act` is the signed act, `prosecutor` the account that signed it.

    `valid_until` is what holds now; `cuts` tell what it was before, the first one first.
    """

    number: str
    issued_on: date
    prosecutor: UUID
    case: UUID
    scope: Scope
    valid_from: datetime
    valid_until: datetime
    edition: str
    act: UUID
    cuts: tuple[Cut, ...] = ()

    def holds_at(self, at: datetime) -> bool:
        """Tell whether the check may be held at a moment."""
        return self.valid_from <= at < self.valid_until

    def cut(self, form: CutForm, act: UUID, at: datetime) -> Resolution:
        """Return the resolution with its term made shorter by a signed act."""
        ends = form.valid_until or at
        cut = Cut(self.valid_until, ends, free_text(form.words), act, at)
        return msgspec.structs.replace(self, valid_until=ends, cuts=(*self.cuts, cut))


def checked_form(form: ResolutionForm) -> ResolutionForm:
    """Return a form whose every field can stand in a resolution; ProblemGroup with one Problem per field else."""
    problems = [problem for problem in (_number(form), _limits(form), _period(form), _validity(form)) if problem]
    problems += _numbers("officers", form.officers, read_iin) + _numbers("bodies", form.bodies, read_bin)
    problems += [wrong for one in form.tasks if (wrong := hidden_in(one, "tasks", one_line=True)) is not None]
    if problems:
        raise ProblemGroup(tuple(problems))
    return form


def checked_cut(form: CutForm, resolution: Resolution, at: datetime) -> CutForm:
    """Return a form that makes the term shorter and says why; ProblemGroup with one Problem per field else.

    The new end lies after this moment and before the old one: what has been seen stays seen.
    """
    problems = []
    if not free_text(form.words):
        problems.append(REASON_MISSING.at("words"))
    elif (hidden := hidden_in(form.words, "words", one_line=False)) is not None:
        problems.append(hidden)
    ends = form.valid_until
    if ends is not None and not at < ends < resolution.valid_until:
        problems.append(NOT_SHORTER.at("valid_until"))
    if problems:
        raise ProblemGroup(tuple(problems))
    return form


def _numbers(name: str, listed: Sequence[str], read: Callable[[str, str], object]) -> list[Problem]:
    problems = []
    for place, one in enumerate(listed):
        try:
            read(one, f"{name}.{place}")
        except Problem as problem:
            problems.append(problem)
    return problems


def _number(form: ResolutionForm) -> Problem | None:
    if not form.number.strip():
        return NUMBER_MISSING.at("number")
    return hidden_in(form.number, "number", one_line=True)


def _limits(form: ResolutionForm) -> Problem | None:
    return None if form.bodies or form.officers else BOUNDLESS.at("bodies")


def _period(form: ResolutionForm) -> Problem | None:
    aware = form.since.tzinfo is not None and form.until.tzinfo is not None
    return None if aware and form.since < form.until else PERIOD_WRONG.at("until")


def _validity(form: ResolutionForm) -> Problem | None:
    aware = form.valid_from.tzinfo is not None and form.valid_until.tzinfo is not None
    if aware and form.valid_from < form.valid_until <= form.valid_from + LONGEST_VALIDITY:
        return None
    return VALIDITY_WRONG.at("valid_until", days=str(LONGEST_VALIDITY.days))
