"""The vault: where keys live, outside the database, so that a stolen database opens nothing (DESIGN 3.4)."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol
from uuid import UUID

from almasu.law.problem import Fault


class Secret(StrEnum):
    """The node's own secrets, 32 bytes each. LOG and INDEX never change: what they sealed and indexed stays.

    FORMS guards what pages give out and take back, each use under a key of its own (`seal.use_key`).
    """

    LOG = "log"
    INDEX = "index"
    FORMS = "forms"
    CODE = "code"
    JOURNAL = "journal"
    DATABASE = "database"


class KeyDestroyed(Fault):
    """The key of a material was destroyed by a signed act: nothing it sealed opens, and nothing is sealed under it."""


class Vault(Protocol):
    """Keeps keys. A missing key is a Fault: never quietly replaced by a new one.

    Keys of materials are used by the vault and not given out: where they lie in hardware they cannot be. What uses
    them is awaited, for a device answers when it can, and nobody else is to wait for it.
    """

    def secret(self, name: Secret) -> bytes:
        """Return one of the node's secrets."""
        ...

    async def wrapped(self, material: UUID, data_key: bytes) -> bytes:
        """Return a data key of 32 bytes wrapped by a material's key (RFC 3394), 40 bytes.

        KeyDestroyed when the material's key was destroyed, Fault when it was never made.
        """
        ...

    async def unwrapped(self, material: UUID, wrapped_key: bytes) -> bytes:
        """Return the data key that a material holds; Fault also where it is damaged or another material's."""
        ...

    async def make_material_key(self, material: UUID) -> None:
        """Make and keep the key of a material, unless it has one or had one that was destroyed."""
        ...

    def material_gone(self, material: UUID) -> bool:
        """Tell whether the key of a material was destroyed."""
        ...

    async def destroy_material_key(self, material: UUID) -> None:
        """Destroy the key of a material for good (SIO25-19.2)."""
        ...


class NodeVault(Vault, Protocol):
    """A vault as a node opens it: with every generation of the secret that its log is signed by."""

    def journal_secret(self, generation: int) -> bytes:
        """Return the journal's secret of a generation, counted from 1; Fault where the vault lacks it."""
        ...

    def make_journal_secret(self, generation: int) -> None:
        """Make and keep the journal's secret of a generation, unless it has one."""
        ...

    def journal_generations(self) -> int:
        """Return how many generations of the journal's secret there are, without a gap."""
        ...
