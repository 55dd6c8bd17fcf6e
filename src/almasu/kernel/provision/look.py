"""One exchange with a body's workplace: what may pass the gateway, and the record of what passed or was held (FMA-3.2).

Everything the browser sends is judged before it leaves, everything the application answers before it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import unquote, urljoin, urlsplit
from uuid import UUID

import msgspec

from almasu.kernel.provision.seat import Seat

OWN_PLACES = "/almasu/"
"""Below it are the gateway's own pages: nothing of it reaches an application."""
METHODS = frozenset({"GET", "HEAD", "POST"})
FORM = "application/x-www-form-urlencoded"
MOST_FORM = 64 * 1024
MOST_UPLOAD = 8 * 1024 * 1024
MOST_ANSWER = 8 * 1024 * 1024
"""Bytes of an answer: it is recorded whole before any of it is shown."""
LONGEST_TARGET = 2_000
PASSED_ON = ("accept", "accept-language", "content-type")
"""Headers of the browser that an application is told; its cookies beside them, and nothing else."""
SHOWN = ("content-type", "content-disposition", "content-language")
"""Headers of an application that a browser is told."""
_WRITTEN = re.compile(r"[!-~]+")
STREAMS = frozenset({"text/event-stream", "multipart/x-mixed-replace"})


class Fate(StrEnum):
    """What became of one exchange."""

    SHOWN = "shown"
    SILENT = "silent"
    """The application did not answer, or not within the limits."""
    CUT = "cut"
    """The session ended while it was under way: nothing was shown."""
    METHOD = "method"
    """A method other than those of a page, or an address that no browser writes."""
    UPLOAD = "upload"
    TOO_LARGE = "too_large"
    STREAM = "stream"
    """A stream, another protocol or a worker that outlives its page was wanted, or came."""
    ELSEWHERE = "elsewhere"
    """The application led to another place."""
    UNREADABLE = "unreadable"
    """The answer tells no names of its values: what of it is beyond the act cannot be cut."""


class Look(msgspec.Struct, frozen=True):
    """The record of one exchange: sizes in bytes, digests in hex (SHA-256), `took` in milliseconds.

    `salt` is random: the digest of the record, which the journal names, tells nobody a guessable path. `kept` says
    that the content lies sealed under the material of the session. `received` and its digest are of what was shown,
    after the cut of what is beyond the act: `cuts` are its names.
    """

    id: UUID
    sitting: UUID
    number: int
    at: datetime
    method: str
    path: str
    fate: Fate
    status: int
    sent: int
    received: int
    sent_sha256: str
    received_sha256: str
    kind: str
    took: int
    salt: bytes
    kept: bool = False
    cuts: tuple[str, ...] = ()


class Content(msgspec.Struct, frozen=True):
    """What passed in one exchange, as it is sealed under the material: the body sent, the body that came, its type."""

    sent: bytes
    received: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a browser wants of an application: a method, a path with its query, headers by lower-case name, a body."""

    method: str
    target: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """What an application answered; header names in lower case, `cookies` as it sets them, each whole."""

    status: int
    headers: Mapping[str, str]
    cookies: tuple[str, ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def kind(self) -> str:
        """Return its media type without parameters."""
        return media_type(self.headers)


def held_back(wanted: Wanted, seat: Seat) -> Fate | None:
    """Return why a request may not leave the gateway, None where it may; the body may not have been read yet."""
    if wanted.method not in METHODS or not is_plain(wanted.target):
        return Fate.METHOD
    if (
        "upgrade" in wanted.headers
        or "service-worker" in wanted.headers
        or media_of(wanted.headers.get("accept", "")) in STREAMS
    ):
        return Fate.STREAM
    if wanted.method != "POST":
        return None
    is_form = media_type(wanted.headers) in ("", FORM)
    if not is_form and not seat.uploads:
        return Fate.UPLOAD
    length = wanted.headers.get("content-length", "0")
    known = int(length[:20]) if length.isascii() and length.isdigit() else 0
    return Fate.TOO_LARGE if max(known, len(wanted.body)) > most_sent(wanted) else None


def most_sent(wanted: Wanted) -> int:
    """Return how many bytes a request may bring: a form is smaller than an upload."""
    return MOST_FORM if media_type(wanted.headers) in ("", FORM) else MOST_UPLOAD


def not_shown(answered: Answered, home: str, target: str) -> Fate | None:
    """Return why an answer to a target may not be shown, None where it may; `home` is the application's origin."""
    if answered.status == 101 or answered.kind in STREAMS:
        return Fate.STREAM
    if 300 <= answered.status < 400 and within(answered.headers.get("location", ""), home, target) is None:
        return Fate.ELSEWHERE
    return None


def within(location: str, home: str, at: str = "/") -> str | None:
    """Return where an application leads to from one of its paths, as a path of its own.

    None where that is another origin or a page of the gateway.
    """
    if not location or len(location) > LONGEST_TARGET or not location.isprintable() or "\\" in location:
        return None
    try:
        found, own = urlsplit(urljoin(home + at, location)), urlsplit(home)
    except ValueError:
        return None
    path = found.path or "/"
    if (found.scheme, found.netloc) != (own.scheme, own.netloc) or path.startswith("//"):
        return None
    to = path + (f"?{found.query}" if found.query else "")
    return to if is_plain(to) and not is_ours(path) else None


def is_plain(target: str) -> bool:
    """Tell whether a path with its query is one as browsers write them: what is asked is then what is recorded.

    They percent-encode what is not ASCII, resolve dots, and ask for a path of the host they are at (RFC 9112 3.2.1).
    """
    if not target.startswith("/") or len(target) > LONGEST_TARGET or not _WRITTEN.fullmatch(target):
        return False
    segments = unquote(target.partition("?")[0]).replace("\\", "/").split("/")
    return not {".", ".."}.intersection(segments)


def is_ours(path: str) -> bool:
    """Tell whether a path is a page of the gateway itself."""
    return f"{path}/".startswith(OWN_PLACES)


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type that headers name, without parameters, empty where they name none."""
    return media_of(headers.get("content-type", ""))


def media_of(value: str) -> str:
    """Return the first media type of a header's value."""
    return value.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip().lower()
