"""Certificates of any key, read strictly: what the national profile puts in them and what we ask of them (RFC 5280)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.signatures.algorithms import PublicKey, read_key
from almasu.kernel.signatures.asn1.reader import (
    BOOLEAN,
    INTEGER,
    OCTET_STRING,
    SEQUENCE,
    SET,
    DerError,
    DerFault,
    Element,
    Reader,
    walk,
    whole,
)

MOST_BYTES = 32 * 1024
MOST_EXTENSIONS = 40
DIGITAL_SIGNATURE, NON_REPUDIATION, CERTIFICATE_SIGN, CRL_SIGN = 1 << 0, 1 << 1, 1 << 5, 1 << 6

CARRIER_EXTENSION = "1.2.398.3.3.5"
BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE = "2.5.29.19", "2.5.29.15", "2.5.29.37"
SUBJECT_KEY, AUTHORITY_KEY, POLICIES = "2.5.29.14", "2.5.29.35", "2.5.29.32"
NO_CHECK = "1.3.6.1.5.5.7.48.1.5"
UNDERSTOOD = frozenset({BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE, SUBJECT_KEY, AUTHORITY_KEY, POLICIES})

COMMON_NAME, SERIAL_NUMBER, UNIT, SYSTEM, COUNTRY = (
    "2.5.4.3",
    "2.5.4.5",
    "2.5.4.11",
    "0.9.2342.19200300.100.1.1",
    "2.5.4.6",
)
_IIN = re.compile(r"IIN(\d{12})\Z", re.ASCII)
_BIN = re.compile(r"BIN(\d{12})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Extensions:
    """The extensions we understand.

    `key_usage` is None where absent; `carriers` are the object identifiers of the
    carrier of the key; `critical` lists critical extensions that we do not understand.
    """

    authority: bool
    path_length: int | None
    key_usage: int | None
    extended: tuple[str, ...]
    subject_key: bytes | None
    authority_key: bytes | None
    policies: tuple[str, ...]
    carriers: tuple[str, ...]
    no_check: bool
    critical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate.

    `issuer` and `subject` are DER names, compared byte for byte; `key_bits` is the content of the
    public key's BIT STRING (what key hashes are taken of); `names` holds the subject's attributes in order.
    """

    raw: bytes
    fingerprint: bytes
    signed_part: bytes
    serial: int
    issuer: bytes
    subject: bytes
    names: tuple[tuple[str, str], ...]
    not_before: datetime
    not_after: datetime
    key: PublicKey
    key_bits: bytes
    seal: str
    signature: bytes
    extensions: Extensions

    @property
    def self_issued(self) -> bool:
        """Whether issuer and subject are the same name."""
        return self.issuer == self.subject

    @property
    def common_name(self) -> str:
        """The subject's common name, or an empty string."""
        return next((value for name, value in self.names if name == COMMON_NAME), "")

    @property
    def iin(self) -> str | None:
        """The 12 digits of the person (`IIN############` in serialNumber), or None."""
        return _number(self.names, SERIAL_NUMBER, _IIN)

    @property
    def bin(self) -> str | None:
        """The 12 digits of the organisation (`BIN############` in the unit), or None."""
        return _number(self.names, UNIT, _BIN)


def read_certificate(raw: bytes) -> Certificate:
    """Return the certificate in DER; DerError where it is not one."""
    if len(raw) > MOST_BYTES:
        raise DerError(DerFault.TOO_BIG, "certificate")
    element = whole(raw)
    walk(element)
    outer = element.inside(SEQUENCE)
    signed_part = outer.take(SEQUENCE)
    seal = read_algorithm(outer.take(SEQUENCE))
    signature = outer.next().bits()
    outer.end()
    return _read(raw, signed_part, seal, signature)


def _read(raw: bytes, signed_part: Element, seal: str, signature: bytes) -> Certificate:
    """Read the signed part; the algorithm inside must be the one outside (RFC 5280, 4.1.1.2)."""
    reader = signed_part.inside(SEQUENCE)
    version = reader.take(0xA0).inside(0xA0).next().integer()
    serial = reader.take(INTEGER).integer()
    if version != 2 or read_algorithm(reader.take(SEQUENCE)) != seal:
        raise DerError(DerFault.VALUE, "certificate")
    issuer = reader.take(SEQUENCE)
    validity = reader.take(SEQUENCE).inside(SEQUENCE)
    not_before, not_after = validity.next().time(), validity.next().time()
    validity.end()
    subject = reader.take(SEQUENCE)
    key_info = reader.take(SEQUENCE)
    extensions = reader.maybe(0xA3)
    reader.end()
    return Certificate(
        raw=raw,
        fingerprint=hashlib.sha256(raw).digest(),
        signed_part=signed_part.raw,
        serial=serial,
        issuer=issuer.raw,
        subject=subject.raw,
        names=read_name(subject),
        not_before=not_before,
        not_after=not_after,
        key=read_key(key_info),
        key_bits=_key_bits(key_info),
        seal=seal,
        signature=signature,
        extensions=_read_extensions(extensions),
    )


def read_algorithm(element: Element) -> str:
    """Return the identifier of an AlgorithmIdentifier whose parameters are absent or NULL; DerError otherwise."""
    reader = element.inside(SEQUENCE)
    name = reader.next().oid()
    if reader.at != reader.stop and reader.take(0x05).content:
        raise DerError(DerFault.VALUE, "algorithm parameters")
    reader.end()
    return name


def read_name(element: Element) -> tuple[tuple[str, str], ...]:
    """Return the attributes of a Name in order, as identifier and text."""
    attributes: list[tuple[str, str]] = []
    for group in element.inside(SEQUENCE).all(64):
        for attribute in group.inside(SET).all(8):
            reader = attribute.inside(SEQUENCE)
            attributes.append((reader.next().oid(), reader.next().text()))
            reader.end()
    return tuple(attributes)


def _key_bits(key_info: Element) -> bytes:
    """Return the content of the BIT STRING of a SubjectPublicKeyInfo."""
    reader = key_info.inside(SEQUENCE)
    reader.next()
    return reader.next().bits()


def _read_extensions(field: Element | None) -> Extensions:
    """Read the extensions; the same one twice is an error (RFC 5280, 4.2)."""
    found: dict[str, tuple[bool, bytes]] = {}
    if field is not None:
        outer = field.inside(0xA3)
        for one in outer.take(SEQUENCE).inside(SEQUENCE).all(MOST_EXTENSIONS):
            name, critical, value = read_extension(one)
            if name in found:
                raise DerError(DerFault.VALUE, "an extension twice")
            found[name] = (critical, value)
        outer.end()
    authority, path_length = _basic_constraints(found)
    usage, subject_key = _value(found, KEY_USAGE), _value(found, SUBJECT_KEY)
    return Extensions(
        authority=authority,
        path_length=path_length,
        key_usage=None if usage is None else whole(usage).flags(),
        extended=_identifiers(found, EXTENDED_KEY_USAGE),
        subject_key=None if subject_key is None else whole(subject_key).octets(),
        authority_key=_authority_key(found),
        policies=_policies(found),
        carriers=_identifiers(found, CARRIER_EXTENSION),
        no_check=NO_CHECK in found,
        critical=tuple(name for name, (critical, _) in found.items() if critical and name not in UNDERSTOOD),
    )


def read_extension(element: Element) -> tuple[str, bool, bytes]:
    """Return an extension's identifier, whether it is critical, and its value."""
    reader = element.inside(SEQUENCE)
    name = reader.next().oid()
    critical = reader.maybe(BOOLEAN)
    value = reader.take(OCTET_STRING).content
    reader.end()
    return name, critical is not None and critical.boolean(), value


def _value(found: dict[str, tuple[bool, bytes]], name: str) -> bytes | None:
    return found[name][1] if name in found else None


def _basic_constraints(found: dict[str, tuple[bool, bytes]]) -> tuple[bool, int | None]:
    """Return whether it is an authority's certificate and how many authorities may follow."""
    value = _value(found, BASIC_CONSTRAINTS)
    if value is None:
        return False, None
    reader = whole(value).inside(SEQUENCE)
    authority, length = reader.maybe(BOOLEAN), reader.maybe(INTEGER)
    reader.end()
    return authority is not None and authority.boolean(), None if length is None else length.integer()


def _identifiers(found: dict[str, tuple[bool, bytes]], name: str) -> tuple[str, ...]:
    """Return a SEQUENCE OF OBJECT IDENTIFIER, empty where the extension is absent."""
    value = _value(found, name)
    return () if value is None else tuple(one.oid() for one in whole(value).inside(SEQUENCE).all(32))


def _policies(found: dict[str, tuple[bool, bytes]]) -> tuple[str, ...]:
    """Return the identifiers of certificatePolicies, without their qualifiers."""
    value = _value(found, POLICIES)
    if value is None:
        return ()
    return tuple(one.inside(SEQUENCE).next().oid() for one in whole(value).inside(SEQUENCE).all(32))


def _authority_key(found: dict[str, tuple[bool, bytes]]) -> bytes | None:
    """Return the keyIdentifier of authorityKeyIdentifier, or None."""
    value = _value(found, AUTHORITY_KEY)
    if value is None:
        return None
    reader: Reader = whole(value).inside(SEQUENCE)
    identifier = reader.maybe(0x80)
    return None if identifier is None else identifier.content


def _number(names: tuple[tuple[str, str], ...], attribute: str, pattern: re.Pattern[str]) -> str | None:
    """Return the number in the one attribute of that name; None where it is absent, odd or given twice."""
    values = [value for name, value in names if name == attribute]
    match = pattern.match(values[0]) if len(values) == 1 else None
    return match.group(1) if match else None
