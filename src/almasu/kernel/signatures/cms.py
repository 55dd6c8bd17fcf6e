"""SignedData read strictly (RFC 5652, 5): what it holds, not yet whether any of it is true."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.kernel.signatures.asn1.reader import (
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    SET,
    DerError,
    DerFault,
    Element,
    Reader,
    walk,
    whole,
)
from almasu.kernel.signatures.certificate import read_algorithm
from almasu.kernel.signatures.reasons import form
from almasu.kernel.signatures.reasons.reason import Stopped

SIGNED_DATA = "1.2.840.113549.1.7.2"
DATA = "1.2.840.113549.1.7.1"
MOST_CERTIFICATES = 16
MOST_SIGNERS = 8
MOST_ATTRIBUTES = 32


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its identifier and its values as they stand."""

    name: str
    values: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """One SignerInfo.

    `attributes_set` is the DER of the signed attributes re-tagged as SET OF, the bytes that are
    signed (RFC 5652, 5.4); None where there are no signed attributes. `ordered` tells whether they stand in DER order.
    """

    issuer: bytes
    serial: int
    hashing: str
    signing: str
    attributes: tuple[Attribute, ...]
    attributes_set: bytes | None
    ordered: bool
    signature: bytes


@dataclass(frozen=True, slots=True)
class SignedData:
    """One CMS signature. `content` is None when it is detached; `certificates` are raw DER, in the order given."""

    hashings: tuple[str, ...]
    content_type: str
    content: bytes | None
    certificates: tuple[bytes, ...]
    signers: tuple[Signer, ...]


def read_cms(data: bytes) -> SignedData:
    """Return the SignedData in one DER ContentInfo; DerError for its form, Stopped where it is something else."""
    outer = whole(data).inside(SEQUENCE)
    if outer.take(OID).oid() != SIGNED_DATA:
        raise Stopped(form.NOT_SIGNED_DATA)
    wrapped = outer.take(0xA0).inside(0xA0)
    outer.end()
    reader = wrapped.take(SEQUENCE).inside(SEQUENCE)
    wrapped.end()
    if reader.take(INTEGER).integer() not in (1, 3):
        raise DerError(DerFault.VALUE, "version")
    hashings = tuple(read_algorithm(one) for one in reader.take(SET).inside(SET).all(MOST_SIGNERS))
    content_type, content = _content(reader.take(SEQUENCE).inside(SEQUENCE))
    certificates = _certificates(reader)
    lists = reader.maybe(0xA1)
    if lists is not None:
        walk(lists)
    signers = tuple(_signer(one) for one in reader.take(SET).inside(SET).all(MOST_SIGNERS))
    reader.end()
    return SignedData(hashings, content_type, content, certificates, signers)


def _content(reader: Reader) -> tuple[str, bytes | None]:
    """Return the content's type and bytes; a constructed OCTET STRING (BER) is an unexpected element."""
    content_type = reader.take(OID).oid()
    holder = reader.maybe(0xA0)
    reader.end()
    if holder is None:
        return content_type, None
    inner = holder.inside(0xA0)
    octets = inner.take(OCTET_STRING).content
    inner.end()
    return content_type, octets


def _certificates(reader: Reader) -> tuple[bytes, ...]:
    """Return the enclosed certificates, raw; attribute certificates and the like are unexpected elements."""
    field = reader.maybe(0xA0)
    if field is None:
        return ()
    return tuple(one.must_be(SEQUENCE).raw for one in field.inside(0xA0).all(MOST_CERTIFICATES))


def _signer(element: Element) -> Signer:
    """Return one SignerInfo of version 1, the signer named by issuer and serial number."""
    reader = element.inside(SEQUENCE)
    version = reader.take(INTEGER).integer()
    if version == 3 and reader.at < reader.stop and reader.data[reader.at] == 0x80:
        raise Stopped(form.SIGNER_IDENTIFIER)
    if version != 1:
        raise DerError(DerFault.VALUE, "signer version")
    identifier = reader.take(SEQUENCE).inside(SEQUENCE)
    issuer, serial = identifier.take(SEQUENCE).raw, identifier.take(INTEGER).integer()
    identifier.end()
    hashing = read_algorithm(reader.take(SEQUENCE))
    field = reader.maybe(0xA0)
    attributes, ordered = ((), True) if field is None else _attributes(field)
    signing = read_algorithm(reader.take(SEQUENCE))
    signature = reader.take(OCTET_STRING).content
    unsigned = reader.maybe(0xA1)
    if unsigned is not None:
        walk(unsigned)
    reader.end()
    return Signer(
        issuer=issuer,
        serial=serial,
        hashing=hashing,
        signing=signing,
        attributes=attributes,
        attributes_set=None if field is None else b"\x31" + field.raw[1:],
        ordered=ordered,
        signature=signature,
    )


def _attributes(field: Element) -> tuple[tuple[Attribute, ...], bool]:
    """Return the signed attributes and whether they stand in the order DER gives a SET OF."""
    attributes: list[Attribute] = []
    elements = field.inside(0xA0).all(MOST_ATTRIBUTES)
    for one in elements:
        walk(one)
        reader = one.inside(SEQUENCE)
        name = reader.take(OID).oid()
        values = reader.take(SET).inside(SET).all(MOST_ATTRIBUTES)
        reader.end()
        attributes.append(Attribute(name, tuple(values)))
    raw = [one.raw for one in elements]
    return tuple(attributes), raw == sorted(raw)
