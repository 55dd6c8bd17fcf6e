"""Ask a public name server whether it knows a name: one DNS question over UDP (RFC 1035), nothing else of DNS."""

from __future__ import annotations

import asyncio
import struct

TYPE_A, CLASS_IN, TYPE_AAAA = 1, 1, 28
LONGEST_LABEL = 63
_HEAD = struct.Struct(">HHHHHH")


class _One(asyncio.DatagramProtocol):
    """Waits for the answer that carries the number of a question."""

    def __init__(self, question: bytes) -> None:
        self.question = question
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Take the answer to this very question."""
        if data[:2] == self.question[:2] and len(data) >= _HEAD.size and not self.answer.done():
            self.answer.set_result(data)

    def error_received(self, exc: Exception) -> None:
        """Note that nobody is there."""
        if not self.answer.done():
            self.answer.set_exception(exc)


async def is_known(name: str, resolver: tuple[str, int], number: int, seconds: float) -> bool | None:
    """Tell whether a name server knows a name under either family of addresses; None where it did not answer."""
    told = [await _asked(name, kind, resolver, number, seconds) for kind in (TYPE_A, TYPE_AAAA)]
    if any(told):
        return True
    return None if None in told else False


async def _asked(name: str, kind: int, resolver: tuple[str, int], number: int, seconds: float) -> bool | None:
    question = asked_of(name, kind, number)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(seconds):
            transport, one = await loop.create_datagram_endpoint(lambda: _One(question), remote_addr=resolver)
            transport.sendto(question)
            try:
                return known_in(await one.answer)
            finally:
                transport.close()
    except OSError:
        return None


def asked_of(name: str, kind: int, number: int) -> bytes:
    """Return the question in bytes; ValueError for a name that DNS cannot carry."""
    labels = name.rstrip(".").encode("idna").split(b".")
    if any(not 0 < len(label) <= LONGEST_LABEL for label in labels):
        raise ValueError("a label of the name is too long or empty")
    written = b"".join(bytes((len(label),)) + label for label in labels) + b"\0"
    return _HEAD.pack(number & 0xFFFF, 0x0100, 1, 0, 0, 0) + written + struct.pack(">HH", kind, CLASS_IN)


def known_in(answer: bytes) -> bool | None:
    """Return what an answer says: answers counted, none, or nothing to rely on."""
    flags, answers = int.from_bytes(answer[2:4], "big"), int.from_bytes(answer[6:8], "big")
    match flags & 0xF:
        case 0:
            return answers > 0
        case 3:
            return False
        case _:
            return None
