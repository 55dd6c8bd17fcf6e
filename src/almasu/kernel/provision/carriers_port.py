"""What acts on carriers need of the outside: where their files come in, and who opens them with the Agency's key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from almasu.kernel.provision.carrier import Manifest


class Unopened(Exception):
    """A file does not open with the Agency's key: it was encrypted for another one, or changed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Joined:
    """What the files of a carrier became: one file of a feed, with its size in bytes and SHA-256."""

    size: int
    sha256: str


class Carriers(Protocol):
    """Files of carriers while they are read in, encrypted as they lie there; and the Agency's key for them."""

    @property
    def recipient(self) -> str:
        """The public key that bodies encrypt for."""
        ...

    def size(self, carrier: UUID, name: str) -> int:
        """Return how many bytes of a file came in, 0 where nothing did."""
        ...

    def append(self, carrier: UUID, name: str, offset: int, data: bytes) -> int:
        """Add bytes at the end of a file and return the new size; nothing is added where `offset` is not the end."""
        ...

    def digest(self, carrier: UUID, name: str) -> str:
        """Return the SHA-256 of what came in of a file."""
        ...

    def drop(self, carrier: UUID, manifest: Manifest) -> None:
        """Remove the files of a carrier, where there are any."""
        ...

    def open_into(self, carrier: UUID, manifest: Manifest, delivery: UUID) -> Joined:
        """Open the files of a carrier into the file of a delivery; Unopened, and nothing there, where one does not."""
        ...
