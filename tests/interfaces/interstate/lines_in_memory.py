"""Lines between nodes that are kept in memory: the contract of the database's, for histories by the thousand."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from actions.conftest import KeptMessages, StoppedClock, node_over
from almasu.kernel.interstate.channel import FIRST
from almasu.kernel.interstate.evidence import KeptEvidence
from almasu.kernel.interstate.messages import Direction, Line, Message, MessageState
from almasu.kernel.interstate.peers import Peer, PeerState
from almasu.kernel.interstate.problems_of_messages import PEER_KNOWN
from almasu.store.vault import FileVault
from almasu.testing.pki.transport import TransportAuthority
from interfaces.interstate.conftest import Pair, Side, Straight

Place = tuple[str, Direction]


@dataclass
class Rows:
    """What is kept; records never change, so that a copy of the tables is a copy of everything."""

    peers: dict[str, Peer] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    messages: dict[Place, dict[int, Message]] = field(default_factory=dict)
    bodies: dict[tuple[Place, int], bytes] = field(default_factory=dict)
    evidence: list[KeptEvidence] = field(default_factory=list)
    leaves: int = 0

    def copy(self) -> Rows:
        messages = {place: dict(kept) for place, kept in self.messages.items()}
        return Rows(dict(self.peers), dict(self.lines), messages, dict(self.bodies), list(self.evidence), self.leaves)


class MemoryLines:
    """Implements the part of `almasu.kernel.interstate.lines_port.Lines` that messages need."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    @property
    def rows(self) -> Rows:
        return self.store.rows

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[None]:
        with self.store.undone_by_exceptions():
            yield

    async def peer(self, node: str) -> Peer | None:
        return self.rows.peers.get(node)

    async def peers(self) -> Sequence[Peer]:
        return [self.rows.peers[node] for node in sorted(self.rows.peers)]

    async def peer_of(self, certificate: bytes) -> Peer | None:
        found = (one for one in self.rows.peers.values() if one.state is not PeerState.REVOKED)
        return next((one for one in found if one.card.fingerprint() == certificate), None)

    async def keep_peer(self, peer: Peer, at: datetime) -> None:
        other = await self.peer_of(peer.card.fingerprint())
        if other is not None and other.node != peer.node:
            raise PEER_KNOWN.at("tls")
        self.rows.peers[peer.node] = peer
        self.rows.lines.setdefault(peer.node, Line(peer.node, 0, FIRST, 0, FIRST, 0, at))

    async def line(self, peer: str) -> Line | None:
        return self.rows.lines.get(peer)

    async def move_line(self, line: Line) -> None:
        self.rows.lines[line.peer] = line

    async def lines(self) -> Sequence[Line]:
        return [self.rows.lines[peer] for peer in sorted(self.rows.lines)]

    async def due(self, at: datetime, most: int) -> Sequence[str]:
        found = [one for one in self.rows.lines.values() if one.next_at <= at and (await self.pending(one.peer))[0]]
        return [one.peer for one in sorted(found, key=lambda line: line.next_at)][:most]

    async def keep(self, message: Message, body: bytes | None) -> None:
        place = message.peer, message.direction
        self.rows.messages.setdefault(place, {})[message.envelope.number] = message
        if body is None:
            self.rows.bodies.pop((place, message.envelope.number), None)
        else:
            self.rows.bodies[place, message.envelope.number] = body

    async def message(self, peer: str, direction: Direction, number: int) -> Message | None:
        return self.rows.messages.get((peer, direction), {}).get(number)

    async def body(self, message: Message) -> bytes | None:
        return self.rows.bodies.get(((message.peer, message.direction), message.envelope.number))

    async def in_state(
        self, peer: str, direction: Direction, state: MessageState, most: int, after: int = 0
    ) -> Sequence[Message]:
        kept = self.rows.messages.get((peer, direction), {})
        return [kept[number] for number in sorted(kept) if number > after and kept[number].state is state][:most]

    async def messages(self, peer: str, direction: Direction, after: int, most: int) -> Sequence[Message]:
        kept = self.rows.messages.get((peer, direction), {})
        return [kept[number] for number in sorted(kept) if number > after][:most]

    async def waiting_bytes(self, peer: str) -> int:
        waiting = await self.in_state(peer, Direction.IN, MessageState.WAITING, 1_000)
        return sum(len(await self.body(one) or b"") for one in waiting)

    async def pending(self, peer: str) -> tuple[int, datetime | None]:
        pending = await self.in_state(peer, Direction.OUT, MessageState.PENDING, 1_000)
        return len(pending), min((one.at for one in pending), default=None)

    async def keep_evidence(self, kept: KeptEvidence) -> None:
        self.rows.evidence.append(kept)

    async def evidence(self, most: int) -> Sequence[KeptEvidence]:
        return self.rows.evidence[:most]

    async def evidence_of(self, number: UUID) -> KeptEvidence | None:
        return next((one for one in self.rows.evidence if one.number == number), None)


class MemoryStore:
    """A store of which a transaction is undone by an exception."""

    def __init__(self) -> None:
        self.rows = Rows()

    @contextmanager
    def undone_by_exceptions(self) -> Iterator[None]:
        before = self.rows.copy()
        try:
            yield
        except BaseException:
            self.rows = before
            raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Any]:
        with self.undone_by_exceptions():
            yield SimpleNamespace(lines=MemoryLines(self), journal=self)

    async def append(self, entry: Any) -> bytes:
        """Stand for the journal: a leaf's commitment."""
        self.rows.leaves += 1
        return hashlib.sha256(b"%d" % self.rows.leaves).digest()


class PairsInMemory:
    """Makes one pair of nodes after another that know each other, each with an empty store."""

    def __init__(self, folder: Path) -> None:
        self.clock = StoppedClock()
        authority = TransportAuthority(folder / "authority", self.clock())
        self.issued = {state: authority.node(state) for state in ("KZ", "KG")}
        self.vaults = {state: FileVault.create(folder / state) for state in self.issued}

    async def next(self) -> Pair:
        kz, kg = (self._side(state) for state in self.issued)
        kz.wire, kg.wire = Straight(kg, kz.issued.fingerprint), Straight(kz, kg.issued.fingerprint)
        pair = Pair(kz, kg)
        await pair.meet()
        return pair

    def _side(self, state: str) -> Side:
        node = node_over(None, self.vaults[state], (), KeptMessages())  # type: ignore[arg-type]
        node = replace(node, audience=f"interstate/{state.lower()}", store=MemoryStore())
        side = Side(node, state, StoppedClock(), self.issued[state], "https://127.0.0.1")
        side.handlers["parcel"] = side.hears
        return side
