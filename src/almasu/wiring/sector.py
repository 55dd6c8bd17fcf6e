"""The sector's zone: a node of ASOI with its own database, vault and settings, apart from the restricted zone.

Banks reach it over the Internet (ASOI-9), so nothing of the restricted zone is in it: no registers, no dossiers, no
messages to telephones. Its ways out are the revocation and time-stamping services that its settings name.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from importlib import resources

from almasu.actions.node import Node
from almasu.kernel.sector.law import SectorLaw
from almasu.law.sheet import SheetFile
from almasu.regimes.asoi.loader import read_answer_clocks, read_catalogue
from almasu.regimes.asoi.rules import RULES
from almasu.wiring.by_eds import open_by_eds
from almasu.wiring.law import Law
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings

ZONE = "sector"
"""The word of the settings that makes a node the sector's."""
REGIME = "asoi"
EDITION = "ASOI-2022"
SHEETS = ("kinds.yaml", "forms.yaml", "lists.yaml")
READINGS = "readings.yaml"


def open_sector(settings: Settings, connections: int) -> AbstractAsyncContextManager[Running]:
    """Return the sector's node for one process, to be opened; Problems as `open_by_eds` has them."""
    read = {file.name: file.sha256 for file in sector_sheets().values()}
    return open_by_eds(settings, connections, _of_sector, read)


def _of_sector(node: Node, law: Law) -> Node:
    """Return a node with the law of the sector."""
    return replace(node, law=replace(node.law, edition_at=lambda _: EDITION), sector=sector_law(law))


def sector_law(law: Law) -> SectorLaw:
    """Return the law of the sector; Fault where the package's sheets are not as they should be."""
    sheets = sector_sheets()
    catalogue = read_catalogue(*(sheets[name] for name in SHEETS))
    terms = {one.id: one.term for one in law.terms.values() if one.regime == REGIME}
    return SectorLaw(catalogue, terms, law.calendar(), read_answer_clocks(sheets[READINGS]), RULES)


def sector_sheets() -> dict[str, SheetFile]:
    """Return the sheets of the regime by file name, as the package carries them."""
    folder = resources.files("almasu.regimes.asoi").joinpath("data")
    return {
        name: SheetFile(f"regimes/asoi/data/{name}", folder.joinpath(name).read_bytes()) for name in (*SHEETS, READINGS)
    }
