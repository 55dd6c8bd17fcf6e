"""What the server expects to have been signed, and whether content is that act (step 0)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.reasons import act as reasons
from almasu.kernel.signatures.reasons.reason import Reason, Stopped
from almasu.law import moment

MOST_CLOCK_SKEW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must agree.

    `purpose`, `audience` ("zone/node"), `iin` (12 digits) and `nonce` (32 hexadecimal digits) are those of the
    challenge; `iin` is empty in a sign-in, where the key itself says who comes. `names_certificate` demands
    signingCertificateV2, which fresh signatures of NCALayer carry.
    """

    purpose: ActPurpose
    audience: str
    iin: str
    nonce: str
    names_certificate: bool = True


def check_act(content: bytes, expected: Expectation, at: datetime) -> None:
    """Make sure that content is the expected act and alive at the moment; Stopped with a reason of step 0."""
    fields = _fields(content)
    for reason, name, wanted in _wanted(expected):
        found = fields.get(name)
        if not isinstance(found, str) or not hmac.compare_digest(found.encode(), wanted.encode()):
            raise Stopped(reason, found=str(found)[:64], expected=wanted)
    try:
        issued, expires = moment.read(str(fields.get("issued"))), moment.read(str(fields.get("expires")))
    except ValueError as bad:
        raise Stopped(reasons.UNREADABLE) from bad
    if at > expires:
        raise Stopped(reasons.EXPIRED, expires=moment.written(expires))
    if at < issued - MOST_CLOCK_SKEW:
        raise Stopped(reasons.NOT_YET, issued=moment.written(issued))


def difference(content: bytes, expected: Expectation) -> Stopped | None:
    """Return how another act differs from the expected one, or None where it is no act or agrees in every name.

    It makes a refusal clearer: a person who signed the act of another window is told so.
    """
    try:
        fields = _fields(content)
    except Stopped:
        return None
    for reason, name, wanted in _wanted(expected):
        if fields.get(name) != wanted:
            return Stopped(reason, found=str(fields.get(name))[:64], expected=wanted)
    return None


def _wanted(expected: Expectation) -> tuple[tuple[Reason, str, str], ...]:
    """Return what is compared: the reason to give, the name in the act, the expected value."""
    return (
        (reasons.OTHER_PURPOSE, "purpose", expected.purpose.value),
        (reasons.OTHER_AUDIENCE, "audience", expected.audience),
        (reasons.OTHER_ACTOR, "actor", expected.iin),
        (reasons.OTHER_NONCE, "nonce", expected.nonce),
    )


def _fields(content: bytes) -> dict[str, object]:
    """Return the members of an act; Stopped where the content is not one of version 1."""
    try:
        found = msgspec.json.decode(content)
    except (ValueError, RecursionError) as bad:
        raise Stopped(reasons.UNREADABLE) from bad
    if not isinstance(found, dict) or (found.get("format"), found.get("version")) != ("almasu-act", 1):
        raise Stopped(reasons.UNREADABLE)
    return found
