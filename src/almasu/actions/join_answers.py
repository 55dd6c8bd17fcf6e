"""Join answers to a further material: they live as long as any material that holds them (SIO25-19.1, SIO25-19.2).

What was obtained for one purpose is used for no other (SIO25-3.1): the further task must have a request of the same
person with the same ground and purpose.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.entering import Entered, act_of, consented, leaf
from almasu.actions.materials import own_material, requests_of
from almasu.actions.node import Node
from almasu.actions.view_request import own_request
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.problems import MATERIAL_GONE, OTHER_PURPOSE, TASK_CLOSED
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.request import Request
from almasu.law.canonical import Json


async def join_answers(node: Node, token: str, request: UUID, material: UUID, at: datetime) -> int:
    """Let a further material of the person hold the answers of their request; return how many are new to it.

    Problems: `request.not_found`, `material.unknown`, `material.gone`, `task.closed`, `material.other_purpose`.
    """
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        own = await own_request(transaction, person, request)
        further = await _open_material(transaction, person, own, material)
        answers = await transaction.requests.answers(own)
        if not answers:
            raise MATERIAL_GONE.at()
        joined = 0
        for holder in await transaction.materials.holders(own.id):
            source = await transaction.materials.one(holder)
            if holder != further and source is not None and source.destroyed_at is None:
                exchanges = [answer.exchange_id for answer in answers]
                joined += await transaction.materials.join(exchanges, holder, further, at)
        says: dict[str, Json] = {"material": str(further), "answers": joined}
        actor, about = act_of(person.account), f"request:{own.id}"
        await transaction.journal.append(leaf(node, EntryKind.ANSWERS_JOINED, at, actor, about, says))
        return joined


async def _open_material(transaction: Transaction, person: Entered, own: Request, material: UUID) -> UUID:
    """Return a material that may hold the answers of a request; both are locked, in the order of their numbers."""
    for number in sorted({own.material, material}):
        await transaction.materials.one(number, lock=True)
    further = await own_material(transaction, person, material)
    if further.destroyed_at is not None:
        raise MATERIAL_GONE.at()
    if further.closed_at is not None:
        raise TASK_CLOSED.at()
    aims = {
        (one.draft.ground, one.draft.purpose)
        for one in await requests_of(transaction, further.id)
        if one.account == person.account.id
    }
    if (own.draft.ground, own.draft.purpose) not in aims:
        raise OTHER_PURPOSE.at()
    return further.id
