"""Revocation lists: base and delta, checked and looked up (RFC 5280, 5 and 6.3). Only where OCSP was unreachable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from almasu.kernel.signatures.algorithms import SUITES, UnknownKey, is_signed, is_strong, sha256
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.asn1.reader import (
    ENUMERATED,
    INTEGER,
    SEQUENCE,
    DerError,
    DerFault,
    Element,
    Reader,
    whole,
)
from almasu.kernel.signatures.certificate import (
    AUTHORITY_KEY,
    CRL_SIGN,
    Certificate,
    read_algorithm,
    read_extension,
)
from almasu.kernel.signatures.memory import Caches
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons import revocation as reasons
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.law import moment

CRL_NUMBER, DELTA_INDICATOR, REASON_CODE = "2.5.29.20", "2.5.29.27", "2.5.29.21"
UNDERSTOOD = frozenset({CRL_NUMBER, DELTA_INDICATOR, AUTHORITY_KEY})
MOST_BYTES = 64 * 1024 * 1024
CLOCK_SKEW = timedelta(minutes=5)
CERTIFICATE_HOLD, REMOVED = 6, 8


@dataclass(frozen=True, slots=True)
class RevocationList:
    """One list. `entries` is the content of revokedCertificates; `base` is the number a delta builds on, else None."""

    raw: bytes
    signed_part: bytes
    issuer: bytes
    this_update: datetime
    next_update: datetime | None
    entries: bytes
    number: int | None
    base: int | None
    critical: str
    seal: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    """One revoked certificate: when, and the reason's code or None."""

    at: datetime
    reason: int | None


def crl_check(
    base: bytes,
    delta: bytes | None,
    serial: int,
    issuer: Certificate,
    profile: TrustProfile,
    at: datetime,
    caches: Caches | None = None,
    longest_age: timedelta | None = None,
) -> datetime:
    """Check lists about one serial number of one issuer and return their thisUpdate when the certificate is good.

    The newest list may be at most `longest_age` old (the profile's limit where None): nextUpdate lies months ahead and
    proves no freshness. Raises Stopped: revocation.revoked or .on_hold where the lists say so, crl.* where they
    decide nothing.
    """
    memory = caches or Caches()
    lists = [_checked(base, issuer, profile, at, memory)]
    if lists[0].base is not None:
        raise Stopped(reasons.CRL_PARTS)
    if delta is not None:
        lists.append(_checked(delta, issuer, profile, at, memory))
        _check_parts(*lists)
    newest = max(one.this_update for one in lists)
    if at - newest > (profile.longest_list_age if longest_age is None else longest_age):
        raise Stopped(reasons.CRL_TOO_OLD, since=moment.written(newest))
    _look_up(lists, serial)
    return newest


def _look_up(lists: list[RevocationList], serial: int) -> None:
    """Stop where the newest entry on a serial number says that it is revoked; a delta may take an entry back."""
    for one in reversed(lists):
        try:
            entry = _entry(one, serial)
        except DerError as bad:
            raise Stopped(reasons.CRL_UNREADABLE, fault=bad.fault.value) from bad
        if entry is None:
            continue
        if entry.reason == REMOVED:
            return
        reason = reasons.ON_HOLD if entry.reason == CERTIFICATE_HOLD else reasons.REVOKED
        raise Stopped(reason, at=moment.written(entry.at))


def _entry(one: RevocationList, serial: int) -> _Entry | None:
    """Return the entry on a serial number, or None.

    DER writes a number in one way only, so a list whose bytes lack it cannot hold it: long lists need no walk.
    """
    written = der.integer(serial)
    if written not in one.entries:
        return None
    reader = Reader(one.entries, 0, len(one.entries))
    while reader.at < reader.stop:
        fields = reader.take(SEQUENCE).inside(SEQUENCE)
        if fields.take(INTEGER).raw == written:
            return _Entry(fields.next().time(), _reason(fields))
    return None


def _reason(fields: Reader) -> int | None:
    """Return the reason code of an entry, or None."""
    extensions = fields.maybe(SEQUENCE)
    for one in [] if extensions is None else extensions.inside(SEQUENCE).all(8):
        name, _, value = read_extension(one)
        if name == REASON_CODE:
            return whole(value).integer(ENUMERATED)
    return None


def _check_parts(base: RevocationList, delta: RevocationList) -> None:
    """Make sure that the delta builds on this base or an older one and is not older itself (RFC 5280, 5.2.4)."""
    if base.number is None or delta.number is None or delta.base is None:
        raise Stopped(reasons.CRL_PARTS)
    if base.number < delta.base or delta.number < base.number:
        raise Stopped(reasons.CRL_PARTS)


def _checked(data: bytes, issuer: Certificate, profile: TrustProfile, at: datetime, caches: Caches) -> RevocationList:
    """Return a list that the issuer signed and that is in force at the moment; else Stopped."""
    try:
        one = read_list(data)
    except DerError as bad:
        raise Stopped(reasons.CRL_UNREADABLE, fault=bad.fault.value) from bad
    if one.critical:
        raise Stopped(reasons.CRL_UNREADABLE, fault=one.critical)
    if one.issuer != issuer.subject:
        raise Stopped(reasons.CRL_OTHER_ISSUER)
    _check_signature(one, issuer, profile, caches)
    if at < one.this_update - CLOCK_SKEW or one.next_update is None or at > one.next_update:
        until = "-" if one.next_update is None else moment.written(one.next_update)
        raise Stopped(reasons.CRL_EXPIRED, since=moment.written(one.this_update), until=until)
    return one


def _check_signature(one: RevocationList, issuer: Certificate, profile: TrustProfile, caches: Caches) -> None:
    """Make sure that the issuer may sign lists and signed this one; a checked list is not checked twice."""
    place = (issuer.fingerprint, sha256(one.raw))
    if caches.vouched.get(place):
        return
    key, usage = issuer.key, issuer.extensions.key_usage
    if isinstance(key, UnknownKey) or not is_strong(key) or key.family not in profile.families:
        raise Stopped(reasons.CRL_SIGNATURE)
    if usage is None or not usage & CRL_SIGN or one.seal != SUITES[key.family].sealing:
        raise Stopped(reasons.CRL_SIGNATURE)
    if not is_signed(key, one.signed_part, one.signature, caches.tables):
        raise Stopped(reasons.CRL_SIGNATURE)
    caches.vouched.keep(place, True)


@lru_cache(maxsize=8)
def read_list(data: bytes) -> RevocationList:
    """Return a CertificateList in DER; DerError where it is not one. The lists of a day are parsed once."""
    if len(data) > MOST_BYTES:
        raise DerError(DerFault.TOO_BIG)
    outer = whole(data).inside(SEQUENCE)
    signed_part = outer.take(SEQUENCE)
    seal = read_algorithm(outer.take(SEQUENCE))
    signature = outer.next().bits()
    outer.end()
    reader = signed_part.inside(SEQUENCE)
    if reader.take(INTEGER).integer() != 1 or read_algorithm(reader.take(SEQUENCE)) != seal:
        raise DerError(DerFault.VALUE, "list")
    issuer = reader.take(SEQUENCE).raw
    this_update = reader.next().time()
    following = None if reader.stop == reader.at or reader.data[reader.at] not in (0x17, 0x18) else reader.next()
    revoked = reader.maybe(SEQUENCE)
    field = reader.maybe(0xA0)
    reader.end()
    number, base, critical = _extensions(field)
    return RevocationList(
        raw=data,
        signed_part=signed_part.raw,
        issuer=issuer,
        this_update=this_update,
        next_update=None if following is None else following.time(),
        entries=b"" if revoked is None else revoked.content,
        number=number,
        base=base,
        critical=critical,
        seal=seal,
        signature=signature,
    )


def _extensions(field: Element | None) -> tuple[int | None, int | None, str]:
    """Return the list's number, the number a delta builds on, and a critical extension we do not understand."""
    numbers: dict[str, int] = {}
    critical = ""
    if field is not None:
        for one in field.inside(0xA0).take(SEQUENCE).inside(SEQUENCE).all(16):
            name, is_critical, value = read_extension(one)
            if name in (CRL_NUMBER, DELTA_INDICATOR):
                numbers[name] = whole(value).integer()
            elif is_critical and name not in UNDERSTOOD:
                critical = name
    return numbers.get(CRL_NUMBER), numbers.get(DELTA_INDICATOR), critical
