"""Peers and messages between nodes in our database: each record sealed together with every column beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace
from psycopg import AsyncConnection
from psycopg.errors import UniqueViolation

from almasu.kernel.interstate.channel import FIRST
from almasu.kernel.interstate.messages import Direction, Line, Message, MessageState, Sent
from almasu.kernel.interstate.peers import Peer
from almasu.kernel.interstate.problems_of_messages import PEER_KNOWN
from almasu.law.problem import Fault
from almasu.store.interstate_blind import StoredBlind
from almasu.store.sealer import Sealer
from almasu.store.sql import load

_SQL = load("interstate_messages")
Row = tuple[Any, ...]
Shape = TypeVar("Shape", bound=msgspec.Struct)


class Fork(msgspec.Struct, frozen=True):
    """What is sealed of two histories: both envelopes with their signatures."""

    first: Sent
    second: Sent


@dataclass(frozen=True, slots=True)
class StoredLines(StoredBlind):
    """Implements `almasu.kernel.interstate.lines_port.Lines` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[None]:
        """Open a part of the transaction that an exception undoes alone."""
        async with self.connection.transaction():
            yield

    async def peer(self, node: str) -> Peer | None:
        """Return a node as it is known, None where it is not."""
        return _one(await self._peers("peer", {"node": node}))

    async def peers(self) -> Sequence[Peer]:
        """Return every node that is known, by its name."""
        return await self._peers("peers", {})

    async def peer_of(self, certificate: bytes) -> Peer | None:
        """Return the peer that shows a TLS certificate with this SHA-256."""
        return _one(await self._peers("peer_of_certificate", {"certificate": certificate}))

    async def keep_peer(self, peer: Peer, at: datetime) -> None:
        """Keep a node as it is known now, and a line to it; Problem `cis.peer.known` for a certificate of another."""
        place = _peer(peer.node, peer.state.value, peer.card.fingerprint())
        record = self.sealer.for_log(place, msgspec.msgpack.encode(peer))
        values = {"node": peer.node, "state": peer.state.value, "certificate": peer.card.fingerprint()}
        try:
            async with self.apart():
                await self.connection.execute(_SQL["keep_peer"], {**values, "record": record})
        except UniqueViolation as taken:
            raise PEER_KNOWN.at("tls") from taken
        await self.connection.execute(_SQL["begin_line"], {"peer": peer.node, "first": FIRST, "at": at})

    async def line(self, peer: str) -> Line | None:
        """Return the line to a peer, locked until this transaction ends."""
        row = await (await self.connection.execute(_SQL["line"], {"peer": peer})).fetchone()
        return None if row is None else _line(row)

    async def move_line(self, line: Line) -> None:
        """Keep where a line stands now."""
        await self.connection.execute(_SQL["move_line"], msgspec.structs.asdict(line))

    async def lines(self) -> Sequence[Line]:
        """Return every line, by the name of its peer."""
        return [_line(row) for row in await (await self.connection.execute(_SQL["lines"])).fetchall()]

    async def due(self, at: datetime, most: int) -> Sequence[str]:
        """Return peers whose line has a message to send and is due, the one that is due longest first."""
        found = await self.connection.execute(_SQL["due"], {"at": at, "most": most})
        return [row[0] for row in await found.fetchall()]

    async def keep(self, message: Message, body: bytes | None) -> None:
        """Keep a message with its body, or how it stands now; None where the body is needed no more."""
        values = _beside(message)
        record = self.sealer.for_log(_message(message), msgspec.msgpack.encode(message))
        sealed = None if body is None else self.sealer.for_log(_body(message), body)
        await self.connection.execute(_SQL["keep_message"], {**values, "record": record, "body": sealed})

    async def message(self, peer: str, direction: Direction, number: int) -> Message | None:
        """Return a message."""
        values = {"peer": peer, "direction": direction.value, "number": number}
        return _one(await self._messages("message", values))

    async def body(self, message: Message) -> bytes | None:
        """Return the salted body of a message, None where it is gone."""
        found = await self.connection.execute(_SQL["body"], _beside(message))
        row = await found.fetchone()
        return None if row is None or row[0] is None else self.sealer.from_log(_body(message), row[0])

    async def in_state(
        self, peer: str, direction: Direction, state: MessageState, most: int, after: int = 0
    ) -> Sequence[Message]:
        """Return messages of a line in a state, in their order, those behind a number."""
        values = {"peer": peer, "direction": direction.value, "state": state.value, "most": most, "after": after}
        return await self._messages("in_state", values)

    async def messages(self, peer: str, direction: Direction, after: int, most: int) -> Sequence[Message]:
        """Return messages of a line in their order, behind a number."""
        values = {"peer": peer, "direction": direction.value, "after": after, "most": most}
        return await self._messages("messages", values)

    async def waiting_bytes(self, peer: str) -> int:
        """Return how many bytes of bodies from a peer wait for a message that is missing."""
        row = await (await self.connection.execute(_SQL["waiting_bytes"], {"peer": peer})).fetchone()
        return 0 if row is None else int(row[0])

    async def pending(self, peer: str) -> tuple[int, datetime | None]:
        """Return how many messages to a peer have no receipt, and since when the oldest."""
        row = await (await self.connection.execute(_SQL["pending"], {"peer": peer})).fetchone()
        return (0, None) if row is None else (int(row[0]), row[1])

    async def keep_fork(self, peer: str, at: datetime, first: Sent, second: Sent) -> None:
        """Keep two envelopes that a peer signed and that contradict each other; their bodies are left out."""
        bare = Fork(replace(first, body=b""), replace(second, body=b""))
        record = self.sealer.for_log(f"interstate_forks/record/{peer}", msgspec.msgpack.encode(bare))
        await self.connection.execute(_SQL["keep_fork"], {"peer": peer, "at": at, "record": record})

    async def forks(self, peer: str) -> Sequence[tuple[datetime, Sent, Sent]]:
        """Return what a peer signed twice."""
        found = await self.connection.execute(_SQL["forks"], {"peer": peer})
        told = []
        for at, record in await found.fetchall():
            opened = self.sealer.from_log(f"interstate_forks/record/{peer}", record)
            fork = msgspec.msgpack.decode(opened, type=Fork)
            told.append((at, fork.first, fork.second))
        return told

    async def _peers(self, name: str, values: Mapping[str, object]) -> list[Peer]:
        found = await self.connection.execute(_SQL[name], values)
        rows = await found.fetchall()
        return [
            msgspec.msgpack.decode(self.sealer.from_log(_peer(node, state, certificate), record), type=Peer)
            for node, state, certificate, record in rows
        ]

    async def _messages(self, name: str, values: Mapping[str, object]) -> list[Message]:
        found = await self.connection.execute(_SQL[name], values)
        return [self._message_of(row) for row in await found.fetchall()]

    def _message_of(self, row: Row) -> Message:
        """Return the message of a row; Fault where somebody else than this store wrote a part of it."""
        peer, direction, number, state, at, record = row
        place = f"interstate_messages/record/{peer}/{direction}/{number}"
        message = msgspec.msgpack.decode(self.sealer.from_log(place, record), type=Message)
        if (state, at) != (message.state.value, message.at):
            raise Fault(f"the row of the message {number} with {peer} is not what is sealed in it")
        return message


def _one(found: list[Shape]) -> Shape | None:
    return found[0] if found else None


def _line(row: Row) -> Line:
    peer, sent, sent_last, taken, taken_last, tries, next_at, why = row
    return Line(peer, sent, bytes(sent_last), taken, bytes(taken_last), tries, next_at, why)


def _beside(message: Message) -> dict[str, object]:
    return {
        "peer": message.peer,
        "direction": message.direction.value,
        "number": message.envelope.number,
        "state": message.state.value,
        "at": message.at,
    }


def _peer(node: str, state: str, certificate: bytes) -> str:
    return f"interstate_peers/record/{node}/{state}/{bytes(certificate).hex()}"


def _message(message: Message) -> str:
    return f"interstate_messages/record/{message.peer}/{message.direction.value}/{message.envelope.number}"


def _body(message: Message) -> str:
    return f"interstate_messages/body/{message.peer}/{message.direction.value}/{message.envelope.number}"
