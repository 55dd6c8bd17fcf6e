"""A node's keys on their way from files into a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Moved:
    """One move, however often it was begun anew: its number, how many secrets of the node and keys of materials."""

    move: UUID
    secrets: int
    materials: int


class Moving(Protocol):
    """A folder of key files and the token that they are to lie in (`almasu.store.moving_keys`)."""

    def bring(self) -> Moved:
        """Bring every key into the token, and leave none in the clear; the folder is no vault until `end`."""
        ...

    def end(self) -> None:
        """Let the folder be opened as a vault over the token."""
        ...
