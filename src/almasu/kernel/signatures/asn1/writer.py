"""Writing DER (ITU-T X.690): each function returns one complete element as bytes."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from almasu.law import moment


def element(tag: int, content: bytes) -> bytes:
    """Return one element with a one-byte tag and the shortest length."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def sequence(*parts: bytes) -> bytes:
    """Return a SEQUENCE of ready elements."""
    return element(0x30, b"".join(parts))


def set_of(*parts: bytes) -> bytes:
    """Return a SET OF ready elements in DER order."""
    return element(0x31, b"".join(sorted(parts)))


def explicit(number: int, *parts: bytes) -> bytes:
    """Return ready elements inside the context tag [number], constructed."""
    return element(0xA0 | number, b"".join(parts))


def implicit(number: int, content: bytes) -> bytes:
    """Return primitive content under the context tag [number]."""
    return element(0x80 | number, content)


def integer(value: int) -> bytes:
    """Return an INTEGER."""
    size = (value if value >= 0 else ~value).bit_length() // 8 + 1
    return element(0x02, value.to_bytes(size, "big", signed=True))


def enumerated(value: int) -> bytes:
    """Return an ENUMERATED."""
    return element(0x0A, bytes((value,)))


def boolean(value: bool) -> bytes:
    """Return a BOOLEAN."""
    return element(0x01, b"\xff" if value else b"\x00")


def null() -> bytes:
    """Return NULL."""
    return b"\x05\x00"


def octet_string(content: bytes) -> bytes:
    """Return an OCTET STRING."""
    return element(0x04, content)


def bit_string(content: bytes, unused: int = 0) -> bytes:
    """Return a BIT STRING of whole bytes, the last `unused` bits of which do not count."""
    return element(0x03, bytes((unused,)) + content)


def utf8(text: str) -> bytes:
    """Return a UTF8String."""
    return element(0x0C, text.encode())


def printable(text: str) -> bytes:
    """Return a PrintableString; ValueError (UnicodeEncodeError) outside ASCII."""
    return element(0x13, text.encode("ascii"))


def time(at: datetime) -> bytes:
    """Return a Time as RFC 5280, 4.1.2.5 wants it: UTCTime until 2049, GeneralizedTime from 2050, whole seconds."""
    utc = moment.in_utc(at)
    if utc.year < 2050:
        return element(0x17, f"{utc:%y%m%d%H%M%S}Z".encode())
    return generalized_time(at)


def generalized_time(at: datetime) -> bytes:
    """Return a GeneralizedTime in whole seconds of UTC."""
    utc = moment.in_utc(at)
    return element(0x18, f"{utc.year:04d}{utc:%m%d%H%M%S}Z".encode())


@lru_cache(maxsize=512)
def oid(dotted: str) -> bytes:
    """Return an OBJECT IDENTIFIER given in dots."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    octets = bytearray()
    for arc in (40 * first + second, *rest):
        group = [arc & 0x7F]
        while arc := arc >> 7:
            group.append(0x80 | arc & 0x7F)
        octets += bytes(reversed(group))
    return element(0x06, bytes(octets))
