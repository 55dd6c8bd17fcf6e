"""Whoever came with an EDS, registered or not: what they file and sign needs no account."""

from __future__ import annotations

from almasu.actions.visit import Signer, who_is_here
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.visit import ElsewhereFirst
from almasu.law.problem import Problem
from almasu.wiring.running import Running

VISIT = "/visit"


async def signer_here(running: Running, here: Here) -> Signer:
    """Return who came with an EDS; whoever did not is led to where one does."""
    try:
        return await who_is_here(running.node, here.session, running.now())
    except Problem as nobody:
        if nobody.kind.status in {401, 403}:
            raise ElsewhereFirst(VISIT) from nobody
        raise
