"""The dossier: what the answers say together, every value with the registers that gave it (SIO25-3.2, SIO25-19.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from almasu.interfaces.portal.views.answers import Row
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.answers import SubjectKey
from almasu.kernel.dossier.card import EntityCard, Source
from almasu.kernel.dossier.timeline import Event
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class LinkStep:
    """One step of a path: what the other party is to the one, which record of which register says so, in which days.

    Parties are IIN or BIN; `other_name` is how the provider calls the other one, empty where it does not. `code` names
    the kind of link; days are ISO dates, empty for an unknown beginning or for what still holds.
    """

    one: str
    other: str
    kind: Text
    register: int
    register_name: Text
    record: str
    since: str
    until: str
    code: str = ""
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class PathRow:
    """How the subject is linked to one party, by one step or two; `weight` (0..1) is how sure or telling it is."""

    steps: tuple[LinkStep, ...]
    weight: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many links of one kind the provider did not tell."""

    kind: Text
    count: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class LinkTable:
    """The links of one level as the provider told them, the most telling first, and what it did not tell.

    `subject` is how the provider calls whoever was asked about, empty where it does not.
    """

    level: int
    source: Source
    rows: tuple[PathRow, ...]
    left_out: tuple[LeftOut, ...]
    paths_left_out: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class DossierHead:
    """What stands above every tab: whom it is about, what it was asked for, and how the registers stand."""

    request_id: UUID
    subject: SubjectKey
    ground: Choice
    purpose: Choice
    task: str
    made_at: datetime
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """All cards of one request; they begin with the subject."""

    head: DossierHead
    cards: tuple[EntityCard, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """All events of one request, the latest first."""

    head: DossierHead
    events: tuple[Event, ...]


class Viewer(StrEnum):
    """Who looked, by role: never by name."""

    OFFICER = "officer"
    CONTROL = "control"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Viewing:
    """One look at what came of a request, out of the journal.

    `resource` is the register whose answer alone was opened, None for all; `taken` tells that something was taken
    along: a file, an evidence pack.
    """

    at: datetime
    viewer: Viewer
    what: Text
    resource: int | None
    taken: bool


@dataclass(frozen=True, slots=True)
class ViewedView:
    """Who looked at what came of a request, the latest first. A prosecutor's looks stand in a log of their own."""

    head: DossierHead
    viewings: tuple[Viewing, ...]
