"""The restricted zone: a node of SIO PSO with its database, vault, registers, revocation and messages.

Its ways out are the registers, the revocation services and the carrier that its settings name, and no others.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
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
from almasu.connectors.sms import Carrier, SmppMessages
from almasu.kernel.annexes.consent import ConsentTerms
from almasu.kernel.answers import Register
from almasu.kernel.exchange.circuit import Breaker
from almasu.kernel.owning.owned import Owned
from almasu.kernel.ports import Messages
from almasu.kernel.requests.offered import Offered
from almasu.kernel.sealing.vault import Vault
from almasu.kernel.signatures.verifier import Verifier
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.wiring.journal import process_name
from almasu.wiring.law import Law
from almasu.wiring.law_of_node import law_of
from almasu.wiring.opening import limits_of, open_logs, open_revocation
from almasu.wiring.registers import open_registers
from almasu.wiring.running import Running, now
from almasu.wiring.settings import Settings
from almasu.wiring.sheets import read_resources, resource_hashes
from almasu.wiring.trust import trust_of

CONNECTIONS = 8
FOR_REQUESTS = 3
"""Reading signed acts, accepting them, keeping answers: one batch of each is under way at a time.

Apart from the others no request waits behind a page, and few connections that are used again and again find what they
need at hand: a tenth less of the database's time.
"""


@asynccontextmanager
async def open_node(settings: Settings, connections: int = CONNECTIONS) -> AsyncIterator[Running]:
    """Open a node for one process; everything is closed at the end.

    Problems name what is missing or malformed in the settings, the vault, the registers or the database.
    """
    law = law_of(settings)
    consent = law.sio_pso.annexes.consent(law.sio_pso.edition_at(now()).id)
    vault = settings.open_vault()
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.database_url, connections)
        stack.push_async_callback(database.close)
        for_requests = await Database.open(settings.database_url, FOR_REQUESTS)
        stack.push_async_callback(for_requests.close)
        store = NodeStore(database, Sealer(vault, secrets.token_bytes), for_requests)
        revocation = open_revocation(settings, stack)
        messages = await stack.enter_async_context(SmppMessages(_carrier(settings)))
        signatures = SignatureChecks(Verifier(trust_of(settings)), revocation)
        node = _node(settings, law, consent, vault, store, messages, signatures)
        await begin_work(node, version("almasu"), {**law.hashes(), **resource_hashes()}, now())
        registers, seconds = await _registers(settings, node, stack)
        node = replace(node, offered=Offered(frozenset(registers)))
        outages = Outages(node, now)
        asking = Asking(
            registers=registers,
            circuits=Circuits(Breaker(), outages.told),
            budget=Budget(settings.interactive_seconds, settings.interactive_seconds, seconds),
            chance=random.random,
            now=now,
        )
        carrying_out = CarryingOut(node, asking)
        logs = await open_logs(settings, vault, database, stack)
        stack.push_async_callback(carrying_out.finish)
        yield Running(
            settings=settings,
            node=node,
            law=law,
            consent=consent,
            carrying_out=carrying_out,
            journal=logs.journal,
            log_keys=logs.keys,
            vouching=logs.vouching,
            supervision=logs.supervision,
            now=now,
        )


def _node(
    settings: Settings,
    law: Law,
    consent: ConsentTerms,
    vault: Vault,
    store: NodeStore,
    messages: Messages,
    signatures: SignatureChecks,
) -> Node:
    regime = law.sio_pso
    return Node(
        audience=settings.audience,
        process=process_name(),
        store=store,
        vault=vault,
        signatures=signatures,
        messages=messages,
        law=LawInForce(
            regime.decide,
            _edition_at(law),
            consent.version,
            consent.whole(),
            regime.annexes,
            law.due,
            regime.sheets.called(),
        ),
        resources={resource.number: resource for resource in read_resources()},
        organisations=law.organisations,
        authenticators=WebauthnChecks(settings.webauthn_host, settings.portal_origins),
        random=secrets.token_bytes,
        owned=_owned(settings),
        limits=limits_of(settings),
    )


def _owned(settings: Settings) -> Owned:
    resources = {one.bin: frozenset(one.resources) for one in settings.owners}
    return Owned(resources, {one.resource: one.per_day for one in settings.quotas})


def _edition_at(law: Law) -> Callable[[datetime], str]:
    return lambda at: law.sio_pso.edition_at(at).id


async def _registers(
    settings: Settings, node: Node, stack: AsyncExitStack
) -> tuple[Mapping[int, Register], Mapping[int, float]]:
    if settings.registers is None:
        return {}, {}
    lines = await open_registers(settings.registers, node.resources.values(), now)
    stack.push_async_callback(lines.close)
    return lines.registers, lines.seconds


def _carrier(settings: Settings) -> Carrier:
    secret = settings.data / "secrets" / "sms"
    password = secret.read_text(encoding="ascii").strip() if secret.exists() else ""
    return Carrier(settings.sms_host, settings.sms_port, settings.sms_system_id, password)
