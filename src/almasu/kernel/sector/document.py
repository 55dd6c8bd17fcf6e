"""A document of the sector on its way: written, consented to by the head, sent, returned, corrected, sent again.

Threat alerts, incident cards, requests, answers and vulnerability alerts take the same path; `Course` says in what they
differ. Every step returns the next document; whoever may not take it, or not now, gets a Problem and nothing changes.
A consent is for one edition: what is written anew needs a new one, so nothing leaves an organisation that its head has
not seen (ASOI-10, ASOI-11, ASOI-12, ASOI-14.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.sector.parties import Actor, Duty
from almasu.kernel.sector.problems import (
    ANOTHER_EDITION,
    NOT_RETURNABLE,
    NOT_THEIR_DUTY,
    OWN_CONSENT,
    WORDS_NEEDED,
    WRONG_STAGE,
)

LEAST_WORDS = 3
FIRST_EDITION = 1


class DocumentKind(StrEnum):
    """Kinds of documents. The list only grows."""

    THREAT_ALERT = "threat_alert"
    VULNERABILITY_ALERT = "vulnerability_alert"
    INCIDENT_CARD = "incident_card"
    REQUEST = "request"
    ANSWER = "answer"


class Stage(StrEnum):
    """Where a document stands."""

    DRAFT = "draft"
    AT_HEAD = "at_head"
    """The head's consent is asked for."""
    SENT = "sent"
    RETURNED = "returned"
    """The sectoral centre returned it: something is missing."""
    WITHDRAWN = "withdrawn"
    """A draft its author gave up; nobody else ever saw it."""


@dataclass(frozen=True, slots=True)
class Course:
    """In what the path of a kind differs: whose it is, whether the centre may return it, the clauses it rests on.

    `of_centre` is what the centre alone writes, `centre_too` what it writes as organisations do; `grows` tells whether
    a sent one may be written anew.
    """

    of_centre: bool
    returnable: bool
    cites: tuple[str, ...]
    centre_too: bool = False
    grows: bool = True


COURSES: Mapping[DocumentKind, Course] = MappingProxyType(
    {
        DocumentKind.THREAT_ALERT: Course(of_centre=False, returnable=True, cites=("ASOI-10", "ASOI-15")),
        DocumentKind.VULNERABILITY_ALERT: Course(of_centre=True, returnable=False, cites=("ASOI-3.5",)),
        DocumentKind.INCIDENT_CARD: Course(of_centre=False, returnable=True, cites=("ASOI-12", "ASOI-15")),
        DocumentKind.REQUEST: Course(of_centre=False, returnable=False, cites=("ASOI-3.7", "ASOI-11"), grows=False),
        DocumentKind.ANSWER: Course(of_centre=False, returnable=True, cites=("ASOI-14.2", "ASOI-15"), centre_too=True),
    }
)


class Consent(msgspec.Struct, frozen=True):
    """The head's consent: who, to which edition, when, under which signed act."""

    head: UUID
    edition: int
    at: datetime
    act: UUID


class Remark(msgspec.Struct, frozen=True):
    """What was said when a document went back: by the head to the author, or by the centre to the organisation."""

    by: UUID
    edition: int
    at: datetime
    words: str
    of_centre: bool


class Sending(msgspec.Struct, frozen=True):
    """An edition as it left: what recipients see, whatever is being written meanwhile."""

    edition: int
    content: bytes
    at: datetime


class Document(msgspec.Struct, frozen=True):
    """One document.

    `organisation` is its BIN, empty for the sectoral centre; `author` who wrote the present edition; `content` the
    encoded text of its kind; `correct_by` until when a returned one must be sent again.
    """

    kind: DocumentKind
    organisation: str
    author: UUID
    edition: int
    stage: Stage
    content: bytes
    written_at: datetime
    consents: tuple[Consent, ...] = ()
    sendings: tuple[Sending, ...] = ()
    remarks: tuple[Remark, ...] = ()
    correct_by: datetime | None = None

    @property
    def course(self) -> Course:
        """Return the path of its kind."""
        return COURSES[self.kind]

    @property
    def is_out(self) -> bool:
        """Tell whether others than its organisation have received an edition of it."""
        return bool(self.sendings)

    @property
    def seen_by_others(self) -> Sending | None:
        """Return the edition others see: the last one that was sent."""
        return self.sendings[-1] if self.sendings else None

    @property
    def returned_at(self) -> datetime:
        """Return when the sectoral centre returned it last; when it was written where it never was."""
        return max((remark.at for remark in self.remarks if remark.of_centre), default=self.written_at)

    def is_late(self, at: datetime) -> bool:
        """Tell whether a returned document was not corrected in time (ASOI-15)."""
        return self.correct_by is not None and at > self.correct_by


def written(kind: DocumentKind, content: bytes, by: Actor, at: datetime) -> Document:
    """Return a new draft; Problem `sector.duty` where the person may not write one of this kind."""
    _must_write(kind, by.organisation, by)
    return Document(kind, by.organisation, by.account, FIRST_EDITION, Stage.DRAFT, content, at)


def rewritten(document: Document, content: bytes, by: Actor, at: datetime) -> Document:
    """Return the next edition: of a draft, of what came back, or of what was sent and has grown since.

    A request that was sent stays as its addressees received it: what else is asked is a request of its own.
    """
    _must_write(document.kind, document.organisation, by)
    if document.stage in (Stage.AT_HEAD, Stage.WITHDRAWN) or (document.is_out and not document.course.grows):
        raise WRONG_STAGE.at()
    stage = Stage.RETURNED if document.stage is Stage.RETURNED else Stage.DRAFT
    edition = document.edition + 1
    return replace(document, author=by.account, edition=edition, stage=stage, content=content, written_at=at)


def given_up(document: Document, by: Actor) -> Document:
    """Return the document without what was being written: an unsent one withdrawn, a sent one as others see it.

    What was returned cannot be given up: it must be corrected (ASOI-15).
    """
    _must_write(document.kind, document.organisation, by)
    if document.stage not in (Stage.DRAFT, Stage.AT_HEAD) or document.correct_by is not None:
        raise WRONG_STAGE.at()
    seen = document.seen_by_others
    if seen is None:
        return replace(document, stage=Stage.WITHDRAWN)
    return replace(document, stage=Stage.SENT, content=seen.content)


def put_to_head(document: Document, by: Actor) -> Document:
    """Return the document waiting for the head's consent."""
    _must_write(document.kind, document.organisation, by)
    if not document.organisation or document.stage not in (Stage.DRAFT, Stage.RETURNED):
        raise WRONG_STAGE.at()
    return replace(document, stage=Stage.AT_HEAD)


def sent_back(document: Document, words: str, by: Actor, at: datetime) -> Document:
    """Return the document with its author again, with what the head said."""
    by.must_be(Duty.HEAD_OF_SECURITY, document.organisation)
    if document.stage is not Stage.AT_HEAD:
        raise WRONG_STAGE.at()
    remark = Remark(by.account, document.edition, at, _said(words), of_centre=False)
    stage = Stage.DRAFT if document.correct_by is None else Stage.RETURNED
    return replace(document, stage=stage, remarks=(*document.remarks, remark))


def consented(document: Document, edition: int, act: UUID, by: Actor, at: datetime) -> Document:
    """Return the document sent with the head's consent to this very edition.

    Problems: `sector.duty`, `sector.stage`, `sector.own_consent`, `sector.another_edition`.
    """
    by.must_be(Duty.HEAD_OF_SECURITY, document.organisation)
    if document.stage is not Stage.AT_HEAD:
        raise WRONG_STAGE.at()
    if by.account == document.author:
        raise OWN_CONSENT.at()
    if edition != document.edition:
        raise ANOTHER_EDITION.at()
    consent = Consent(by.account, edition, at, act)
    return _sent(replace(document, consents=(*document.consents, consent)), at)


def published(document: Document, by: Actor, at: datetime) -> Document:
    """Return a document of the sectoral centre sent; it has no head of an organisation to ask (ASOI-3.5, ASOI-14.2)."""
    _must_write(document.kind, document.organisation, by)
    if document.organisation or document.stage is not Stage.DRAFT:
        raise WRONG_STAGE.at()
    return _sent(document, at)


def returned(document: Document, missing: str, correct_by: datetime, by: Actor, at: datetime) -> Document:
    """Return the document given back by the sectoral centre for what is missing, to be corrected by a moment.

    Problems: `sector.duty`, `sector.not_returnable`, `sector.stage`, `sector.words_needed`.
    """
    if not by.is_centre:
        raise NOT_THEIR_DUTY.at()
    if not document.course.returnable or not document.organisation:
        raise NOT_RETURNABLE.at()
    if document.stage is not Stage.SENT:
        raise WRONG_STAGE.at()
    remark = Remark(by.account, document.edition, at, _said(missing), of_centre=True)
    return replace(document, stage=Stage.RETURNED, remarks=(*document.remarks, remark), correct_by=correct_by)


def _sent(document: Document, at: datetime) -> Document:
    sending = Sending(document.edition, document.content, at)
    return replace(document, stage=Stage.SENT, sendings=(*document.sendings, sending), correct_by=None)


def _must_write(kind: DocumentKind, organisation: str, by: Actor) -> None:
    course = COURSES[kind]
    if course.of_centre or (course.centre_too and not organisation):
        by.must_be(Duty.SECTORAL_CENTRE, "")
    else:
        by.must_be(Duty.RESPONSIBLE_WORKER, organisation)


def _said(words: str) -> str:
    if len(words.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("words")
    return words.strip()
