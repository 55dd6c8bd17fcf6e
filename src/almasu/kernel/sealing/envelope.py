"""A small value sealed under a key of its own, which a key of the vault wraps: one string of bytes holds both."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from almasu.kernel.sealing import seal
from almasu.kernel.sealing.vault import Vault

WRAPPED_BYTES = seal.KEY_BYTES + 8


async def enclosed(vault: Vault, key: UUID, data: bytes, place: str, random: Callable[[int], bytes]) -> bytes:
    """Return the wrapped key (40 bytes) and what it seals; `place` is where the value belongs."""
    data_key = random(seal.KEY_BYTES)
    return await vault.wrapped(key, data_key) + seal.seal(data_key, data, place, random(seal.NONCE_BYTES))


async def disclosed(vault: Vault, key: UUID, envelope: bytes, place: str) -> bytes:
    """Return the data of an envelope; Fault where it was changed, cut or moved, KeyDestroyed where its key is gone."""
    data_key = await vault.unwrapped(key, envelope[:WRAPPED_BYTES])
    return seal.opened(data_key, envelope[WRAPPED_BYTES:], place)
