"""Peers and messages between nodes in our database: each record sealed together with every column beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.errors import UniqueViolation

from almasu.kernel.interstate.channel import FIRST
from almasu.kernel.interstate.evidence import Bare, KeptEvidence, SignedTwice, written_evidence
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
    """What was sealed of two histories before they were kept as a file: both envelopes with their signatures."""

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

    async def keep_evidence(self, kept: KeptEvidence) -> None:
        """Keep evidence that a node told two histories; the same once."""
        file = self.sealer.for_log(f"interstate_forks/file/{kept.number}", kept.file)
        values = {"number": kept.number, "peer": kept.peer, "at": kept.at, "file": file}
        await self.connection.execute(_SQL["keep_evidence"], values)

    async def evidence(self, most: int) -> Sequence[KeptEvidence]:
        """Return evidence of two histories, the latest first."""
        found = await self.connection.execute(_SQL["evidence"], {"most": most})
        return [await self._evidence_of(row) for row in await found.fetchall()]

    async def evidence_of(self, number: UUID) -> KeptEvidence | None:
        """Return one piece of evidence, None where there is none."""
        row = await (await self.connection.execute(_SQL["evidence_of_number"], {"number": number})).fetchone()
        return None if row is None else await self._evidence_of(row)

    async def _evidence_of(self, row: Row) -> KeptEvidence:
        """Return the evidence of a row; what was kept without its file is written by the card that is known now."""
        number, name, at, file, record = row
        if file is not None:
            return KeptEvidence(number, name, at, self.sealer.from_log(f"interstate_forks/file/{number}", file))
        fork = msgspec.msgpack.decode(self.sealer.from_log(f"interstate_forks/record/{name}", record), type=Fork)
        [peer] = await self._peers("peer", {"node": name})
        sent = (Bare(one.envelope, one.signature) for one in (fork.first, fork.second))
        evidence = SignedTwice(fork.first.envelope.receiver, peer.signed, peer.keys, *sent)
        return KeptEvidence(number, name, at, written_evidence(evidence))

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
