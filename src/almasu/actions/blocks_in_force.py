"""Blocks of an account that nobody has lifted: how much they take, and until when (SIO22-A5.12.2, SIO22-A5.17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.applications.application import ApplicationState, Lifted, Sanction, application_in
from almasu.kernel.applications.problems_of_blocks import ACCESS_CLOSED
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction

MOST_BLOCKS = 100
ENDED = (ApplicationState.BLOCKED.value, ApplicationState.LIFTED.value)


async def blocks_of(transaction: Transaction, account: Account) -> Sequence[Paper]:
    """Return the applications that block an account and were not lifted, newest first."""
    return await _found(transaction, account, (ApplicationState.BLOCKED.value,))


async def blocks_ever(transaction: Transaction, account: Account) -> Sequence[Paper]:
    """Return every application that blocks or blocked an account, newest first."""
    return await _found(transaction, account, ENDED)


async def _found(transaction: Transaction, account: Account, states: Sequence[str]) -> Sequence[Paper]:
    iin = account.person.iin
    found = await transaction.papers.found(PaperKind.APPLICATION, "iin", iin, None, MOST_BLOCKS, states)
    return [paper for paper in found if application_in(paper).account == account.id]


async def is_closed(transaction: Transaction, account: Account) -> bool:
    """Tell whether the access of a person was closed for good."""
    blocks = await blocks_of(transaction, account)
    return any(application_in(paper).sanction is Sanction.CLOSE for paper in blocks)


async def make_sure_it_is_not_closed(transaction: Transaction, account: Account) -> None:
    """Problem `application.access_closed` where the access of a person was closed for good."""
    if await is_closed(transaction, account):
        raise ACCESS_CLOSED.at("kind")


async def end_blocks(
    node: Node, transaction: Transaction, account: Account, lifted: Lifted, actor: str, at: datetime
) -> Sequence[Paper]:
    """End every block in force of an account, each with its leaf."""
    ended = []
    for paper in await blocks_of(transaction, account):
        after = msgspec.structs.replace(application_in(paper), lifted=lifted)
        moved = paper.moved(ApplicationState.LIFTED.value, at, after)
        await transaction.papers.keep(moved)
        entry = leaf(node, EntryKind.APPLICATION_DECIDED, at, actor, moved.about(), moved.told())
        await transaction.journal.append(entry)
        ended.append(moved)
    return ended
