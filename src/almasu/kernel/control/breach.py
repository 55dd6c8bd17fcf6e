"""A finding of departmental control: the requests that show it, the block, the case on liability (SIO25-21.3)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.papers.paper import Paper
from almasu.law.text import Text

MOST_REQUESTS = 100
LONGEST_WORDS = 4000


class LiabilityState(StrEnum):
    """Where the question of liability stands."""

    OPEN = "open"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What considering the liability came to."""

    DISCIPLINARY = "disciplinary"
    HANDED_ON = "handed_on"
    """To bodies that decide on administrative or criminal liability."""
    NO_GROUNDS = "no_grounds"


class LiabilityCase(msgspec.Struct, frozen=True):
    """What the paper of a case says. `found_at` is when the breach was seen, `blocked_at` when the block took effect.

    `oddity` is the kind of the oddity that led to it, empty where none did.
    """

    body_bin: str
    account: UUID
    requests: tuple[UUID, ...]
    oddity: str
    words: str
    found_at: datetime
    blocked_at: datetime
    act: UUID
    order: UUID
    opened_by: UUID
    outcome: Outcome | None = None
    outcome_words: str = ""


def case_in(paper: Paper) -> LiabilityCase:
    """Return what the paper of a case says."""
    return msgspec.json.decode(paper.data, type=LiabilityCase)


BREACH_WORDS = Text(
    kk="Бұзушылық анықталды: {name} есептік жазбасын бірден бұғаттаймын және жауаптылық туралы іс ашамын.",
    ru="Выявлено нарушение: немедленно блокирую учётную запись ({name}) и открываю дело об ответственности.",
    en="A breach was found: I block the account of {name} at once and open a case on liability.",
)
