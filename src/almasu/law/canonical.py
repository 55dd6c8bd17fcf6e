"""Canonical bytes: one value, one byte string (RFC 8785), so that what is signed or hashed is never in doubt."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

import rfc8785

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


_SORTED = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
# A fraction, or a whole number that may be beyond 2^53. A text may look like one, and is then written the long way.
# A search for one fixed beginning is ten times faster than a search for any of them.
_NUMBERS_WITH_RULES = tuple(re.compile(beginning + "-?[0-9]+(?:[.eE]|[0-9]{15})") for beginning in ('":', r"\[", ","))


def canonical_bytes(value: Json) -> bytes:
    """Return the RFC 8785 form of a JSON value; ValueError where it has none (NaN, integers beyond 2^53)."""
    if isinstance(value, dict | list | tuple):
        quick = _SORTED.encode(value)
        # Sorted compact JSON already is the form where every name is in ASCII and no number has rules of its own. Each
        # journal entry is written this way, and it is ten times faster than the general path.
        if not _has_numbers_with_rules(quick) and (quick.isascii() or _has_names_in_ascii(value)):
            return quick.encode()
    return rfc8785.dumps(value)


def _has_numbers_with_rules(quick: str) -> bool:
    return any(number.search(quick) for number in _NUMBERS_WITH_RULES)


def _has_names_in_ascii(value: Json) -> bool:
    if isinstance(value, dict):
        return all(name.isascii() and _has_names_in_ascii(one) for name, one in value.items())
    return all(map(_has_names_in_ascii, value)) if isinstance(value, list | tuple) else True


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of the bytes as 64 small hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
