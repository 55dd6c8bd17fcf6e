"""Things of the sector that pages and addresses are tried on: the own ones of a worker, else those of a bank."""

from __future__ import annotations

import json
from collections.abc import Mapping

from actions.sector.conftest import PEOPLE, Sector, number, worker_of
from almasu.actions.sector import apply_to_join, incoming
from almasu.actions.sector.apply_to_join import Wished
from almasu.kernel.sector.applying import Wish

PLACE = "1e9bd02a-8d62-4c93-9b52-52d3b5f4a001"
NEWCOMERS = {"worker": number("90010130031"), "other worker": number("90010130041")}


async def things_of(sector: Sector, who: str) -> Mapping[str, str]:
    """Return the numbers of one thing of each kind, by the name it has in addresses."""
    whose = who if who in NEWCOMERS else "worker"
    return {"joining": await _joining(sector, whose), "incoming": await _incoming(sector), "place": PLACE}


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
