"""The few words of PostgreSQL's wire protocol (version 3) that the misbehaving line needs to read and to say."""

from __future__ import annotations

import struct
from asyncio import IncompleteReadError, StreamReader

SSL_REQUEST = 80877103
GSS_REQUEST = 80877104
CANCEL_REQUEST = 80877102
LONGEST_START = 10_000

READY = b"Z"
DATA_ROW = b"D"
COMPLETE = b"C"
ERROR = b"E"


async def first_packet(reader: StreamReader) -> tuple[int, bytes] | None:
    """Return the code and the whole of the packet that opens a connection, or None at the end of the stream."""
    try:
        head = await reader.readexactly(8)
        length, code = struct.unpack("!ii", head)
        if not 8 <= length <= LONGEST_START:
            return None
        return code, head + await reader.readexactly(length - 8)
    except (IncompleteReadError, ConnectionError):
        return None


def database_in(packet: bytes) -> str:
    """Return the database a start-up packet asks for."""
    words = packet[8:].split(b"\x00")
    told = dict(zip(words[::2], words[1::2], strict=False))
    return told.get(b"database", told.get(b"user", b"")).decode("utf-8", "replace")


async def message(reader: StreamReader) -> tuple[bytes, bytes] | None:
    """Return the type and body of a server's message, or None at the end of the stream."""
    try:
        kind = await reader.readexactly(1)
        (length,) = struct.unpack("!i", await reader.readexactly(4))
        return kind, await reader.readexactly(length - 4)
    except (IncompleteReadError, ConnectionError):
        return None


def packed(kind: bytes, body: bytes) -> bytes:
    """Return a message as it goes over the wire."""
    return kind + struct.pack("!i", len(body) + 4) + body


def columns(body: bytes) -> list[bytes | None]:
    """Return the values of a data row."""
    (count,) = struct.unpack_from("!h", body)
    values: list[bytes | None] = []
    place = 2
    for _ in range(count):
        (length,) = struct.unpack_from("!i", body, place)
        place += 4
        values.append(None if length < 0 else body[place : place + length])
        place += max(length, 0)
    return values


def data_row(values: list[bytes | None]) -> bytes:
    """Return a data row of these values."""
    fields = (struct.pack("!i", -1) if value is None else struct.pack("!i", len(value)) + value for value in values)
    return packed(DATA_ROW, struct.pack("!h", len(values)) + b"".join(fields))


def error(state: str, words: str, detail: str) -> bytes:
    """Return an error response with a SQLSTATE."""
    told = {"S": "ERROR", "V": "ERROR", "C": state, "M": words, "D": detail}
    return packed(ERROR, b"".join(f"{name}{value}".encode() + b"\x00" for name, value in told.items()) + b"\x00")
