"""The generations of a log's keys, as the log itself tells them: which sign now, and which are known from before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.journal.keys import LogKeys, SigningKey, keys_of
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import VerifierKey
from almasu.kernel.journal.rotation import Rotation, open_leaf


@dataclass(frozen=True, slots=True)
class Refused:
    """A leaf about a change of keys that changes nothing, and why."""

    leaf: bytes
    because: str


@dataclass(frozen=True, slots=True)
class Generations:
    """All keys of a log, oldest first, never empty, and the changes between them (one fewer), each with its leaf."""

    keys: tuple[LogKeys, ...]
    rotations: tuple[Rotation, ...] = ()
    leaves: tuple[bytes, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def current(self) -> LogKeys:
        """Return the newest generation: it signs heads and receipts."""
        return self.keys[-1]

    @property
    def heads(self) -> tuple[VerifierKey, ...]:
        """Return the head keys of all generations, newest first."""
        return tuple(one.head.key for one in reversed(self.keys))

    @property
    def receipts(self) -> tuple[VerifierKey, ...]:
        """Return the receipt keys of all generations, newest first."""
        return tuple(one.receipts.key for one in reversed(self.keys))

    def signing(self, at: datetime) -> tuple[SigningKey, ...]:
        """Return what signs a head at a moment, newest first: the current key, and each that is being handed over."""
        going = [old.head for old, change in zip(self.keys, self.rotations, strict=False) if at < change.until]
        return (self.current.head, *reversed(going))

    def published(self) -> bytes:
        """Return the changes as a log publishes them: one leaf a line."""
        return b"".join(leaf + b"\n" for leaf in self.leaves)


def generations_of(origin: str, leaves: Sequence[bytes], secret: Callable[[int], bytes]) -> Generations:
    """Return the generations that leaves about changes of keys, in the order of the log, lead to.

    `secret` returns a generation's secret from the vault; its Fault, where the vault lacks one that the log names, is
    passed on. A leaf that both keys did not sign, or that does not continue the last generation, is refused.
    """
    held = Generations((keys_of(origin, secret(1)),))
    for leaf in leaves:
        held = _with_leaf(held, origin, leaf, secret)
    return held


def _with_leaf(held: Generations, origin: str, leaf: bytes, secret: Callable[[int], bytes]) -> Generations:
    try:
        rotation = open_leaf(leaf)
        new = _following(held, origin, rotation, secret)
    except Malformed as broken:
        refused = (*held.refused, Refused(leaf, str(broken)))
        return Generations(held.keys, held.rotations, held.leaves, refused)
    return Generations((*held.keys, new), (*held.rotations, rotation), (*held.leaves, leaf), held.refused)


def _following(held: Generations, origin: str, rotation: Rotation, secret: Callable[[int], bytes]) -> LogKeys:
    if rotation.old != held.current.head.key or rotation.generation != len(held.keys) + 1:
        raise Malformed("it does not continue the generation that signs")
    new = keys_of(origin, secret(rotation.generation))
    if (rotation.new, rotation.receipts) != (new.head.key, new.receipts.key):
        raise Malformed("it names other keys than those of the vault")
    return new
