"""Sealing and opening of what the store keeps: the vault's keys, fresh nonces, places."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from almasu.kernel.sealing import seal
from almasu.kernel.sealing.vault import Secret, Vault


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals under the log key by row, and answers under keys of their own. `random` gives fresh secure bytes."""

    vault: Vault
    random: Callable[[int], bytes]

    def for_log(self, place: str, data: bytes) -> bytes:
        """Seal what must never expire. `place` is "table/column/row id"."""
        key = seal.row_key(self.vault.secret(Secret.LOG), place)
        return seal.seal(key, data, place, self.random(seal.NONCE_BYTES))

    def from_log(self, place: str, sealed: bytes) -> bytes:
        """Open what `for_log` sealed at the same place."""
        return seal.opened(seal.row_key(self.vault.secret(Secret.LOG), place), sealed, place)

    def index(self, label: str, value: str) -> bytes:
        """Return the keyed index under which a value is found without being kept: HMAC-SHA-256, 32 bytes."""
        return hmac.digest(self.vault.secret(Secret.INDEX), f"{label}\x00{value}".encode(), "sha256")

    async def for_material(self, material: UUID, place: str, data: bytes) -> tuple[bytes, bytes]:
        """Seal an answer under a fresh key; return the sealed data and the key as wrapped by the material."""
        key = self.random(seal.KEY_BYTES)
        sealed = seal.seal(key, data, place, self.random(seal.NONCE_BYTES))
        return sealed, await self.vault.wrapped(material, key)

    async def from_material(self, material: UUID, place: str, sealed: bytes, wrapped: bytes) -> bytes:
        """Open an answer that the material holds."""
        return seal.opened(await self.vault.unwrapped(material, wrapped), sealed, place)
