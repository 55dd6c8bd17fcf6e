"""Things of the sector that pages and addresses are tried on: the own ones of a worker, else those of a bank."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import msgspec
from almasu_wire.signal import Kind as SignalKind
from almasu_wire.signal import Signal

from actions.sector.conftest import KINDS, PEOPLE, Sector, number, worker_of
from almasu.actions.sector import apply_to_join, given_files, incoming, modules, see_signals
from almasu.actions.sector.apply_to_join import Wished
from almasu.actions.sector.find_campaigns import offer_campaigns
from almasu.actions.sector.index_signals import index_signals
from almasu.actions.sector.see_signals import Looked
from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.sector.applying import Wish
from almasu.kernel.sector.intake import Offered, Queue, SendingModule
from almasu.law import moment
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector

PLACE = "1e9bd02a-8d62-4c93-9b52-52d3b5f4a001"
INCIDENT = "6f1c3a52-0a4e-4c1b-8d3e-9b8f3c2d1a70"
SOURCE = "203.0.113.77"
NEWCOMERS = {"worker": number("90010130031"), "other worker": number("90010130041")}


async def things_of(sector: Sector, who: str) -> Mapping[str, str]:
    """Return the numbers of one thing of each kind, by the name it has in addresses."""
    whose = who if who in NEWCOMERS else "worker"
    return {
        "joining": await _joining(sector, whose),
        "module": await _module(sector, whose),
        "machine": str(UUID(int=7)),
        "signal": await _signal(sector, who),
        "campaign": await _campaign(sector),
        "incoming": await _incoming(sector),
        "given": await _given(sector, whose),
        "incident": INCIDENT,
        "place": PLACE,
    }


def put_in(place: str, things: Mapping[str, str]) -> str:
    """Return an address with the numbers of things in their places."""
    for name, value in things.items():
        place = place.replace(f"{{{name}}}", value)
    return place


async def _joining(sector: Sector, who: str) -> str:
    """Return a worker's application, filed once."""
    token, node = sector.tokens[who], sector.node
    iin, _, organisation = PEOPLE[who]
    page = await apply_to_join.own_joinings(node, token, "", 1, sector.now())
    if page.items:
        return str(page.items[0].id)
    wished = Wished(Wish.USER, worker_of(NEWCOMERS[who], "responsible_worker", organisation))
    act = await apply_to_join.prepare_joining(node, token, wished, sector.now())
    cms = f"signed {iin} {act.id} {organisation}".encode()
    return str((await apply_to_join.file_joining(node, token, act.id, cms, sector.now())).id)


async def _incoming(sector: Sector) -> str:
    """Return an advisory that the centre has."""
    head = {"title": "1", "csaf_version": "2.0", "tracking": {"id": "1", "version": "1"}}
    data = json.dumps({"document": head}).encode()
    return str((await incoming.add_advisory(sector.node, sector.tokens["centre"], data, sector.now())).id)


async def _given(sector: Sector, who: str) -> str:
    """Return a file that a worker was given, with an incident."""
    told = [
        {"type": "incident", "id": f"incident--{INCIDENT}", "name": "A wave"},
        {"type": "indicator", "id": "indicator--1", "pattern": f"[ipv4-addr:value = '{SOURCE}']"},
    ]
    bundle = json.dumps({"type": "bundle", "objects": told}).encode()
    return str((await given_files.give_file(sector.node, sector.tokens[who], bundle, sector.now())).file.id)


async def _module(sector: Sector, who: str) -> str:
    """Return a worker's module, applied for once."""
    token, node, at = sector.tokens[who], sector.node, sector.now()
    for one in (await modules.modules(node, token, at)).items:
        return str(one.paper.id)
    certificate, until = hashlib.sha256(who.encode()).hexdigest(), moment.written(at + timedelta(days=300))
    typed = {"name": "soc-1", "certificate": certificate, "until": until}
    return str((await modules.apply_for_module(node, token, typed, at)).id)


async def _signal(sector: Sector, who: str) -> str:
    """Return a signal that somebody may see; three organisations met its source."""
    token, now = sector.tokens[who], sector.now()
    page = await see_signals.search_signals(sector.node, token, Looked((f"source:{SOURCE}",)), "", now)
    if not page.items:
        await _came(sector)
        page = await see_signals.search_signals(sector.node, token, Looked((f"source:{SOURCE}",)), "", now)
    return str(UUID(bytes=page.items[0].key))


async def _campaign(sector: Sector) -> str:
    """Return the campaign of that source."""
    found = (await see_signals.see_campaigns(sector.node, sector.tokens["centre"], sector.now())).items
    return str(next(one.id for one in found if one.offered.campaign.seen.term == f"source:{SOURCE}"))


async def _came(sector: Sector) -> None:
    store, now = StoredSector(sector.world.database, Sealer(sector.node.vault, os.urandom)), sector.now()
    for organisation in KINDS:
        certificate = hashlib.sha256(f"sends {organisation}".encode()).digest()
        async with store.transaction() as transaction:
            sends = SendingModule(certificate, organisation, "soc", now + timedelta(days=9))
            await transaction.signals.let_in(sends)
        raw = Signal(kind=SignalKind.SCAN, sensor="suricata", rule="7", first=now, last=now, source=SOURCE)
        offer = Offered(Queue(certificate, os.urandom(16)), 1, 1, (msgspec.json.encode(raw),), "almasu-module/0.1.0")
        await take_signals(Intake(store, os.urandom), [offer], now)
    await index_signals(store)
    fence = await store.take_index_turn("test")
    assert fence is not None
    await offer_campaigns(store, now, fence)
    await store.give_up_index_turn(fence)
