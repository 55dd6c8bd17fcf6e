"""What machines reach at the sector's node of a demo: the intake of signals, their index, and the exchange over TAXII.

The intake and its modules show certificates of an authority of the demo's own, in `sector/authority`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from almasu.testing.pki.transport import TransportAuthority
from almasu.wiring.demo.plan import HOST, DemoPlan
from almasu.wiring.demo.preparation import SECTOR_FOLDER
from almasu.wiring.intake import IntakeSettings
from almasu.wiring.interchange import TaxiiSettings
from almasu.wiring.running import now
from almasu.wiring.settings import Settings, write_settings
from almasu.wiring.supervising import Part

CAMPAIGNS_EVERY = 5.0
"""Seconds: whoever looks at a demo does not wait a minute for a campaign."""


def authority_of(data: Path) -> TransportAuthority:
    """Return the authority that issues the certificates of a demo's modules."""
    return TransportAuthority(data / SECTOR_FOLDER / "authority", now())


def intake_address(plan: DemoPlan) -> str:
    """Return where modules send their signals, over mutual TLS."""
    return f"https://localhost:{plan.intake}"


def taxii_address(plan: DemoPlan) -> str:
    """Return where machines exchange objects."""
    return f"http://localhost:{plan.taxii}"


def addresses_of_machines(plan: DemoPlan) -> Mapping[str, str]:
    """Return what machines reach and where, in words of the command line."""
    return {"Intake of signals": intake_address(plan), "TAXII 2.1": f"{taxii_address(plan)}/taxii2/"}


def machine_parts(data: Path, plan: DemoPlan, sector: Settings) -> tuple[Part, ...]:
    """Write the settings of the processes for machines and return these."""
    folder, authority = data / SECTOR_FOLDER, authority_of(data)
    shown, vault = authority.server("intake"), sector.data / "vault"
    intake = IntakeSettings(
        sector.database_url,
        vault,
        shown.certificate,
        shown.key,
        authority.certificate,
        HOST,
        plan.intake,
        campaigns_every=CAMPAIGNS_EVERY,
    )
    taxii = TaxiiSettings(sector.database_url, vault, host=HOST, port=plan.taxii, address=taxii_address(plan))
    of_intake = str(write_settings(intake, folder / "intake.toml"))
    of_taxii = str(write_settings(taxii, folder / "taxii.toml"))
    return (
        Part("sector-intake", "almasu.interfaces.intake.serving", (of_intake,), (plan.intake,), announces=True),
        Part("sector-index", "almasu.interfaces.intake.indexing", (of_intake,), announces=True),
        Part("sector-taxii", "almasu.interfaces.taxii.serving", (of_taxii,), (plan.taxii,), announces=True),
    )
