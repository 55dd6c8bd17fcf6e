"""Cutting a stream of bytes into records: by line feeds, or by octet counts (RFC 6587)."""

from __future__ import annotations

import re
from typing import Final

import msgspec

MOST_DIGITS: Final = 8


class Cut(msgspec.Struct):
    """Whole records of a piece of a stream, and how many were too long."""

    records: list[bytes]
    too_long: int = 0


class Lines:
    """Cuts at line feeds. A line longer than allowed is passed over to its end and counted."""

    def __init__(self, most: int, *, blank: bool = False) -> None:
        self._most = most
        self._blank = blank  # whether empty lines count too
        self._rest = bytearray()
        self._skipping = False

    @property
    def rest(self) -> int:
        """Bytes that wait for their line feed."""
        return len(self._rest)

    def take(self, data: bytes) -> Cut:
        """Take more bytes; return the whole lines."""
        parts = (bytes(self._rest) + data).split(b"\n")
        self._rest = bytearray(parts.pop())
        cut = Cut([])
        for part in parts:
            if self._skipping:
                self._skipping = False
            elif len(part) > self._most:
                cut.too_long += 1
            elif self._blank or part.strip():
                cut.records.append(part)
        if len(self._rest) > self._most:
            cut.too_long += 0 if self._skipping else 1
            self._skipping = True
            self._rest.clear()
        return cut

    def end(self) -> list[bytes]:
        """Return what is left when the stream ends without a line feed."""
        left, self._rest = bytes(self._rest), bytearray()
        skipping, self._skipping = self._skipping, False
        return [left] if left.strip() and not skipping else []


# Records over several lines: the audit log of ModSecurity in its own form, an event of Windows as XML.
OPENINGS: Final = re.compile(rb"--([0-9A-Za-z]{8})-A--\s*$|<Event[ >]")


class Records:
    """Cuts at line feeds, but keeps together the lines of a record that spans several."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lines = Lines(most, blank=True)
        self._held: list[bytes] = []
        self._size = 0
        self._closing = b""

    @property
    def rest(self) -> int:
        """Bytes that wait for the end of their record."""
        return self._lines.rest + self._size

    def take(self, data: bytes) -> Cut:
        """Take more bytes; return the whole records."""
        cut = self._lines.take(data)
        whole = Cut([], cut.too_long)
        for line in cut.records:
            self._sort(line, whole)
        return whole

    def end(self) -> list[bytes]:
        """Return what is left when the stream ends."""
        whole = Cut([])
        for line in self._lines.end():
            self._sort(line, whole)
        return [*whole.records, *self._released()]

    def _sort(self, line: bytes, whole: Cut) -> None:
        """Put a line to its record, or let it be one."""
        opening = OPENINGS.match(line)
        if opening:
            whole.records += self._released()  # the end of the one before never came
            self._closing = b"--" + opening[1] + b"-Z--" if opening[1] else b"</Event>"
        if not self._closing:
            whole.records += [line] if line.strip() else []
            return
        self._held.append(line)
        self._size += len(line) + 1
        if self._closing in line:
            whole.records += self._released()
        elif self._size > self._most:
            whole.too_long += 1
            self._released()

    def _released(self) -> list[bytes]:
        """Return the record that was held, and hold nothing."""
        record = b"\n".join(self._held)
        self._held, self._size, self._closing = [], 0, b""
        return [record] if record else []


class Framing(Exception):
    """The stream says a length that cannot be: it cannot be read any further."""


class Frames:
    """Cuts a stream of syslog: octet counting when it begins with a digit, line feeds else."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lines: Lines | None = None
        self._counted: bool | None = None
        self._rest = b""

    def take(self, data: bytes) -> Cut:
        """Take more bytes; return the whole messages, or raise `Framing`."""
        if self._counted is None and data:
            self._counted = data[:1].isdigit()
            self._lines = None if self._counted else Lines(self._most)
        if self._lines is not None:
            return self._lines.take(data)
        return self._by_count(data)

    def _by_count(self, data: bytes) -> Cut:
        """Cut by counts."""
        self._rest += data
        cut = Cut([])
        at = 0
        while True:
            space = self._rest.find(b" ", at, at + MOST_DIGITS + 1)
            said = self._rest[at:space] if space > 0 else self._rest[at : at + MOST_DIGITS + 1]
            if (said and not said.isdigit()) or (space < 0 and len(said) > MOST_DIGITS):
                raise Framing(said[:MOST_DIGITS].decode("latin-1"))
            if space < 0:
                break
            length = int(said)
            if length > self._most:
                raise Framing(str(length))
            if len(self._rest) < space + 1 + length:
                break
            message = self._rest[space + 1 : space + 1 + length]
            cut.records += [message] if message.strip() else []
            at = space + 1 + length
        self._rest = self._rest[at:]
        return cut

    def end(self) -> list[bytes]:
        """Return what is left when the stream ends; half a counted message is none."""
        return self._lines.end() if self._lines is not None else []
