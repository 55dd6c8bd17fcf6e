"""What the browser hands to a device for biometrics and what it brings back, as JSON in a field of a form (SIO25-9)."""

from __future__ import annotations

from uuid import UUID

import msgspec

from almasu.actions.biometrics import Asked
from almasu.kernel.parties.problems import BIOMETRICS_REFUSED
from almasu.kernel.parties.webauthn import creation_options, use_options


class DeviceAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page brings of a device: the act it answered for, and `PublicKeyCredential.toJSON()`."""

    act: UUID
    answer: msgspec.Raw


def asked_to_make(asked: Asked, relying_party: str) -> str:
    """Return what a device is asked for to be bound."""
    name = f"almasu-{asked.account.hex[:12]}"
    options = creation_options(relying_party, asked.account.bytes, name, asked.challenge, asked.known)
    return msgspec.json.encode({"act": str(asked.act.id), "create": options}).decode()


def asked_to_use(asked: Asked, relying_party: str) -> str:
    """Return what a bound device is asked for at an entry."""
    options = use_options(relying_party, asked.challenge, asked.known)
    return msgspec.json.encode({"act": str(asked.act.id), "use": options}).decode()


def answered(text: str) -> tuple[UUID, bytes]:
    """Return what a device answered, by the act it was asked for; Problem `biometrics.refused` where unreadable."""
    try:
        read = msgspec.json.decode(text, type=DeviceAnswer)
    except (msgspec.DecodeError, RecursionError):
        raise BIOMETRICS_REFUSED.at("answer") from None
    return read.act, bytes(read.answer)
