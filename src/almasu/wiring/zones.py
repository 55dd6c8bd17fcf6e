"""A node of whatever zone its settings name, opened for one process."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from almasu.wiring import restricted, sector
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings


def of_sector(settings: Settings) -> bool:
    """Tell whether the settings are those of the sector's node; every other is of the restricted zone."""
    return settings.zone == sector.ZONE


def open_zone(settings: Settings, connections: int = restricted.CONNECTIONS) -> AbstractAsyncContextManager[Running]:
    """Return the node of the settings' zone, to be opened."""
    opened = sector.open_sector if of_sector(settings) else restricted.open_node
    return opened(settings, connections)
