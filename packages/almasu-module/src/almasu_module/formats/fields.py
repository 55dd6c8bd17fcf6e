"""Careful reading of untyped JSON: a missing or strange field is empty, texts are cut and lose control characters.

Halves of surrogate pairs, which some character sets decode to and no UTF-8 can hold, are lost too.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec

from almasu_module.reading import TEXT, Unreadable

MOST_DEPTH: Final = 64
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]+")
OPENINGS: Final = re.compile(rb"[\[{]")


def record_of(data: bytes) -> dict[str, Any]:
    """Decode one JSON object; bytes that are no UTF-8 are replaced, since sensors copy what attackers send."""
    try:
        value = msgspec.json.decode(data)
    except RecursionError as error:
        raise Unreadable("bad.deep") from error
    except msgspec.DecodeError:
        value = again(data)
    except UnicodeDecodeError:
        value = again(data)
    if not isinstance(value, dict):
        raise Unreadable("bad.json", "not an object")
    return value


def again(data: bytes) -> object:
    """Decode once more with every byte that is no UTF-8 replaced."""
    try:
        return msgspec.json.decode(data.decode("utf-8", "replace"))
    except RecursionError as error:
        raise Unreadable("bad.deep") from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Unreadable("bad.json", str(error)[:120]) from error


def text(value: object) -> str:
    """Return a text or number as clean text of at most 512 characters, anything else as nothing."""
    if isinstance(value, str):
        cut = value[: TEXT * 2]
        return CONTROLS.sub(" ", cut).strip()[:TEXT]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:TEXT]
    return ""


def number(value: object, most: int = 10**9) -> int:
    """Return a whole number between 0 and `most`, 0 for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < len(str(most)) + 1:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return min(max(value, 0), most)
    return 0


def inside(record: Mapping[str, Any], *path: str) -> Any:  # noqa: ANN401 - JSON has no type
    """Follow keys down a record; nothing where one is missing."""
    value: Any = record
    for key in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def table(value: object) -> dict[str, Any]:
    """Return a JSON object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def row(value: object) -> list[Any]:
    """Return a JSON array, an empty one for anything else."""
    return value if isinstance(value, list) else []


@lru_cache(maxsize=4096)
def address(value: str) -> str:
    """Return an address in its one spelling (an IPv4 inside an IPv6 as IPv4), nothing when it is none."""
    try:
        found = ipaddress.ip_address(value.strip().strip("[]").partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(found)


def host(value: object) -> str:
    """Return an address in its one spelling, or the text as it is when it is a name."""
    said = text(value)
    return address(said) or said
