"""Compare accounts and papers in the database with the log: a row that bears a right mark may still be an older one.

Whoever may write to the database can keep a row and write it back later, as from before a block. Each leaf about a
change tells the version it became, and versions only grow.
"""

from __future__ import annotations

import logging
from datetime import datetime
from types import MappingProxyType

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.set_back import SetBack

log = logging.getLogger(__name__)

NAMED = MappingProxyType({EntryKind.ACCOUNT_SET_BACK: "account", EntryKind.PAPER_SET_BACK: "paper"})


class Comparing:
    """Compares again and again, and says once of each row what is wrong with it."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._said: frozenset[tuple[EntryKind, SetBack]] = frozenset()

    async def compare(self, at: datetime) -> None:
        """Write a leaf and a line of the log about each row that was set back since the last comparison."""
        async with self._node.store.transaction() as transaction:
            accounts = {(EntryKind.ACCOUNT_SET_BACK, one) for one in await transaction.accounts.set_back()}
            papers = {(EntryKind.PAPER_SET_BACK, one) for one in await transaction.papers.set_back()}
            found = frozenset(accounts | papers)
            for kind, one in sorted(found - self._said, key=lambda new: (new[0], new[1].number)):
                about = f"{NAMED[kind]}:{one.number}"
                log.error("%s has version %d, the log tells %d", about, one.kept, one.told)
                says = {"kept": one.kept, "told": one.told}
                await transaction.journal.append(leaf(self._node, kind, at, "system:exchange", about, says))
        self._said = found
