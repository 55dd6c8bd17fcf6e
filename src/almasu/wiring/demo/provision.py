"""The provision node of a demo: its own vault, database and processes beside the node of the restricted zone."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

import msgspec
from aiohttp import ClientSession

from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.provision.body import OF_BODY, Body, BodyState, body_number
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.testing.outside.member import Member
from almasu.testing.people import DemoPerson
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.folder import Pki
from almasu.testing.provision.bodies import BODIES, PROVISION
from almasu.wiring.demo.own_node import own_settings, register_people
from almasu.wiring.demo.plan import HOST
from almasu.wiring.demo.preparation import PROVISION_FOLDER
from almasu.wiring.demo.run import Demo
from almasu.wiring.provision import ZONE
from almasu.wiring.running import now
from almasu.wiring.settings import Settings, write_settings
from almasu.wiring.supervising import Part

SETTINGS = "provision.toml"
NOBODY = 9
"""The port of the discard service (RFC 863), at which nobody listens: no way leads from here to the Internet."""


def start_provision(demo: Demo) -> str:
    """Start the provision node of a running demo, wait until it is ready, and return its address."""
    settings = str(_prepared(demo))
    systems = ("systems_rest", "systems_shep", "systems_xroad", "systems_sql")
    behind = (*systems, "workplace", "second_workplace", "gate", "internet", "files_sftp", "files_https")
    ports = tuple(getattr(demo.plan, name) for name in behind)
    demo.parts.start(Part("provision-systems", "almasu.wiring.demo.systems", (str(demo.data),), ports))
    demo.parts.start(Part("provision-worker", "almasu.interfaces.worker", (settings,), announces=True))
    portal = Part("provision-portal", "almasu.interfaces.site", (settings,), (demo.plan.provision,), announces=True)
    demo.parts.start(portal)
    gateway = Part(
        "provision-gateway", "almasu.interfaces.workplace.serving", (settings,), (demo.plan.gateway,), announces=True
    )
    demo.parts.start(gateway)
    demo.parts.await_ready()
    return provision_address(demo)


def provision_address(demo: Demo) -> str:
    """Return the address of the zone's portal."""
    return f"http://localhost:{demo.plan.provision}"


def giver(demo: Demo, http: ClientSession, person: DemoPerson) -> Member:
    """Return somebody of the zone with their key, as a program."""
    key = Pki.load(demo.data / "pki").person_key(person.iin, "gost", person.pin)

    async def sign(data: bytes) -> bytes:
        return cms_sign(key, data, now())

    return Member(http, provision_address(demo), sign)


def _prepared(demo: Demo) -> Path:
    """Make what the node needs and return its settings file; what is there already stays as it is."""
    folder = demo.data / PROVISION_FOLDER
    settings = msgspec.structs.replace(
        own_settings(demo, folder, "provision"),
        zone=ZONE,
        port=demo.plan.provision,
        workplace_port=demo.plan.gateway,
        # Another name of this machine than the portal's: cookies of one never reach the other, whatever the port.
        workplace_address=f"http://127.0.0.1:{demo.plan.gateway}",
        state_network=(f"{HOST}/32",),
        public_resolver=f"{HOST}:{demo.plan.internet}",
        outside_probe=f"http://{HOST}:{demo.plan.internet}/reach",
        outside_places=(f"{HOST}:{NOBODY}",),
    )
    asyncio.run(_settle(settings))
    return write_settings(settings, folder / SETTINGS)


async def _settle(settings: Settings) -> None:
    """Register the bodies of the demo and the people of both sides; those who are there already stay."""
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(FileVault(settings.data / "vault"), secrets.token_bytes))
        async with store.transaction() as transaction:
            for one in BODIES:
                number = body_number(settings.audience, one.bin)
                if await transaction.papers.latest(number, PaperKind.PROVISION_BODY) is None:
                    body = Body(one.bin, one.name.kk, one.name.ru, one.email)
                    keys, state = {OF_BODY: one.bin}, BodyState.REGISTERED.value
                    await transaction.papers.keep(new_paper(number, PaperKind.PROVISION_BODY, state, now(), body, keys))
            await register_people(transaction, PROVISION)
    finally:
        await database.close()
