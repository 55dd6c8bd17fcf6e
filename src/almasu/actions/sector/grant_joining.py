"""Grant an application to join inside the act that creates what it asks for (ASOI-5, ASOI-6)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting
from almasu.actions.sign_act import SignedAct, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.applying import JOINING_STATE, OWN_JOINING, Joining, JoiningState, joining_in

KIND = PaperKind.SECTOR_JOINING


async def grant_joining(
    node: Node, transaction: Transaction, who: Acting, signed: SignedAct, made: UUID, at: datetime
) -> None:
    """Move the application that a signed act names to what came of it; an act that names none grants none.

    Problems: `sector.joining_state` where the application went on since it was checked, `sector.joining_own`.
    """
    number = signed.body.get("application")
    if number is None:
        return
    paper = await transaction.papers.to_change(UUID(str(number)), KIND)
    if paper is None or paper.state != JoiningState.CHECKED or paper.version != signed.body.get("version"):
        raise JOINING_STATE.at()
    moved = paper.moved(JoiningState.CREATED, at, replace(of_another(paper, who), made=made))
    await transaction.papers.keep(moved)
    says = {**moved.told(), **told_of(node, signed)}
    await transaction.journal.append(leaf(node, EntryKind.SECTOR_JOINING_ANSWERED, at, who.said, moved.about(), says))


def of_another(paper: Paper, who: Acting) -> Joining:
    """Return the application of a paper; Problem `sector.joining_own` where whoever decides on it filed it."""
    joining = joining_in(paper)
    if joining.applicant == who.person.account.person.iin:
        raise OWN_JOINING.at()
    return joining
