"""LEEF 1.0 (tabs) and 2.0 (a delimiter named in the header)."""

from __future__ import annotations

import re
from typing import Final

from almasu_module.formats.cef import MOST_FIELDS, Event, bars
from almasu_module.reading import Unreadable

HEX: Final = re.compile(r"^(?:0?x)([0-9A-Fa-f]{1,4})$")
HEADERS: Final = 5


def leef(line: str) -> Event:
    """Read a line that begins with `LEEF:`; refuse one without an event id."""
    version = line[5:8]
    wanted = HEADERS if version == "1.0" else HEADERS + 1
    parts = bars(line.removeprefix("LEEF:"), wanted)
    delimiter = "\t"
    if version == "2.0" and len(parts) == HEADERS + 2 and delimiter_of(parts[5]):
        delimiter = delimiter_of(parts[5])
    elif version == "2.0" and len(parts) > HEADERS:  # the delimiter may be left out
        parts = bars(line.removeprefix("LEEF:"), HEADERS)
    if version not in ("1.0", "2.0") or len(parts) < HEADERS + 1 or not parts[4].strip():
        raise Unreadable("bad.leef", "header")
    fields = pairs(parts[-1].rstrip("\r\n"), delimiter)
    severity = fields.get("sev", "0").strip()
    level = int(severity) if severity.isascii() and severity.isdigit() and len(severity) < 3 else 0
    vendor, product, release, ident = (one.strip() for one in parts[1:5])
    return Event("LEEF", vendor, product, release, ident, fields.get("cat", ""), min(level, 10), fields)


def delimiter_of(said: str) -> str:
    """Return the delimiter that a header names: one character, or its number as x09 or 0x09."""
    if len(said) == 1:
        return said
    found = HEX.match(said)
    return chr(int(found[1], 16)) if found else ""


def pairs(rest: str, delimiter: str) -> dict[str, str]:
    """Return the attributes: a value may hold the sign `=`."""
    parts = rest.split(delimiter, MOST_FIELDS)
    if len(parts) > MOST_FIELDS:
        raise Unreadable("bad.fields", str(len(parts)))
    return {key.strip(): value for key, sign, value in (part.partition("=") for part in parts) if sign}
