"""Reading an act back from its canonical bytes: the check page shows what is signed, not what was typed (DESIGN 3.2).

Strict on purpose: bytes that hold anything this page would not show are not offered for signature at all.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from almasu.interfaces.portal.views.people import ToSign
from almasu.kernel.grounds.asked import Tie
from almasu.kernel.resources import KeyKind
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.canonical import Json, sha256_hex
from almasu.law.problem import Fault
from almasu.law.text import Text


class _Human(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kk: str
    ru: str
    en: str


class SignedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The subject as the act names it."""

    kind: KeyKind
    value: str


class SignedSubject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the act says of one subject; `detail_of` is the earlier request, `countersigned` the head's paper."""

    key: SignedKey
    justification: str
    resources: tuple[int, ...]
    notes: dict[str, str] = {}
    detail_of: str = ""
    ties: tuple[Tie, ...] = ()
    countersigned: str = ""


class SignedRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a REQUEST act (`almasu.interfaces.portal.desk.Asking.prepare`)."""

    ground: str
    purpose: str
    task: str
    subjects: tuple[SignedSubject, ...]

    def resources(self) -> tuple[int, ...]:
        """Return the registers that any subject is asked in, ascending."""
        return tuple(sorted({number for one in self.subjects for number in one.resources}))

    def notes(self) -> dict[str, str]:
        """Return the notes on registers, those of earlier subjects first."""
        return {number: note for one in reversed(self.subjects) for number, note in one.notes.items()}


class _SignedAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    purpose: ActPurpose
    audience: str
    actor: str
    object: str
    body: msgspec.Raw
    attachments: dict[str, str]
    edition: str
    human: _Human
    nonce: str
    issued: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class ReadAct:
    """What the bytes say: `body` is what the act holds, `request` the same of a REQUEST.

    `data` and `base64` are the very bytes.
    """

    purpose: ActPurpose
    audience: str
    actor: str
    object_id: str
    edition: str
    human: Text
    nonce: str
    issued: datetime
    expires: datetime
    attachments: tuple[tuple[str, str], ...]
    body: dict[str, Json]
    request: SignedRequest | None
    data: str
    base64: str
    sha256: str


def _request(body: msgspec.Raw) -> SignedRequest:
    """Return what a request's act asks: written for one subject, or for several under `subjects`."""
    said = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    if "subjects" in said:
        return msgspec.json.decode(body, type=SignedRequest)
    own = {name: said.pop(name) for name in tuple(said) if name not in ("ground", "purpose", "task")}
    return msgspec.json.decode(msgspec.json.encode({**said, "subjects": [own]}), type=SignedRequest)


def read_act(act: ToSign) -> ReadAct:
    """Return what the person is about to sign; Fault where the bytes say something we could not show."""
    try:
        said = msgspec.json.decode(act.data, type=_SignedAct)
        body = msgspec.json.decode(said.body, type=dict[str, Any])
        request = None
        if said.purpose is ActPurpose.REQUEST:
            request = _request(said.body)
    except (msgspec.DecodeError, RecursionError) as why:
        raise Fault("the bytes to sign are not an act this portal can show") from why
    if said.format != "almasu-act" or said.version != 1 or said.purpose is not act.purpose:
        raise Fault("the bytes to sign are of another form or purpose than offered")
    return ReadAct(
        purpose=said.purpose,
        audience=said.audience,
        actor=said.actor,
        object_id=said.object,
        edition=said.edition,
        human=Text(said.human.kk, said.human.ru, said.human.en),
        nonce=said.nonce,
        issued=said.issued,
        expires=said.expires,
        attachments=tuple(sorted(said.attachments.items())),
        body=body,
        request=request,
        data=act.data.decode(),
        base64=base64.b64encode(act.data).decode(),
        sha256=sha256_hex(act.data),
    )
