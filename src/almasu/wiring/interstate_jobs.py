"""The standing work of a node of the exchange between states: messages go out, standing requests end in their time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial

from almasu.actions.interstate.messages.blind import Known
from almasu.actions.interstate.remind import end_standing
from almasu.wiring.between_nodes import blind_step, sending, wire_of
from almasu.wiring.provision_jobs import Job
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings

log = logging.getLogger(__name__)


def interstate_jobs(running: Running, stack: AsyncExitStack) -> tuple[Job, ...]:
    """Return the standing work over one node; what it opens is closed by the stack."""
    ending = Job("ending standing requests", partial(_end_standing, running), 60.0)
    if not running.settings.peers_origins:
        return (ending,)
    wire = wire_of(running.settings)
    stack.push_async_callback(wire.close)
    out = Job("sending messages to other nodes", sending(running, wire), 1.0)
    work = running.node.blind
    if work is None:
        return (out, ending)
    return (out, ending, Job("blind questions", blind_step(running, work, known_subjects(running.settings)), 2.0))


def known_subjects(settings: Settings) -> Known:
    """Return what reads the keys that bodies of this node may be asked about: a line each in the settings' file."""

    async def known(peer: str) -> Sequence[str]:
        place = settings.known_subjects
        if place is None or not place.is_file():
            return ()
        text = await asyncio.to_thread(place.read_text, "utf-8")
        return [line.strip() for line in text.splitlines() if line.strip()]

    return known


async def _end_standing(running: Running) -> None:
    ended = await end_standing(running.node, running.now())
    if ended:
        log.info("ended %d standing requests", ended)
