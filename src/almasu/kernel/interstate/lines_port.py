"""What a transaction keeps of peers and of messages between nodes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.interstate.blind_rows import Asked, Held
from almasu.kernel.interstate.evidence import KeptEvidence
from almasu.kernel.interstate.messages import Direction, Line, Message, MessageState
from almasu.kernel.interstate.peers import Peer


class Lines(Protocol):
    """Peers, the lines to them, messages, evidence of two histories, blind questions."""

    def apart(self) -> AbstractAsyncContextManager[None]:
        """Open a part of the transaction that an exception undoes alone."""
        ...

    async def peer(self, node: str) -> Peer | None:
        """Return a node as it is known, None where it is not."""
        ...

    async def peers(self) -> Sequence[Peer]:
        """Return every node that is known, by its name."""
        ...

    async def peer_of(self, certificate: bytes) -> Peer | None:
        """Return the peer that shows a TLS certificate with this SHA-256."""
        ...

    async def keep_peer(self, peer: Peer, at: datetime) -> None:
        """Keep a node as it is known now, and a line to it; Problem `cis.peer.known` for a certificate of another."""
        ...

    async def line(self, peer: str) -> Line | None:
        """Return the line to a peer, locked until this transaction ends."""
        ...

    async def move_line(self, line: Line) -> None:
        """Keep where a line stands now."""
        ...

    async def lines(self) -> Sequence[Line]:
        """Return every line, by the name of its peer."""
        ...

    async def due(self, at: datetime, most: int) -> Sequence[str]:
        """Return peers whose line has a message to send and is due, the one that is due longest first."""
        ...

    async def keep(self, message: Message, body: bytes | None) -> None:
        """Keep a message with its body, or how it stands now; None where the body is needed no more."""
        ...

    async def message(self, peer: str, direction: Direction, number: int) -> Message | None:
        """Return a message."""
        ...

    async def body(self, message: Message) -> bytes | None:
        """Return the salted body of a message, None where it is gone."""
        ...

    async def in_state(
        self, peer: str, direction: Direction, state: MessageState, most: int, after: int = 0
    ) -> Sequence[Message]:
        """Return messages of a line in a state, in their order, those behind a number."""
        ...

    async def messages(self, peer: str, direction: Direction, after: int, most: int) -> Sequence[Message]:
        """Return messages of a line in their order, behind a number."""
        ...

    async def waiting_bytes(self, peer: str) -> int:
        """Return how many bytes of bodies from a peer wait for a message that is missing."""
        ...

    async def pending(self, peer: str) -> tuple[int, datetime | None]:
        """Return how many messages to a peer have no receipt, and since when the oldest."""
        ...

    async def keep_evidence(self, kept: KeptEvidence) -> None:
        """Keep evidence that a node told two histories; the same once."""
        ...

    async def evidence(self, most: int) -> Sequence[KeptEvidence]:
        """Return evidence of two histories, the latest first."""
        ...

    async def evidence_of(self, number: UUID) -> KeptEvidence | None:
        """Return one piece of evidence, None where there is none."""
        ...

    async def keep_held(self, held: Held) -> None:
        """Keep a blind question at the body that holds the data, or how it stands now."""
        ...

    async def held(self, peer: str, number: UUID) -> Held | None:
        """Return the blind question of a peer with a number, locked until this transaction ends."""
        ...

    async def held_on(self, peer: str, day: date) -> Sequence[Held]:
        """Return the blind questions of a peer of a day; they are locked until this transaction ends."""
        ...

    async def to_answer(self, most: int) -> Sequence[Held]:
        """Return blind questions that were committed to and have no answer, the oldest first."""
        ...

    async def keep_asked(self, asked: Asked) -> None:
        """Keep a blind question at the body that asks, or how it stands now."""
        ...

    async def asked(self, number: UUID) -> Asked | None:
        """Return a blind question that was asked from here, locked until this transaction ends."""
        ...

    async def to_read(self, most: int) -> Sequence[Asked]:
        """Return blind questions whose answers came and were not read, the oldest first."""
        ...

    async def sent(self, peer: str, most: int) -> Sequence[Asked]:
        """Return blind questions to a peer that have no answer yet, the oldest first."""
        ...

    async def to_forget(self, until: datetime, after: Asked | None, most: int) -> Sequence[Asked]:
        """Return blind questions asked until a moment that hold subjects or leads, the oldest first, behind one."""
        ...
