"""Revocation lists from their configured addresses, kept for a while: an outage must not ask for them at each act."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from almasu.connectors.egress.caller import Caller, Came
from almasu.kernel.signatures.asn1.reader import DerError
from almasu.kernel.signatures.revocation.crl import RevocationList, read_list

MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Held:
    read: RevocationList
    taken: float


class Lists:
    """The lists of a few addresses. What is older than `keep` seconds is asked for again; where that fails, it stays.

    Whether a list is still young enough to decide is the verification's matter, not ours.
    """

    def __init__(
        self,
        caller: Caller,
        addresses: Sequence[str],
        seconds: float,
        keep: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        for address in addresses:
            caller.check(address)
        self._caller = caller
        self._addresses = tuple(addresses)
        self._seconds = seconds
        self._keep = keep
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._one_at_a_time = asyncio.Lock()

    async def all(self) -> tuple[RevocationList, ...]:
        """Return every list there is; an address that never answered gives none."""
        if self._stale():
            async with self._one_at_a_time:
                await asyncio.gather(*(self._take(one) for one in self._stale()))
        return tuple(self._held[one].read for one in self._addresses if one in self._held)

    def _stale(self) -> list[str]:
        return [one for one in self._addresses if not self._is_young(one)]

    def _is_young(self, address: str) -> bool:
        held = self._held.get(address)
        return held is not None and self._clock() - held.taken < self._keep

    async def _take(self, address: str) -> None:
        came = await self._caller.get(address, self._seconds, MOST_BYTES)
        if not isinstance(came, Came) or came.status != 200:
            return
        try:
            read = read_list(came.body)
        except DerError:
            return
        self._held[address] = _Held(read, self._clock())
