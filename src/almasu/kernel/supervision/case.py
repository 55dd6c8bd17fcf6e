"""The case of supervision: opened by a resolution or by the operator's report, ended by a measure (SIO25-23)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

LONGEST_WORDS = 4000


class CaseState(StrEnum):
    """States of a case."""

    OPEN = "open"
    CLOSED = "closed"


class OpenedBy(StrEnum):
    """What opened a case."""

    RESOLUTION = "resolution"
    BREACH = "breach"


class MeasureKind(StrEnum):
    """What a prosecutor does about what was found (SIO25-23; the notice to law enforcement: SIO22-23)."""

    SUPERVISION_ACT = "supervision_act"
    """An act of supervision of Article 32(2) of the Constitutional Law."""
    ADMINISTRATIVE = "administrative"
    CRIMINAL = "criminal"
    LAW_ENFORCEMENT_NOTICE = "law_enforcement_notice"
    """Law-enforcement bodies were told."""
    NO_BREACH = "no_breach"
    """The check found nothing unlawful."""


class Measure(msgspec.Struct, frozen=True):
    """One measure: what was done, by which signed act, when and by whose account."""

    kind: MeasureKind
    words: str
    act: UUID
    at: datetime
    by: UUID


class Case(msgspec.Struct, frozen=True):
    """What the paper of a case says. `prosecutor` is None until somebody issued a resolution in it.

    `breach` is the paper of the operator's report, None where no report opened the case.
    """

    opened_by: OpenedBy
    opened_at: datetime
    edition: str
    breach: UUID | None = None
    prosecutor: UUID | None = None
    measures: tuple[Measure, ...] = ()
