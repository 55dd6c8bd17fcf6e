"""Begin work: what a process is, and the very law it decides by, are leaves before anybody is served (SIO25-15.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind


async def begin_work(node: Node, release: str, law: Mapping[str, str], at: datetime) -> None:
    """Write that this process begins, under which release, and the SHA-256 of every file of law data it read."""
    actor = "system:node"
    async with node.store.transaction() as transaction:
        says = {"release": release, "audience": node.audience}
        await transaction.journal.append(leaf(node, EntryKind.NODE_STARTED, at, actor, node.process, says))
        await transaction.journal.append(leaf(node, EntryKind.LAW_LOADED, at, actor, node.process, {"files": law}))
