"""Pulling from a collection of others: where reading goes on, what one page gave, why it stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Resume:
    """Where reading goes on: what was added after a moment, as its server wrote it, and its cursor under that filter.

    Both are empty at the beginning; the words of another server are kept as they are and never understood.
    """

    added_after: str = ""
    cursor: str = ""


class Stop(StrEnum):
    """Why pulling ended."""

    DONE = "done"
    """Everything that is there was read."""
    ENOUGH = "enough"
    """As much was read as one pull may: the next goes on from here."""
    SILENT = "silent"
    """The server did not answer, or is busy: the next pull goes on from here."""
    REFUSED = "refused"
    """The server knows us not, or has no such collection."""
    UNREADABLE = "unreadable"
    """What came is no envelope of TAXII 2.1 within the limits."""
    NO_PROGRESS = "no_progress"
    """The server says that there is more and gives nothing to go on from: it would be asked the same for ever."""


STOPS: Final[Mapping[Stop, Text]] = MappingProxyType(
    {
        Stop.DONE: Text("бәрі оқылды", "прочитано всё", "everything was read"),
        Stop.ENOUGH: Text(
            "бір жолға жеткілікті, келесіде жалғасады",
            "достаточно на один раз, продолжится в следующий",
            "enough for one time, it goes on at the next",
        ),
        Stop.SILENT: Text("сервер жауап бермеді", "сервер не ответил", "the server did not answer"),
        Stop.REFUSED: Text("сервер бермеді", "сервер отказал", "the server refused"),
        Stop.UNREADABLE: Text("келгені оқылмады", "пришедшее не прочитано", "what came could not be read"),
        Stop.NO_PROGRESS: Text(
            "сервер қалай жалғасатынын айтпайды",
            "сервер не говорит, откуда продолжать",
            "the server does not say from where to go on",
        ),
    }
)
"""Why pulling ended, in words."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """One page: its objects byte for byte as they came, and where reading goes on once they are kept."""

    objects: Sequence[bytes]
    resume: Resume


@dataclass(frozen=True, slots=True)
class Stopped:
    """The end of a pull, with what the server said or did in a few words."""

    why: Stop
    detail: str = ""


class Puller(Protocol):
    """Reads one collection of others. It never raises for the outside."""

    def pages(self, since: Resume) -> AsyncIterator[Pulled | Stopped]:
        """Give page after page; the last thing given is why it stopped."""
        ...


class PullPlaces(Protocol):
    """Where reading of each source goes on."""

    async def place(self, source: str) -> Resume:
        """Return the place of a source, locked until this transaction ends; the beginning where it was never read."""
        ...

    async def move(self, source: str, resume: Resume) -> None:
        """Note where reading goes on."""
        ...
