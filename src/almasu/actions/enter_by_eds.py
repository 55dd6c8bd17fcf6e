"""Come in by the EDS alone, where a zone asks for no more: whoever is registered there is in (ASOI-2, FMA-2.4)."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.entering import act_of, entered, leaf
from almasu.actions.node import Node
from almasu.actions.second_factor import SignedIn
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.parties.problems import SESSION_ENDED
from almasu.kernel.parties.session import TOKEN_BYTES, Stage, token_from, token_hash

EDS = "eds"


async def enter_by_eds(node: Node, token: str, at: datetime) -> SignedIn:
    """Open the session of somebody whose EDS was proved just now, under a new token, with its leaf."""
    fresh = token_from(node.random(TOKEN_BYTES))
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at, Stage.CODE)
        old, new = person.session.token_hash, token_hash(fresh)
        if not await transaction.sessions.finish(old, new, person.account.id, EDS, at):
            raise SESSION_ENDED.at()
        actor = act_of(person.account)
        await transaction.journal.append(leaf(node, EntryKind.SIGNED_IN, at, actor, actor, {"factors": [EDS]}))
    return SignedIn(fresh, person.account)
