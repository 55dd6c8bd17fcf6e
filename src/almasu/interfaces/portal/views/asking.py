"""What can be asked and whether it may be: catalogue, form, decision (SIO25-2, SIO25-3.1, SIO25-4.1, SIO25-A1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind, Sensitivity
from almasu.law.rule import Finding
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose in a form, such as a ground or a purpose, with the clauses that offer it.

    `name` is somebody's own and stands before the label where several may be ticked.
    """

    code: str
    label: Text
    cites: tuple[str, ...] = ()
    name: str = ""


class RegisterState(StrEnum):
    """How a register does at this moment. A DOWN register may still be asked: the answer then comes later.

    An ABSENT one is not connected to the node and cannot be chosen (SIO25-11).
    """

    OPEN = "open"
    SLOW = "slow"
    DOWN = "down"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class ResourceOffer:
    """One of the 52 resources of annex 2 as offered to this person; `number` is its number in the annex."""

    number: int
    name: Text
    owner: Text
    keys: tuple[KeyKind, ...]
    sensitivity: Sensitivity
    truncated: bool
    hit_first: bool
    state: RegisterState
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceGroup:
    """Resources that are looked for together (people, companies, property ...)."""

    code: str
    label: Text
    resources: tuple[ResourceOffer, ...]


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form in the names of the resources and what it stands for (SIO25-A2.n1)."""

    short: Text
    name: Text


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All a person may choose from while composing a request."""

    grounds: tuple[Choice, ...]
    purposes: tuple[Choice, ...]
    key_kinds: tuple[Choice, ...]
    groups: tuple[ResourceGroup, ...]
    abbreviations: tuple[ShortForm, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognisedKey:
    """What something typed can be: a kind of key and its normalised value, or why it is not one after all.

    `wrong` is set where the digits are nearly an IIN or a BIN (one too few, a check digit that
    fails): the page says so beside the field; `warnings` are what is odd without being wrong. Where a character that
    nobody sees stands among them, `wrong` names it and its place and `remedy` says what to do.
    """

    kind: KeyKind
    value: str
    wrong: Text | None = None
    warnings: tuple[Text, ...] = ()
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class ResourceNote:
    """A word of the officer on one chosen resource: why just this register, or what is looked for there."""

    number: int
    note: str


@dataclass(frozen=True, slots=True)
class FurtherSubject:
    """One more subject as typed, with its own justification; it is asked in the chosen registers its key fits."""

    kind: KeyKind | None
    subject: str
    justification: str


@dataclass(frozen=True, slots=True)
class RequestForm:
    """A request as typed, not yet checked. `subject_kind` None: recognise it. Empty strings: not filled in.

    Names for `Problem.where`: subject, subject_kind, ground, purpose, justification, task, resources, notes; of the
    further subject at place 2: further-2-subject, further-2-justification. `detail_of` is the request whose hits the
    detail is asked of, `countersigned` the paper that the head signed.
    """

    subject_kind: KeyKind | None
    subject: str
    ground: str
    purpose: str
    justification: str
    task: str
    resources: tuple[int, ...]
    notes: tuple[ResourceNote, ...] = ()
    further: tuple[FurtherSubject, ...] = ()
    detail_of: UUID | None = None
    countersigned: UUID | None = None


@dataclass(frozen=True, slots=True)
class SubjectDecision:
    """What the rules say of one subject and the registers that it is asked in."""

    key: SubjectKey
    resources: tuple[int, ...]
    allowed: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to "may I?", under the edition of the day: for each subject every rule with its verdict.

    `lacks_head` tells that nothing but the head's signature stands in the way.
    """

    allowed: bool
    at: datetime
    edition: Text
    subjects: tuple[SubjectDecision, ...]
    lacks_head: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was said of all subjects together."""
        return tuple(finding for subject in self.subjects for finding in subject.findings)
