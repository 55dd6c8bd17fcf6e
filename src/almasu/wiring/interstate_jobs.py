"""The standing work of a node of the exchange between states: messages go out, standing requests end in their time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from almasu.actions.interstate.leaving import list_left
from almasu.actions.interstate.messages.blind import Known
from almasu.actions.interstate.remind import end_offers, end_standing, remind, remind_of_reviews
from almasu.wiring.between_nodes import blind_step, resuming, sending, wire_of
from almasu.wiring.noticing import noticing_of
from almasu.wiring.provision_jobs import Job
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings

SUFFIX = ".txt"


def interstate_jobs(running: Running, stack: AsyncExitStack) -> tuple[Job, ...]:
    """Return the standing work over one node; what it opens is closed by the stack."""
    ending = Job("ending standing requests", partial(_end_standing, running), 60.0)
    reminding = Job("reminding of the thirty days", partial(_remind, running), 60.0)
    at_home = (ending, reminding, Job("sending notices", noticing_of(running).round, 10.0))
    if not running.settings.peers_origins:
        return at_home
    wire = wire_of(running.settings)
    stack.push_async_callback(wire.close)
    resumed = set[str]()
    asking = Job("asking other nodes what they have of our lines", resuming(running, wire, resumed), 1.0)
    out = Job("sending messages to other nodes", sending(running, wire, resumed), 1.0)
    work = running.node.blind
    if work is None:
        return (asking, out, *at_home)
    return (
        asking,
        out,
        *at_home,
        Job("blind questions", blind_step(running, work, known_subjects(running.settings)), 2.0),
    )


def known_subjects(settings: Settings) -> Known:
    """Return what reads the keys that a body of this node may be asked about: a line each in the body's own file."""

    async def known(peer: str, body: str) -> Sequence[str]:
        if settings.known_subjects is None:
            return ()
        return await asyncio.to_thread(_keys_of, settings.known_subjects, body)

    return known


def _keys_of(folder: Path, body: str) -> Sequence[str]:
    """Return the keys of a body; none where it has no file. A name of a peer is compared, never opened."""
    files = folder.glob(f"*{SUFFIX}") if folder.is_dir() else ()
    text = next((one.read_text("utf-8") for one in files if one.name == body + SUFFIX), "")
    return [line.strip() for line in text.splitlines() if line.strip()]


async def _remind(running: Running) -> None:
    """Give the reminders; how many it were stands in no log: who reads it is of neither body (CIS-8.4)."""
    await remind(running.node, running.now())
    await remind_of_reviews(running.node, running.now())


async def _end_standing(running: Running) -> None:
    """End what has run out, as silently: that there was a request is for its two bodies alone (CIS-8.4)."""
    await end_standing(running.node, running.now())
    await end_offers(running.node, running.now())
    await list_left(running.node, running.now())
