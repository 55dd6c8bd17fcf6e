"""Fetching a feed from the body's own server: what is kept of it, when it is tried again (FMA-3.1).

One card stands for each set that has a server: who asked last, how often it was tried, what came of it. A part
that came stays on the spool, and what follows is asked from there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

from almasu.kernel.provision.delivery import NotCounted
from almasu.kernel.provision.feed_server import Entrance, Server
from almasu.kernel.provision.problems_of_servers import SERVER_PLACE
from almasu.law.problem import Problem

MOST_TRIES = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
LEASE = timedelta(minutes=15)
"""For how long one worker fetches alone; it says anew that it is there before a half of it is over."""
PART = 8 << 20


class FetchState(StrEnum):
    """Where a fetch stands."""

    WAITING = "waiting"
    """It is asked for, or being fetched, or tried again later."""
    TAKEN = "taken"
    """The file came whole and is a delivery now."""
    UNCHANGED = "unchanged"
    """The server has the file that was taken last."""
    FAILED = "failed"


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """The card of a set: `delivery` is the number that the file has on the spool and the delivery will have.

    `mark` is how the server calls the edition of the file that is coming in, `taken` the one taken last. `because`
    is for whoever reads the page, `sign` for whoever keeps the server: what our side met there, in a technical word.
    """

    body: str
    data_set: str
    delivery: UUID
    by: str
    asked_at: datetime
    obligation: UUID | None = None
    mark: str = ""
    taken: str = ""
    size: int = 0
    tries: int = 0
    because: NotCounted | None = None
    sign: str = ""


class Trouble(StrEnum):
    """Why a server gives no file."""

    SILENT = "silent"
    REFUSED = "refused"
    """It may not be reached, or says no for a reason of its own."""
    SHUT = "shut"
    """It does not know our account."""
    ANOTHER = "another"
    """It is not the one whose key or certificate is known."""
    NO_FILE = "no_file"
    UNUSABLE = "unusable"


class NotFetched(Exception):
    """No file: why, and in a few words of ours where; never what the server said."""

    def __init__(self, why: Trouble, detail: str) -> None:
        super().__init__(f"{why.value}: {detail}")
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file from an offset on, its whole size, and the mark of its edition."""

    offset: int
    data: bytes
    size: int
    mark: str


class OnServer(Protocol):
    """One file on a body's server."""

    @property
    def name(self) -> str:
        """Return the name of the file; one that ends in `.gz` comes packed."""
        ...

    def parts(self, offset: int, mark: str, taken: str) -> AsyncIterator[Part]:
        """Yield what follows an offset of an edition, from the beginning where the edition is another one now.

        Nothing where the edition is the one taken last. NotFetched where there is no file.
        """
        ...


class FeedSources(Protocol):
    """The servers that bodies let us fetch their files from."""

    def known(self) -> Sequence[tuple[str, str]]:
        """Return body (BIN) and code of every set that has a server."""
        ...

    def opened(self, body: str, data_set: str) -> AbstractAsyncContextManager[OnServer]:
        """Reach the file of a set; NotFetched where there is no server, or none that may be reached."""
        ...

    def reached(self, server: Server, entrance: Entrance) -> AbstractAsyncContextManager[OnServer]:
        """Reach the file on a registered server; NotFetched where it may not be reached any more."""
        ...

    def must_permit(self, host: str, port: int) -> None:
        """Make sure that a registered server may be called; `provision.server.place`, `registers.unreadable`."""
        ...

    def trouble(self) -> Problem | None:
        """Return why the list of places cannot be read, None where it can."""
        ...


class NoSources:
    """Implements `FeedSources` where no body has a server."""

    def known(self) -> Sequence[tuple[str, str]]:
        """Know of none."""
        return ()

    def opened(self, body: str, data_set: str) -> AbstractAsyncContextManager[OnServer]:
        """Reach none."""
        raise NotFetched(Trouble.REFUSED, "no source")

    def reached(self, server: Server, entrance: Entrance) -> AbstractAsyncContextManager[OnServer]:
        """Reach none."""
        raise NotFetched(Trouble.REFUSED, "place")

    def must_permit(self, host: str, port: int) -> None:
        """Permit none."""
        raise SERVER_PLACE.at("address", host=host)

    def trouble(self) -> Problem | None:
        """Know of no list."""
        return None


def wait_after(tries: int) -> timedelta:
    """Return after how long it is tried again: twice as long each time, up to an hour."""
    return min(FIRST_WAIT * (1 << max(tries - 1, 0)), LONGEST_WAIT)
