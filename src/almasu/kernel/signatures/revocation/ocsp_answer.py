"""Reading an OCSP answer strictly (RFC 6960, 4.2): what it says, not yet whether it is true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.signatures.asn1.reader import (
    ENUMERATED,
    GENERALIZED_TIME,
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    DerError,
    DerFault,
    Element,
    Reader,
    whole,
)
from almasu.kernel.signatures.certificate import read_algorithm, read_extension
from almasu.kernel.signatures.reasons import revocation as reasons
from almasu.kernel.signatures.reasons.reason import Stopped

BASIC = "1.3.6.1.5.5.7.48.1.1"
NONCE = "1.3.6.1.5.5.7.48.1.2"
MOST_BYTES = 64 * 1024
CERTIFICATE_HOLD = 6


@dataclass(frozen=True, slots=True)
class Single:
    """One SingleResponse: about which certificate, the status tag (0 good, 1 revoked, 2 unknown), and its times."""

    about: bytes
    status: int
    revoked_at: datetime | None
    hold: bool
    this_update: datetime
    next_update: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One BasicOCSPResponse. `responder` is the ResponderID: its tag 0xA1 (by name) or 0xA2 (by key) and its value."""

    signed_part: bytes
    responder: tuple[int, bytes]
    singles: tuple[Single, ...]
    nonce: bytes | None
    seal: str
    signature: bytes
    certificates: tuple[bytes, ...]


def read_answer(answer: bytes) -> Answer:
    """Read an OCSPResponse; Stopped where the responder declined."""
    if len(answer) > MOST_BYTES:
        raise DerError(DerFault.TOO_BIG)
    outer = whole(answer).inside(SEQUENCE)
    status = outer.take(ENUMERATED).integer(ENUMERATED)
    if status != 0:
        raise Stopped(reasons.OCSP_REFUSED, status=str(status))
    holder = outer.take(0xA0).inside(0xA0).take(SEQUENCE).inside(SEQUENCE)
    outer.end()
    if holder.take(OID).oid() != BASIC:
        raise DerError(DerFault.VALUE, "response type")
    basic = whole(holder.take(OCTET_STRING).content).inside(SEQUENCE)
    signed_part = basic.take(SEQUENCE)
    seal = read_algorithm(basic.take(SEQUENCE))
    signature = basic.next().bits()
    field = basic.maybe(0xA0)
    basic.end()
    certificates = () if field is None else _enclosed(field)
    return _read_data(signed_part, seal, signature, certificates)


def _enclosed(field: Element) -> tuple[bytes, ...]:
    """Return the raw certificates of the answer, at most four."""
    return tuple(one.raw for one in field.inside(0xA0).take(SEQUENCE).inside(SEQUENCE).all(4))


def _read_data(signed_part: Element, seal: str, signature: bytes, certificates: tuple[bytes, ...]) -> Answer:
    """Read the ResponseData."""
    reader = signed_part.inside(SEQUENCE)
    version = reader.maybe(0xA0)
    if version is not None and version.inside(0xA0).take(INTEGER).integer() != 0:
        raise DerError(DerFault.VALUE, "version")
    responder = _responder_id(reader)
    reader.take(GENERALIZED_TIME).time()
    singles = tuple(_single(one) for one in reader.take(SEQUENCE).inside(SEQUENCE).all(16))
    field = reader.maybe(0xA1)
    reader.end()
    nonce = None if field is None else _nonce(field)
    return Answer(signed_part.raw, responder, singles, nonce, seal, signature, certificates)


def _responder_id(reader: Reader) -> tuple[int, bytes]:
    """Return the ResponderID: the DER name, or the key hash."""
    element = reader.next()
    if element.tag == 0xA1:
        return 0xA1, element.inside(0xA1).take(SEQUENCE).raw
    return 0xA2, element.inside(0xA2).take(OCTET_STRING).content


def _single(element: Element) -> Single:
    """Read one SingleResponse."""
    reader = element.inside(SEQUENCE)
    about = reader.take(SEQUENCE).raw
    status = reader.next()
    revoked_at, hold = None, False
    if status.tag == 0xA1:
        revoked_at, hold = _revoked(status.inside(0xA1))
    elif status.tag not in (0x80, 0x82):
        raise DerError(DerFault.UNEXPECTED, "status")
    this_update = reader.take(GENERALIZED_TIME).time()
    following = reader.maybe(0xA0)
    next_update = None if following is None else following.inside(0xA0).take(GENERALIZED_TIME).time()
    return Single(about, status.tag & 0x1F, revoked_at, hold, this_update, next_update)


def _revoked(reader: Reader) -> tuple[datetime, bool]:
    """Return when a certificate was revoked and whether it is only on hold."""
    revoked_at = reader.take(GENERALIZED_TIME).time()
    reason = reader.maybe(0xA0)
    code = None if reason is None else reason.inside(0xA0).take(ENUMERATED).integer(ENUMERATED)
    return revoked_at, code == CERTIFICATE_HOLD


def _nonce(field: Element) -> bytes | None:
    """Return the nonce of the answer; an OCTET STRING inside the extension (RFC 8954, 2.1)."""
    for one in field.inside(0xA1).take(SEQUENCE).inside(SEQUENCE).all(16):
        name, _, value = read_extension(one)
        if name == NONCE:
            return whole(value).octets()
    return None
