"""Declare relatives: whom an officer must not ask about without the head's signature (house, SIO25-3.1).

A declaration is never taken back; later ones add to it. What it names is sealed and found by a keyed index only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from almasu.actions.entering import act_of, consented, leaf
from almasu.actions.known import relative_of
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.key import normalise

MOST_RELATIVES = 50
DECLARED = "declared"


class RelativesSay(msgspec.Struct, frozen=True):
    """What a declaration says: the IINs of relatives."""

    iins: tuple[str, ...]


async def declare_relatives(node: Node, token: str, iins: Sequence[str], at: datetime) -> Paper:
    """Keep a declaration; Problem where one of at most `MOST_RELATIVES` numbers is no IIN."""
    named = tuple(normalise(KeyKind.IIN, one, "iins").value for one in iins[:MOST_RELATIVES])
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        account = person.account.id
        found_by = {"account": str(account), **{relative_of(account, one): "" for one in named}}
        says = RelativesSay(named)
        paper = new_paper(node.new_id(), PaperKind.RELATIVES, DECLARED, at, says, found_by)
        await transaction.papers.keep(paper)
        actor, told = act_of(person.account), {**paper.told(), "count": len(named)}
        await transaction.journal.append(leaf(node, EntryKind.RELATIVES_DECLARED, at, actor, paper.about(), told))
        return paper
