"""Compare the accounts in the database with the log: a row that bears a right mark may still be an older one.

Whoever may write to the database can keep a row and write it back later, as from before a block. Each leaf about a
change of an account tells the version it became, and versions only grow.
"""

from __future__ import annotations

import logging
from datetime import datetime

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import SetBack

log = logging.getLogger(__name__)


class Comparing:
    """Compares again and again, and says once of each account what is wrong with it."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._said: frozenset[SetBack] = frozenset()

    async def compare(self, at: datetime) -> None:
        """Write a leaf and a line of the log about each account that was set back since the last comparison."""
        async with self._node.store.transaction() as transaction:
            found = frozenset(await transaction.accounts.set_back())
            for one in sorted(found - self._said, key=lambda one: one.account):
                log.error("the account %s has version %d, the log tells %d", one.account, one.kept, one.told)
                says = {"kept": one.kept, "told": one.told}
                about = f"account:{one.account}"
                entry = leaf(self._node, EntryKind.ACCOUNT_SET_BACK, at, "system:exchange", about, says)
                await transaction.journal.append(entry)
        self._said = found
