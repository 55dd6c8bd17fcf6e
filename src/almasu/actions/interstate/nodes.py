"""Nodes of other states: registered by their cards, changed and shut out, by signed acts of the keeper (CIS-4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import Meant, acting, prepared_by, signing
from almasu.actions.interstate.messages import peers
from almasu.actions.interstate.messages.putting import own_peer
from almasu.actions.interstate.not_taken import will_not_go
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.asking import LONGEST
from almasu.kernel.interstate.messages import Standing
from almasu.kernel.interstate.peers import LONGEST_CARD, Peer, SignedCard, put_by_hand
from almasu.kernel.interstate.problems_of_messages import CARD_WRONG, PEER_ABSENT, REASON_MISSING
from almasu.kernel.powers.interstate import KEEP_NODES
from almasu.kernel.requests.free_text import hidden_in
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text


class OfCard(msgspec.Struct, frozen=True):
    """The card of another state's node, as the text of its file."""

    card: str


class NewCard(msgspec.Struct, frozen=True):
    """The next card of a node that is known, as the text of its file, and why it is changed by hand."""

    card: str
    reason: str


class OfNode(msgspec.Struct, frozen=True):
    """Which node is shut out, and why."""

    node: str
    reason: str


@dataclass(frozen=True, slots=True)
class Nodes:
    """How the line to each node stands, and this node's own card, None before it was made."""

    lines: Sequence[Standing]
    own: SignedCard | None


async def nodes(node: Node, token: str, at: datetime) -> Nodes:
    """Return the nodes of other states and how messages to them stand."""
    async with node.store.transaction() as transaction:
        await acting(node, transaction, token, KEEP_NODES, at)
        own = await own_peer(node, transaction)
        return Nodes(await peers.standing(node, transaction, at), None if own is None else own.signed)


async def prepare_node(node: Node, token: str, form: OfCard, at: datetime) -> PreparedAct:
    """Build the act that registers a node; Problem `cis.peer.card` for a card that does not hold."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_NODES, at)
        card = _read(form).card
        digest = card.digest().hex()
        human = Text(
            kk=f"Торапты тіркеймін: {card.node}, карточка {digest}.",
            ru=f"Регистрирую узел: {card.node}, карточка {digest}.",
            en=f"I register the node {card.node} with the card {digest}.",
        )
        return await prepared_by(
            node, transaction, who, Meant(ActPurpose.CIS_NODE, msgspec.to_builtins(form), human), at
        )


async def register_node(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Peer:
    """Register it: from then on messages go there and are taken from there. Problem `cis.peer.known`."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_NODE, cms, at)
    form = msgspec.convert(signed.body, OfCard)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_NODES, at)
        return await peers.register_peer(node, transaction, _read(form), who.said, "", at, told_of(node, signed))


async def prepare_change(node: Node, token: str, form: NewCard, at: datetime) -> PreparedAct:
    """Build the act that changes a node's card by hand, as after a lost key.

    Problems `cis.peer.card` for a card that does not hold or is not the next one, `cis.peer.absent`, `cis.peer.reason`.
    """
    _must_say(form.reason)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_NODES, at)
        one = _read(OfCard(form.card))
        known = await transaction.lines.peer(one.card.node)
        if known is None or one.card.node == node.audience:
            raise PEER_ABSENT.at("card")
        put_by_hand(known, one, 0, who.said, form.reason, at)
        name, former, digest = one.card.node, known.card.digest().hex(), one.card.digest().hex()
        human = Text(
            kk=f"Торап карточкасын ауыстырамын: {name}, бұрынғысы {former}, жаңасы {digest}. Себебі: {form.reason}",
            ru=f"Меняю карточку узла: {name}, прежняя {former}, новая {digest}. Причина: {form.reason}",
            en=f"I change the card of the node {name} from {former} to {digest}. Reason: {form.reason}",
        )
        meant = Meant(ActPurpose.CIS_NODE_CARD, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def change_node(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Peer:
    """Change it: what the former key signs from now on is not taken. Problems as `prepare_change` has them."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_NODE_CARD, cms, at)
    form = msgspec.convert(signed.body, NewCard)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_NODES, at)
        one, says = _read(OfCard(form.card)), told_of(node, signed)
        return await peers.change_card(node, transaction, one, who.said, form.reason, at, says)


async def prepare_shutting(node: Node, token: str, form: OfNode, at: datetime) -> PreparedAct:
    """Build the act that shuts a node out; Problems `cis.peer.absent`, `cis.peer.reason`."""
    _must_say(form.reason)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_NODES, at)
        if await transaction.lines.peer(form.node) is None or form.node == node.audience:
            raise PEER_ABSENT.at("node")
        human = Text(
            kk=f"Торапты алмасудан шығарамын: {form.node}. Себебі: {form.reason}",
            ru=f"Отключаю узел от обмена: {form.node}. Причина: {form.reason}",
            en=f"I shut the node {form.node} out. Reason: {form.reason}",
        )
        return await prepared_by(
            node, transaction, who, Meant(ActPurpose.CIS_NODE_SHUT, msgspec.to_builtins(form), human), at
        )


async def shut_node(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Peer:
    """Shut it out: nothing is sent there or taken from there any more. Problems `cis.peer.absent`, `.reason`."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_NODE_SHUT, cms, at)
    form = msgspec.convert(signed.body, OfNode)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_NODES, at)
        told = told_of(node, signed)
        shut = await peers.revoke_peer(node, transaction, form.node, who.said, form.reason, at, told)
        await will_not_go(node, transaction, form.node, at)
        return shut


def _must_say(reason: str) -> None:
    """Make sure that a reason says something and hides nothing; Problem `cis.peer.reason`."""
    if not reason.strip() or len(reason) > LONGEST or hidden_in(reason, "reason", one_line=True):
        raise REASON_MISSING.at("reason")


def _read(form: OfCard) -> SignedCard:
    """Return the card of a form; Problem `cis.peer.card`."""
    data = form.card.encode()
    if len(data) > LONGEST_CARD:
        raise CARD_WRONG.at("card")
    return peers.read_card(data)
