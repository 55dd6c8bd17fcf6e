"""GOST 34.311-95, the hash of signatures under GOST 34.310-2004 (RFC 5831); kept for archives.

Kazakhstan uses the S-box of the standard's own example (D-Test), not the CryptoPro one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

Table = tuple[int, ...]
_WORD = 0xFFFFFFFF
_LONG = 0xFFFFFFFFFFFFFFFF
# RFC 5831, 5.1: the constant of the third key; the second and fourth are zero.
_THIRD = 0xFF00FFFF000000FFFF0000FF00FFFF0000FF00FF00FF00FFFF00FF00FF00FF00


@dataclass(frozen=True, slots=True)
class SBox:
    """The eight rows of the block cipher's S-box, the row of the lowest four bits first, 16 hexadecimal digits each."""

    name: str
    rows: tuple[str, str, str, str, str, str, str, str]


# RFC 4357, 11.2
D_TEST = SBox(
    "id-GostR3411-94-TestParamSet",
    (
        "4a92d80e6b1c7f53",
        "eb4c6dfa23810759",
        "581da342efc7609b",
        "7da1089fe46cb253",
        "6c715fd84a9e03b2",
        "4ba0721d36859cfe",
        "db413f590ae7682c",
        "1fd057a4923e6b8c",
    ),
)
CRYPTO_PRO = SBox(
    "id-GostR3411-94-CryptoProParamSet",
    (
        "a4568137dce092bf",
        "5f402db91763cea8",
        "7fce94103b526a8d",
        "4a7c0f28e165db93",
        "764b9c2a180efd35",
        "7624d9f0a15b8ec3",
        "de41705a3c8f629b",
        "13a95b4f867ed02c",
    ),
)


def gost34311(data: bytes, box: SBox) -> bytes:
    """Return the 32-byte digest, in the byte order used in certificates and CMS."""
    tables = _tables(box)
    state, checksum = 0, 0
    for offset in range(0, len(data), 32):
        block = int.from_bytes(data[offset : offset + 32], "little")
        state = _step(state, block, tables)
        checksum += block
    state = _step(state, 8 * len(data), tables)
    return _step(state, checksum % (1 << 256), tables).to_bytes(32, "little")


def _step(state: int, block: int, tables: tuple[Table, ...]) -> int:
    """Return the step function of RFC 5831, 5 on two 256-bit numbers."""
    enciphered = 0
    for index, key in enumerate(_keys(state, block)):
        enciphered |= _encipher(state >> 64 * index & _LONG, key, tables) << 64 * index
    return _mixed(state ^ _mixed(block ^ _mixed(enciphered, 12), 1), 61)


def _keys(state: int, block: int) -> list[bytes]:
    """Return the four 32-byte keys of one step (RFC 5831, 5.1)."""
    keys = []
    for constant in (0, _THIRD, 0, 0):
        octets = (state ^ block).to_bytes(32, "little")
        keys.append(bytes(octets[8 * (place % 4) + place // 4] for place in range(32)))
        state = _shifted(state) ^ constant
        block = _shifted(_shifted(block))
    return keys


def _shifted(value: int) -> int:
    """Return A(Y) of RFC 5831, 5.1: four words move down by one, the sum of the lowest two comes on top."""
    return value >> 64 | ((value ^ value >> 64) & _LONG) << 192


def _encipher(block: int, key: bytes, tables: tuple[Table, ...]) -> int:
    """Return the 64-bit block under GOST 28147-89 in its simple substitution mode."""
    words = [int.from_bytes(key[i : i + 4], "little") for i in range(0, 32, 4)]
    t0, t1, t2, t3 = tables
    low, high = block & _WORD, block >> 32
    for word in words * 3 + words[::-1]:
        total = low + word & _WORD
        high ^= t0[total & 255] ^ t1[total >> 8 & 255] ^ t2[total >> 16 & 255] ^ t3[total >> 24]
        low, high = high, low
    return low << 32 | high


def _mixed(value: int, times: int) -> int:
    """Return the mixing function psi applied a number of times (RFC 5831, 5.3)."""
    words = [value >> 16 * i & 0xFFFF for i in range(16)]
    for at in range(times):
        words.append(words[at] ^ words[at + 1] ^ words[at + 2] ^ words[at + 3] ^ words[at + 12] ^ words[at + 15])
    return sum(word << 16 * i for i, word in enumerate(words[times:]))


@lru_cache(maxsize=2)
def _tables(box: SBox) -> tuple[Table, ...]:
    """Return four tables that take one byte each through the S-box and the rotation by 11 bits."""
    rows = [[int(digit, 16) for digit in row] for row in box.rows]
    tables = []
    for place in range(4):
        entries = []
        for octet in range(256):
            word = (rows[2 * place][octet & 15] | rows[2 * place + 1][octet >> 4] << 4) << 8 * place
            entries.append((word << 11 | word >> 21) & _WORD)
        tables.append(tuple(entries))
    return tuple(tables)
