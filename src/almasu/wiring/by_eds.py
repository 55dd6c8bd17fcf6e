"""What the zones without registers share: people come in by the EDS alone, nothing is asked and no message is sent.

Such a node has a database, a vault and settings of its own. Its ways out are the revocation and time-stamping services
that its settings name.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
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
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.problem import Fault
from almasu.law.text import Text
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.journal import process_name
from almasu.wiring.law import Law
from almasu.wiring.law_of_node import law_of
from almasu.wiring.opening import limits_of, open_logs, open_revocation
from almasu.wiring.running import Running, now
from almasu.wiring.settings import Settings
from almasu.wiring.trust import trust_of


@asynccontextmanager
async def open_by_eds(
    settings: Settings,
    connections: int,
    of_zone: Callable[[Node, Law], Node],
    read: Mapping[str, str],
) -> AsyncIterator[Running]:
    """Open a node of such a zone for one process; everything is closed at the end.

    `of_zone` gives the node the law of its zone, `read` are the hashes of the sheets that only this zone reads.
    Problems name what is missing or malformed in the settings, the vault or the database.
    """
    law = law_of(settings)
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url, connections)
        stack.push_async_callback(database.close)
        vault = settings.open_vault()
        signatures = SignatureChecks(Verifier(trust_of(settings)), open_revocation(settings, stack))
        node = of_zone(_node(settings, law, vault, database, signatures), law)
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


def _node(settings: Settings, law: Law, vault: Vault, database: Database, signatures: SignatureChecks) -> Node:
    nothing = Text("", "", "")
    return Node(
        audience=settings.audience,
        process=process_name(),
        store=NodeStore(database, Sealer(vault, secrets.token_bytes)),
        vault=vault,
        signatures=signatures,
        messages=NoMessages(),
        law=LawInForce(_no_request, _no_edition, "", nothing, law.sio_pso.annexes, law.due),
        resources={},
        organisations={},
        authenticators=WebauthnChecks(settings.webauthn_host, settings.portal_origins),
        random=secrets.token_bytes,
        limits=limits_of(settings),
    )


class NoMessages:
    """Implements `almasu.kernel.ports.Messages` of a zone that sends none."""

    async def send(self, phone: str, words: str) -> bool:
        """Send nothing."""
        return False


def _no_request(asked: Asked) -> Decision:
    """Judge no request: registers are asked in the restricted zone alone."""
    raise Fault("a node of this zone judges no requests to registers")


def _no_edition(at: datetime) -> str:
    """Know of no edition: each zone names that of its own act."""
    raise Fault("the zone of this node names no edition of its act")


def _nobody_asked(node: Node) -> Asking:
    outages = Outages(node, now)
    return Asking({}, Circuits(Breaker(), outages.told), Budget(1.0, 1.0, {}), random.random, now)
