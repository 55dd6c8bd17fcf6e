"""What a private set intersection must do for the blind step; both sides hold no more than bytes of each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Asking(Protocol):
    """One question of the asking body, under a key of this question alone, that leaves it never."""

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

    def answer(self, blinded: bytes) -> bytes:
        """Return the answer to blinded subjects; Problem `cis.blind.unreadable` for other bytes."""
        ...


class Blind(Protocol):
    """Makes both sides."""

    def asking(self) -> Asking:
        """Return the asking side with a new key."""
        ...

    def holding(self, key: bytes | None = None) -> Holding:
        """Return the holding side under a kept key, or a new one."""
        ...
