"""Canonical bytes: one value, one byte string (RFC 8785), so that what is signed or hashed is never in doubt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import rfc8785

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical_bytes(value: Json) -> bytes:
    """Return the RFC 8785 form of a JSON value; ValueError where it has none (NaN, integers beyond 2^53)."""
    return rfc8785.dumps(value)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 small hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
