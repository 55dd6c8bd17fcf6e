"""Reading DER strictly (ITU-T X.690): definite shortest lengths, no trailing bytes, no other tags than expected.

Everything read here comes from outside. Whatever is wrong raises DerError with one DerFault; nothing else is raised.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

import msgspec

MOST_DEPTH = 24
MOST_ELEMENTS = 20_000
LONGEST_OID = 64


class DerFault(StrEnum):
    """What can be wrong with bytes that should be DER."""

    TRUNCATED = "truncated"
    TRAILING = "trailing_bytes"
    INDEFINITE = "indefinite_length"
    NOT_MINIMAL = "length_not_minimal"
    UNEXPECTED = "unexpected_element"
    VALUE = "malformed_value"
    TOO_BIG = "too_big"


class DerError(ValueError):
    """The bytes are not the DER that was expected; `fault` names why."""

    def __init__(self, fault: DerFault, what: str = "") -> None:
        super().__init__(f"{fault.value} {what}".strip())
        self.fault = fault


BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, ENUMERATED = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0A
SEQUENCE, SET = 0x30, 0x31
UTC_TIME, GENERALIZED_TIME = 0x17, 0x18
_TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x16: "ascii", 0x14: "latin-1", 0x1E: "utf-16-be"}


class Element(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One element inside `data`: its tag and where its header, content and end lie."""

    data: bytes
    tag: int
    head: int
    body: int
    stop: int

    @property
    def raw(self) -> bytes:
        """The whole element, header included."""
        return self.data[self.head : self.stop]

    @property
    def content(self) -> bytes:
        """The content without the header."""
        return self.data[self.body : self.stop]

    def must_be(self, tag: int) -> Element:
        """Return itself when it carries the tag."""
        if self.tag != tag:
            raise DerError(DerFault.UNEXPECTED, f"{self.tag:#x} for {tag:#x}")
        return self

    def inside(self, tag: int) -> Reader:
        """Return a reader over the elements inside, for a constructed element of the given tag."""
        self.must_be(tag)
        return Reader(self.data, self.body, self.stop)

    def integer(self, tag: int = INTEGER) -> int:
        """Return an INTEGER (or what is tagged like one); the shortest form only."""
        content = self.must_be(tag).content
        if not content or (len(content) > 1 and content[0] in (0, 255) and (content[0] ^ content[1]) & 0x80 == 0):
            raise DerError(DerFault.NOT_MINIMAL if content else DerFault.VALUE, "integer")
        return int.from_bytes(content, "big", signed=True)

    def boolean(self) -> bool:
        """Return a BOOLEAN: FF or 00."""
        content = self.must_be(BOOLEAN).content
        if content not in (b"\xff", b"\x00"):
            raise DerError(DerFault.VALUE, "boolean")
        return content == b"\xff"

    def octets(self, tag: int = OCTET_STRING) -> bytes:
        """Return the content of an OCTET STRING (or of what is tagged like one)."""
        return self.must_be(tag).content

    def bits(self) -> bytes:
        """Return the bytes of a BIT STRING that has whole bytes only."""
        content = self.must_be(BIT_STRING).content
        if not content or content[0] != 0:
            raise DerError(DerFault.VALUE, "bit string")
        return content[1:]

    def flags(self) -> int:
        """Return a named-bit BIT STRING as a number whose bit n is the named bit n."""
        content = self.must_be(BIT_STRING).content
        if not 1 <= len(content) <= 5 or content[0] > 7:
            raise DerError(DerFault.VALUE, "flags")
        padding = content[0]
        if (len(content) == 1 and padding) or (len(content) > 1 and content[-1] & (1 << padding) - 1):
            raise DerError(DerFault.VALUE, "flags")
        return sum(1 << n for n in range(8 * (len(content) - 1)) if content[1 + n // 8] & 0x80 >> n % 8)

    def oid(self) -> str:
        """Return an OBJECT IDENTIFIER in dots."""
        if self.tag != OID:
            raise DerError(DerFault.UNEXPECTED, f"{self.tag:#x} for an identifier")
        return _dotted(self.content)

    def text(self) -> str:
        """Return a string of any of the usual kinds."""
        encoding = _TEXTS.get(self.tag)
        if encoding is None:
            raise DerError(DerFault.UNEXPECTED, f"{self.tag:#x} for a text")
        try:
            return self.content.decode(encoding)
        except UnicodeDecodeError as bad:
            raise DerError(DerFault.VALUE, "text") from bad

    def time(self) -> datetime:
        """Return a UTCTime or GeneralizedTime in UTC, in the forms of RFC 5280, 4.1.2.5 (a fraction is cut off)."""
        content = self.content
        if self.tag == UTC_TIME and len(content) == 13:
            # RFC 5280: years 50..99 are of the last century.
            content = (b"19" if content[:2] >= b"50" else b"20") + content
        elif self.tag == GENERALIZED_TIME and len(content) > 15 and content[14:15] == b".":
            content = _without_fraction(content)
        elif self.tag not in (UTC_TIME, GENERALIZED_TIME):
            raise DerError(DerFault.UNEXPECTED, f"{self.tag:#x} for a time")
        if len(content) != 15 or content[14:] != b"Z" or not content[:14].isdigit():
            raise DerError(DerFault.VALUE, "time")
        parts = (int(content[:4]), *(int(content[at : at + 2]) for at in range(4, 14, 2)))
        try:
            year, month, day, hour, minute, second = parts
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError as bad:
            raise DerError(DerFault.VALUE, "time") from bad


class Reader:
    """Takes the elements of a stretch of bytes one after another."""

    __slots__ = ("at", "data", "stop")

    def __init__(self, data: bytes, at: int, stop: int) -> None:
        self.data = data
        self.at = at
        self.stop = stop

    def next(self) -> Element:
        """Return the next element of any tag."""
        data, at, stop = self.data, self.at, self.stop
        body = at + 2
        if body > stop:
            raise DerError(DerFault.TRUNCATED)
        tag = data[at]
        if tag & 0x1F == 0x1F:
            raise DerError(DerFault.UNEXPECTED, "a tag of several bytes")
        size = data[at + 1]
        if size >= 0x80:
            size, body = self._long_size(size & 0x7F, body)
        end = body + size
        if end > stop:
            raise DerError(DerFault.TRUNCATED)
        self.at = end
        return Element(data, tag, at, body, end)

    def _long_size(self, octets: int, body: int) -> tuple[int, int]:
        """Return the size written in several bytes and where the content begins."""
        if octets == 0:
            raise DerError(DerFault.INDEFINITE)
        if octets > 4:
            raise DerError(DerFault.TOO_BIG)
        after = body + octets
        if after > self.stop:
            raise DerError(DerFault.TRUNCATED)
        size = int.from_bytes(self.data[body:after], "big")
        if size < 0x80 or not size >> 8 * (octets - 1):
            raise DerError(DerFault.NOT_MINIMAL)
        return size, after

    def take(self, tag: int) -> Element:
        """Return the next element, which must carry the tag."""
        element = self.next()
        if element.tag != tag:
            raise DerError(DerFault.UNEXPECTED, f"{element.tag:#x} for {tag:#x}")
        return element

    def maybe(self, tag: int) -> Element | None:
        """Return the next element when it carries the tag, else None and stay."""
        if self.at < self.stop and self.data[self.at] == tag:
            return self.next()
        return None

    def all(self, most: int) -> list[Element]:
        """Return the elements that are left, at most so many."""
        elements: list[Element] = []
        while self.at < self.stop:
            if len(elements) == most:
                raise DerError(DerFault.TOO_BIG, "too many elements")
            elements.append(self.next())
        return elements

    def end(self) -> None:
        """Make sure that nothing is left."""
        if self.at != self.stop:
            raise DerError(DerFault.TRAILING)


def whole(data: bytes) -> Element:
    """Return the single element that the bytes consist of."""
    reader = Reader(data, 0, len(data))
    element = reader.next()
    reader.end()
    return element


def walk(element: Element) -> None:
    """Make sure that an element is DER all the way down: constructed elements hold elements, within our limits."""
    seen = 0
    level = [element]
    for _ in range(MOST_DEPTH):
        deeper: list[Element] = []
        for one in level:
            if one.tag & 0x20:
                deeper += Reader(one.data, one.body, one.stop).all(MOST_ELEMENTS)
        seen += len(deeper)
        if seen > MOST_ELEMENTS:
            raise DerError(DerFault.TOO_BIG, "too many elements")
        if not deeper:
            return
        level = deeper
    raise DerError(DerFault.TOO_BIG, "too deep")


@lru_cache(maxsize=1024)
def _dotted(content: bytes) -> str:
    """Return the dotted form of an identifier's content."""
    if not content or len(content) > LONGEST_OID or content[-1] & 0x80:
        raise DerError(DerFault.VALUE, "identifier")
    arcs: list[int] = []
    value, fresh = 0, True
    for octet in content:
        if fresh and octet == 0x80:
            raise DerError(DerFault.NOT_MINIMAL, "identifier")
        value = value << 7 | octet & 0x7F
        fresh = not octet & 0x80
        if fresh:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(str(arc) for arc in (first, arcs[0] - 40 * first, *arcs[1:]))


def _without_fraction(content: bytes) -> bytes:
    """Return a GeneralizedTime without its fraction, which in DER has no trailing zero."""
    fraction = content[15:-1]
    if not fraction.isdigit() or fraction.endswith(b"0") or len(fraction) > 9:
        raise DerError(DerFault.VALUE, "time")
    return content[:14] + content[-1:]
