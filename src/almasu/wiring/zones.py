"""A node of whatever zone its settings name, opened for one process."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from almasu.wiring import interstate, provision, restricted, sector
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings


def of_sector(settings: Settings) -> bool:
    """Tell whether the settings are those of the sector's node."""
    return settings.zone == sector.ZONE


def of_provision(settings: Settings) -> bool:
    """Tell whether the settings are those of the node through which state bodies give data to the Agency."""
    return settings.zone == provision.ZONE


def of_interstate(settings: Settings) -> bool:
    """Tell whether the settings are those of a node of the exchange between states."""
    return settings.zone == interstate.ZONE


def of_restricted(settings: Settings) -> bool:
    """Tell whether the settings are those of the restricted zone: of no other one."""
    return not (of_sector(settings) or of_provision(settings) or of_interstate(settings))


def regime_of(settings: Settings) -> str:
    """Return the regime whose law a node of these settings keeps, as the acts name it."""
    if of_sector(settings):
        return "asoi"
    if of_provision(settings):
        return "fma_provision"
    return "cis" if of_interstate(settings) else "sio_pso"


def open_zone(settings: Settings, connections: int = restricted.CONNECTIONS) -> AbstractAsyncContextManager[Running]:
    """Return the node of the settings' zone, to be opened; a word that names no other zone is of the restricted one."""
    if of_sector(settings):
        return sector.open_sector(settings, connections)
    if of_provision(settings):
        return provision.open_provision(settings, connections)
    if of_interstate(settings):
        return interstate.open_interstate(settings, connections)
    return restricted.open_node(settings, connections)
