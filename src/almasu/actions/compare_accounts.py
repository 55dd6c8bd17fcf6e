"""Compare accounts, papers and materials in the database with the log: a row with a right mark may still be an old one.

Whoever may write to the database can keep a row and write it back later, as from before a block. Each leaf about a
change tells the version it became, and versions only grow. A material is open, closed or destroyed as the leaves say.
"""

from __future__ import annotations

import logging
from datetime import datetime
from types import MappingProxyType

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.logs import Log
from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.ports import Transaction

log = logging.getLogger(__name__)

NAMED = MappingProxyType(
    {
        EntryKind.ACCOUNT_SET_BACK: "account",
        EntryKind.PAPER_SET_BACK: "paper",
        EntryKind.MATERIAL_SET_BACK: "material",
    }
)

Found = tuple[Log, EntryKind, SetBack]


class Comparing:
    """Compares again and again, and says once of each row what is wrong with it."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._said: frozenset[Found] = frozenset()

    async def compare(self, at: datetime) -> None:
        """Write a leaf and a line of the log about each row that was set back since the last comparison."""
        async with self._node.store.transaction() as transaction:
            found = await _found(transaction)
            for told_by, kind, one in sorted(found - self._said, key=lambda new: (new[0], new[1], new[2].number)):
                about = f"{NAMED[kind]}:{one.number}"
                log.error("%s has version %d, the log tells %d", about, one.kept, one.told)
                says = {"kept": one.kept, "told": one.told}
                writer = transaction.supervision if told_by is Log.SUPERVISION else transaction.journal
                await writer.append(leaf(self._node, kind, at, "system:exchange", about, says))
        self._said = found


async def _found(transaction: Transaction) -> frozenset[Found]:
    """Return what does not agree with a log, with that log: it is told there, and nowhere else."""
    accounts = {(Log.MAIN, EntryKind.ACCOUNT_SET_BACK, one) for one in await transaction.accounts.set_back()}
    papers = {(log, EntryKind.PAPER_SET_BACK, one) for log in Log for one in await transaction.papers.set_back(log)}
    materials = {(Log.MAIN, EntryKind.MATERIAL_SET_BACK, one) for one in await transaction.materials.set_back()}
    return frozenset(accounts | papers | materials)
