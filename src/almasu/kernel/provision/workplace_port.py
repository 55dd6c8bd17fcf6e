"""What actions and the gateway need of the wiring to reach the applications of state bodies (FMA-3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.provision.look import Answered, Wanted


@dataclass(frozen=True, slots=True)
class AskedBy:
    """For whom the gateway asks: a pseudonym that stays the same at one body, the role, the session."""

    pseudonym: str
    role: str
    sitting: UUID


class Workplaces(Protocol):
    """The applications of state bodies that people sit at."""

    def home(self, body: str, data_set: str) -> str:
        """Return the origin of the application that serves a set of a body (BIN), empty where there is none."""
        ...

    def scripts(self, body: str, data_set: str) -> bool:
        """Tell whether the pages of the application need scripts of its own."""
        ...

    def folders(self, body: str, data_set: str) -> tuple[str, ...]:
        """Return the folders of the application whose files hold no data: styles, pictures, scripts."""
        ...

    def words(self, body: str, data_set: str) -> tuple[str, ...]:
        """Return the application's own words that stand freely on its pages, each as it stands there."""
        ...

    async def ask(self, body: str, data_set: str, wanted: Wanted, by: AskedBy) -> Answered | NoReply | Unreadable:
        """Forward one request; never an exception for the outside. A set with no application is a NoReply."""
        ...


class NoWorkplaces:
    """Implements `Workplaces` where none is connected."""

    def home(self, body: str, data_set: str) -> str:
        """Know of none."""
        return ""

    def scripts(self, body: str, data_set: str) -> bool:
        """Need none."""
        return False

    def folders(self, body: str, data_set: str) -> tuple[str, ...]:
        """Know of none."""
        return ()

    def words(self, body: str, data_set: str) -> tuple[str, ...]:
        """Know of none."""
        return ()

    async def ask(self, body: str, data_set: str, wanted: Wanted, by: AskedBy) -> Answered | NoReply | Unreadable:
        """Return the silence of an application that is not there."""
        return NoReply(Silence.NOT_CONNECTED, "", retriable=True)
