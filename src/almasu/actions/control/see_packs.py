"""See the packs of the own body and the months of its control, and take files of packs away (SIO25-21.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from almasu.actions.control.appoint import controller_of
from almasu.actions.control.note_overdue import duties_of
from almasu.actions.control.pack_means import Means
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.kernel.control.duty import MonthDuty
from almasu.kernel.control.pack import (
    MANIFEST,
    PackSays,
    pack_in,
)
from almasu.kernel.control.problems import NOT_IN_REPORT
from almasu.kernel.control.signature import SIGNATURE, signature_bytes
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json

MOST_PACKS = 200


async def take_file(node: Node, means: Means, token: str, pack: UUID, name: str, at: datetime) -> Iterator[bytes]:
    """Return a file of a pack of the own body, or its signature, piece by piece; that it was taken is a leaf."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await transaction.papers.latest(pack, PaperKind.CONTROL_PACK)
        if found is None or pack_in(found).body_bin != controller.account.body_bin:
            raise PAPER_UNKNOWN.at()
        says = pack_in(found)
        signature = await _signature(transaction, says) if name == SIGNATURE else None
        if signature is None and name != MANIFEST and name not in says.files:
            raise NOT_IN_REPORT.at("name")
        told: dict[str, Json] = {"file": name}
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.CONTROL_PACK_TAKEN, at, actor, found.about(), told))
    return means.packs.read(pack, name) if signature is None else iter([signature])


async def _signature(transaction: Transaction, says: PackSays) -> bytes | None:
    """Return the file of the controller's signature, None where the pack is not signed."""
    evidence = None if says.act is None else await transaction.acts.evidence(says.act)
    return None if evidence is None else signature_bytes(evidence)


async def packs(node: Node, token: str, at: datetime) -> Sequence[Paper]:
    """Return the packs of the own body, the latest first."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        body = controller.account.body_bin
        return await store.papers.found(PaperKind.CONTROL_PACK, "body", body, None, MOST_PACKS)


async def one_pack(node: Node, token: str, pack: UUID, at: datetime) -> Paper:
    """Return a pack of the own body; a foreign and a missing one look equally absent."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        found = await store.papers.latest(pack, PaperKind.CONTROL_PACK)
        if found is None or pack_in(found).body_bin != controller.account.body_bin:
            raise PAPER_UNKNOWN.at()
        return found


async def duty(node: Node, token: str, at: datetime) -> tuple[MonthDuty, ...]:
    """Return the months of the own body's control: done, still to be done, overdue."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        return await duties_of(node, store, controller.account.body_bin, at)
