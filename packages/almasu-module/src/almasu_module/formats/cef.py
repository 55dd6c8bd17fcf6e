"""CEF 0 and 1: seven header fields behind bars, then `key=value` pairs whose values may hold spaces."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from almasu_module.reading import Unreadable

MOST_FIELDS: Final = 512
KEY: Final = re.compile(r"(?:^|(?<= ))([A-Za-z0-9_.\[\]-]{1,128})=")
HEADER_ESCAPE: Final = re.compile(r"\\([\\|])")
VALUE_ESCAPE: Final = re.compile(r"\\([\\=nr])")
SPLIT: Final = re.compile(r"(?<!\\)(?:\\\\)*\|")
SEVERITIES: Final = {"unknown": 0, "low": 2, "medium": 5, "high": 7, "very-high": 9}
BREAKS: Final = {"n": "\n", "r": "\r"}
HEADERS: Final = 7


class Event(msgspec.Struct, frozen=True):
    """An event of a SIEM, whether it came as CEF or as LEEF. `severity` is 0..10."""

    format: str
    vendor: str
    product: str
    version: str
    id: str
    name: str
    severity: int
    fields: dict[str, str]


def cef(line: str) -> Event:
    """Read a line that begins with `CEF:`; refuse a cut header or a severity out of range."""
    parts = bars(line.removeprefix("CEF:"), HEADERS)
    if len(parts) != HEADERS + 1 or parts[0].strip() not in ("0", "1"):
        raise Unreadable("bad.cef", "header")
    _, vendor, product, version, ident, name, severity = (HEADER_ESCAPE.sub(r"\1", one) for one in parts[:HEADERS])
    return Event("CEF", vendor, product, version, ident, name, severity_of(severity), extension(parts[HEADERS]))


def bars(rest: str, most: int) -> list[str]:
    """Split at the first `most` bars that are not escaped."""
    parts: list[str] = []
    start = at = 0
    while len(parts) < most:
        at = rest.find("|", at)
        if at < 0:
            break
        before = at
        while before > start and rest[before - 1] == "\\":
            before -= 1
        if (at - before) % 2 == 0:
            parts.append(rest[start:at])
            start = at + 1
        at += 1
    return [*parts, rest[start:]]


def severity_of(said: str) -> int:
    """Return a severity as a number of 0..10."""
    clean = said.strip().lower()
    if clean in SEVERITIES:
        return SEVERITIES[clean]
    if clean.isascii() and clean.isdigit() and len(clean) < 3 and int(clean) <= 10:
        return int(clean)
    raise Unreadable("bad.cef", f"severity {said[:20]}")


def extension(rest: str) -> dict[str, str]:
    """Return the pairs of an extension: a value ends where the next key begins."""
    rest = rest.rstrip("\r\n")
    keys = list(KEY.finditer(rest.lstrip(" ")))
    rest = rest.lstrip(" ")
    if len(keys) > MOST_FIELDS:
        raise Unreadable("bad.fields", str(len(keys)))
    fields: dict[str, str] = {}
    for place, key in enumerate(keys):
        last = place + 1 == len(keys)
        value = rest[key.end() : len(rest) if last else keys[place + 1].start() - 1]
        fields[key[1]] = VALUE_ESCAPE.sub(lambda found: BREAKS.get(found[1], found[1]), value)
    return fields
