"""Read a carrier in: its files as they lie there, each checked, all opened, and only then a delivery (FMA-3.4).

The order makes every stop harmless: nothing is decrypted before all files are as the manifest says, nothing is a
delivery before all of them opened, and nothing of the delivery counts before all of its rows are read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.carriers import (
    carriers_of,
    due_from,
    ground_of_carrier,
    move,
    one_carrier,
    said_of,
    to_change,
)
from almasu.actions.provision.deliveries import Ground, feeds_of, told
from almasu.actions.provision.handing import Step
from almasu.actions.provision.take_delivery import LONGEST_PART, built_on
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_carriers import RECEIVE_CARRIER
from almasu.kernel.provision import carrier as carriers
from almasu.kernel.provision.carrier import CarriedFile, Carrier, FileName, Manifest
from almasu.kernel.provision.carriers_port import Joined, Unopened
from almasu.kernel.provision.delivery import Delivery, DeliveryState, Offered
from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.joint_act import Extent
from almasu.kernel.provision.problems_of_carriers import NOT_IN_MANIFEST, NOT_OPENED
from almasu.kernel.provision.problems_of_feeds import NOT_AT_THE_END, NOT_SCHEDULED, TOO_MUCH
from almasu.kernel.provision.way import Way
from almasu.law.canonical import Json
from almasu.law.problem import Problem, ProblemGroup

Found = dict[str, tuple[int, str]]


class ToRead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of all files that were seen on the medium beside its manifest; empty where only those sent count."""

    present: tuple[FileName, ...] = ()


@dataclass(frozen=True, slots=True)
class CameIn:
    """How many bytes came in of each file of a carrier, by name."""

    carrier: Carrier
    bytes: dict[str, int]


async def came_in(node: Node, token: str, number: UUID, at: datetime) -> CameIn:
    """Return a carrier with what came in of its files; Problem `paper.unknown`."""
    one = await one_carrier(node, token, number, at)
    files = carriers_of(node)
    return CameIn(one, {file.name: files.size(number, file.name) for file in one.manifest.files})


async def add_to_carrier(
    node: Node, token: str, number: UUID, name: str, offset: int, data: bytes, at: datetime
) -> int:
    """Add bytes to a file of a carrier that lies at the Agency, and return how many it has.

    Problems: `paper.unknown`, `provision.handing.state`, `provision.carrier.not_in_manifest`,
    `provision.delivery.offset`, `.size`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_CARRIER, at)
        _, one = await to_change(transaction, number, who)
        carriers.may_be_read(one, who.actor)
    file = _promised(one.manifest, name)
    if offset + len(data) > file.size or len(data) > LONGEST_PART:
        raise TOO_MUCH.at("size", size=str(file.size))
    held = await asyncio.to_thread(carriers_of(node).append, number, file.name, offset, data)
    if held != offset + len(data):
        raise NOT_AT_THE_END.at("offset", size=str(held))
    return held


async def read_carrier(node: Node, token: str, number: UUID, seen: ToRead, at: datetime) -> Carrier:
    """Read a carrier in: its rows are a delivery that is read like that of a feed, with this way as its provenance.

    Problems: `paper.unknown`, `provision.handing.state`, those of the ground; a ProblemGroup of
    `provision.carrier.manifest` naming each file; `provision.carrier.not_opened`. After these the files are gone.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_CARRIER, at)
        _, one = await to_change(transaction, number, who)
        carriers.may_be_read(one, who.actor)
        await ground_of_carrier(node, transaction, one.manifest, at)
    manifest, files = one.manifest, carriers_of(node)
    found = await asyncio.to_thread(_found, node, number, manifest, seen.present)
    delivery = node.new_id()
    try:
        carriers.must_be_as_promised(manifest, found)
        joined = await asyncio.to_thread(files.open_into, number, manifest, delivery)
    except (ProblemGroup, Unopened) as bad:
        refusal = NOT_OPENED.at("files", name=bad.name) if isinstance(bad, Unopened) else bad
        files.drop(number, manifest)
        await _tell_unread(node, who, number, refusal, at)
        raise refusal from bad
    try:
        moved = await _read_in(node, token, number, found, Arrived(number, joined, delivery, at))
    except BaseException:
        feeds_of(node).spool.drop(delivery)
        raise
    files.drop(number, manifest)
    return moved


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of the files of a carrier: which, one file, as which delivery, when."""

    carrier: UUID
    joined: Joined
    delivery: UUID
    at: datetime


async def _read_in(node: Node, token: str, number: UUID, found: Found, came: Arrived) -> Carrier:
    """Move the carrier with its delivery."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_CARRIER, came.at)
        paper, one = await to_change(transaction, number, who)
        moved = carriers.read_in(one, found, who.actor, came.delivery, came.at, due_from(node, came.at))
        ground = await ground_of_carrier(node, transaction, one.manifest, came.at)
        made = await _delivered(node, transaction, one.manifest, ground, who, came)
        says = {**said_of(ground), "delivery": str(came.delivery), "number": made.number}
        return await move(node, transaction, paper, moved, Step("read_in", who, came.at, says))


async def _delivered(
    node: Node, transaction: Transaction, manifest: Manifest, ground: Ground, who: Acting, came: Arrived
) -> Delivery:
    """Keep the delivery of a carrier, whose file is whole."""
    under = ground.under
    schedule = under.data_set.schedule
    if schedule is None:
        raise NOT_SCHEDULED.at("manifest", code=manifest.data_set)
    number = await transaction.deliveries.next_number(manifest.body, manifest.data_set)
    offered = Offered(
        data_set=manifest.data_set,
        format=manifest.format,
        name=manifest.files[0].name,
        size=max(came.joined.size, 1),
        sha256=came.joined.sha256,
        builds_on=manifest.builds_on,
    )
    before = await built_on(transaction, manifest.body, offered, schedule)
    delivery = Delivery(
        id=came.delivery,
        body=manifest.body,
        data_set=under.data_set,
        number=number,
        offered=msgspec.structs.replace(offered, builds_on=before),
        extent=schedule.extent if before else Extent.FULL,
        act_version=under.version.number,
        by=who.said,
        at=came.at,
        position=Position(sha256=offered.sha256, size=offered.size),
        key=await transaction.deliveries.new_key(came.delivery),
        state=DeliveryState.READING,
        verdicts=ground.verdicts,
        way=Way.CARRIER,
        promised=manifest.rows,
        carrier=came.carrier,
    )
    await transaction.deliveries.begin(delivery)
    says: dict[str, Json] = {"verdicts": dict(ground.verdicts), "way": Way.CARRIER.value}
    await told(node, transaction, delivery, who.said, came.at, says)
    return delivery


def _found(node: Node, number: UUID, manifest: Manifest, present: Sequence[str]) -> Found:
    """Return size and SHA-256 of what came in, by name; what was only seen on the medium has none."""
    files = carriers_of(node)
    found: Found = dict.fromkeys(present, (0, ""))
    for one in manifest.files:
        size = files.size(number, one.name)
        if size:
            found[one.name] = (size, files.digest(number, one.name))
    return found


def _promised(manifest: Manifest, name: str) -> CarriedFile:
    for one in manifest.files:
        if one.name == name:
            return one
    raise NOT_IN_MANIFEST.at("file", name=name[:120])


async def _tell_unread(node: Node, who: Acting, number: UUID, refusal: Exception, at: datetime) -> None:
    """Write the leaf of a carrier that could not be read in."""
    code = refusal.kind.code if isinstance(refusal, Problem) else "provision.carrier.manifest"
    async with node.store.transaction() as transaction:
        entry = leaf(node, EntryKind.PROVISION_CARRIER_UNREAD, at, who.said, f"paper:{number}", {"reason": code})
        await transaction.journal.append(entry)
