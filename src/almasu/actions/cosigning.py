"""Asking witnesses to co-sign a head: all at once, each from the size it knows, none waited for beyond its time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from almasu.kernel.journal.checkpoint import Checkpoint, cosigners
from almasu.kernel.journal.keeping import Knows, Refuses, Reply, Silent, Vouched, nodes_from, tiles_for
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, Signature, VerifierKey
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proofs import NodeAt, consistency_proof
from almasu.kernel.journal.witnessing import Ask

SECONDS = 0.4
REST = timedelta(seconds=5)
CLOCKS_APART = timedelta(minutes=5)

ReadTiles = Callable[[Iterable[tuple[int, int]]], Awaitable[dict[tuple[int, int], bytes]]]


class WitnessAsked(Protocol):
    """A witness as the log reaches it (`almasu.connectors.tlog`). Never raises for what the outside does."""

    @property
    def key(self) -> VerifierKey:
        """Return the witness's key."""
        ...

    async def add_checkpoint(self, ask: Ask, seconds: float) -> Reply:
        """Ask for a cosignature and return within `seconds`."""
        ...

    async def latest(self, origin: str, seconds: float) -> bytes | Silent | None:
        """Return the checkpoint it co-signed last for an origin, None where it never did."""
        ...


@dataclass(frozen=True, slots=True)
class Cosigning:
    """What is remembered of witnesses: the size each knows, and since when a failing one is left in peace."""

    known: Mapping[VerifierKey, int] = field(default_factory=lambda: MappingProxyType({}))
    failing: Mapping[VerifierKey, datetime] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Round:
    """One head to be co-signed: signed by the log, with the tiles its proofs are made from."""

    head: Checkpoint
    signed: Note
    policy: Policy
    tiles: ReadTiles
    now: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """A witness that stopped or began again to co-sign."""

    witness: str
    restored: bool
    because: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The note with every good cosignature, whether they suffice, and what to remember and to journal."""

    note: Note
    suffices: bool
    standing: Cosigning
    events: tuple[Event, ...]


async def gather(witnesses: Sequence[WitnessAsked], asked: Round, standing: Cosigning) -> Gathered:
    """Ask every witness that is not resting and return what came of it."""
    awake = [one for one in witnesses if not _rests(standing.failing.get(one.key), asked.now)]
    replies = await asyncio.gather(*(_asked(one, asked, standing.known.get(one.key, 0)) for one in awake))
    known, failing = dict(standing.known), dict(standing.failing)
    lines: list[Signature] = []
    events: list[Event] = []
    for witness, reply in zip(awake, replies, strict=True):
        name = witness.key.name
        match reply:
            case Vouched(signatures):
                lines += signatures
                known[witness.key] = asked.head.size
                if failing.pop(witness.key, None) is not None:
                    events.append(Event(name, restored=True, because="answers"))
            case Knows(size):
                known[witness.key] = size
                events += _failed(witness, f"knows size {size}", failing, asked.now)
            case Refuses(status, says):
                events += _failed(witness, f"{status} {says}"[:200], failing, asked.now)
            case Silent(because):
                events += _failed(witness, because, failing, asked.now)
    note = asked.signed.with_signatures(lines)
    held = {one.key for one in cosigners(note, [one.key for one in witnesses])}
    return Gathered(note, asked.policy.met_by(held), Cosigning(known, failing), tuple(events))


def _rests(failing_since: datetime | None, now: datetime) -> bool:
    return failing_since is not None and abs(now - failing_since) < REST


def _failed(witness: WitnessAsked, because: str, failing: dict[VerifierKey, datetime], now: datetime) -> list[Event]:
    """Let the witness rest; only the first failure in a row is an event."""
    is_new = witness.key not in failing
    failing[witness.key] = now
    return [Event(witness.key.name, restored=False, because=because)] if is_new else []


async def _asked(witness: WitnessAsked, asked: Round, known: int) -> Reply:
    """Ask one witness from the size it is thought to know, and once more from the size it says it knows."""
    reply = await _from(witness, asked, known)
    if isinstance(reply, Knows) and reply.size != known and reply.size <= asked.head.size:
        reply = await _from(witness, asked, reply.size)
    return reply


async def _from(witness: WitnessAsked, asked: Round, old: int) -> Reply:
    if old > asked.head.size:
        return Refuses(409, f"the witness knows size {old}, the log has {asked.head.size}")
    proof = await proven(asked.tiles, asked.head.size, lambda nodes: consistency_proof(old, asked.head.size, nodes))
    reply = await witness.add_checkpoint(Ask(old, tuple(proof), asked.signed.data()), SECONDS)
    return _checked(reply, asked, witness.key) if isinstance(reply, Vouched) else reply


def _checked(reply: Vouched, asked: Round, key: VerifierKey) -> Reply:
    """Take only what this witness's key really signed over this very head, at a time near ours."""
    own = tuple(signature for signature in reply.signatures if signature.is_by(key))
    try:
        vouched = cosigners(Note(asked.signed.text, own), [key])
    except Malformed as broken:
        return Refuses(200, str(broken))
    if any(abs(one.at - asked.now) > CLOCKS_APART for one in vouched):
        return Refuses(200, "its clock and ours are more than five minutes apart")
    return Vouched(own) if vouched else Refuses(200, "no cosignature by the witness's key")


async def proven(tiles: ReadTiles, size: int, plan: Callable[[NodeAt], list[bytes]]) -> list[bytes]:
    """Return the proof that `plan` makes, with one reading of all tiles it needs."""
    names = tiles_for(plan)
    held = await tiles(names) if names else {}
    return plan(nodes_from(size, held))
