"""Reading an envelope of objects: each by itself and kept as it came; one bad object spoils no other (TAXII 2.1, 3.7).

The moment an object was modified is its version (TAXII 2.1, 5.6.1); a mark it does not carry is not guessed wide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from almasu.kernel.interchange.collection import Fate, Offered
from almasu.kernel.interchange.problems import BAD_ENVELOPE
from almasu.kernel.interchange.tlp import degree_of
from almasu.law import moment

MOST_OBJECTS = 10_000
MOST_OBJECT_BYTES = 1024 * 1024
_ID = re.compile(r"([a-z0-9][a-z0-9-]{1,248}[a-z0-9])--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class _Envelope(msgspec.Struct, frozen=True):
    objects: list[msgspec.Raw] = []
    type: str = ""


class _Head(msgspec.Struct, frozen=True):
    type: str
    id: str
    spec_version: str = ""
    created: str = ""
    modified: str = ""
    object_marking_refs: list[str] = []


_ENVELOPE = msgspec.json.Decoder(_Envelope)
_HEAD = msgspec.json.Decoder(_Head)


def read_envelope(body: bytes) -> tuple[Sequence[Offered], Sequence[Fate]]:
    """Return the objects of an envelope that can be kept, and the fate of those that cannot.

    Problem `interchange.bad_envelope` where it is no envelope or holds too much. A bundle is read as an envelope.
    """
    try:
        envelope = _ENVELOPE.decode(body)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise BAD_ENVELOPE.at("", why=str(wrong)[:120]) from wrong
    if len(envelope.objects) > MOST_OBJECTS:
        raise BAD_ENVELOPE.at("objects", why=f"> {MOST_OBJECTS}")
    offered: list[Offered] = []
    refused: list[Fate] = []
    for place, raw in enumerate(envelope.objects):
        one = _read(bytes(raw), place)
        if isinstance(one, Fate):
            refused.append(one)
        else:
            offered.append(one)
    return offered, refused


def _read(raw: bytes, place: int) -> Offered | Fate:
    try:
        head = _HEAD.decode(raw)
    except (msgspec.DecodeError, RecursionError) as wrong:
        return Fate(f"objects/{place}", "", str(wrong)[:200])
    found = _ID.fullmatch(head.id)
    if found is None or found[1] != head.type:
        return Fate(head.id[:300] or f"objects/{place}", "", "the id is no STIX identifier of the object's type")
    if len(raw) > MOST_OBJECT_BYTES:
        return Fate(head.id, "", f"more than {MOST_OBJECT_BYTES} bytes")
    if head.spec_version not in ("", "2.1") or (head.created and not head.spec_version):
        return Fate(head.id, "", "only STIX 2.1 is taken")
    said = head.modified or head.created
    try:
        version = moment.read(said) if said else None
    except ValueError:
        return Fate(head.id, said[:40], "the version is no timestamp")
    return Offered(head.id, head.type, version, degree_of(head.object_marking_refs), raw)


def version_said(version: datetime) -> str:
    """Return a version as STIX writes it: UTC, three digits after the second or six where they are needed."""
    at = moment.in_utc(version)
    digits = f"{at.microsecond:06d}"
    return f"{at:%Y-%m-%dT%H:%M:%S}.{digits[:3] if digits.endswith('000') else digits}Z"


def added_said(at: datetime) -> str:
    """Return a moment of TAXII: UTC with six digits after the second (TAXII 2.1, 2)."""
    return f"{moment.in_utc(at):%Y-%m-%dT%H:%M:%S.%f}Z"
