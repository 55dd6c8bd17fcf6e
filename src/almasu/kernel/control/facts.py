"""What a controller's report knows of each request, and of what surrounds it: facts, nobody's answers (SIO25-21.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RequestFact:
    """One request as a controller sees it.

    `request` and `account` are ids; `user` the pseudonym of the account; `resources` the numbers of annex 2;
    `sensitive` tells that one of them is handled with special care. `answered` counts registers that returned records,
    `empty`, `refused` and `silent` the others; `viewed_at` when the officer first opened the answers. `leaf` is the
    hexadecimal commitment in the journal.
    """

    request: str
    asked: datetime
    account: str
    user: str
    task: str
    subject_kind: str
    subject: str
    ground: str
    purpose: str
    justification: str
    resources: tuple[int, ...]
    sensitive: bool
    answered: int
    empty: int
    refused: int
    silent: int
    viewed_at: datetime | None
    edition: str
    leaf: str


FactColumns = Mapping[str, Sequence[object]]
"""Facts of many requests in columns of one length, named as the fields of `RequestFact`.

Moments are whole microseconds on the clock of Astana, `kernel.control.sheet.NEVER` for none; the resources of a request
are one text, numbers parted by spaces.
"""


@dataclass(frozen=True, slots=True)
class Tie:
    """A person close to an officer: themselves, a relative or a colleague; `subject` is the key value they bear."""

    account: str
    subject: str
    relation: str


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task as far as it is known: when it was closed, None where it is open."""

    task: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class CopyFact:
    """A downloaded copy of answers: when it was made and when its destruction was confirmed (SIO25-19.1)."""

    request: str
    account: str
    made_at: datetime
    destroyed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AbsenceFact:
    """A time in which an account must not work: its owner was away or moved, or the account was blocked."""

    account: str
    since: datetime
    until: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class RosterFact:
    """A time in which an officer's post includes nights or weekends; open where a moment is None."""

    account: str
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside the requests. What nobody knows is empty: oddities that need it are then not found."""

    ties: tuple[Tie, ...] = ()
    tasks: tuple[TaskFact, ...] = ()
    copies: tuple[CopyFact, ...] = ()
    absences: tuple[AbsenceFact, ...] = ()
    rosters: tuple[RosterFact, ...] = ()
