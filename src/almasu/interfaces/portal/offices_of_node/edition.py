"""Which edition of the law something stood under, in words a person reads instead of its id."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import Cell, Own, Said
from almasu.law.text import Text
from almasu.wiring.running import Running

OF_YEAR = Text("{year} жылғы редакция", "редакция {year} года", "edition of {year}")


def edition_said(running: Running, edition: str) -> Cell:
    """Return the edition with this id (`SIO-2025`) by its year; the id itself where it is none that we know."""
    found = next((one for one in running.law.editions if one.id == edition), None)
    return Own(edition) if found is None else Said(OF_YEAR.filled(year=str(found.since.year)))
