"""The keys a process signs a node's log with: the vault's secrets in the generations that the log tells of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from almasu.kernel.journal.generations import Generations, generations_of
from almasu.kernel.journal.keys import SigningKey, keys_of
from almasu.kernel.journal.note import VerifierKey
from almasu.kernel.sealing.vault import NodeVault
from almasu.store.journal_keys import StoredKeyChanges

log = logging.getLogger(__name__)

LOOK_EVERY = 10.0


class KeyRing:
    """Holds the generations as last read. `look` reads them anew; every process of a node does so by itself."""

    def __init__(self, origin: str, vault: NodeVault, changes: StoredKeyChanges) -> None:
        self._origin = origin
        self._vault = vault
        self._changes = changes
        self._seen: tuple[bytes, ...] = ()
        self.held = generations_of(origin, (), vault.journal_secret)

    async def look(self) -> Generations:
        """Return the generations that the log tells of now; a Fault where the vault lacks one of them."""
        leaves = await self._changes.ordered()
        if leaves != self._seen:
            self.held = generations_of(self._origin, leaves, self._vault.journal_secret)
            self._seen = leaves
            for one in self.held.refused:
                log.error("a leaf about the key of %s changes nothing: %s", self._origin, one.because)
        return self.held

    def known(self) -> tuple[VerifierKey, ...]:
        """Return the head keys of every generation in the vault, newest first.

        Also of those that the database does not tell of: it may have been restored from before a change.
        """
        numbers = reversed(range(1, self._vault.journal_generations() + 1))
        return tuple(keys_of(self._origin, self._vault.journal_secret(number)).head.key for number in numbers)


@asynccontextmanager
async def looking(ring: KeyRing, seconds: float = LOOK_EVERY) -> AsyncIterator[None]:
    """Let the ring look every so many seconds for as long as the context lasts; a failure is logged and tried again."""
    await ring.look()
    task = asyncio.create_task(_again(ring, seconds))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _again(ring: KeyRing, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await ring.look()
        except Exception:
            log.exception("reading which key signs the log failed; trying again in %g s", seconds)


class RingHeads:
    """What signs heads (implements `almasu.actions.keep_journal.HeadKeys`): read anew for every head.

    A head may hold the leaf that changes the key. `told` hears of the generations before the first head they sign.
    """

    def __init__(self, ring: KeyRing, told: Callable[[Generations], None]) -> None:
        self._ring = ring
        self._told = told
        self._last: Generations | None = None

    async def signing(self, at: datetime) -> Sequence[SigningKey]:
        """Return the keys for a head signed at a moment."""
        held = await self._ring.look()
        if held is not self._last:
            await asyncio.to_thread(self._told, held)
            self._last = held
        return held.signing(at)

    def known(self) -> Sequence[VerifierKey]:
        """Return every key that a former head of this log may bear."""
        return self._ring.known()
