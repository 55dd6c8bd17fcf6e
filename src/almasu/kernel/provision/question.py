"""A question of the Agency to a body's object and its one answer, with everything they rested on (FMA-3.1, FMA-3.3).

One query has one answer. A silent system is asked again at growing intervals; every try is kept. Where an answer could
not be taken any more, whoever asked withdraws the question: nothing else ends it then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.papers.paper import Paper
from almasu.kernel.provision.delivery import NotCounted
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.problems_of_asking import ANSWERED_ALREADY, QUESTION_WITHDRAWN
from almasu.kernel.provision.way import Way

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=12)
MOST_TRIES = 200
ASKED_WAYS = frozenset({Way.INTEGRATION, Way.REQUEST_ANSWER})
"""The ways by which a system is asked: over the state network, one object at a time."""


class AskingState(StrEnum):
    """Where a question stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    INCOMPLETE = "incomplete"
    """Answered without something that the act promises."""
    REFUSED = "refused"
    """The body declined in words of its own, or what came could not be taken."""
    WITHDRAWN = "withdrawn"
    """The Agency took it back before it was answered: nobody owes an answer, and none is taken."""


class Question(msgspec.Struct, frozen=True):
    """What was asked: of which set of which body, by which key, for which purpose and material, under which act.

    `fields` are those the act covers, `cut` those asked for beyond it; `way` and `impossible` are what the ladder said;
    `digest` is the SHA-256 of the signed act's bytes.
    """

    number: str
    body: str
    data_set: str
    key: str
    value: str
    fields: tuple[str, ...]
    cut: tuple[str, ...]
    purpose: Purpose
    material: UUID
    why: str
    way: Way
    impossible: tuple[Way, ...]
    version: int
    by: UUID
    asker: str
    at: datetime
    due: datetime
    digest: str


class Try(msgspec.Struct, frozen=True):
    """One try of a system that gave no answer: when, the permanent word of why, whether asking again may help."""

    at: datetime
    reason: str
    retriable: bool


class Stopped(msgspec.Struct, frozen=True):
    """That a question was not put to the system at its turn: when last, the code of what stood in the way.

    `times` is how many turns in a row went by so.
    """

    at: datetime
    code: str
    times: int


class Withdrawn(msgspec.Struct, frozen=True):
    """How a question was withdrawn: when, by which account, why; `because` is what stood in the way of an answer then.

    None where an answer could still have come.
    """

    at: datetime
    by: UUID
    why: str
    because: NotCounted | None = None


class Given(msgspec.Struct, frozen=True):
    """The answer: when, by whom ("system:..." or "account:..."), how many rows, where they are kept, what lacks.

    `cut` are names of fields that came beyond the act; `words` are the body's own where it declined.
    """

    at: datetime
    by: str
    rows: int
    received: UUID | None
    sha256: str
    lacks: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    words: str = ""


class Asking(msgspec.Struct, frozen=True):
    """What the paper of a question says: `verdicts` of asking and of giving, by rule; tries, and turns let go by."""

    question: Question
    obligation: UUID
    verdicts: Mapping[str, str]
    tries: tuple[Try, ...] = ()
    given: Given | None = None
    given_verdicts: Mapping[str, str] = {}
    stopped: Stopped | None = None
    withdrawn: Withdrawn | None = None

    @property
    def waits(self) -> bool:
        """Tell whether it waits for its answer."""
        return self.given is None and self.withdrawn is None

    @property
    def ended_at(self) -> datetime | None:
        """Return when it was answered or withdrawn, None while it waits."""
        ended = self.given or self.withdrawn
        return None if ended is None else ended.at


def asking_in(paper: Paper) -> Asking:
    """Return the question that a paper holds."""
    return msgspec.json.decode(paper.data, type=Asking)


def number_of(paper: UUID, at: datetime) -> str:
    """Return the number of a question as people say it: the day and the head of its id."""
    return f"{at:%Y%m%d}-{paper.hex[:6].upper()}"


def must_wait(asking: Asking) -> None:
    """Make sure that a question waits for its answer; Problems `provision.answer.given`, `.withdrawn`."""
    if asking.given is not None:
        raise ANSWERED_ALREADY.at()
    if asking.withdrawn is not None:
        raise QUESTION_WITHDRAWN.at()


def next_try(asking: Asking) -> datetime | None:
    """Return when the system is to be asked next; None where asking again cannot help."""
    if not asking.waits or len(asking.tries) >= MOST_TRIES:
        return None
    tried = _after_tries(asking)
    if tried is None or asking.stopped is None:
        return tried
    return max(tried, asking.stopped.at + _wait(asking.stopped.times))


def stopped_again(asking: Asking, code: str, at: datetime) -> Asking:
    """Return a question whose turn went by because of a problem: it comes again later and later, and never ends so."""
    times = 1 if asking.stopped is None else asking.stopped.times + 1
    return replace(asking, stopped=Stopped(at, code, times))


def clerk_may_answer(asking: Asking) -> bool:
    """Tell whether a clerk may answer: the face of request and answer where the system kept silent (FMA-3.3)."""
    return asking.waits and asking.question.way is Way.REQUEST_ANSWER and bool(asking.tries)


def _after_tries(asking: Asking) -> datetime | None:
    if not asking.tries:
        return asking.question.at
    last = asking.tries[-1]
    return last.at + _wait(len(asking.tries)) if last.retriable else None


def _wait(times: int) -> timedelta:
    return min(FIRST_WAIT * (1 << min(times - 1, 10)), LONGEST_WAIT)
