"""The leaf that somebody's own deed has just written: what the notice "done" names (DESIGN 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from almasu.actions.entering import act_of
from almasu.kernel.journal.receipt import Receipt, sign_receipt
from almasu.kernel.parties.session import token_hash
from almasu.law import moment
from almasu.wiring.running import Running, ShownLog

MOST = 200
"""How many of the latest leaves are looked at: the deed was done a moment ago."""
_VIEWED = "_viewed"
_EXACT = timedelta(milliseconds=1)
"""How exactly the journal writes moments."""


@dataclass(frozen=True, slots=True)
class OwnLeaf:
    """A leaf of one's own: its commitment, the moment of its act, the signed receipt."""

    commitment: bytes
    at: datetime
    receipt: str


class _Entry(msgspec.Struct, frozen=True):
    kind: str
    at: str
    actor: str


async def own_leaf(running: Running, session: str, since: datetime) -> OwnLeaf | None:
    """Return the latest leaf that the person of a session wrote from a moment on, views apart; None where none is.

    A deed may end the session it was done in. Whoever came with an EDS alone has no number in the journal, so none of
    their leaves can be told from others'.
    """
    async with running.node.store.transaction() as transaction:
        known = await transaction.sessions.one(token_hash(session))
    if known is None or known.account is None:
        return None
    account = known.account
    found = [leaf for log in (running.main, running.supervision) for leaf in await _of(log, act_of(account), since)]
    return max(found, key=lambda one: one.at, default=None)


async def _of(log: ShownLog, actor: str, since: datetime) -> list[OwnLeaf]:
    """Return the latest leaf of an actor in one log, if any."""
    for commitment, content in await log.journal.latest(MOST):
        entry = msgspec.json.decode(content, type=_Entry)
        at = moment.read(entry.at)
        if entry.actor == actor and at > since - _EXACT and not entry.kind.endswith(_VIEWED):
            signing = log.log_keys.held.current.receipts
            receipt = sign_receipt(Receipt(log.origin, commitment, at), signing.key, signing.sign)
            return [OwnLeaf(commitment, at, receipt.decode())]
    return []
