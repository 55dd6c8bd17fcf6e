"""Revocation: an OCSP answer (RFC 6960) or lists (RFC 5280, 5). What cannot be relied on is Undecided, never good."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from almasu_verify.certificates import (
    AUTHORITY_KEY,
    CRL_SIGN,
    DIGITAL_SIGNATURE,
    Certificate,
    check_seal,
    extension,
    read_certificate,
    read_extensions,
)
from almasu_verify.der import (
    ENUMERATED,
    GENERALIZED_TIME,
    INTEGER,
    OCTETS,
    OID,
    SEQUENCE,
    UTC_TIME,
    Element,
    Reader,
    algorithm,
    whole,
)
from almasu_verify.faults import Refused, Undecided
from almasu_verify.keys import SHA256, sha256

BASIC, NONCE, OCSP_SIGNING = "1.3.6.1.5.5.7.48.1.1", "1.3.6.1.5.5.7.48.1.2", "1.3.6.1.5.5.7.3.9"
NUMBER, DELTA, REASON = "2.5.29.20", "2.5.29.27", "2.5.29.21"
CLOSE = timedelta(minutes=5)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - Python 3.10 runs this too


def check_ocsp(answer: bytes, serial: int, issuer: Certificate, nonce: bytes, at: datetime) -> None:
    """Make sure that an answer says the certificate is good at a moment."""
    try:
        status, revoked_at, since, following = _ocsp(answer, serial, issuer, nonce, at)
    except Refused as bad:
        raise Undecided(f"ocsp: {bad}") from bad
    if abs(at - since) > CLOSE or (following is not None and following < at):
        raise Undecided("ocsp.stale")
    if status == 1 and revoked_at is not None and revoked_at > EPOCH:
        raise Refused("revocation.revoked")
    if status != 0:
        raise Refused("revocation.unknown")


def _ocsp(
    answer: bytes, serial: int, issuer: Certificate, nonce: bytes, at: datetime
) -> tuple[int, datetime | None, datetime, datetime | None]:
    if len(answer) > 64 * 1024:
        raise Refused("too big")
    outer = whole(answer).inside()
    if outer.take(ENUMERATED).integer(ENUMERATED) != 0:
        raise Refused("declined")
    holder = outer.take(0xA0).inside(0xA0).take(SEQUENCE).inside()
    outer.end()
    if holder.take(OID).oid() != BASIC:
        raise Refused("response type")
    basic = whole(holder.take(OCTETS).content).inside()
    part, seal, signature = basic.take(SEQUENCE), algorithm(basic.take(SEQUENCE)), basic.next().bits()
    field = basic.maybe(0xA0)
    basic.end()
    enclosed = [] if field is None else [one.raw for one in field.inside(0xA0).take(SEQUENCE).inside().all(4)]
    reader = part.inside()
    version = reader.maybe(0xA0)
    if version is not None and version.inside(0xA0).take(INTEGER).integer() != 0:
        raise Refused("version")
    responder = reader.next()
    reader.take(GENERALIZED_TIME).time()
    singles = reader.take(SEQUENCE).inside().all(16)
    extensions = read_extensions(reader.maybe(0xA1))
    reader.end()
    echoed = extensions.get(NONCE)
    if echoed is None or whole(echoed[1]).must_be(OCTETS).content != nonce:
        raise Refused("nonce")
    single = _about(singles, serial, issuer)
    who = _responder(responder, [read_certificate(one) for one in enclosed], issuer)
    if who is not issuer:
        _check_delegation(who, issuer, at)
    if seal != who.key.suite.sealing or not who.key.signed(part.raw, signature):
        raise Refused("signature")
    return single


def _about(
    singles: list[Element], serial: int, issuer: Certificate
) -> tuple[int, datetime | None, datetime, datetime | None]:
    """Return status, moment of revocation, thisUpdate and nextUpdate of the one response about the certificate."""
    found = []
    for one in singles:
        reader = one.inside()
        named = reader.take(SEQUENCE).inside()
        parts = (
            algorithm(named.take(SEQUENCE)),
            named.take(OCTETS).content,
            named.take(OCTETS).content,
            named.take(INTEGER).integer(),
        )
        named.end()
        status, revoked_at = reader.next(), None
        if status.tag == 0xA1:
            revoked_at = status.inside(0xA1).take(GENERALIZED_TIME).time()
        elif status.tag not in (0x80, 0x82):
            raise Refused("status")
        since, following = reader.take(GENERALIZED_TIME).time(), reader.maybe(0xA0)
        until = None if following is None else following.inside(0xA0).take(GENERALIZED_TIME).time()
        if parts == (SHA256, sha256(issuer.subject), sha256(issuer.key_bits), serial):
            found.append((status.tag & 0x1F, revoked_at, since, until))
    if not found:
        raise Refused("another certificate")
    return found[0]


def _responder(named: Element, enclosed: list[Certificate], issuer: Certificate) -> Certificate:
    if named.tag == 0xA1:
        name, key = named.inside(0xA1).take(SEQUENCE).raw, None
    else:
        name, key = None, named.inside(0xA2).take(OCTETS).content
    for one in (*enclosed, issuer):
        if one.subject == name or hashlib.sha1(one.key_bits, usedforsecurity=False).digest() == key:
            return issuer if one.raw == issuer.raw else one
    raise Refused("a stranger answers")


def _check_delegation(responder: Certificate, issuer: Certificate, at: datetime) -> None:
    usage = responder.usage
    allowed = responder.issuer == issuer.subject and OCSP_SIGNING in responder.extended and not responder.critical
    if not allowed or (usage is not None and not usage & DIGITAL_SIGNATURE) or not responder.is_valid(at):
        raise Refused("a stranger answers")
    check_seal(responder, issuer)


class RevocationList(NamedTuple):
    """One list, read."""

    issuer: bytes
    signed_part: bytes
    seal: str
    signature: bytes
    since: datetime
    until: datetime | None
    entries: bytes
    number: int | None
    base: int | None


def read_list(data: bytes) -> RevocationList:
    """Return a list; Refused where it is none or holds what we do not understand."""
    outer = whole(data).inside()
    part, seal, signature = outer.take(SEQUENCE), algorithm(outer.take(SEQUENCE)), outer.next().bits()
    outer.end()
    reader = part.inside()
    if reader.take(INTEGER).integer() != 1 or algorithm(reader.take(SEQUENCE)) != seal:
        raise Refused("list: version")
    issuer, since = reader.take(SEQUENCE).raw, reader.next().time()
    more = reader.at < len(reader.data) and reader.data[reader.at] in (UTC_TIME, GENERALIZED_TIME)
    until = reader.next().time() if more else None
    revoked, found = reader.maybe(SEQUENCE), read_extensions(reader.maybe(0xA0))
    reader.end()
    for name, (critical, _) in found.items():
        if critical and name not in (NUMBER, DELTA, AUTHORITY_KEY):
            raise Refused("list: a critical extension")
    number = whole(found[NUMBER][1]).integer() if NUMBER in found else None
    base = whole(found[DELTA][1]).integer() if DELTA in found else None
    entries = b"" if revoked is None else revoked.content
    return RevocationList(issuer, part.raw, seal, signature, since, until, entries, number, base)


def check_lists(
    base: bytes, delta: bytes | None, serial: int, issuer: Certificate, at: datetime, most: timedelta
) -> None:
    """Make sure that lists in force, at most so old, do not name the certificate."""
    try:
        reasons = [_entry(one, serial) for one in _in_force(base, delta, issuer, at, most)]
    except Refused as bad:
        raise Undecided(f"crl: {bad}") from bad
    reason = next((one for one in reasons if one is not None), 8)
    if reason != 8:
        raise Refused("revocation.on_hold" if reason == 6 else "revocation.revoked")


def _in_force(
    base: bytes, delta: bytes | None, issuer: Certificate, at: datetime, most: timedelta
) -> list[RevocationList]:
    """Return the lists, the newest first; Refused where they decide nothing."""
    first = _checked(base, issuer, at)
    if first.base is not None:
        raise Refused("list: a delta in place of a base")
    lists = [first]
    if delta is not None:
        second = _checked(delta, issuer, at)
        if first.number is None or second.number is None or second.base is None:
            raise Refused("list: parts")
        if first.number < second.base or second.number < first.number:
            raise Refused("list: parts")
        lists = [second, first]
    if at - max(one.since for one in lists) > most:
        raise Refused("list: too old")
    return lists


def _checked(data: bytes, issuer: Certificate, at: datetime) -> RevocationList:
    one = read_list(data)
    if one.issuer != issuer.subject or issuer.usage is None or not issuer.usage & CRL_SIGN:
        raise Refused("list: another issuer")
    if one.seal != issuer.key.suite.sealing or not issuer.key.signed(one.signed_part, one.signature):
        raise Refused("list: signature")
    if at < one.since - CLOSE or one.until is None or at > one.until:
        raise Refused("list: not in force")
    return one


def _entry(one: RevocationList, serial: int) -> int | None:
    """Return the reason code of the entry on a serial number (0 where it gives none), or None."""
    size = serial.bit_length() // 8 + 1
    written = bytes([INTEGER, size]) + serial.to_bytes(size, "big", signed=True)
    if written not in one.entries:
        return None
    reader = Reader(one.entries)
    while reader.at < len(reader.data):
        fields = reader.take(SEQUENCE).inside()
        if fields.take(INTEGER).raw != written:
            continue
        fields.next().time()
        more = fields.maybe(SEQUENCE)
        for name, _, value in [] if more is None else [extension(item) for item in more.inside().all(8)]:
            if name == REASON:
                return whole(value).integer(ENUMERATED)
        return 0
    return None
