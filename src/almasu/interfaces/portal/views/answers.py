"""A request on its way: one row per register, in the order of the annex, and the answers behind the rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from almasu.interfaces.portal.views.asking import Choice
from almasu.interfaces.portal.views.proof import SignatureStory
from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.resources import Field
from almasu.law.text import Text


class RowState(StrEnum):
    """What has become of one question. NO_RECORD is an answer; NO_REPLY is silence; they never look alike."""

    WAITING = "waiting"
    ASKED = "asked"
    ANSWERED = "answered"
    NO_RECORD = "no_record"
    REFUSED = "refused"
    NO_REPLY = "no_reply"
    UNREADABLE = "unreadable"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Row:
    """One register's row.

    `records` counts what ANSWERED brought. `why` is our explanation of REFUSED, NO_REPLY, UNREADABLE, STOPPED;
    `own_words` what the register itself wrote, in whatever language. `retry_at` is the next try after NO_REPLY,
    None when there will be none.
    """

    number: int
    name: Text
    state: RowState
    asked_at: datetime | None = None
    replied_at: datetime | None = None
    records: int = 0
    why: Text | None = None
    own_words: str = ""
    retry_at: datetime | None = None


SETTLED = frozenset(
    {RowState.ANSWERED, RowState.NO_RECORD, RowState.REFUSED, RowState.UNREADABLE, RowState.STOPPED},
)
"""States that change no more. NO_REPLY is settled only without `retry_at`."""


def is_settled(row: Row) -> bool:
    """Tell whether nothing more is to come for the row."""
    return row.state in SETTLED or (row.state is RowState.NO_REPLY and row.retry_at is None)


@dataclass(frozen=True, slots=True)
class RequestSummary:
    """One line of "my requests". `answered` counts the rows of which a reply came, of `asked` in all.

    `fresh` counts the replies that came since the person was here before.
    """

    id: UUID
    subject: SubjectKey
    task: str
    accepted_at: datetime
    asked: int
    answered: int
    settled: bool
    fresh: int = 0


@dataclass(frozen=True, slots=True)
class RequestList:
    """A page of my requests, newest first; `older` is the cursor of the next page (bound to the person) or None."""

    items: tuple[RequestSummary, ...]
    older: str | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A signed and accepted request with its rows in fixed order; `receipt` is the journal's receipt, as its file.

    `hits` tells that sensitive registers hold records whose detail can be asked for; `together` are the requests of
    one act of several subjects, this one among them; `gone` says why no answer opens any more.
    """

    id: UUID
    subject: SubjectKey
    ground: Choice
    purpose: Choice
    justification: str
    task: str
    edition: Text
    accepted_at: datetime
    act_sha256: str
    signature: SignatureStory
    receipt: str
    rows: tuple[Row, ...]
    hits: bool = False
    together: tuple[UUID, ...] = ()
    gone: Text | None = None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """About whom something was asked, on what ground, for what and under which task."""

    subject: SubjectKey
    ground: Choice
    purpose: Choice
    task: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One register's answer: the validated records under their fields, and what binds it to the question.

    `question` and `answer` are SHA-256 hex digests (`Question.digest`, and the raw bytes that came); `secret` is the
    kind of protected secret the answer holds (SIO25-20).
    """

    request_id: UUID
    asked: AskedFor
    row: Row
    owner: Text
    fields: tuple[Field, ...]
    records: tuple[Record, ...]
    question: str
    answer: str
    raw_bytes: int
    cites: tuple[str, ...]
    secret: Text | None = None
