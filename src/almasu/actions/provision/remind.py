"""Remind both sides: of what is due, late or incomplete, and of acts that end or lack a signature (FMA-5).

A reminder is a leaf and a line that both sides find on their pages; what was told is never told twice.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acts import Kept as KeptAct
from almasu.actions.provision.acts import Step, keep_warned, kept_in
from almasu.actions.provision.obligations import KIND, NOT_GIVEN, KeptObligations
from almasu.actions.provision.obligations import kept_in as obligation_in
from almasu.actions.provision.see_acts import every_act, told_of_body
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.provision.act_course import Warned
from almasu.kernel.provision.obligations import reminders

SYSTEM = "system:reminders"
AT_ONCE = 500


async def remind(node: Node, at: datetime) -> int:
    """Tell what is to be told of obligations now; return of how many something was told."""
    async with node.store.transaction() as transaction:
        due = [paper.id for paper in await transaction.papers.due(KIND, at, AT_ONCE, NOT_GIVEN)]
    return sum([await _remind(node, number, at) for number in due])


async def _remind(node: Node, number: UUID, at: datetime) -> bool:
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(number, KIND)
        if paper is None:
            return False
        kept = obligation_in(paper)
        told = reminders([kept.obligation], kept.held.reminded, at)
        if told:
            await KeptObligations(node, transaction, SYSTEM).remind(kept, told, at)
        return bool(told)


async def warn_acts(node: Node, at: datetime) -> int:
    """Warn both sides about their acts, once of each thing; return how many warnings were given."""
    async with node.store.transaction() as transaction:
        bodies = await every_act(transaction)
    new = {
        told.kept.paper.id: told.warned
        for known in bodies.values()
        for told in told_of_body(known, at)
        if told.warned not in told.kept.held.warned
    }
    return sum([await _warn(node, number, warned, at) for number, warned in new.items()])


async def _warn(node: Node, number: UUID, warned: Warned, at: datetime) -> bool:
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(number, PaperKind.PROVISION_ACT)
        if paper is None or warned in _known(kept_in(paper)):
            return False
        step = Step("warned", SYSTEM, at, {"what": warned.what.value, "day": warned.day.isoformat()})
        await keep_warned(node, transaction, kept_in(paper), [warned], step)
        return True


def _known(kept: KeptAct) -> tuple[Warned, ...]:
    return kept.held.warned
