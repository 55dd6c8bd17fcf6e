"""The law as pages show it: acts, editions, clauses in our words, what rests on them; and notices of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from almasu.law.change import ChangeKind
from almasu.law.clause import Summary
from almasu.law.text import Text
from almasu.law.trace import Standing


@dataclass(frozen=True, slots=True)
class EditionView:
    """One wording of an act: the order that brought it, and the days it governs; `until` is the first day after."""

    id: str
    name: Text
    order: Text
    basis: Text
    since: date
    until: date | None
    cites: tuple[str, ...]

    @property
    def year(self) -> str:
        """Return the year by which people call it."""
        return self.id.rsplit("-", 1)[1]


@dataclass(frozen=True, slots=True)
class ActView:
    """One act: its code in clause ids, how many clauses it has, how many of them the program keeps, its editions."""

    code: str
    name: Text
    clauses: int
    kept: int
    editions: tuple[EditionView, ...]


@dataclass(frozen=True, slots=True)
class LawView:
    """All acts, and the pairs of editions that can be laid side by side, each as (older, newer)."""

    acts: tuple[ActView, ...]
    pairs: tuple[tuple[EditionView, EditionView], ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule of ours that cites a clause. `own` tells that it is a safeguard of ours, not a demand of the act."""

    id: str
    says: Text
    own: bool
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ScreenView:
    """A page, command or address that keeps a clause, in words; `way` is empty where it cannot be opened as it is."""

    name: Text
    address: str
    way: str


@dataclass(frozen=True, slots=True)
class TestView:
    """Tests that show it: where they look, and what each one proves as an English sentence, none for a table of cases.

    `rule` is the requirement whose cases they are.
    """

    area: Text
    says: tuple[str, ...] = ()
    rule: Text | None = None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause: its permanent id (`SIO25-12.1`), its act, what it asks, and what rests on it.

    `place`, `actor`, `observable`, `reading` and `reason` are as the clause data has them, in English; `years` are the
    editions that hold it, `before` and `after` its predecessors and successor.
    """

    id: str
    act: Text
    place: str
    actor: str
    says: Summary
    years: tuple[str, ...] = ()
    editions: tuple[EditionView, ...] = ()
    observable: str = ""
    reading: str = ""
    reason: str = ""
    standing: Standing = Standing.OPEN
    before: tuple[str, ...] = ()
    after: str = ""
    rules: tuple[RuleView, ...] = ()
    screens: tuple[ScreenView, ...] = ()
    tests: tuple[TestView, ...] = ()

    @property
    def code(self) -> str:
        """Return the act's code."""
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One difference between two editions: the clauses then and now, what differs, and what of ours it touches."""

    kind: ChangeKind
    says: Text
    was: tuple[ClauseView, ...]
    now: tuple[ClauseView, ...]
    rules: tuple[RuleView, ...]
    screens: tuple[ScreenView, ...]

    @property
    def anchor(self) -> str:
        """Return the name that a link to this difference ends with."""
        return (*self.was, *self.now)[0].id


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two editions side by side; `same` are the clauses that hold in both as they are."""

    older: EditionView
    newer: EditionView
    changes: tuple[ChangeView, ...]
    same: tuple[ClauseView, ...]


class NoticeKind(StrEnum):
    """What a notice on the desk is about."""

    WORKS = "works"
    OUTAGE = "outage"
    INFORMATION = "information"
    PASSWORD = "password"  # noqa: S105 - a kind of notice


@dataclass(frozen=True, slots=True)
class Notice:
    """Something everyone signed in should know: announced works, a register down (SIO25-14.1, SIO25-14.3)."""

    kind: NoticeKind
    says: Text
    since: datetime
    until: datetime | None
