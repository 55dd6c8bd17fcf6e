"""What a provider of CSAF lists: the distributions of its metadata, entries of ROLIE feeds, lines of changes.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import msgspec

from almasu.connectors.egress.fetching import below

MOST_FEEDS = 20
MOST_ENTRIES = 100_000


class Unlisted(ValueError):
    """A list is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An advisory in a list: its address, when it changed in the list's words, addresses of its digests by kind."""

    url: str
    tag: str
    digests: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A list of advisories: its address, and whether it is a feed of ROLIE; else it is a changes.csv."""

    url: str
    rolie: bool


class _Feed(msgspec.Struct, frozen=True):
    url: str
    tlp_label: str = ""


class _Rolie(msgspec.Struct, frozen=True):
    feeds: list[_Feed] = []


class _Distribution(msgspec.Struct, frozen=True):
    directory_url: str = ""
    rolie: _Rolie | None = None


class _Metadata(msgspec.Struct, frozen=True):
    role: str
    metadata_version: str
    distributions: list[_Distribution] = []


class _Link(msgspec.Struct, frozen=True):
    href: str
    rel: str = ""


class _Content(msgspec.Struct, frozen=True):
    src: str = ""


class _Entry(msgspec.Struct, frozen=True):
    id: str = ""
    updated: str = ""
    content: _Content | None = None
    link: list[_Link] = []


class _FeedBody(msgspec.Struct, frozen=True):
    entry: Annotated[list[_Entry], msgspec.Meta(max_length=MOST_ENTRIES)] = []


class _RolieFile(msgspec.Struct, frozen=True):
    feed: _FeedBody


_METADATA = msgspec.json.Decoder(_Metadata)
_FEED = msgspec.json.Decoder(_RolieFile)


def places_in(base: str, metadata: bytes) -> tuple[Place, ...]:
    """Return the lists that metadata name on the same server, feeds before folders; Unlisted where there is none.

    A provider that has feeds is read by them alone: its folders hold the same advisories.
    """
    try:
        read = _METADATA.decode(metadata)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise Unlisted("provider-metadata.json") from wrong
    feeds = [feed.url for one in read.distributions if one.rolie is not None for feed in one.rolie.feeds]
    folders = [one.directory_url.rstrip("/") + "/changes.csv" for one in read.distributions if one.directory_url]
    found = [Place(url, bool(feeds)) for said in feeds or folders if (url := below(base, said)) is not None]
    if not found:
        raise Unlisted("distributions")
    return tuple(dict.fromkeys(found))[:MOST_FEEDS]


def entries_of_feed(base: str, data: bytes) -> Iterator[Entry]:
    """Yield the advisories of a ROLIE feed (RFC 8322; CSAF 2.0, 7.1.15); Unlisted where it is none."""
    try:
        entries = _FEED.decode(data).feed.entry
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise Unlisted("feed") from wrong
    for one in entries:
        said = one.content.src if one.content else next((link.href for link in one.link if link.rel == "self"), "")
        url = below(base, said)
        if url is None:
            continue
        hashes = [link.href for link in one.link if link.rel == "hash"]
        digests = [(kind, below(base, href)) for href in hashes for kind in ("sha512", "sha256") if href.endswith(kind)]
        yield Entry(url, one.updated[:60], tuple((kind, at) for kind, at in digests if at is not None))


def entries_of_changes(base: str, data: bytes) -> Iterator[Entry]:
    """Yield the advisories of a changes.csv (7.1.13); Unlisted where it is none. Digests lie beside each (7.1.18)."""
    try:
        rows = list(csv.reader(data.decode("utf-8").splitlines()))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise Unlisted("changes.csv") from wrong
    if len(rows) > MOST_ENTRIES or any(len(row) != 2 for row in rows if row):
        raise Unlisted("changes.csv")
    for name, changed in (row for row in rows if row):
        url = below(base, name.strip())
        if url is not None:
            yield Entry(url, changed.strip()[:60], (("sha512", f"{url}.sha512"), ("sha256", f"{url}.sha256")))
