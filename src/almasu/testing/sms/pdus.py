"""SMPP 3.4 protocol units, as far as a message centre needs them (SMPP Protocol Specification v3.4, issue 1.2)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

HEADER = struct.Struct(">IIII")
LARGEST = 64 * 1024
RESPONSE = 0x80000000
_PAYLOAD = 0x0424
_INTERFACE_VERSION = struct.pack(">HHB", 0x0210, 1, 0x34)


class Command(IntEnum):
    """Command identifiers (5.1.2.1)."""

    GENERIC_NACK = 0x80000000
    BIND_RECEIVER = 0x00000001
    BIND_TRANSMITTER = 0x00000002
    SUBMIT_SM = 0x00000004
    DELIVER_SM = 0x00000005
    UNBIND = 0x00000006
    BIND_TRANSCEIVER = 0x00000009
    ENQUIRE_LINK = 0x00000015


class Status(IntEnum):
    """Command statuses (5.1.3)."""

    OK = 0x00000000
    INVALID_COMMAND = 0x00000003
    NOT_BOUND = 0x00000004
    ALREADY_BOUND = 0x00000005
    SYSTEM_ERROR = 0x00000008
    BIND_FAILED = 0x0000000D
    WRONG_PASSWORD = 0x0000000E


BINDS = frozenset({Command.BIND_RECEIVER, Command.BIND_TRANSMITTER, Command.BIND_TRANSCEIVER})


class Malformed(Exception):
    """The bytes are not a protocol unit we can read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One protocol unit: command, status, sequence number, body."""

    command: int
    status: int
    sequence: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a submit_sm carries. `receipt` says that a delivery receipt is wanted."""

    source: str
    destination: str
    text: str
    receipt: bool


class _Reader:
    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def text(self, most: int) -> str:
        end = self._body.find(b"\0", self._at, self._at + most)
        if end < 0:
            raise Malformed("a string is not ended")
        try:
            found = self._body[self._at : end].decode("ascii")
        except UnicodeDecodeError as error:
            raise Malformed("a string is not ASCII") from error
        self._at = end + 1
        return found

    def octets(self, count: int) -> bytes:
        found = self._body[self._at : self._at + count]
        if len(found) != count:
            raise Malformed("the unit is cut short")
        self._at += count
        return found

    def number(self) -> int:
        return self.octets(1)[0]

    def rest(self) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        while self._at < len(self._body):
            tag, length = struct.unpack(">HH", self.octets(4))
            found[tag] = self.octets(length)
        return found


def written(command: int, status: int, sequence: int, body: bytes = b"") -> bytes:
    """Return the bytes of one unit."""
    return HEADER.pack(HEADER.size + len(body), command, status, sequence) + body


def read_bind(body: bytes) -> tuple[str, str]:
    """Return the system id and the password of a bind; Malformed."""
    reader = _Reader(body)
    return reader.text(16), reader.text(9)


def read_submit(body: bytes) -> Submitted:
    """Return what a submit_sm carries; Malformed."""
    reader = _Reader(body)
    reader.text(6)
    reader.octets(2)
    source = reader.text(21)
    reader.octets(2)
    destination = reader.text(21)
    reader.octets(3)
    reader.text(17)
    reader.text(17)
    receipt = reader.number() & 0b11 == 1
    reader.number()
    coding = reader.number()
    reader.number()
    short = reader.octets(reader.number())
    return Submitted(source, destination, _decoded(short or reader.rest().get(_PAYLOAD, b""), coding), receipt)


def bind_body(system_id: str) -> bytes:
    """Return the body of a bind response."""
    return system_id.encode("ascii") + b"\0" + _INTERFACE_VERSION


def deliver_body(source: str, destination: str, text: str) -> bytes:
    """Return the body of a deliver_sm that is a delivery receipt (appendix B)."""
    message = text.encode("ascii")
    return b"".join(
        (
            b"\0",
            b"\1\1" + source.encode("ascii") + b"\0",
            b"\0\0" + destination.encode("ascii") + b"\0",
            b"\x04\0\0",
            b"\0\0",
            b"\0\0\0\0",
            bytes([len(message)]) + message,
        )
    )


def _decoded(data: bytes, coding: int) -> str:
    encoding = {0: "ascii", 1: "ascii", 3: "latin-1", 8: "utf-16-be"}.get(coding)
    if encoding is None:
        raise Malformed(f"data coding {coding}")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Malformed("the text does not fit its coding") from error
