"""Two nodes of two states with a database, a vault and certificates of their own, and what goes between them."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from actions.conftest import KeptMessages, StoppedClock, node_over
from almasu.actions.interstate.messages import peers
from almasu.actions.interstate.messages.peers import OwnPlace
from almasu.actions.interstate.messages.putting import put_message
from almasu.actions.interstate.messages.resuming import show_beyond
from almasu.actions.interstate.messages.sending import Wire, send_due
from almasu.actions.interstate.messages.taking import Handler, take_message
from almasu.actions.node import Node
from almasu.connectors.egress.places import networks
from almasu.connectors.interstate.wire import MessageWire
from almasu.interfaces.intake.connection import Hall
from almasu.interfaces.intake.door import opened
from almasu.interfaces.interstate.app import MOST_A_MINUTE, DoorApp
from almasu.interfaces.interstate.serving import SPOKEN, door_tls, letting_in
from almasu.kernel.interstate.messages import Direction, Line, Message, Received, Sent, Told
from almasu.kernel.interstate.peers import Card, Peer, SignedCard
from almasu.kernel.interstate.resuming import Beyond, Known
from almasu.kernel.ports import Transaction
from almasu.law.problem import Problem
from almasu.store.database import Database
from almasu.store.vault import FileVault
from almasu.testing.pki.transport import Issued, TransportAuthority
from almasu.wiring.between_nodes import known_certificates
from almasu.wiring.running import now
from conftest import fresh

HOME = "127.0.0.1"


@dataclass
class Side:
    """A node of a state, what it was told, and its line to the other."""

    node: Node
    state: str
    clock: StoppedClock
    issued: Issued
    address: str
    told: list[Received] = field(default_factory=list)
    handlers: dict[str, Handler] = field(default_factory=dict)
    wire: Wire | None = None

    @property
    def name(self) -> str:
        return self.node.audience

    @property
    def tls(self) -> bytes:
        shown = x509.load_pem_x509_certificate(self.issued.certificate.read_bytes())
        return shown.public_bytes(Encoding.DER)

    async def hears(self, node: Node, transaction: Transaction, received: Received) -> None:
        self.told.append(received)

    async def card(self) -> SignedCard:
        at = self.clock()
        place = OwnPlace(
            f"Node of {self.state}",
            self.state,
            self.address,
            self.tls,
            at - timedelta(days=30),
            at + timedelta(days=900),
        )
        async with self.node.store.transaction() as transaction:
            return await peers.make_own_card(self.node, transaction, place, "account:test", at, {})

    async def admits(self, one: SignedCard) -> Peer:
        async with self.node.store.transaction() as transaction:
            return await peers.register_peer(self.node, transaction, one, "account:test", "", self.clock(), {})

    async def puts(self, peer: str, *bodies: bytes, kind: str = "parcel") -> list[Message]:
        async with self.node.store.transaction() as transaction:
            return [await put_message(self.node, transaction, peer, kind, one, self.clock()) for one in bodies]

    async def sends(self) -> int:
        assert self.wire is not None
        return await send_due(self.node, self.wire, self.clock())

    async def takes(self, certificate: bytes, sent: Sent) -> Told:
        return await take_message(self.node, self.handlers, certificate, sent, self.clock())

    async def shows(self, certificate: bytes, known: Known) -> Beyond:
        return await show_beyond(self.node, certificate, known, self.clock())

    async def line(self, peer: str) -> Line:
        async with self.node.store.transaction() as transaction:
            line = await transaction.lines.line(peer)
        assert line is not None
        return line

    async def peer(self, name: str) -> Peer:
        async with self.node.store.transaction() as transaction:
            peer = await transaction.lines.peer(name)
        assert peer is not None
        return peer

    async def kept(self, peer: str, direction: Direction) -> list[Message]:
        async with self.node.store.transaction() as transaction:
            return list(await transaction.lines.messages(peer, direction, 0, 10_000))

    async def as_sent(self, peer: str, number: int) -> Sent:
        """A message as it would go over the wire."""
        async with self.node.store.transaction() as transaction:
            message = await transaction.lines.message(peer, Direction.OUT, number)
            assert message is not None
            body = await transaction.lines.body(message)
        assert body is not None
        return Sent(message.envelope, message.signature, body)

    async def leaves(self, kind: str) -> list[dict[str, Any]]:
        async with self.node.store.database.connection() as connection:  # type: ignore[attr-defined]
            rows = await (await connection.execute("select entry from journal_waiting order by id")).fetchall()
        return [one["says"] for one in map(json.loads, (row[0] for row in rows)) if one["kind"] == kind]


@dataclass
class Straight:
    """A wire without a network: the other side's door is called."""

    to: Side
    certificate: bytes

    async def bring(self, card: Card, sent: Sent) -> Told | str:
        try:
            return await self.to.takes(self.certificate, sent)
        except Problem as no:
            return f"status {no.kind.status}"

    async def ask(self, card: Card, known: Known) -> Beyond | str:
        try:
            return await self.to.shows(self.certificate, known)
        except Problem as no:
            return f"status {no.kind.status}"


@dataclass
class Pair:
    """Kazakhstan's node and Kyrgyzstan's, each with the other's card."""

    kz: Side
    kg: Side

    async def meet(self) -> None:
        card_of_kz, card_of_kg = await self.kz.card(), await self.kg.card()
        await self.kz.admits(card_of_kg)
        await self.kg.admits(card_of_kz)

    def later(self, by: timedelta = timedelta(hours=1)) -> None:
        self.kz.clock.at += by
        self.kg.clock.at += by


async def a_side(state: str, url: str, folder: Path, authority: TransportAuthority, stack: AsyncExitStack) -> Side:
    database = await Database.open(url, size=4)
    stack.push_async_callback(database.close)
    node = node_over(database, FileVault.create(folder / state / "vault"), (), KeptMessages())
    clock = StoppedClock()
    side = Side(
        replace(node, audience=f"interstate/{state.lower()}"), state, clock, authority.node(state), "https://127.0.0.1"
    )
    side.handlers["parcel"] = side.hears
    return side


@asynccontextmanager
async def two_nodes(urls: list[str], folder: Path) -> AsyncIterator[Pair]:
    """Two nodes that know each other and are joined by calls."""
    authority = TransportAuthority(folder / "authority", now())
    async with AsyncExitStack() as stack:
        kz, kg = [
            await a_side(state, url, folder, authority, stack) for state, url in zip(("KZ", "KG"), urls, strict=True)
        ]
        kz.wire, kg.wire = Straight(kg, kz.issued.fingerprint), Straight(kz, kg.issued.fingerprint)
        pair = Pair(kz, kg)
        yield pair


@asynccontextmanager
async def doors(pair: Pair, most_a_minute: int = MOST_A_MINUTE) -> AsyncIterator[Pair]:
    """Open a real door for each side, and let each send to the other's."""
    async with AsyncExitStack() as stack:
        ears = {}
        for side in (pair.kz, pair.kg):
            ears[side.state] = socket.create_server((HOME, 0))
            side.address = f"https://{HOME}:{ears[side.state].getsockname()[1]}"
        await pair.meet()
        for side, other in ((pair.kz, pair.kg), (pair.kg, pair.kz)):
            tls = door_tls(side.issued.certificate, side.issued.key)
            await stack.enter_async_context(letting_in(tls, known_certificates(side.node), 0.05))
            hall = Hall(DoorApp(side.takes, side.shows, most_a_minute), 50, spoken=SPOKEN)
            await stack.enter_async_context(opened(hall, ears[side.state], tls))
            inner = networks(["127.0.0.0/8"])
            wire = MessageWire([other.address], inner, side.issued.certificate, side.issued.key)
            stack.push_async_callback(wire.close)
            side.wire = wire
        yield pair


@pytest.fixture
def two_urls(postgres_url: str, template: str, database_names: Iterator[str]) -> Iterator[list[str]]:
    with (
        fresh(postgres_url, next(database_names), template) as one,
        fresh(postgres_url, next(database_names), template) as two,
    ):
        yield [one, two]


@pytest.fixture
async def strangers(two_urls: list[str], tmp_path: Path) -> AsyncIterator[Pair]:
    """Two nodes that do not know each other yet."""
    async with two_nodes(two_urls, tmp_path) as pair:
        yield pair


@pytest.fixture
async def pair(strangers: Pair) -> Pair:
    """Two nodes joined by calls."""
    await strangers.meet()
    return strangers


@pytest.fixture(params=["by calls", "over sockets"])
async def joined(strangers: Pair, request: pytest.FixtureRequest) -> AsyncIterator[Pair]:
    """Two nodes joined by calls, and by real sockets with mutual TLS: the contract is the same."""
    if request.param == "by calls":
        await strangers.meet()
        yield strangers
        return
    async with doors(strangers) as pair:
        yield pair
