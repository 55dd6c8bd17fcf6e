"""Which power each page, deed and file of the portal's offices stands on, by its place.

A deed stands on its power with its form, its sign page and the signature; a page by its place alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.kernel.powers.power import Power

OF_OFFICES: Mapping[str, Power] = MappingProxyType({})


def power_at(path: str, places: Mapping[str, Power] = OF_OFFICES) -> Power | None:
    """Return the power of a path of an office, None where nobody named it: a sign page is its deed's."""
    return places.get(path.removesuffix("/sign/{act}"))
