"""Write a joint act: a new version, its next draft, a renewal; put it to approval, or give it up (FMA-5).

Either side writes. Whoever writes anew ends the approvals given before, so nobody is bound by words they have not read.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.acts import Kept, keep_moved, keep_new, kept_of, read, step_of, to_change
from almasu.actions.provision.ladders import KeptLadders
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_acts import DRAFT_ACT
from almasu.kernel.provision import act_course as course
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.renewal import renewal


async def draft_act(node: Node, token: str, content: ActContent, at: datetime) -> Kept:
    """Keep the first draft of a new version; Problem `provision.duty` for an act of another body."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DRAFT_ACT, at)
        return await _keep_new(node, transaction, content, who, "written", at)


async def renew_act(node: Node, token: str, number: UUID, printed_number: str, at: datetime) -> Kept:
    """Keep a draft that renews a signed version from the day after its last; Problem `provision.act.stage`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DRAFT_ACT, at)
        before = await read(transaction, number, who.actor)
        content = renewal(before.version, printed_number)
        return await _keep_new(node, transaction, content, who, "renewed", at)


async def rewrite_act(node: Node, token: str, number: UUID, draft: int, content: ActContent, at: datetime) -> Kept:
    """Keep the next draft of a version; `draft` is the one that was read: Problem where the other side wrote meanwhile.

    Problems: `paper.unknown`, `provision.act.stage`, `provision.act.written_meanwhile`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DRAFT_ACT, at)
        kept = await to_change(transaction, number, who.actor)
        moved = course.rewritten(course.as_read(kept.version, draft), content, who.actor, at)
        return await keep_moved(node, transaction, kept, moved, step_of("rewritten", who, at))


async def put_act(node: Node, token: str, number: UUID, at: datetime) -> Kept:
    """Put a draft before both sides; ProblemGroup with every gap of it.

    Sets that no act named before begin their ladders here, so that proofs can be recorded before anybody signs.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DRAFT_ACT, at)
        kept = await to_change(transaction, number, who.actor)
        put = course.put_to_approval(kept.version, who.actor)
        await _begin_new_ladders(node, transaction, put.read(), at)
        return await keep_moved(node, transaction, kept, put, step_of("put", who, at))


async def give_act_up(node: Node, token: str, number: UUID, at: datetime) -> Kept:
    """Give up a draft."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DRAFT_ACT, at)
        kept = await to_change(transaction, number, who.actor)
        left = course.given_up(kept.version, who.actor)
        return await keep_moved(node, transaction, kept, left, step_of("given_up", who, at))


async def _begin_new_ladders(node: Node, transaction: Transaction, content: ActContent, at: datetime) -> None:
    ladders = KeptLadders(node, transaction)
    known = {one.data_set for one in await ladders.of_body(content.body)}
    for data_set in sorted(content.data_sets, key=lambda one: one.code):
        if data_set.code not in known:
            await ladders.begin(content.body, data_set.code, at, restricted=data_set.is_restricted)


async def _keep_new(
    node: Node, transaction: Transaction, content: ActContent, who: Acting, name: str, at: datetime
) -> Kept:
    known = await kept_of(transaction.papers, content.body)
    version = course.drafted(len(known) + 1, content, who.actor, at)
    return await keep_new(node, transaction, version, step_of(name, who, at))
