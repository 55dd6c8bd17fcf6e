"""Bodies by their names: nobody knows a BIN by heart."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import Cell, Own, Said
from almasu.wiring.running import Running


def body_said(running: Running, body_bin: str) -> Cell:
    """Return the name of the body with this BIN; the BIN itself where it is none that we know."""
    found = running.node.organisations.get(body_bin)
    return Own(body_bin) if found is None else Said(found.name)
