"""Every address that needs a power, of all zones together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces.addresses import everywhere
from almasu.interfaces.addresses_of_interstate import PLACES_OF_INTERSTATE, PROGRAMS_OF_INTERSTATE
from almasu.interfaces.addresses_of_provision import PLACES_OF_PROVISION, PROGRAMS_OF_PROVISION
from almasu.interfaces.addresses_of_sector import PLACES_OF_SECTOR, PROGRAMS_OF_SECTOR
from almasu.kernel.powers.power import Power


def of_every_zone() -> Mapping[str, Power]:
    """Return every address that needs a power, of all zones; pages and deeds as `GET /place`."""
    every = (PLACES_OF_PROVISION, PLACES_OF_SECTOR, PLACES_OF_INTERSTATE)
    places = {f"GET {place}": power for one in every for place, power in one.items()}
    programs = {**PROGRAMS_OF_PROVISION, **PROGRAMS_OF_SECTOR, **PROGRAMS_OF_INTERSTATE}
    return MappingProxyType({**programs, **places, **everywhere()})
