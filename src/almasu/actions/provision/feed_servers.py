"""Register the server from which the file of a set is fetched, and revoke it, by signed acts of the body (FMA-3.1).

The operator opens places on the list of those that the zone may call; the body's officer says which file lies there,
by which key of the host it is known and what lets us in. That is sealed before the act is built.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, prepared_by, signing
from almasu.actions.provision.deliveries import feeds_of, ground_of
from almasu.actions.provision.entrances import await_signature, put_to_use, sealed_entrance
from almasu.actions.provision.fetch_cards import end_fetch
from almasu.actions.sign_act import SignedAct, signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_feeds import REGISTER_SERVER, SEE_FEEDS
from almasu.kernel.provision.feed_server import (
    Entrance,
    OfEntrance,
    Server,
    ServerForm,
    ServerState,
    said_of,
    server_number,
    server_of,
)
from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.problems_of_feeds import NOT_SCHEDULED
from almasu.kernel.provision.problems_of_servers import NO_SUCH_SERVER, SERVER_REVOKED
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Problem
from almasu.law.text import Text

KIND = PaperKind.PROVISION_SERVER
OF_BODY = "body"
MOST_SERVERS = 1_000


class OfServer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which server is revoked: the number of its card."""

    card: UUID


@dataclass(frozen=True, slots=True)
class KeptServer:
    """The card of a server: its number, what it says, its state since when."""

    number: UUID
    server: Server
    state: ServerState
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """Servers that somebody sees, and why the operator's sheet of places cannot be read, None where it can."""

    servers: Sequence[KeptServer]
    trouble: Problem | None


async def prepare_server(node: Node, token: str, form: ServerForm, at: datetime) -> PreparedAct:
    """Build the act that registers a server; ProblemGroup, `provision.server.place` and those of the act in force."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_SERVER, at)
        await _must_be_scheduled(node, transaction, who.actor.body, form.data_set, at)
    number = node.new_id()
    server = server_of(form, who.actor.body, number, b"")
    await asyncio.to_thread(feeds_of(node).sources.must_permit, server.host, server.port)
    async with node.store.transaction() as transaction:
        of = OfEntrance(server.body, server.data_set)
        await await_signature(node, transaction, number, of, who.said, at)
    sealed = await sealed_entrance(node, number, Entrance(form.password, form.key.encode()))
    server = replace(server, sealed=sealed.hex())
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_SERVER, at)
        meant = Meant(ActPurpose.PROVISION_SERVER, msgspec.to_builtins(server), said_of(server))
        return await prepared_by(node, transaction, who, meant, at)


async def register_server(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptServer:
    """Register the server that was signed, in the place of the one before it, whose key is destroyed."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_SERVER, cms, at)
    server = msgspec.convert(signed.body, Server)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, REGISTER_SERVER, at)
        if server.body != who.actor.body:
            raise NO_SUCH_SERVER.at()
        await _must_be_scheduled(node, transaction, server.body, server.data_set, at)
        await put_to_use(node, transaction, server.server, who.said, at)
        number = server_number(node.audience, server.body, server.data_set)
        before = await transaction.papers.to_change(number, KIND)
        paper = (
            new_paper(number, KIND, ServerState.REGISTERED, at, server, {OF_BODY: server.body})
            if before is None
            else before.moved(ServerState.REGISTERED, at, server)
        )
        await _keep(node, transaction, paper, signed, who, at)
    if before is not None:
        await node.vault.destroy_material_key(_kept(before).server.server)
    return _kept(paper)


async def prepare_revocation(node: Node, token: str, form: OfServer, at: datetime) -> PreparedAct:
    """Build the act that revokes a server; Problem `provision.server.absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_SERVER, at)
        server = _own(who, await transaction.papers.latest(form.card, KIND)).server
        human = Text(
            kk=f"Серверді қайтарып аламын, файл одан енді алынбайды: {server.address}.",
            ru=f"Отзываю сервер, файл с него больше не забирается: {server.address}.",
            en=f"I revoke the server, no file is fetched from it any more: {server.address}.",
        )
        body = {"card": str(form.card), "server": str(server.server)}
        return await prepared_by(node, transaction, who, Meant(ActPurpose.PROVISION_SERVER_BACK, body, human), at)


async def revoke_server(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptServer:
    """Revoke the server that was signed: what is being fetched from it ends, what let us in is destroyed."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_SERVER_BACK, cms, at)
    card = UUID(str(signed.body["card"]))
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, REGISTER_SERVER, at)
        before = await transaction.papers.to_change(card, KIND)
        server = _own(who, before).server
        if before is None or str(server.server) != signed.body["server"]:
            raise NO_SUCH_SERVER.at()
        paper = before.moved(ServerState.REVOKED, at, replace(server, sealed=""))
        await _keep(node, transaction, paper, signed, who, at)
        spooled = await end_fetch(node, transaction, server.body, server.data_set, SERVER_REVOKED.at(), who.said, at)
    await node.vault.destroy_material_key(server.server)
    if spooled is not None:
        feeds_of(node).spool.drop(spooled)
    return _kept(paper)


async def servers(node: Node, token: str, at: datetime) -> Known:
    """Return the servers that somebody sees: the Agency those of all bodies, a body its own."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_FEEDS, at)
        if who.actor.side is Side.BODY:
            found = await transaction.papers.found(KIND, OF_BODY, who.actor.body, None, MOST_SERVERS)
        else:
            found = await transaction.papers.in_states(KIND, tuple(ServerState), None, MOST_SERVERS)
    return Known([_kept(paper) for paper in found], feeds_of(node).sources.trouble())


async def _must_be_scheduled(node: Node, transaction: Transaction, body: str, data_set: str, at: datetime) -> None:
    ground = await ground_of(node, transaction, body, data_set, at)
    if ground.under.data_set.schedule is None:
        raise NOT_SCHEDULED.at("data_set", code=data_set)


async def _keep(
    node: Node, transaction: Transaction, paper: Paper, signed: SignedAct, who: Acting, at: datetime
) -> None:
    server = _kept(paper).server
    await transaction.papers.keep(paper)
    says = {
        **paper.told(),
        **told_of(node, signed),
        "body": server.body,
        "set": server.data_set,
        "server": str(server.server),
        "host_key": server.fingerprint,
    }
    entry = leaf(node, EntryKind.PROVISION_SERVER_MOVED, at, who.said, paper.about(), says)
    await transaction.journal.append(entry)


def _own(who: Acting, paper: Paper | None) -> KeptServer:
    """Return the registered server of whoever acts; a foreign, a revoked and a missing one look alike."""
    if paper is None or paper.state != ServerState.REGISTERED:
        raise NO_SUCH_SERVER.at()
    kept = _kept(paper)
    if kept.server.body != who.actor.body:
        raise NO_SUCH_SERVER.at()
    return kept


def _kept(paper: Paper) -> KeptServer:
    server = msgspec.json.decode(paper.data, type=Server)
    return KeptServer(paper.id, server, ServerState(paper.state), paper.at)
