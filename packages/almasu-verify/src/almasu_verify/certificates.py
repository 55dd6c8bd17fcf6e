"""Certificates and the path to a root that is named (RFC 5280)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from almasu_verify.der import BOOLEAN, INTEGER, OCTETS, SEQUENCE, SET, Element, algorithm, walk, whole
from almasu_verify.faults import Refused
from almasu_verify.keys import Key, read_key, sha256

DIGITAL_SIGNATURE, NON_REPUDIATION, CERTIFICATE_SIGN, CRL_SIGN = 1, 2, 1 << 5, 1 << 6
BASIC, USAGE, EXTENDED, SUBJECT_KEY, AUTHORITY_KEY, POLICIES = (
    "2.5.29.19",
    "2.5.29.15",
    "2.5.29.37",
    "2.5.29.14",
    "2.5.29.35",
    "2.5.29.32",
)
UNDERSTOOD = {BASIC, USAGE, EXTENDED, SUBJECT_KEY, AUTHORITY_KEY, POLICIES}
COMMON_NAME, SERIAL_NUMBER = "2.5.4.3", "2.5.4.5"
_IIN = re.compile(r"IIN([0-9]{12})\Z")


class Certificate(NamedTuple):
    """One certificate; names are DER, compared byte for byte."""

    raw: bytes
    signed_part: bytes
    serial: int
    issuer: bytes
    subject: bytes
    names: tuple[tuple[str, str], ...]
    not_before: datetime
    not_after: datetime
    key: Key
    key_bits: bytes
    seal: str
    signature: bytes
    authority: bool
    path_length: int | None
    usage: int | None
    extended: tuple[str, ...]
    subject_key: bytes | None
    authority_key: bytes | None
    policies: tuple[str, ...]
    critical: tuple[str, ...]

    @property
    def fingerprint(self) -> bytes:
        """The SHA-256 of the certificate."""
        return sha256(self.raw)

    @property
    def name(self) -> str:
        """The subject's common name."""
        return next((value for oid, value in self.names if oid == COMMON_NAME), "")

    @property
    def iin(self) -> str:
        """The person's 12 digits, or nothing."""
        values = [value for oid, value in self.names if oid == SERIAL_NUMBER]
        found = _IIN.match(values[0]) if len(values) == 1 else None
        return found.group(1) if found else ""

    def is_valid(self, at: datetime) -> bool:
        """Tell whether a moment lies within its dates."""
        return self.not_before <= at <= self.not_after


def read_certificate(raw: bytes) -> Certificate:
    """Return a certificate; Refused where it is none."""
    if len(raw) > 32 * 1024:
        raise Refused("certificate: too big")
    element = whole(raw)
    walk(element)
    outer = element.inside()
    signed_part, seal, signature = outer.take(SEQUENCE), algorithm(outer.take(SEQUENCE)), outer.next().bits()
    outer.end()
    reader = signed_part.inside()
    version = reader.take(0xA0).inside(0xA0).next().integer()
    serial = reader.take(INTEGER).integer()
    if version != 2 or algorithm(reader.take(SEQUENCE)) != seal:
        raise Refused("certificate: version or algorithm")
    issuer, validity, subject, info = (reader.take(SEQUENCE) for _ in range(4))
    dates = validity.inside()
    not_before, not_after = dates.next().time(), dates.next().time()
    dates.end()
    found = read_extensions(reader.maybe(0xA3))
    reader.end()
    bits = info.inside()
    bits.next()
    authority, length = _basic(found)
    return Certificate(
        raw,
        signed_part.raw,
        serial,
        issuer.raw,
        subject.raw,
        _names(subject),
        not_before,
        not_after,
        read_key(info),
        bits.next().bits(),
        seal,
        signature,
        authority,
        length,
        whole(found[USAGE][1]).flags() if USAGE in found else None,
        tuple(one.oid() for one in _sequence(found, EXTENDED)),
        whole(found[SUBJECT_KEY][1]).must_be(OCTETS).content if SUBJECT_KEY in found else None,
        _authority_key(found),
        tuple(one.inside().next().oid() for one in _sequence(found, POLICIES)),
        tuple(name for name, (critical, _) in found.items() if critical and name not in UNDERSTOOD),
    )


def read_extensions(field: Element | None) -> dict[str, tuple[bool, bytes]]:
    """Return extensions by identifier: whether critical, and the value."""
    found: dict[str, tuple[bool, bytes]] = {}
    if field is None:
        return found
    outer = field.inside(field.tag)
    for one in outer.take(SEQUENCE).inside().all(40):
        name, critical, value = extension(one)
        if name in found:
            raise Refused("certificate: an extension twice")
        found[name] = (critical, value)
    outer.end()
    return found


def extension(element: Element) -> tuple[str, bool, bytes]:
    """Return an extension's identifier, whether it is critical, and its value."""
    reader = element.inside()
    name, critical = reader.next().oid(), reader.maybe(BOOLEAN)
    value = reader.take(OCTETS).content
    reader.end()
    return name, critical is not None and critical.boolean(), value


def _names(subject: Element) -> tuple[tuple[str, str], ...]:
    names: list[tuple[str, str]] = []
    for group in subject.inside().all(64):
        for attribute in group.inside(SET).all(8):
            reader = attribute.inside()
            names.append((reader.next().oid(), reader.next().text()))
            reader.end()
    return tuple(names)


def _sequence(found: dict[str, tuple[bool, bytes]], name: str) -> list[Element]:
    return whole(found[name][1]).inside().all(32) if name in found else []


def _basic(found: dict[str, tuple[bool, bytes]]) -> tuple[bool, int | None]:
    if BASIC not in found:
        return False, None
    reader = whole(found[BASIC][1]).inside()
    authority, length = reader.maybe(BOOLEAN), reader.maybe(INTEGER)
    reader.end()
    return authority is not None and authority.boolean(), None if length is None else length.integer()


def _authority_key(found: dict[str, tuple[bool, bytes]]) -> bytes | None:
    if AUTHORITY_KEY not in found:
        return None
    identifier = whole(found[AUTHORITY_KEY][1]).inside().maybe(0x80)
    return None if identifier is None else identifier.content


class Trust(NamedTuple):
    """The digests of the roots that are named, and every certificate known beforehand."""

    roots: frozenset[bytes]
    known: tuple[Certificate, ...]


def check_seal(certificate: Certificate, issuer: Certificate) -> None:
    """Make sure that the issuer's key signed the certificate."""
    if certificate.seal != issuer.key.suite.sealing:
        raise Refused("path.algorithm")
    if not issuer.key.signed(certificate.signed_part, certificate.signature):
        raise Refused("path.signature")


def build_path(leaf: Certificate, others: Sequence[Certificate], trust: Trust, at: datetime) -> list[Certificate]:
    """Return the certificates from the leaf to a named root, every seal checked, every link valid at a moment."""
    known = sorted((*trust.known, *others), key=lambda one: not one.is_valid(at))
    path = _up([leaf], known, trust, [16])
    for link in path:
        if link.critical:
            raise Refused("path.critical_extension")
    for link in path:
        if not link.is_valid(at):
            raise Refused("certificate.expired" if link is leaf else "path.authority_not_valid")
    return path


def _up(links: list[Certificate], known: Sequence[Certificate], trust: Trust, left: list[int]) -> list[Certificate]:
    last = links[-1]
    if last.fingerprint in trust.roots:
        return links
    if len(links) == 6:
        raise Refused("path.too_long")
    if last.subject == last.issuer:
        raise Refused("path.untrusted_root")
    refusal = Refused("path.no_issuer")
    for issuer in known:
        named = last.authority_key is None or issuer.subject_key in (None, last.authority_key)
        if issuer.subject != last.issuer or not named:
            continue
        try:
            _check_issuer(issuer, len(links), left)
            check_seal(last, issuer)
            return _up([*links, issuer], known, trust, left)
        except Refused as bad:
            refusal = bad
    raise refusal


def _check_issuer(issuer: Certificate, below: int, left: list[int]) -> None:
    left[0] -= 1
    if left[0] < 0 or (issuer.path_length is not None and below - 1 > issuer.path_length):
        raise Refused("path.too_long")
    if not issuer.authority:
        raise Refused("path.not_an_authority")
    if issuer.usage is None or not issuer.usage & CERTIFICATE_SIGN:
        raise Refused("path.key_usage")
