"""Destroy a material by a signed act: what it alone held opens no more, and everything derived goes (DESIGN 3.4).

The vault and the database cannot commit together, so the order makes every stop harmless:
1. One transaction keeps the signed act, condemns the material and writes the intent as a leaf. From here on nothing of
   the material is shown, asked or given out.
2. The vault destroys the material's key and marks it destroyed. No answer opens, none can be sealed under it any more.
3. One transaction forgets the wrapped keys and the answers nobody else holds, and writes the leaf of the end.
A process that dies between the steps leaves a condemned material; any worker does steps 2 and 3 again, with no harm.
Records of requests, outcomes and the journal stay for control (SIO25-15.1, SIO25-19.2).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, consented, leaf
from almasu.actions.materials import own_material
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.copy import CopyState
from almasu.kernel.materials.problems import COPIES_OUT, MATERIAL_GONE, STILL_KEPT, TASK_OPEN
from almasu.kernel.materials.task import (
    Destruction,
    TaskSays,
    TaskState,
    backups_expire_on,
    destruction_words,
    task_says,
)
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.typed import read_text
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.moment import in_astana

log = logging.getLogger(__name__)

MOST_COPIES = 200
MOST_AT_ONCE = 50
LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class _Doomed:
    """A material that may be destroyed: its paper and what that says."""

    paper: Paper
    says: TaskSays


async def prepare_destruction(node: Node, token: str, material: UUID, reason: str, at: datetime) -> PreparedAct:
    """Build the act of destruction, which names the day the last backup of the key expires.

    Problems: `material.unknown`, `material.gone`, `material.still_kept`, `material.copies_out`, `task.open`.
    """
    reason = read_text(reason, "reason", LONGEST_REASON)
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        doomed = await _doomed(transaction, person, material, at)
        held = await transaction.materials.held(material)
        expire = backups_expire_on(at, node.limits.backups_last)
        body: dict[str, Json] = {
            "material": str(material),
            "task": doomed.says.task,
            "reason": reason,
            "answers": held.alone,
            "kept_elsewhere": held.elsewhere,
            "backups_expire": expire.isoformat(),
        }
        words = destruction_words(doomed.says.task, held.alone, expire)
        intent = Intent(ActPurpose.DESTRUCTION, person.account.person.iin, body, words)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def destroy_material(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Destroy a material by its signed act and return its paper."""
    signed = await signed_act(node, token, act, ActPurpose.DESTRUCTION, cms, at)
    material = UUID(str(signed.body["material"]))
    async with node.store.transaction() as transaction:
        person = await keep_signed(transaction, token, signed, at)
        doomed = await _doomed(transaction, person, material, at, lock=True)
        destruction = Destruction(
            signed.act.id, str(signed.body["reason"]), at, backups_expire_on(at, node.limits.backups_last)
        )
        says = msgspec.structs.replace(doomed.says, destruction=destruction)
        paper = doomed.paper.moved(TaskState.CONDEMNED, at, says, due_at=at)
        await transaction.papers.keep(paper)
        await transaction.materials.condemn(material, at)
        told: dict[str, Json] = {
            **paper.told(),
            **told_of(node, signed),
            "backups_expire": destruction.backups_expire.isoformat(),
        }
        actor = act_of(person.account)
        await transaction.journal.append(leaf(node, EntryKind.DESTRUCTION_SIGNED, at, actor, paper.about(), told))
    return await finish_destruction(node, material, at)


async def finish_destroying(node: Node, at: datetime) -> int:
    """Carry out the destructions that were signed and not finished, and return how many."""
    async with node.store.single() as store:
        condemned = await store.papers.in_states(PaperKind.TASK, (TaskState.CONDEMNED,), None, MOST_AT_ONCE)
    for paper in condemned:
        log.info("finishing the destruction of the material %s", paper.id)
        await finish_destruction(node, paper.id, at)
    return len(condemned)


async def finish_destruction(node: Node, material: UUID, at: datetime) -> Paper:
    """Do what a signed destruction still lacks and return the paper; nothing where it is finished already."""
    await node.vault.destroy_material_key(material)
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(material, PaperKind.TASK)
        if paper is None:
            raise MATERIAL_GONE.at()
        says = task_says(paper)
        if paper.state != TaskState.CONDEMNED or says.destruction is None:
            return paper
        await transaction.materials.one(material, lock=True)
        held = await transaction.materials.held(material)
        gone = await transaction.materials.shred(material)
        done = msgspec.structs.replace(says.destruction, answers=gone, kept_elsewhere=held.elsewhere)
        after = paper.moved(TaskState.DESTROYED, at, msgspec.structs.replace(says, destruction=done))
        await transaction.papers.keep(after)
        told: dict[str, Json] = {
            **after.told(),
            "act": str(done.act),
            "answers": gone,
            "kept_elsewhere": held.elsewhere,
            "backups_expire": done.backups_expire.isoformat(),
        }
        actor = "system:exchange"
        await transaction.journal.append(leaf(node, EntryKind.MATERIAL_DESTROYED, at, actor, after.about(), told))
        return after


async def _doomed(
    transaction: Transaction, person: Entered, material: UUID, at: datetime, *, lock: bool = False
) -> _Doomed:
    """Return a material that may be destroyed now; Problem where it may not."""
    own = await own_material(transaction, person, material, lock=lock)
    paper = await transaction.papers.latest(own.id, PaperKind.TASK)
    if paper is None:
        raise TASK_OPEN.at()
    if paper.state != TaskState.CLOSED:
        raise MATERIAL_GONE.at()
    says = task_says(paper)
    if in_astana(at).date() <= says.kept_until:
        raise STILL_KEPT.at(until=says.kept_until.isoformat())
    taken = (CopyState.TAKEN,)
    copies = await transaction.papers.found(PaperKind.COPY, held_by(own.id), "", None, MOST_COPIES, taken)
    if copies:
        raise COPIES_OUT.at(count=str(len(copies)))
    return _Doomed(paper, says)


def held_by(material: UUID) -> str:
    """Return the name under which copies of what a material holds are found."""
    return f"held_by:{material}"
