"""How far the log of a node is archived: its entries, its full parts, those of them that are kept (SIO25-15.2)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.operating.try_services import health
from almasu.actions.read_journal import published
from almasu.kernel.journal.checkpoint import cosigners
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.tree import TILE_WIDTH
from almasu.wiring.record_archive import archive_of
from almasu.wiring.running import Running


@dataclass(frozen=True, slots=True)
class Archived:
    """The published log: entries and root, full parts and how many of them are kept, who co-signed it and when."""

    size: int
    root: bytes
    full: int
    kept: int
    cosigned: tuple[tuple[str, datetime], ...]


async def archived(running: Running, session: str) -> Archived:
    """Return how far the log is archived, to whoever may see how services stand."""
    await health(running.node, session, (), running.now())
    shown = await published(running.journal)
    full = shown.head.size // TILE_WIDTH
    kept = await asyncio.to_thread(_kept, running, full)
    witnesses = [one.key for one in running.policy.witnesses]
    cosigned = tuple((one.key.name, one.at) for one in cosigners(read_note(shown.note), witnesses))
    return Archived(shown.head.size, shown.head.root, full, kept, cosigned)


def _kept(running: Running, full: int) -> int:
    archive = archive_of(running.settings)
    return sum(archive.has(part) for part in range(full))
