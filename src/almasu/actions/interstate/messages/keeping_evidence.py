"""Keep evidence that a node told two histories, and let the bodies of this node know that there is some (CIS-6.1)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from almasu.actions.interstate.directory import directory_of
from almasu.actions.node import Node
from almasu.actions.queue_notices import queue
from almasu.kernel.interstate.evidence import KeptEvidence
from almasu.kernel.ports import Transaction


async def keep_evidence(node: Node, transaction: Transaction, peer: str, file: bytes, at: datetime) -> KeptEvidence:
    """Keep the file of evidence about a peer, the same once, and queue the letters that say to come in.

    Letters go to every body that works here: no messages go to the peer any more, and which request it is about nobody
    can tell (CIS-8.4).
    """
    number = UUID(bytes=hashlib.sha256(file).digest()[:16])
    known = await transaction.lines.evidence_of(number)
    if known is not None:
        return known
    kept = KeptEvidence(number, peer, at, file)
    await transaction.lines.keep_evidence(kept)
    if node.interstate is not None:
        bodies = (await directory_of(node.interstate, transaction)).bodies
        here = {one.id for one in bodies if one.place == node.interstate.state}
        await queue(node, transaction, here, number, "", at)
    return kept
