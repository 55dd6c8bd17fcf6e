"""Streebog, the hash GOST R 34.11-2012 with 512 or 256 bits (RFC 6986; in Kazakhstan GOST 34.11-2015).

A round of the message and the next round of the key go side by side through one table look-up, 128 bytes at a time;
numpy carries the bytes. About 40 microseconds for each block of 64 bytes, so hash small documents, never files.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from almasu.kernel.signatures.gost.streebog_constants import PI, ROUND_CONSTANTS, ROWS

BLOCK = 64
_MODULUS = 1 << 512

Words = NDArray[np.uint64]


def streebog512(data: bytes) -> bytes:
    """Return the 64-byte digest, in the byte order used in certificates and CMS."""
    return _hashed(data, bytes(BLOCK))


def streebog256(data: bytes) -> bytes:
    """Return the 32-byte digest, in the byte order used in certificates and CMS."""
    return _hashed(data, b"\x01" * BLOCK)[32:]


def _hashed(data: bytes, start: bytes) -> bytes:
    """Run the stages of RFC 6986, 8 over all blocks, the length and the checksum; 64 bytes."""
    compress = _Compression()
    state, length, checksum = start, 0, 0
    whole = len(data) - len(data) % BLOCK
    for offset in range(0, whole, BLOCK):
        block = data[offset : offset + BLOCK]
        state = compress(state, length, block)
        length += 8 * BLOCK
        checksum += int.from_bytes(block, "little")
    rest = data[whole:]
    padded = (rest + b"\x01").ljust(BLOCK, b"\x00")
    state = compress(state, length, padded)
    checksum += int.from_bytes(padded, "little")
    length += 8 * len(rest)
    state = compress(state, 0, length.to_bytes(BLOCK, "little"))
    return compress(state, 0, (checksum % _MODULUS).to_bytes(BLOCK, "little"))


class _Compression:
    """The function g_N with working space of its own, so that two threads never share it.

    Stage i of `stages` holds three rows of 8 words: the message state, the key, the round constant. The XOR of rows
    0-1 with rows 1-2 is the input of the next round of both; it is written into the low bytes of `places`, whose
    higher bytes already say which of the eight tables the byte belongs to.
    """

    __slots__ = ("_found", "_key", "_low", "_places", "_rounds", "_stages", "_table")

    def __init__(self) -> None:
        self._table = _table()
        self._places = np.empty((8, 2, 8), np.int64)
        self._places[:] = (np.arange(8) * 256)[:, None, None]
        self._low = self._places.view(np.uint8).reshape(8, 2, 8, 8)[..., 0].transpose(1, 0, 2)
        self._found = np.empty((8, 2, 8), "<u8")
        self._stages = np.zeros((14, 3, 8), "<u8")
        self._stages[1:13, 2] = np.frombuffer(ROUND_CONSTANTS, "<u8").reshape(12, 8)
        octets = self._stages.view(np.uint8).reshape(14, 3, 8, 8)
        steps = [(octets[i, :2], octets[i, 1:], self._stages[i + 1, :2]) for i in range(13)]
        self._key, self._rounds = steps[0], steps[1:]

    def __call__(self, state: bytes, length: int, block: bytes) -> bytes:
        """Return the next state: E(LPS(state XOR length), block) XOR state XOR block."""
        stages, low, places, found = self._stages, self._low, self._places, self._found
        take, fold, xor = self._table.take, np.bitwise_xor.reduce, np.bitwise_xor
        before: Words = np.frombuffer(state, "<u8")
        message: Words = np.frombuffer(block, "<u8")
        stages[0, 1] = before
        stages[0, 2] = np.frombuffer(length.to_bytes(BLOCK, "little"), "<u8")
        left, right, out = self._key
        xor(left, right, low)
        take(places, None, found, "clip")
        fold(found, 0, out=out)
        stages[1, 0] = message
        for left, right, out in self._rounds:
            xor(left, right, low)
            take(places, None, found, "clip")
            fold(found, 0, out=out)
        after: Words = stages[13, 0] ^ stages[13, 1] ^ before ^ message
        return after.tobytes()


@lru_cache(maxsize=1)
def _table() -> Words:
    """Return substitution and linear map as one table: entry 256 j + x is the word that byte x at place j gives."""
    rows = [int.from_bytes(ROWS[i : i + 8], "big") for i in range(0, len(ROWS), 8)]
    table = np.zeros((8, 256), "<u8")
    for place in range(8):
        for octet in range(256):
            word = 0
            for bit in range(8):
                if PI[octet] >> bit & 1:
                    word ^= rows[8 * place + bit]
            table[place, octet] = word
    table.setflags(write=False)
    return table.reshape(-1)
