"""What the offices of every zone need of a running node: acts that wait for a signature, the last leaf, the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from almasu.actions.check_act import waiting_act
from almasu.interfaces.portal.desk_of_node.coming_in import to_sign
from almasu.interfaces.portal.offices.office import Leaf, Office, Offices
from almasu.interfaces.portal.views.people import SessionToken, ToSign
from almasu.kernel.parties.session import token_hash
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.wiring.own_leaf import own_leaf
from almasu.wiring.running import Running


def offices_of(running: Running, offices: Iterable[Office]) -> Offices:
    """Return the offices of a node over its acts, its journal and its clock, in the order of the menu."""

    async def waiting(session: SessionToken, act: UUID, purpose: ActPurpose) -> ToSign:
        prepared, _ = await waiting_act(running.node, act, token_hash(session), purpose, running.now())
        return to_sign(prepared, said_by(prepared.data).actor)

    async def leaf(session: SessionToken, since: datetime) -> Leaf | None:
        found = await own_leaf(running, session, since)
        return None if found is None else Leaf(found.commitment, found.at, found.receipt)

    return Offices(tuple(offices), waiting, leaf=leaf, now=running.now)
