"""The blind first step: a body learns which of its subjects another body knows, before any name moves (CIS-8.4).

The asker blinds its subjects and signs, before anything is answered, how many there are, for what they are asked and
what they are: the root of a tree over salted leaves. The holder answers a committed question alone, once, and counts
its size against the asker's budget of the day; it learns no subject and no hit. A hit is a lead: it says that a request
may be worth sending, it is proof of nothing, and it ends.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.problems_of_blind import (
    BUDGET_SPENT,
    NO_LEAD,
    NOT_COMMITTED,
    PURPOSE_MISSING,
    SUBJECTS_WRONG,
)
from almasu.kernel.journal.tree import root_of
from almasu.law.canonical import canonical_bytes

FEWEST = 20
"""Subjects of one question at least: about fewer an answer would say too much of each (house, serving CIS-8.4)."""
STEP = 100
"""Questions are filled up with subjects of nobody to a multiple of this, so that their size says little."""
MOST = 5_000
SALT_BYTES = 32
LEADS_LAST = timedelta(days=30)
"""Within the thirty days of an answer a lead is followed by a request, or it is forgotten (house, serving CIS-8.2)."""


class Subjects(msgspec.Struct, frozen=True):
    """Whom a question is about, as the asker alone keeps it: keys in a fixed order, and a salt of 32 bytes for each.

    `fillers` are those of the keys that are nobody's.
    """

    keys: tuple[str, ...]
    salts: tuple[bytes, ...]
    fillers: frozenset[str]

    def leaves(self) -> list[bytes]:
        """Return what stands for each subject in the commitment: nobody can try numbers against it without the salt."""
        return [leaf_of(key, salt) for key, salt in zip(self.keys, self.salts, strict=True)]

    def root(self) -> bytes:
        """Return the root of the tree over the leaves (RFC 6962), 32 bytes."""
        return root_of(self.leaves())


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the asking body signs before it is answered.

    `asking` and `asked` are nodes, `body` the body of the other node whose subjects are meant. `root` commits it to its
    subjects, `blinded` is the SHA-256 of the blinded bytes that are sent, `size` the number of subjects with the
    fillers, by which its budget is counted.
    """

    number: UUID
    asking: str
    asked: str
    day: date
    purpose: str
    size: int
    root: bytes
    blinded: bytes
    body: str = ""

    def signed_bytes(self) -> bytes:
        """Return the canonical bytes that the asking body signs (RFC 8785)."""
        return canonical_bytes(
            {
                "number": str(self.number),
                "asking": self.asking,
                "asked": self.asked,
                "day": self.day.isoformat(),
                "purpose": self.purpose,
                "size": self.size,
                "root": self.root.hex(),
                "blinded": self.blinded.hex(),
                "body": self.body,
            }
        )


@dataclass(frozen=True, slots=True)
class Budget:
    """How many subjects one body may ask another about on a day, and by how many questions (house, serving CIS-8.4).

    All of a question's subjects count as new: the holder cannot see which of them were asked before.
    """

    subjects: int = 5_000
    questions: int = 20


class BlindState(StrEnum):
    """Where a question stands at the body that holds the data."""

    COMMITTED = "committed"
    ANSWERED = "answered"


class Taken(msgspec.Struct, frozen=True):
    """A committed question as the holder keeps it; `answer` is the SHA-256 of what it answered."""

    question: Question
    came_at: datetime
    state: BlindState = BlindState.COMMITTED
    answer: bytes = b""


class Lead(msgspec.Struct, frozen=True):
    """A subject of the asker's own that the holder seems to know; until it is verified by a request it is only that."""

    question: UUID
    key: str
    until: datetime


def chosen(keys: Iterable[str], salts: Sequence[bytes]) -> Subjects:
    """Return the subjects of a question, each once, filled up; as many salts are needed as `filled_size` tells.

    Problem `cis.blind.subjects` for fewer than 20 or more than 5,000. Fillers are made of their salts.
    """
    own = sorted({key.strip() for key in keys} - {""})
    if not FEWEST <= len(own) <= MOST:
        raise SUBJECTS_WRONG.at("subjects", fewest=str(FEWEST), most=str(MOST), given=str(len(own)))
    wanted = filled_size(len(own))
    if len(salts) != wanted or any(len(salt) != SALT_BYTES for salt in salts):
        raise ValueError(f"{wanted} salts of {SALT_BYTES} bytes are needed")
    fillers = [hashlib.sha256(salt).hexdigest() for salt in salts[len(own) :]]
    both = sorted(zip([*own, *fillers], salts, strict=True), key=lambda pair: leaf_of(*pair))
    return Subjects(tuple(key for key, _ in both), tuple(salt for _, salt in both), frozenset(fillers))


def filled_size(subjects: int) -> int:
    """Return the size of a question about so many subjects once it is filled up."""
    return -(-subjects // STEP) * STEP


def leaf_of(key: str, salt: bytes) -> bytes:
    """Return the leaf that stands for a subject, 32 bytes."""
    return hmac.new(salt, key.encode(), hashlib.sha256).digest()


def must_state_purpose(question: Question) -> Question:
    """Return a question that says for what it is asked; Problem `cis.blind.purpose`."""
    if not question.purpose.strip():
        raise PURPOSE_MISSING.at("purpose")
    return question


def taken(question: Question, known: Sequence[Taken], budget: Budget, at: datetime) -> Taken:
    """Return a question as committed to; the same one again is what it was.

    `known` are all questions of this asker to this holder that came on the same day, by the holder's own calendar: the
    day that the asker writes does not choose its budget. Problems `cis.blind.subjects`, `cis.blind.purpose`,
    `cis.blind.budget`; `cis.blind.not_committed` for another question of a number that is taken.
    """
    before = next((one for one in known if one.question.number == question.number), None)
    if before is not None:
        if before.question != question:
            raise NOT_COMMITTED.at()
        return before
    must_state_purpose(question)
    if question.size % STEP or not STEP <= question.size <= MOST:
        raise SUBJECTS_WRONG.at("subjects", fewest=str(FEWEST), most=str(MOST), given=str(question.size))
    spent = sum(one.question.size for one in known)
    if len(known) >= budget.questions or spent + question.size > budget.subjects:
        raise BUDGET_SPENT.at("subjects", most=str(budget.subjects), spent=str(spent), questions=str(budget.questions))
    return Taken(question, at)


def must_answer(one: Taken, blinded: bytes) -> Taken:
    """Make sure that what is to be answered is what was committed to; Problem `cis.blind.not_committed`."""
    if not hmac.compare_digest(hashlib.sha256(blinded).digest(), one.question.blinded):
        raise NOT_COMMITTED.at()
    return one


def answered(one: Taken, answer: bytes) -> Taken:
    """Return a question as answered; Problem `cis.blind.not_committed` where another answer was given before."""
    digest = hashlib.sha256(answer).digest()
    if one.state is BlindState.ANSWERED and one.answer != digest:
        raise NOT_COMMITTED.at()
    return replace(one, state=BlindState.ANSWERED, answer=digest)


def leads(question: Question, subjects: Subjects, hits: Iterable[int], at: datetime) -> tuple[Lead, ...]:
    """Return the leads among the subjects of a question, by their places in it; a filler is never one.

    ValueError for subjects that are not those of the question: nothing is read from an answer to something else.
    """
    if not hmac.compare_digest(subjects.root(), question.root):
        raise ValueError("these are not the subjects that the question was committed to")
    keys = (subjects.keys[place] for place in sorted(set(hits)) if 0 <= place < len(subjects.keys))
    return tuple(Lead(question.number, key, at + LEADS_LAST) for key in keys if key not in subjects.fillers)


def must_lead(known: Mapping[str, Lead], key: str, at: datetime) -> Lead:
    """Return the lead that a request about a subject follows; Problem `cis.blind.no_lead` where none stands."""
    lead = known.get(key)
    if lead is None or at >= lead.until:
        raise NO_LEAD.at("subject")
    return lead
