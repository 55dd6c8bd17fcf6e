"""Who sits at the workplace: signing in, the second factor, the account, the consent (SIO25-9, SIO25-10.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from almasu.kernel.parties.account import Role
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.text import Text

SessionToken = NewType("SessionToken", str)
"""The secret of one session, at least 128 random bits, as the cookie carries it. Never shown, never logged."""


class Stage(StrEnum):
    """How far a session has come. Only a READY one may do anything but finish coming in."""

    PROVING = "proving"
    CODE = "code"
    CONSENT = "consent"
    WORKPLACE = "workplace"
    """Come in, but the card of the workplace is not in force: nothing opens but the own account (SIO25-4.2)."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class ToSign:
    """An act waiting for its signature.

    `data` are the canonical bytes (RFC 8785, `almasu.kernel.signatures.act`), exactly what is signed; the page reads
    its plain words back from them. `signer_iin` pins the person's key (SIO25-12.2), None while nobody has signed in.
    """

    id: UUID
    purpose: ActPurpose
    data: bytes
    signer_iin: str | None
    expires: datetime


@dataclass(frozen=True, slots=True)
class SignInBegun:
    """A session in stage PROVING and the challenge it has to answer."""

    session: SessionToken
    challenge: ToSign


@dataclass(frozen=True, slots=True)
class CodeSent:
    """The second factor on its way: `phone` is masked (`+7 7** *** ** 12`), `resend_from` is when to ask again."""

    phone: str
    sent_at: datetime
    expires: datetime
    resend_from: datetime
    tries_left: int


@dataclass(frozen=True, slots=True)
class Person:
    """The account behind a session, read anew at every call. `name` is as in the certificate, never translated.

    `holds` is the role by its code; `asks` tells whether any ground of the law lets this role send requests (SIO25-2).
    """

    account: str
    name: str
    iin: str
    role: Text
    body: Text
    position: Text
    stage: Stage
    session_ends: datetime
    holds: Role = Role.OFFICER
    asks: bool = True


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session after both factors: a new token (the one before is dead), and who it belongs to."""

    session: SessionToken
    person: Person


@dataclass(frozen=True, slots=True)
class Consent:
    """The terms of use to be signed at first entry: heading and paragraphs of the edition in force (SIO25-10.1)."""

    edition: str
    heading: Text
    paragraphs: tuple[Text, ...]
    act: ToSign
    notice: Text | None = None
    """Said where the wording only stands in for one that is not at hand (SIO25-R21.6)."""
