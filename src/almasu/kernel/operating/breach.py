"""A breach the operator found: the user is blocked, the body told, the prosecutor's case opened (SIO25-17)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.law.typed import Typed

LONGEST_WORDS = 4000

Words = Annotated[str, msgspec.Meta(max_length=LONGEST_WORDS)]


class BrokenLaw(StrEnum):
    """Which act was broken (SIO25-23)."""

    UNIFIED_REQUIREMENTS = "unified_requirements"
    """The Unified requirements on information security, No. 832."""
    RULES = "rules"
    """The Rules of the joint order."""
    RULES_21 = "rules_21"
    """Rules No. 21."""


class BreachForm(Typed, frozen=True):
    """A report as typed: the user, what was broken, and what is done about liability (SIO25-17).

    The user is named by the IIN, or by a `request` of theirs in which the breach was found: who controls lawfulness
    knows a pseudonym only.
    """

    iin: Annotated[str, msgspec.Meta(max_length=40)]
    law: BrokenLaw
    words: Words
    liability: Words
    found_at: datetime
    request: UUID | None = None


class ReportState(StrEnum):
    """States of a report."""

    REPORTED = "reported"


class NoticeState(StrEnum):
    """States of a notice."""

    SENT = "sent"
    READ = "read"


class Breach(msgspec.Struct, frozen=True):
    """What the paper of a report says.

    `case` is the prosecutor's case it opened, `notice` the notice to the body, `request` where the breach was found.
    """

    account: UUID
    body_bin: str
    law: BrokenLaw
    words: str
    liability: str
    found_at: datetime
    case: UUID
    notice: UUID
    edition: str
    act: UUID
    request: UUID | None = None


class Notice(msgspec.Struct, frozen=True):
    """What the notice tells the body of the blocked user: who, under which act, what, and what is done about it."""

    breach: UUID
    account: UUID
    body_bin: str
    law: BrokenLaw
    words: str
    liability: str
    found_at: datetime
    read_by: UUID | None = None
