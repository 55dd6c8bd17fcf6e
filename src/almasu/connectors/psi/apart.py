"""The sums of the blind step in a process of its own: the library lets nothing else of its process go on meanwhile."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from datetime import date
from typing import ParamSpec, TypeVar

from almasu.connectors.psi.by_openmined import OpenMinedAsking, OpenMinedHolding
from almasu.kernel.interstate.blind import MOST
from almasu.kernel.interstate.problems_of_blind import NOT_BLIND
from almasu.law.problem import Problem

log = logging.getLogger(__name__)

MOST_KEPT = 64
"""Prepared sets that are kept, one for each peer and day; the oldest goes first."""
STEP_HELD = 500
"""A holder's set is filled up with nobody to a multiple of this, an empty one too.

How many a body knows, or that it knows nobody, is not to be read from the size of its set. The library cannot write
every set of one, besides.
"""
Given = ParamSpec("Given")
Result = TypeVar("Result")


class BlindApart:
    """Implements `almasu.kernel.interstate.blind_port.BlindWork`. `executor` None: a process that is made when needed.

    The holder's key is made anew for each peer, day and set, and lives in this process alone.
    """

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        self._prepared: dict[tuple[str, date, bytes], tuple[bytes, bytes]] = {}

    async def blinded(self, keys: Sequence[str]) -> tuple[bytes, bytes]:
        """Return a new key of the asking side, and the subjects blinded under it."""
        made = await self._run(_blinded, list(keys))
        if made is None:
            raise NOT_BLIND.at()
        return made

    async def answer(
        self, peer: str, day: date, known: Sequence[str], blinded: bytes, size: int
    ) -> tuple[bytes, bytes]:
        """Return the holder's prepared set and the answer; Problem `cis.blind.unreadable` for other bytes."""
        digest = hashlib.sha256("\x00".join(known).encode()).digest()
        kept = self._prepared.get((peer, day, digest))
        if kept is None:
            kept = await self._run(_prepared, list(known))
            if kept is None:
                raise NOT_BLIND.at()
            while len(self._prepared) >= MOST_KEPT:
                del self._prepared[next(iter(self._prepared))]
            self._prepared[peer, day, digest] = kept
        key, prepared = kept
        answer = await self._run(_answer, key, blinded, size)
        if answer is None:
            raise NOT_BLIND.at()
        return prepared, answer

    async def hits(self, key: bytes, keys: Sequence[str], prepared: bytes, answer: bytes) -> Sequence[int]:
        """Return the places of the subjects that the holder has; Problem `cis.blind.unreadable` for other bytes."""
        found = await self._run(_hits, key, list(keys), prepared, answer)
        if found is None:
            raise NOT_BLIND.at()
        return found

    async def close(self) -> None:
        """End the process."""
        if self._executor is not None:
            await asyncio.to_thread(self._executor.shutdown)

    async def _run(self, work: Callable[Given, Result], *args: Given.args, **_: Given.kwargs) -> Result | None:
        """Return what the work returned, None where its process died of it: the next work has a new one."""
        if self._executor is None:
            self._executor = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)
        except BrokenExecutor:
            log.exception("the process of the blind step died of its bytes; the next sums have a new one")
            self._executor = None
            return None


def _blinded(keys: list[str]) -> tuple[bytes, bytes]:
    asking = OpenMinedAsking()
    blinded = asking.blinded(keys)
    return asking.key, blinded


def _prepared(known: list[str]) -> tuple[bytes, bytes] | None:
    holding, held = OpenMinedHolding(None), set(known)
    wanted = max(STEP_HELD, -(-len(held) // STEP_HELD) * STEP_HELD)
    held.update(os.urandom(32).hex() for _ in range(wanted - len(held)))
    try:
        return holding.key, holding.prepared(sorted(held), MOST)
    except Problem:
        return None


def _answer(key: bytes, blinded: bytes, size: int) -> bytes | None:
    try:
        return OpenMinedHolding(key).answer(blinded, size)
    except Problem:
        return None


def _hits(key: bytes, keys: list[str], prepared: bytes, answer: bytes) -> list[int] | None:
    asking = OpenMinedAsking(key)
    asking.blinded(keys)
    try:
        return list(asking.hits(prepared, answer))
    except Problem:
        return None
