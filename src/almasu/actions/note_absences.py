"""Note who has not entered for two months: once per absence, a leaf that makes it a task of control (SIO22-A5.11.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.view_applications import absent_since
from almasu.kernel.journal.entry import EntryKind
from almasu.law import moment

MOST = 1000


class Absences:
    """Looks again and again, and says each absence once in the life of a worker."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._said: frozenset[tuple[UUID, datetime]] = frozenset()

    async def note(self, at: datetime) -> int:
        """Write a leaf about each new absence and return how many there were."""
        async with self._node.store.transaction() as transaction:
            found = await absent_since(self._node, transaction, MOST, at)
            new = [(account, last) for account, last in found if (account.id, last) not in self._said]
            for account, last in new:
                says = {"last_entry": moment.written(last)}
                entry = leaf(self._node, EntryKind.ABSENCE_NOTED, at, "system:exchange", act_of(account), says)
                await transaction.journal.append(entry)
        self._said = frozenset((account.id, last) for account, last in found)
        return len(new)
