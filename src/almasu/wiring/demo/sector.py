"""The sector's node of a demo: its own vault, database and processes beside the node of the restricted zone."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from pathlib import Path

import msgspec

from almasu.actions.sector.acting import CONNECTED
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.sector.kept import found_by, profile_number
from almasu.kernel.sector.parties import OrganisationKind, Profile
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.testing.notices.receiver import PLACE
from almasu.testing.people import INSURER_BIN, KEREGE, KEREGE_BIN, SECTOR, SHANYRAQ, SHANYRAQ_BIN
from almasu.wiring.demo.machines import addresses_of_machines, authority_of, intake_address, machine_parts
from almasu.wiring.demo.outside import part_outside, sources_of, webhook_of
from almasu.wiring.demo.own_node import own_settings, register_people
from almasu.wiring.demo.preparation import SECTOR_FOLDER
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from almasu.wiring.sector import ZONE
from almasu.wiring.settings import Settings, read_settings, write_settings
from almasu.wiring.supervising import Part

SETTINGS = "sector.toml"
PROFILES = (
    Profile(KEREGE_BIN, KEREGE.ru, "soc@kerege.example.kz", OrganisationKind.BANK),
    Profile(SHANYRAQ_BIN, SHANYRAQ.ru, "soc@shanyraq.example.kz", OrganisationKind.BANK),
    Profile(INSURER_BIN, "АО «Қалқан Сақтандыру» (образец)", "is@qalqan.example.kz", OrganisationKind.OTHER),
)


def start_sector(demo: Demo) -> str:
    """Start the sector's node of a running demo, wait until it is ready, and return its address."""
    settings = str(_prepared(demo))
    demo.parts.start(part_outside(demo.data, demo.plan))
    demo.parts.await_ready()
    demo.parts.start(Part("sector-worker", "almasu.interfaces.worker", (settings,), announces=True))
    portal = Part("sector-portal", "almasu.interfaces.site", (settings,), (demo.plan.sector,), announces=True)
    demo.parts.start(portal)
    demo.parts.await_ready()
    return sector_address(demo)


def start_machines(demo: Demo) -> Mapping[str, str]:
    """Start what machines reach at the sector's node, wait until it is ready, and return each with its address."""
    for part in machine_parts(demo.data, demo.plan, read_settings(demo.data / SECTOR_FOLDER / SETTINGS)):
        demo.parts.start(part)
    demo.parts.await_ready()
    return addresses_of_machines(demo.plan)


def sector_address(demo: Demo) -> str:
    """Return the address of the sector's portal."""
    return f"http://localhost:{demo.plan.sector}"


def _prepared(demo: Demo) -> Path:
    """Make what the sector's node needs and return its settings file; what is there already stays as it is."""
    folder = demo.data / SECTOR_FOLDER
    settings = msgspec.structs.replace(
        own_settings(demo, folder, "sector"),
        zone=ZONE,
        port=demo.plan.sector,
        intake_url=intake_address(demo.plan),
        sources=sources_of(demo.plan),
        notice_origins=(webhook_of(demo.plan).removesuffix(PLACE),),
        smtp_host="localhost",
        smtp_port=demo.plan.mail,
        smtp_authority=authority_of(demo.data).certificate,
    )
    asyncio.run(_settle(settings))
    return write_settings(settings, folder / SETTINGS)


async def _settle(settings: Settings) -> None:
    """Connect the organisations of the demo and register their people; those who are there already stay."""
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(FileVault(settings.data / "vault"), secrets.token_bytes))
        async with store.transaction() as transaction:
            for profile in PROFILES:
                number = profile_number(profile.bin, settings.audience)
                if await transaction.papers.latest(number, PaperKind.SECTOR_PROFILE) is None:
                    keys = found_by(profile.bin)
                    paper = new_paper(number, PaperKind.SECTOR_PROFILE, CONNECTED, now(), profile, keys)
                    await transaction.papers.keep(paper)
            await register_people(transaction, SECTOR)
    finally:
        await database.close()
