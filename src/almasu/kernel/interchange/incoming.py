"""What others publish and we fetch: events of MISP, advisories of CSAF, records of CVE, lists of KEV and EPSS.

The bytes are kept as they came; what they say is read from them each time. A file has a tag, in its publisher's words,
by which one edition is told from another: what we hold in the same edition is not fetched anew.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID, uuid5

from almasu.kernel.interchange.pulling import Stopped
from almasu.kernel.interchange.stix_out import NAMESPACE
from almasu.kernel.page import Place

CENTRE = ""
"""The sectoral centre, where an organisation has its BIN."""
BY_HAND = "by-hand"
"""The source of a file that somebody of the centre, or of an organisation, added."""
BY_MACHINE = "by-machine"
"""The source of a file that a machine of an organisation handed in."""


class SourceKind(StrEnum):
    """Kinds of what is fetched."""

    TAXII = "taxii"
    MISP = "misp"
    CSAF = "csaf"
    KEV = "kev"
    EPSS = "epss"


class FileKind(StrEnum):
    """Kinds of files."""

    MISP = "misp"
    STIX = "stix"
    CSAF = "csaf"
    CVE = "cve"
    KEV = "kev"
    EPSS = "epss"
    EPSS_OF_YEAR = "epss_of_year"
    """The scores of one year out of the list, as JSON: the list is too long to be read for every look."""


ADVISORIES = (FileKind.CSAF, FileKind.CVE)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source before it is read: what its list was last, the tags of what we hold or cannot read."""

    etag: str = ""
    modified: str = ""
    tags: Mapping[str, Collection[str]] = field(default_factory=dict)

    def has(self, name: str, tag: str) -> bool:
        """Tell whether this edition of a file need not be fetched."""
        return tag in self.tags.get(name, ())


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came; `checked` names the digest that its publisher gave and that it has, empty where none was."""

    name: str
    tag: str
    body: bytes
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken: its name, and why in a few words."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class ListRead:
    """What the list of a source is now; told before its end where the whole list was seen."""

    etag: str
    modified: str


class FileSource(Protocol):
    """Reads what one source publishes. It never raises for the outside."""

    def files(self, known: Known) -> AsyncIterator[Fetched | Refused | ListRead | Stopped]:
        """Give file after file of which we do not hold this edition; the last thing given is why it stopped."""
        ...


@dataclass(frozen=True, slots=True)
class PulledFile:
    """A file that we hold. `organisation` is for whom it was fetched: a BIN, empty for the centre."""

    id: UUID
    kind: FileKind
    source: str
    name: str
    organisation: str
    tag: str
    came_at: datetime
    body: bytes


def pulled(kind: FileKind, source: str, organisation: str, one: Fetched, at: datetime) -> PulledFile:
    """Return a file that came; each edition has a number of its own."""
    number = uuid5(NAMESPACE, f"pulled/{kind}/{source}/{one.name}/{one.tag}/{at.isoformat()}")
    return PulledFile(number, kind, source, one.name, organisation, one.tag, at, one.body)


@dataclass(frozen=True, slots=True)
class SourceStands:
    """How a source stands: when it was read last, why that ended, how many files were kept and refused."""

    source: str
    ended_at: datetime | None
    stopped: str
    detail: str
    kept: int
    refused: int


class Incoming(Protocol):
    """Files that were fetched, and how their sources stand."""

    async def put(self, file: PulledFile) -> None:
        """Keep a file, or its next edition."""
        ...

    async def refuse(self, kind: FileKind, source: str, name: str, tag: str, at: datetime) -> None:
        """Note that an edition of a file cannot be read: it is not fetched again while it is the same."""
        ...

    async def tags(self, kind: FileKind, source: str, since: datetime) -> Mapping[str, Collection[str]]:
        """Return the tags of the editions of a source that are held, or were refused since a moment, by name."""
        ...

    async def page(
        self, organisation: str, kinds: Sequence[FileKind], before: Place | None, most: int
    ) -> Sequence[PulledFile]:
        """Return files of some kinds that were fetched for an organisation, newest first."""
        ...

    async def one(self, number: UUID, organisation: str) -> PulledFile | None:
        """Return a file that was fetched for an organisation; None where there is none."""
        ...

    async def take(self, source: str, at: datetime, until: datetime) -> Known | None:
        """Become the one who reads a source until a moment; None while somebody else does."""
        ...

    async def end(self, source: str, told: SourceStands, read: ListRead | None) -> None:
        """Note what came of reading; `read` is what the list is now, where all of it was read."""
        ...

    async def sources(self) -> Sequence[SourceStands]:
        """Return how sources stand."""
        ...
