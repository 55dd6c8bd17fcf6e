"""The application of a zone over a node of a test, with keys and a log that stand for the real ones."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from actions.conftest import World
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.policy import k_of
from almasu.store.journal_reading import StoredLog
from almasu.wiring.law import open_law
from almasu.wiring.running import Running, ShownLog
from almasu.wiring.settings import Settings


def running_of(world: World, folder: Path, url: str, zone: str) -> Running:
    """A running node of a zone."""
    law, origin = open_law(), f"almasu/{zone}/test"
    made = keys_of(origin, b"k" * 32)
    held = SimpleNamespace(current=made, heads=[made.head.key], receipts=[made.receipts.key], published=lambda: b"")
    keys: Any = SimpleNamespace(held=held)
    vouching, database = k_of(0, [made.head.key], ()), world.database
    return Running(
        settings=Settings(data=folder, database_url=url, zone=zone, channel=()),
        node=world.node,
        law=law,
        consent=law.sio_pso.annexes.consent("SIO-2025"),
        carrying_out=SimpleNamespace(asking=SimpleNamespace(registers={})),  # type: ignore[arg-type]
        journal=StoredLog(database, "main"),
        log_keys=keys,
        vouching=vouching,
        supervision=ShownLog(origin, StoredLog(database, "supervision"), keys, vouching),
        now=world.clock,
    )
