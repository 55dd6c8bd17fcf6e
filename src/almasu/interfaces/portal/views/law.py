"""The law as pages show it: clauses in our own words, and the notices of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from almasu.law.clause import Summary
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause: its permanent id (`SIO25-12.1`), its act, what it asks, and what rests on it.

    `place` and `actor` are as the clause data has them, in English; `since` and `until` bound the edition; `rules` are
    ids and words of our rules that cite it.
    """

    id: str
    act: Text
    place: str
    actor: str
    says: Summary
    since: date | None
    until: date | None
    rules: tuple[tuple[str, Text], ...]


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
