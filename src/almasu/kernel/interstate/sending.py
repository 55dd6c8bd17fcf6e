"""The facts by which it is decided whether a request, an answer or information may leave for another state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from almasu.kernel.interstate.asking import Asked
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.secrecy import Stamp
from almasu.kernel.interstate.systems import System


class Channel(StrEnum):
    """How something goes from body to body (CIS-6.1)."""

    NODE = "node"
    """Between two nodes, each of which signs: an information system."""
    WORKPLACE = "workplace"
    """One of the two bodies has no system of its own and works at a node that lets it."""
    COURIER = "courier"
    """Diplomatic channels with courier service."""
    AGREED = "agreed"
    """Another way that both bodies agreed on, in writing."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A request that somebody wants to send on a day, and what is known around it.

    `system` is the registered system that is asked, with the card of its regime, None where there is none. `cleared`
    are the stamps that the channel is cleared for; `agreed` tells whether the two bodies agreed on a way of their own;
    `signed` whether the person who may sign for the body did.
    """

    asked: Asked
    day: date
    directory: Directory
    channel: Channel
    stamps: tuple[Stamp, ...] = ()
    cleared: frozenset[str] = frozenset()
    agreed: bool = False
    signed: bool = False
    system: System | None = None
