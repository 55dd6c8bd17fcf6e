"""Which edition of clauses 3 and 4 of the order governed a moment: told of any stored transfer (FMA-O.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting, law_of
from almasu.kernel.powers.provision import SEE_CONDITIONS
from almasu.law.edition import Edition


async def wordings(node: Node, token: str, of: datetime, at: datetime) -> Mapping[str, Edition]:
    """Return the editions by clause, those alone that had worded it by then."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_CONDITIONS, at)
    return law_of(node).wordings_at(of)
