"""What both sides keep of a blind question between its message and its answer (CIS-8.4)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.kernel.interstate.blind import Lead, Question, Subjects, Taken

QUESTION_KIND, ANSWER_KIND = "blind.question", "blind.answer"


class Held(msgspec.Struct, frozen=True):
    """A question at the body that holds the data: who asks, the committed question, the blinded bytes until answered.

    `day` is the holder's own day, by which the asker's budget is counted.
    """

    peer: str
    day: date
    taken: Taken
    blinded: bytes


class Asked(msgspec.Struct, frozen=True):
    """A question at the body that asks. Subjects and key are needed until the answer is here, and gone then.

    `prepared` and `answer` are what came back until it is read; `refused` is the code of the problem where the other
    body did not take the question or gave no answer; `message` the number of the message that asked.
    """

    peer: str
    question: Question
    at: datetime
    subjects: Subjects | None
    key: bytes = b""
    leads: tuple[Lead, ...] = ()
    answered_at: datetime | None = None
    refused: str = ""
    message: int = 0
    prepared: bytes = b""
    answer: bytes = b""

    @property
    def state(self) -> str:
        """Return where the question stands: sent, came, read, refused."""
        if self.refused:
            return "refused"
        if self.answered_at is not None:
            return "read"
        return "came" if self.answer else "sent"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing is left of it that is to be forgotten: neither subjects nor leads."""
        return self.state == "read" and not self.leads


class AskedBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a message of kind `blind.question`."""

    question: Question
    blinded: bytes


class AnswerBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a message of kind `blind.answer`: the holder's set and the answer, both blinded."""

    number: UUID
    prepared: bytes
    answer: bytes
