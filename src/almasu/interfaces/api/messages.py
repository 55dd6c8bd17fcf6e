"""What the HTTP interface says and hears, as typed messages: the OpenAPI description is made from these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.kernel.requests.bundle import MOST_READ
from almasu.kernel.resources import KeyKind

Cms = Annotated[bytes, msgspec.Meta(max_length=262_144, description="CMS SignedData, DER in base64")]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Number = Annotated[int, msgspec.Meta(ge=0, le=9999, description="a number of annex 2")]


class Words(msgspec.Struct, frozen=True):
    """One statement in three languages."""

    kk: str
    ru: str
    en: str


class ActToSign(msgspec.Struct, frozen=True):
    """An act waiting for its signature: sign exactly `data` before `expires`."""

    id: UUID
    purpose: str
    data: bytes
    human: Words
    expires: datetime


class SignInBegun(msgspec.Struct, frozen=True):
    """A session in which nothing is proved yet, and its challenge."""

    session: str
    challenge: ActToSign


class SignedAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signature over a prepared act."""

    act: UUID
    cms: Cms


class CodeSent(msgspec.Struct, frozen=True):
    """The code on its way to the masked number."""

    phone: str
    expires: datetime
    resend_from: datetime
    tries_left: int


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code as the person read it."""

    code: Annotated[str, msgspec.Meta(max_length=16)]


class SignedIn(msgspec.Struct, frozen=True):
    """The session after both factors; `consent_needed` before the first work."""

    session: str
    name: str
    role: str
    consent_needed: bool


class ResourceLine(msgspec.Struct, frozen=True):
    """One of the 52 resources; where it is not `offered`, the node has not connected it and refuses it (SIO25-11)."""

    number: int
    code: str
    name: Words
    owner: Words
    keys: tuple[KeyKind, ...]
    sensitivity: str
    truncated: bool
    hit_first: bool
    fields: tuple[str, ...]
    secret: Words | None
    offered: bool = True


class ResourceNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the detail of one sensitive resource is needed."""

    resource: Number
    note: Annotated[str, msgspec.Meta(max_length=500)]


class FurtherForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One more subject of a request, with its own justification.

    Without `resources` those of the request are asked that its key can ask.
    """

    subject: Line
    justification: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    resources: Annotated[tuple[Number, ...], msgspec.Meta(max_length=52)] = ()
    subject_kind: KeyKind | None = None
    detail_of: UUID | None = None
    countersigned: UUID | None = None
    notes: Annotated[tuple[ResourceNote, ...], msgspec.Meta(max_length=52)] = ()


class RequestForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request as typed. Leave `subject_kind` out to have the key recognised.

    `detail_of` names one's earlier request that found records in sensitive resources; `notes` say why the detail of
    each is needed. `further` are subjects beside the first one: ground, purpose and task are one for all.
    """

    subject: Line
    ground: Line = ""
    purpose: Line = ""
    justification: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    task: Annotated[str, msgspec.Meta(max_length=100)] = ""
    resources: Annotated[tuple[Number, ...], msgspec.Meta(max_length=52)] = ()
    subject_kind: KeyKind | None = None
    detail_of: UUID | None = None
    countersigned: UUID | None = None
    notes: Annotated[tuple[ResourceNote, ...], msgspec.Meta(max_length=52)] = ()
    further: Annotated[tuple[FurtherForm, ...], msgspec.Meta(max_length=MOST_READ - 1)] = ()


class FindingLine(msgspec.Struct, frozen=True):
    """What one rule says of the request, with its clauses."""

    rule: str
    kind: str
    cites: tuple[str, ...]
    says: Words
    verdict: str
    because: Words | None
    remedy: Words | None


class DecisionAnswer(msgspec.Struct, frozen=True):
    """The answer to "may I?". `further` are the decisions on further subjects; `allowed` is of all of them."""

    allowed: bool
    findings: tuple[FindingLine, ...]
    further: tuple[tuple[FindingLine, ...], ...] = ()


class RowLine(msgspec.Struct, frozen=True):
    """How one register's question stands."""

    exchange: UUID
    resource: int
    state: str
    records: int
    note: str
    attempts: int
    settled_at: datetime | None
    next_at: datetime | None
    leaf: str | None


class RequestAnswer(msgspec.Struct, frozen=True):
    """A request and its rows. `leaf` is its 32-byte commitment in the journal, `act` the SHA-256 of what was signed.

    `together` are the requests of one act of several subjects, this one among them, in the order of the act.
    """

    id: UUID
    accepted_at: datetime
    edition: str
    subject_kind: KeyKind
    subject: str
    task: str
    act: str
    leaf: str
    settled: bool
    rows: tuple[RowLine, ...]
    together: tuple[UUID, ...] = ()


class AnswerLine(msgspec.Struct, frozen=True):
    """One register's answer. `salt` opens the journal's commitment; `secret` is the protected secret it holds.

    `words` are the owner's own, or, where the exchange withheld the answer (note `withheld_near`), ours by the
    Accept-Language of whoever reads.
    """

    exchange: UUID
    resource: int
    state: str
    received_at: datetime
    records: tuple[dict[str, str | int | bool | None], ...]
    words: str
    answer: str
    salt: str
    secret: Words | None


class Dossier(msgspec.Struct, frozen=True):
    """All that came, every value under the exchange it came by. `mark`: confidential, official use (SIO22-A5.14)."""

    request: RequestAnswer
    answers: tuple[AnswerLine, ...]
    mark: Words
