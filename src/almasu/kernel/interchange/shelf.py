"""Shelves of published files: events of a MISP feed, advisories of CSAF. Each has a degree that its reader needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from almasu.kernel.interchange.misp import manifest_of
from almasu.kernel.sector.confidentiality import Degree
from almasu.law.canonical import Json

MOST_FILES = 10_000


class Shelf(StrEnum):
    """Kinds of published files."""

    MISP = "misp"
    CSAF = "csaf"


@dataclass(frozen=True, slots=True)
class File:
    """A published file: its name, when it first was and now is published, who may read it, its bytes."""

    name: str
    first_at: datetime
    at: datetime
    degree: Degree
    body: bytes


class Shelves(Protocol):
    """Published files. What a reader may not see is left out before anything is counted."""

    async def put(self, shelf: Shelf, file: File) -> None:
        """Keep a file, or its new edition."""
        ...

    async def files(self, shelf: Shelf, narrowest: Degree, most: int) -> Sequence[File]:
        """Return the files down to a degree, newest first."""
        ...

    async def file(self, shelf: Shelf, name: str, narrowest: Degree) -> File | None:
        """Return a file, None where there is none down to this degree."""
        ...


class _Attribute(msgspec.Struct, frozen=True):
    value: str


class _Event(msgspec.Struct, frozen=True):
    uuid: str
    attributes: list[_Attribute] = msgspec.field(default_factory=list, name="Attribute")


class _EventFile(msgspec.Struct, frozen=True):
    event: _Event = msgspec.field(name="Event")


def misp_manifest(files: Iterable[File]) -> dict[str, Json]:
    """Return the manifest of a feed of these events."""
    events = [msgspec.json.decode(one.body)["Event"] for one in files]
    return manifest_of({event["uuid"]: event for event in events})


def misp_hashes(files: Iterable[File]) -> str:
    """Return the list by which a MISP tells, without fetching events, in which one a value is: MD5 and event."""
    lines: list[str] = []
    for one in files:
        event = msgspec.json.decode(one.body, type=_EventFile).event
        values = {piece for each in event.attributes for piece in each.value.split("|")}
        digests = (hashlib.md5(value.encode(), usedforsecurity=False).hexdigest() for value in sorted(values))
        lines += [f"{digest},{event.uuid}" for digest in digests]
    return "".join(f"{line}\n" for line in lines)
