"""What a private set intersection must do for the blind step; both sides hold no more than bytes of each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class Asking(Protocol):
    """One question of the asking body, under a key of this question alone, that leaves its node never."""

    @property
    def key(self) -> bytes:
        """Return the key, 32 bytes, to be sealed until the answer comes and nowhere else."""
        ...

    def blinded(self, keys: Sequence[str]) -> bytes:
        """Return the blinded subjects, in their order."""
        ...

    def hits(self, prepared: bytes, answer: bytes) -> Sequence[int]:
        """Return the places of the subjects that the holder has; Problem `cis.blind.unreadable` for other bytes."""
        ...


class Holding(Protocol):
    """The holder's side under one key, 32 bytes, kept in its vault and renewed by its rule."""

    @property
    def key(self) -> bytes:
        """Return the key, for the vault and nowhere else."""
        ...

    def prepared(self, keys: Sequence[str], most: int) -> bytes:
        """Return its own set, blinded and compressed, for questions about so many subjects at most."""
        ...

    def answer(self, blinded: bytes, size: int) -> bytes:
        """Return the answer to so many blinded subjects; Problem `cis.blind.unreadable` for other bytes, or more."""
        ...


class Blind(Protocol):
    """Makes both sides."""

    def asking(self, key: bytes | None = None) -> Asking:
        """Return the asking side under a kept key, or a new one."""
        ...

    def holding(self, key: bytes | None = None) -> Holding:
        """Return the holding side under a kept key, or a new one."""
        ...


class BlindWork(Protocol):
    """Does the sums of the blind step where they hold nothing else up: a large set takes a minute and more."""

    async def blinded(self, keys: Sequence[str]) -> tuple[bytes, bytes]:
        """Return a new key of the asking side, and the subjects blinded under it."""
        ...

    async def answer(
        self, peer: str, day: date, known: Sequence[str], blinded: bytes, size: int
    ) -> tuple[bytes, bytes]:
        """Return the holder's prepared set, under a key of its own for each peer, day and set, and the answer.

        The set is filled up with nobody: its size says neither how many the holder knows nor that it knows none.

        Problem `cis.blind.unreadable` for other bytes, and for another number of subjects than was counted.
        """
        ...

    async def hits(self, key: bytes, keys: Sequence[str], prepared: bytes, answer: bytes) -> Sequence[int]:
        """Return the places of the subjects that the holder has; Problem `cis.blind.unreadable` for other bytes."""
        ...
