"""Journal entries that a pack carries, and what they are committed to."""

from __future__ import annotations

import re
from typing import Any

from almasu_verify.faults import Refused
from almasu_verify.keys import sha256
from almasu_verify.reading import parsed

MOST_SUBJECTS = 1000
_SALT = re.compile(r"[0-9a-f]{64}\Z")
ENTRY = ("kind", "at", "actor", "about", "says", "salt")


def read_entry(text: str) -> dict[str, Any]:
    """Return a journal entry; Refused where the text is not one."""
    entry = parsed(text.encode())
    if not isinstance(entry, dict) or set(entry) != set(ENTRY) or not isinstance(entry["says"], dict):
        raise Refused("not a journal entry")
    return entry


def place_of(says: dict[str, Any]) -> int:
    """Return the place of the entry's subject in the signed act, from 0 on."""
    place = says.get("place", 1)
    if type(place) is not int or not 1 <= place <= MOST_SUBJECTS:
        raise Refused("the entry names no place in the act")
    return place - 1


def own_part(says: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the act says of the entry's subject: the whole body, or the subject's part of it."""
    subjects, place = asked.get("subjects"), place_of(says)
    if subjects is None and place == 0 and "bundle" not in says:
        return asked
    if isinstance(subjects, list) and place < len(subjects) and says.get("among") == len(subjects):
        own = subjects[place]
        if isinstance(own, dict):
            return own
    raise Refused("the act does not name the subject of the entry")


def committed(salt: str, label: str, data: bytes) -> str:
    """Return the salted commitment to some data, in hexadecimal digits."""
    if not _SALT.match(salt):
        raise Refused("a salt is 64 small hexadecimal digits")
    return sha256(bytes.fromhex(salt) + label.encode() + b"\x00" + data).hex()
