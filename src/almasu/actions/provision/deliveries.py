"""Deliveries inside a transaction: moved with their leaves, and the ground each of them stands on (FMA-3.1, FMA-5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import unkept_now
from almasu.actions.provision.channels import over_channel
from almasu.actions.provision.ladders import KeptLadders
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.deliveries_port import Feeds
from almasu.kernel.provision.delivery import Delivery
from almasu.kernel.provision.ladder import must_carry
from almasu.kernel.provision.parties import Actor, Side
from almasu.kernel.provision.problems_of_feeds import NO_SUCH_DELIVERY, NOT_BY_FEED
from almasu.kernel.provision.transfer import facts_of, must_be_lawful
from almasu.kernel.provision.way import WAY_NAMES, Way
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret
from almasu.law.canonical import Json
from almasu.law.problem import Fault

SYSTEM = "system:feeds"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a delivery stands on at a moment: the act in force with its set, and the verdicts of the rules."""

    under: ActInForce
    verdicts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Brought:
    """How a file comes: by which way, and whether it came encrypted for the Agency's key."""

    way: Way = Way.INTEGRATION
    encrypted: bool = False


BY_FEED, BY_CARRIER = Brought(), Brought(Way.CARRIER, encrypted=True)


def feeds_of(node: Node) -> Feeds:
    """Return where files come in and who reads them; Fault at a node of another zone."""
    if node.feeds is None:
        raise Fault("this node is not of the zone of provision: it takes no feeds")
    return node.feeds


async def ground_of(
    node: Node,
    transaction: Transaction,
    body: str,
    data_set: str,
    at: datetime,
    due: datetime | None = None,
    by: Brought = BY_FEED,
) -> Ground:
    """Return what a file of a set stands on now, with its ladder locked until this transaction ends.

    Problems: those of the act in force, of the ladder and of the rules; `provision.delivery.way`.
    """
    under = await StoredJointActs(transaction.papers).act_in_force(body, data_set, at)
    ladder = await KeptLadders(node, transaction).way_now(body, data_set, at)
    if by.way is Way.INTEGRATION and ladder.way is not Way.INTEGRATION:
        name = WAY_NAMES[ladder.way]
        raise NOT_BY_FEED.at("data_set", kk=name.kk, ru=name.ru, en=name.en)
    must_carry(ladder, by.way, at)
    unkept = await unkept_now(transaction, body, at)
    purpose = under.content.purposes[0].value
    channel = await over_channel(node, transaction, body, by.way)
    facts = facts_of(under, ladder, purpose, at, due, encrypted=by.encrypted, unkept=unkept, channel=channel)
    return Ground(under, must_be_lawful(law_of(node).judged("transferred", facts)))


async def told(
    node: Node,
    transaction: Transaction,
    delivery: Delivery,
    by: str,
    at: datetime,
    says: Mapping[str, Json] | None = None,
) -> None:
    """Write the leaf of a delivery that came into its state."""
    position = delivery.position
    about: dict[str, Json] = {
        "state": delivery.state.value,
        "body": delivery.body,
        "set": delivery.data_set.code,
        "number": delivery.number,
        "extent": delivery.extent.value,
        "act_version": delivery.act_version,
        "digest": delivery.offered.sha256,
        "blocks": position.number,
        "accepted": position.accepted,
        "rejected": position.rejected,
        "chain": delivery.chain,
        **(says or {}),
    }
    entry = leaf(node, EntryKind.PROVISION_DELIVERY_MOVED, at, by, delivery.about(), about)
    await transaction.journal.append(entry)


def of_theirs(delivery: Delivery | None, who: Actor) -> Delivery:
    """Return a delivery to somebody of its sides; to others it is absent: Problem `provision.delivery.absent`."""
    if delivery is None or (who.side is Side.BODY and delivery.body != who.body):
        raise NO_SUCH_DELIVERY.at()
    return delivery


def secrets_of(node: Node, delivery: Delivery) -> tuple[bytes, ...]:
    """Return the secrets of the hashes of a set's keys, in their order."""
    secret = node.vault.secret(Secret.INDEX)
    beginning = f"provision/{delivery.body}/{delivery.data_set.code}"
    return tuple(use_key(secret, f"{beginning}/{key}") for key in delivery.data_set.keys)


async def refuse(node: Node, transaction: Transaction, after: Delivery, by: str, at: datetime, **says: Json) -> None:
    """Keep a delivery refused, with its leaf, and nothing that was loaded of it (see `refused_of`)."""
    await transaction.deliveries.drop_rows(after.id)
    await transaction.deliveries.move(after)
    because = after.because.code if after.because else after.refused and after.refused.reason.value
    await told(node, transaction, after, by, at, {**({"because": because} if because else {}), **says})


async def forget_file(node: Node, number: UUID) -> None:
    """Remove the file of a delivery that was refused, and destroy its key: what was loaded of it opens no more."""
    feeds_of(node).spool.drop(number)
    await node.vault.destroy_material_key(number)


async def to_change(transaction: Transaction, number: UUID) -> Delivery:
    """Return a delivery, locked until this transaction ends; Problem `provision.delivery.absent`."""
    delivery = await transaction.deliveries.to_change(number)
    if delivery is None:
        raise NO_SUCH_DELIVERY.at()
    return delivery
