"""The sector's zone: a node of ASOI with its own database, vault and settings, apart from the restricted zone.

Banks reach it over the Internet (ASOI-9), so nothing of the restricted zone is in it: no registers, no dossiers, no
messages to telephones. Its ways out are the revocation and time-stamping services that its settings name.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import resources
from importlib.metadata import version

from almasu.actions.ask_registers import Asking
from almasu.actions.begin_work import begin_work
from almasu.actions.carry_out import CarryingOut
from almasu.actions.circuits import Circuits
from almasu.actions.fan_out import Budget
from almasu.actions.node import LawInForce, Node
from almasu.actions.note_outages import Outages
from almasu.actions.signature_checks import SignatureChecks
from almasu.connectors.authenticators import WebauthnChecks
from almasu.kernel.exchange.circuit import Breaker
from almasu.kernel.grounds.asked import Asked
from almasu.kernel.grounds.decision import Decision
from almasu.kernel.sealing.vault import Vault
from almasu.kernel.sector.law import SectorLaw
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.law.text import Text
from almasu.regimes.asoi.loader import read_answer_clocks, read_catalogue
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.wiring.journal import process_name
from almasu.wiring.law import Law
from almasu.wiring.law_of_node import law_of
from almasu.wiring.opening import limits_of, open_logs, open_revocation
from almasu.wiring.running import Running, now
from almasu.wiring.settings import Settings
from almasu.wiring.trust import trust_of

ZONE = "sector"
"""The word of the settings that makes a node the sector's."""
REGIME = "asoi"
EDITION = "ASOI-2022"
SHEETS = ("kinds.yaml", "forms.yaml", "lists.yaml")
READINGS = "readings.yaml"


@asynccontextmanager
async def open_sector(settings: Settings, connections: int) -> AsyncIterator[Running]:
    """Open the sector's node for one process; everything is closed at the end.

    Problems name what is missing or malformed in the settings, the vault or the database.
    """
    law = law_of(settings)
    vault = FileVault(settings.data / "vault")
    sheets = sector_sheets()
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url, connections)
        stack.push_async_callback(database.close)
        signatures = SignatureChecks(Verifier(trust_of(settings)), open_revocation(settings, stack))
        node = sector_node(settings, law, vault, database, signatures)
        read = {file.name: file.sha256 for file in sheets.values()}
        await begin_work(node, version("almasu"), {**law.hashes(), **read}, now())
        logs = await open_logs(settings, vault, database, stack)
        carrying_out = CarryingOut(node, _nobody_asked(node))
        stack.push_async_callback(carrying_out.finish)
        yield Running(
            settings=settings,
            node=node,
            law=law,
            consent=law.sio_pso.annexes.consent(law.sio_pso.edition_at(now()).id),
            carrying_out=carrying_out,
            journal=logs.journal,
            log_keys=logs.keys,
            vouching=logs.vouching,
            supervision=logs.supervision,
            now=now,
        )


def sector_node(settings: Settings, law: Law, vault: Vault, database: Database, signatures: SignatureChecks) -> Node:
    """Return the sector's node over its own database and vault."""
    nothing = Text("", "", "")
    return Node(
        audience=settings.audience,
        process=process_name(),
        store=NodeStore(database, Sealer(vault, secrets.token_bytes)),
        vault=vault,
        signatures=signatures,
        messages=NoMessages(),
        law=LawInForce(_no_request, lambda _: EDITION, "", nothing, law.sio_pso.annexes, law.due),
        resources={},
        organisations={},
        authenticators=WebauthnChecks(settings.webauthn_host, settings.portal_origins),
        random=secrets.token_bytes,
        limits=limits_of(settings),
        sector=sector_law(law),
    )


def sector_law(law: Law) -> SectorLaw:
    """Return the law of the sector; Fault where the package's sheets are not as they should be."""
    sheets = sector_sheets()
    catalogue = read_catalogue(*(sheets[name] for name in SHEETS))
    terms = {one.id: one.term for one in law.terms.values() if one.regime == REGIME}
    return SectorLaw(catalogue, terms, law.calendar(), read_answer_clocks(sheets[READINGS]))


def sector_sheets() -> dict[str, SheetFile]:
    """Return the sheets of the regime by file name, as the package carries them."""
    folder = resources.files("almasu.regimes.asoi").joinpath("data")
    return {
        name: SheetFile(f"regimes/asoi/data/{name}", folder.joinpath(name).read_bytes()) for name in (*SHEETS, READINGS)
    }


class NoMessages:
    """Implements `almasu.kernel.ports.Messages` of a zone that sends none."""

    async def send(self, phone: str, words: str) -> bool:
        """Send nothing."""
        return False


def _no_request(asked: Asked) -> Decision:
    """Judge no request: registers are asked in the restricted zone alone."""
    raise Fault("the sector's node judges no requests to registers")


def _nobody_asked(node: Node) -> Asking:
    outages = Outages(node, now)
    return Asking({}, Circuits(Breaker(), outages.told), Budget(1.0, 1.0, {}), random.random, now)
