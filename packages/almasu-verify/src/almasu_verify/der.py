"""DER read strictly (X.690): shortest definite lengths, expected tags, nothing left over. All faults are Refused."""

from __future__ import annotations

from datetime import datetime, timezone

from almasu_verify.faults import Refused

BOOLEAN, INTEGER, BITS, OCTETS, NULL, OID, ENUMERATED = 1, 2, 3, 4, 5, 6, 10
SEQUENCE, SET, UTC_TIME, GENERALIZED_TIME = 0x30, 0x31, 0x17, 0x18
TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x16: "ascii", 0x14: "latin-1", 0x1E: "utf-16-be"}


class Element:
    """One element: its tag, its content, and the whole of its bytes."""

    __slots__ = ("content", "raw", "tag")

    def __init__(self, tag: int, raw: bytes, content: bytes) -> None:
        self.tag = tag
        self.raw = raw
        self.content = content

    def must_be(self, tag: int) -> Element:
        """Return itself when it carries the tag."""
        if self.tag != tag:
            raise Refused("der: an element of another kind")
        return self

    def inside(self, tag: int = SEQUENCE) -> Reader:
        """Return a reader of the elements inside."""
        return Reader(self.must_be(tag).content)

    def integer(self, tag: int = INTEGER) -> int:
        """Return a number in its shortest form."""
        content = self.must_be(tag).content
        if not content or (len(content) > 1 and content[0] in (0, 255) and (content[0] ^ content[1]) & 0x80 == 0):
            raise Refused("der: a number not in its shortest form")
        return int.from_bytes(content, "big", signed=True)

    def boolean(self) -> bool:
        """Return a truth value."""
        content = self.must_be(BOOLEAN).content
        if content not in (b"\xff", b"\x00"):
            raise Refused("der: a truth value")
        return content == b"\xff"

    def bits(self) -> bytes:
        """Return a bit string of whole bytes."""
        content = self.must_be(BITS).content
        if not content or content[0]:
            raise Refused("der: a bit string")
        return content[1:]

    def flags(self) -> int:
        """Return named bits as a number whose bit n is the named bit n."""
        content = self.must_be(BITS).content
        if not 1 <= len(content) <= 5 or content[0] > 7:
            raise Refused("der: named bits")
        padding = content[0]
        if (len(content) == 1 and padding) or (len(content) > 1 and content[-1] & (1 << padding) - 1):
            raise Refused("der: named bits")
        return sum(1 << n for n in range(8 * (len(content) - 1)) if content[1 + n // 8] & 0x80 >> n % 8)

    def oid(self) -> str:
        """Return an object identifier in dots."""
        content = self.must_be(OID).content
        if not content or len(content) > 64 or content[-1] & 0x80:
            raise Refused("der: an identifier")
        arcs: list[int] = []
        value, fresh = 0, True
        for octet in content:
            if fresh and octet == 0x80:
                raise Refused("der: an identifier")
            value = value << 7 | octet & 0x7F
            fresh = not octet & 0x80
            if fresh:
                arcs.append(value)
                value = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))

    def text(self) -> str:
        """Return a text of any usual kind."""
        try:
            return self.content.decode(TEXTS[self.tag])
        except (KeyError, UnicodeDecodeError) as bad:
            raise Refused("der: a text") from bad

    def time(self) -> datetime:
        """Return a moment in UTC (RFC 5280, 4.1.2.5)."""
        content = self.content
        if self.tag == UTC_TIME and len(content) == 13:
            content = (b"19" if content[:2] >= b"50" else b"20") + content
        elif self.tag == GENERALIZED_TIME and len(content) > 15 and content[14:15] == b".":
            fraction = content[15:-1]
            if not fraction.isdigit() or fraction.endswith(b"0") or len(fraction) > 9:
                raise Refused("der: a time")
            content = content[:14] + content[-1:]
        elif self.tag not in (UTC_TIME, GENERALIZED_TIME):
            raise Refused("der: a time")
        if len(content) != 15 or content[14:] != b"Z" or not content[:14].isdigit():
            raise Refused("der: a time")
        try:
            return datetime.strptime(content[:14].decode(), "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc)  # noqa: UP017 - Python 3.10 runs this too
        except ValueError as bad:
            raise Refused("der: a time") from bad


class Reader:
    """Takes elements one after another."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def next(self) -> Element:
        """Return the next element of any tag."""
        data, head = self.data, self.at
        if head + 2 > len(data):
            raise Refused("der: cut off")
        tag, size, body = data[head], data[head + 1], head + 2
        if tag & 0x1F == 0x1F:
            raise Refused("der: a long tag")
        if size >= 0x80:
            octets = size & 0x7F
            if not 1 <= octets <= 4 or body + octets > len(data):
                raise Refused("der: a length")
            size = int.from_bytes(data[body : body + octets], "big")
            body += octets
            if size < 0x80 or not size >> 8 * (octets - 1):
                raise Refused("der: a length not in its shortest form")
        if body + size > len(data):
            raise Refused("der: cut off")
        self.at = body + size
        return Element(tag, data[head : self.at], data[body : self.at])

    def take(self, tag: int) -> Element:
        """Return the next element, which carries the tag."""
        return self.next().must_be(tag)

    def maybe(self, tag: int) -> Element | None:
        """Return the next element when it carries the tag."""
        return self.next() if self.at < len(self.data) and self.data[self.at] == tag else None

    def all(self, most: int) -> list[Element]:
        """Return the elements that are left."""
        elements: list[Element] = []
        while self.at < len(self.data):
            if len(elements) == most:
                raise Refused("der: too many elements")
            elements.append(self.next())
        return elements

    def end(self) -> None:
        """Make sure that nothing is left."""
        if self.at != len(self.data):
            raise Refused("der: something left over")


def whole(data: bytes) -> Element:
    """Return the single element that the bytes are."""
    reader = Reader(data)
    element = reader.next()
    reader.end()
    return element


def walk(element: Element, depth: int = 24) -> None:
    """Make sure that an element is DER all the way down."""
    if element.tag & 0x20:
        if not depth:
            raise Refused("der: too deep")
        for one in Reader(element.content).all(20_000):
            walk(one, depth - 1)


def algorithm(element: Element) -> str:
    """Return the identifier of an algorithm whose parameters are absent or NULL."""
    reader = element.inside()
    name = reader.next().oid()
    if reader.at != len(reader.data) and reader.take(NULL).content:
        raise Refused("der: parameters of an algorithm")
    reader.end()
    return name
