"""Messages between nodes put together: who takes which kind, what sends, what the door and the worker need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType

from almasu.actions.interstate.acting import law_of
from almasu.actions.interstate.deliver import deliver
from almasu.actions.interstate.messages import blind
from almasu.actions.interstate.messages.peers import peer_of_state
from almasu.actions.interstate.messages.putting import put_message
from almasu.actions.interstate.messages.resuming import Asking, resume_due, show_beyond
from almasu.actions.interstate.messages.sending import Wire, send_due
from almasu.actions.interstate.messages.taking import Handler, Handlers, take_message
from almasu.actions.interstate.not_taken import was_not_taken
from almasu.actions.node import Node
from almasu.connectors.egress.places import networks
from almasu.connectors.interstate.wire import MessageWire
from almasu.kernel.interstate.blind import Budget
from almasu.kernel.interstate.blind_port import BlindWork
from almasu.kernel.interstate.blind_rows import ANSWER_KIND, QUESTION_KIND
from almasu.kernel.interstate.carriers import carrier_of
from almasu.kernel.interstate.messages import REFUSED, Concern, Received, Sent, Told
from almasu.kernel.interstate.parcels import Parcel, packed, unpacked
from almasu.kernel.interstate.peers import PeerState
from almasu.kernel.interstate.problems_of_messages import PEER_ABSENT
from almasu.kernel.interstate.resuming import Beyond, Known
from almasu.kernel.ports import Transaction
from almasu.law.problem import Fault
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings

Certificates = Callable[[], Awaitable[Sequence[bytes]]]
PARCEL = "parcel"
"""The kind of every message about requests, answers and offers: its kind tells nobody which."""


@dataclass(frozen=True, slots=True)
class MessagePost:
    """Implements `almasu.kernel.interstate.port.Post` by messages of this node."""

    node: Node

    async def put(
        self, transaction: Transaction, peer: str, parcel: Parcel, at: datetime, about: Concern | None = None
    ) -> None:
        """Keep a parcel for a node; one for a body that works here too is taken at once, by the same law.

        Problems `cis.peer.absent`, `cis.message.too_large`; for a body of this node those of `deliver`.
        """
        if peer == law_of(self.node).state:
            await deliver(self.node, transaction, peer, parcel, at)
            return
        name = await peer_of_state(self.node, transaction, peer)
        if name is None:
            raise PEER_ABSENT.at("peer")
        await put_message(self.node, transaction, name, PARCEL, packed(parcel), at, about)


async def take_parcel(node: Node, transaction: Transaction, received: Received) -> None:
    """Take what a peer tells of requests and offers; Problem `cis.message.unreadable` for bytes that are no parcel."""
    peer = await transaction.lines.peer(received.peer)
    if peer is None:
        raise Fault(f"a message of {received.peer} was taken, and it is not known")
    carrier = carrier_of(received)
    await deliver(node, transaction, peer.card.state, unpacked(received.body), received.at, carrier)


def zone_handlers() -> Handlers:
    """Return who takes which kind of message at a node of the zone: at its door, and out of a courier's bag."""
    return handlers({PARCEL: take_parcel, REFUSED: was_not_taken})


def handlers(ours: Handlers, budget: Budget | None = None) -> Handlers:
    """Return who takes which kind of message: those of the zone, with the blind step beside."""
    given = Budget() if budget is None else budget

    async def question(node: Node, transaction: Transaction, received: Received) -> None:
        await blind.take_question(node, transaction, received, given)

    async def refused(node: Node, transaction: Transaction, received: Received) -> None:
        await blind.was_not_taken(node, transaction, received)
        if REFUSED in ours:
            await ours[REFUSED](node, transaction, received)

    of_blind: dict[str, Handler] = {QUESTION_KIND: question, ANSWER_KIND: blind.take_answer, REFUSED: refused}
    return MappingProxyType({**ours, **of_blind})


def take_at_door(running: Running) -> Callable[[bytes, Sent], Awaitable[Told]]:
    """Return what takes a message at the door of a node."""
    taken_by = zone_handlers()

    async def take(certificate: bytes, sent: Sent) -> Told:
        return await take_message(running.node, taken_by, certificate, sent, running.now())

    return take


def show_at_door(running: Running) -> Callable[[bytes, Known], Awaitable[Beyond]]:
    """Return what tells a node at the door what is here of its line beyond what it knows."""

    async def show(certificate: bytes, known: Known) -> Beyond:
        return await show_beyond(running.node, certificate, known, running.now())

    return show


def known_certificates(node: Node) -> Certificates:
    """Return what reads the TLS certificates of peers that may speak to this node, in DER."""

    async def read() -> Sequence[bytes]:
        async with node.store.transaction() as transaction:
            peers = await transaction.lines.peers()
        return [one.card.tls for one in peers if one.state is PeerState.OPEN and one.node != node.audience]

    return read


def wire_of(settings: Settings) -> MessageWire:
    """Return what brings messages to the peers whose origins the settings list."""
    inner = networks(settings.inner_ranges)
    return MessageWire(settings.peers_origins, inner, settings.peers_certificate, settings.peers_key)


def resuming(running: Running, asking: Asking, resumed: set[str]) -> Callable[[], Awaitable[None]]:
    """Return the standing work that asks each peer once what it has of a line that this node lost at a restore.

    Those of which that is known join `resumed`.
    """

    async def resume() -> None:
        await resume_due(running.node, asking, resumed, running.now())

    return resume


def sending(running: Running, wire: Wire, resumed: Container[str]) -> Callable[[], Awaitable[None]]:
    """Return the standing work that sends what waits for other nodes; how much it was stands in no log (CIS-8.4).

    Nothing goes to a peer of which it is not known yet whether it has more of the line than this node.
    """

    async def send() -> None:
        await send_due(running.node, wire, running.now(), resumed)

    return send


def blind_step(running: Running, work: BlindWork, known: blind.Known) -> Callable[[], Awaitable[None]]:
    """Return the standing work of the blind step: answer what is committed to, read what came, forget what ended."""
    return partial(_step, running, work, known)


async def _step(running: Running, work: BlindWork, known: blind.Known) -> None:
    node, at = running.node, running.now()
    await blind.answer_committed(node, work, known, at)
    await blind.read_answers(node, work, at)
    await blind.forget_leads(node, at)
