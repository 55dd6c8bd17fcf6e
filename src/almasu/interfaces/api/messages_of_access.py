"""What the HTTP interface says and hears about applications, accounts and second factors."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from almasu.interfaces.api.messages import Line, Words
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import BlockReason, RefusalGround, Sanction
from almasu.law.typed import Typed

Long = Annotated[str, msgspec.Meta(max_length=1000)]
Code = Annotated[str, msgspec.Meta(max_length=40)]
Stated = Annotated[dict[Code, bool | Line], msgspec.Meta(max_length=60)]


class Visited(msgspec.Struct, frozen=True):
    """Who came with an EDS alone, as the certificate names them, and the session of the visit from now on."""

    session: str
    iin: str
    name: str


class FactorAsked(msgspec.Struct, frozen=True):
    """The EDS was proved; no code was sent, since the person has a bound authenticator. Either means will do."""

    means: tuple[str, ...]


class ApplicationForm(Typed, frozen=True):
    """An application as typed: `values` and `declared` by the codes of the form, `card` by those of the conditions."""

    kind: ApplicationKind
    values: Annotated[dict[Code, Long], msgspec.Meta(max_length=60)]
    declared: Annotated[tuple[Code, ...], msgspec.Meta(max_length=20)] = ()
    card: Stated = msgspec.field(default_factory=dict)
    head_iin: Line = ""
    order_number: Line = ""
    order_signed_at: datetime | None = None
    reason: BlockReason | None = None


class SignOffForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the head states of themselves."""

    position: Line
    name: Annotated[str, msgspec.Meta(max_length=300)]


class Declining(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the head sends it back."""

    words: Long


class Granting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The version of the application that the operator saw."""

    version: Annotated[int, msgspec.Meta(ge=1)]


class RefusalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The version the operator saw, the grounds, and what exactly is wrong."""

    version: Annotated[int, msgspec.Meta(ge=1)]
    grounds: Annotated[tuple[RefusalGround, ...], msgspec.Meta(max_length=3)] = ()
    words: Long = ""


class BlockForm(Typed, frozen=True):
    """A block of another person's account. `note` tells of a lost EDS who called and how they were recognised."""

    reason: BlockReason
    order_number: Line = ""
    order_signed_at: datetime | None = None
    note: Long = ""
    sanction: Sanction = Sanction.SUSPEND
    until: datetime | None = None


class Lifting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the operator lifts a block."""

    words: Long


class CardForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A workplace card as declared, by the codes of the conditions."""

    card: Stated


class FieldLine(msgspec.Struct, frozen=True):
    """One field of the form of an application."""

    code: str
    label: Words
    shape: str
    required: bool
    most: int
    cites: tuple[str, ...]


class ConditionLine(msgspec.Struct, frozen=True):
    """One condition of a workplace."""

    code: str
    says: Words
    check: str
    least: str
    unit: str
    keeps_out: bool
    cites: tuple[str, ...]


class OrganisationLine(msgspec.Struct, frozen=True):
    """One organisation of the directory."""

    bin: str
    name: Words
    code: str


class FormAnswer(msgspec.Struct, frozen=True):
    """The form in force for a kind, the conditions of a workplace, the directory. `notice` marks a stand-in."""

    edition: str
    version: str
    title: Words
    notice: Words | None
    fields: tuple[FieldLine, ...]
    conditions: tuple[ConditionLine, ...]
    organisations: tuple[OrganisationLine, ...]
    renewed_after_days: int


class CardAnswer(msgspec.Struct, frozen=True):
    """A workplace card: what is stated, which conditions are not kept, and when it must be renewed."""

    stated: dict[str, str | bool]
    unkept: tuple[str, ...]
    declared_at: datetime
    expires_at: datetime
    expired: bool


class ApplicationAnswer(msgspec.Struct, frozen=True):
    """An application as it stands. `overdue`: waits or waited past `due_at`; `late`: sent too long after the order."""

    id: UUID
    number: str
    version: int
    kind: str
    state: str
    edition: str
    form: str
    iin: str
    fields: dict[str, str]
    declared: tuple[str, ...]
    certificate_name: str
    submitted_at: datetime
    arrived_at: datetime | None
    due_at: datetime | None
    overdue: bool
    order_number: str
    order_signed_at: datetime | None
    order_due: datetime | None
    late: bool
    head_name: str
    head_position: str
    head_certificate_name: str
    card: CardAnswer | None
    reason: str
    sanction: str
    until: datetime | None
    note: str
    decided_at: datetime | None
    grounds: tuple[str, ...]
    words: str
    refusal_act: UUID | None


class AccountLine(msgspec.Struct, frozen=True):
    """One account, as an office sees it."""

    id: UUID
    name: str
    position: Words
    role: str
    body_bin: str
    state: str
    consent_signed_at: datetime | None


class BlockLine(msgspec.Struct, frozen=True):
    """One block of an account: `state` is blocked while it is in force, lifted after."""

    number: str
    state: str
    reason: str
    sanction: str
    since: datetime
    until: datetime | None
    note: str
    lifted_at: datetime | None
    lifted_because: str


class AccountAnswer(msgspec.Struct, frozen=True):
    """The card of an account. `asked_before_consent`: whether a request passed between registration and consent."""

    account: AccountLine
    registered_at: datetime | None
    application: str
    consent_version: str
    asked_before_consent: bool
    blocks: tuple[BlockLine, ...]
    workplace: CardAnswer | None
    workplace_in_force: bool
    authenticators: int


class AbsentLine(msgspec.Struct, frozen=True):
    """Somebody who has not entered for two months."""

    account: AccountLine
    last_entry: datetime


class PasswordAnswer(msgspec.Struct, frozen=True):
    """The monthly change of the EDS password, in Astana time: `state` is kept, reminded or overdue."""

    state: str
    since: datetime
    remind_from: datetime
    stop_from: datetime


class AuthenticatorLine(msgspec.Struct, frozen=True):
    """One bound authenticator."""

    id: UUID
    model: str
    synced: bool
    added_at: datetime
    used_at: datetime | None


class OwnAccount(msgspec.Struct, frozen=True):
    """One's own registration."""

    account: AccountLine
    consent_version: str
    card: CardAnswer | None
    password: PasswordAnswer | None
    authenticators: tuple[AuthenticatorLine, ...]


class Challenge(msgspec.Struct, frozen=True):
    """A challenge for an authenticator: `options` go to `navigator.credentials` as they are (WebAuthn JSON form)."""

    act: UUID
    options: dict[str, Any]
    expires: datetime


class AuthenticatorSays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an authenticator answered to the challenge of an act: `PublicKeyCredential.toJSON()`."""

    act: UUID
    answer: dict[str, Any]
