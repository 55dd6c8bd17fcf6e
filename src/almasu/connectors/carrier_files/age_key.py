"""The Agency's key for carriers: 32 bytes of the vault as an X25519 identity of age, and its public side (C2SP age)."""

from __future__ import annotations

from pyrage import x25519

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_SECRET = "age-secret-key-"  # noqa: S105 - the prefix of every key of the format


def identity_of(secret: bytes) -> x25519.Identity:
    """Return the identity of a secret of 32 bytes: the same one each time."""
    return x25519.Identity.from_str(bech32(_SECRET, secret).upper())


def bech32(prefix: str, data: bytes) -> str:
    """Return bytes in Bech32 (BIP 173), without its limit on length: how age writes keys."""
    number, bits = int.from_bytes(data, "big"), len(data) * 8
    padding = -bits % 5
    values = [(number << padding) >> shift & 31 for shift in range(bits + padding - 5, -1, -5)]
    expanded = [ord(one) >> 5 for one in prefix] + [0] + [ord(one) & 31 for one in prefix]
    check = _checksum([*expanded, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    digits = [*values, *(check >> 5 * (5 - place) & 31 for place in range(6))]
    return f"{prefix}1{''.join(_LETTERS[one] for one in digits)}"


def _checksum(values: list[int]) -> int:
    told = 1
    for value in values:
        top = told >> 25
        told = (told & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            told ^= generator if top >> place & 1 else 0
    return told
