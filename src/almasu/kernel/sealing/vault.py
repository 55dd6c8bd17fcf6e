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
    """Keeps keys. A missing key is a Fault: never quietly replaced by a new one."""

    def secret(self, name: Secret) -> bytes:
        """Return one of the node's secrets."""
        ...

    def material_key(self, material: UUID) -> bytes:
        """Return the key of a material; KeyDestroyed when it was destroyed, Fault when it was never made."""
        ...

    def make_material_key(self, material: UUID) -> None:
        """Make and keep the key of a material, unless it has one or had one that was destroyed."""
        ...

    def material_gone(self, material: UUID) -> bool:
        """Tell whether the key of a material was destroyed."""
        ...

    def destroy_material_key(self, material: UUID) -> None:
        """Destroy the key of a material for good (SIO25-19.2)."""
        ...
