"""The standing work of a node of the exchange between states: messages go out, standing requests end in their time."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack
from functools import partial

from almasu.actions.interstate.remind import end_standing
from almasu.wiring.between_nodes import sending, wire_of
from almasu.wiring.provision_jobs import Job
from almasu.wiring.running import Running

log = logging.getLogger(__name__)


def interstate_jobs(running: Running, stack: AsyncExitStack) -> tuple[Job, ...]:
    """Return the standing work over one node; what it opens is closed by the stack."""
    ending = Job("ending standing requests", partial(_end_standing, running), 60.0)
    if not running.settings.peers_origins:
        return (ending,)
    wire = wire_of(running.settings)
    stack.push_async_callback(wire.close)
    return (Job("sending messages to other nodes", sending(running, wire), 1.0), ending)


async def _end_standing(running: Running) -> None:
    ended = await end_standing(running.node, running.now())
    if ended:
        log.info("ended %d standing requests", ended)
