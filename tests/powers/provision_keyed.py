"""An ordinary paper at the Agency with its scan, and a keying that differs, for the matrix of the zone."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from actions.provision.conftest import BODY, Zone
from almasu.actions.provision import keyings
from almasu.actions.provision.sheaves import KIND, OF_BODY
from almasu.kernel.papers.paper import new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.keying import Keying, KeyingState
from almasu.kernel.provision.paper import Card, Scan, Sheaf, Stage
from almasu.kernel.provision.secrecy import Secrecy

SHEAF, NUMBER, HAND, SCAN = UUID(int=78), UUID(int=79), UUID(int=80), UUID(int=81)
PDF = b"%PDF-1.7 made up"
TYPED = {"row_id": "7", "iin": "850101300015", "plate": "123ABC01", "since": "2020-01-01", "colour": "red"}
BODIES: dict[str, dict[str, object]] = {
    "/provision/papers/{sheaf}/scan/words": {"purpose": "laundering", "why": "Тапсырма бойынша қажет болды."},
    "/provision/papers/{sheaf}/scan/copy": {"purpose": "laundering", "why": "Тапсырма бойынша қажет болды."},
    "/provision/keyings": {"sheaf": str(SHEAF), "material": str(UUID(int=1)), "typed": TYPED},
    "/provision/keyings/{keying}/again": {"typed": TYPED},
    "/provision/keyings/{keying}/decision": {"typed": {}},
    "/provision/keyings/{keying}/drop": {"why": "керек емес"},
}


async def keying_there(zone: Zone, transaction: Transaction, material: UUID) -> None:
    """Keep a keying of two others that waits for a third, under a material that is open."""
    if await transaction.papers.latest(NUMBER, keyings.KIND) is not None:
        return
    at = zone.now()
    card = Card(
        outgoing="12-5/99", dated=date(2026, 11, 20), body=BODY, data_set="vehicles", secrecy=Secrecy.PERSONAL, sheets=1
    )
    scan = Scan(SCAN, hashlib.sha256(PDF).hexdigest(), 1, material, "scan.pdf")
    await transaction.contents.keep(SCAN, material, PDF, at)
    came: dict[str, Any] = {"incoming": "В-9", "received_at": at, "received_by": HAND, "scan": scan}
    sheaf = Sheaf(id=SHEAF, card=card, stage=Stage.RECEIVED, **came)
    await transaction.papers.keep(new_paper(SHEAF, KIND, sheaf.stage, at, sheaf, {OF_BODY: BODY}))
    keying = Keying(
        id=NUMBER,
        sheaf=SHEAF,
        body=BODY,
        data_set="vehicles",
        material=material,
        fields=tuple(TYPED),
        state=KeyingState.DIFFERS,
        first_by=HAND,
        first_at=at,
        second_by=HAND,
        differing=("plate",),
    )
    for content, plate in ((keyings.first_content(keying), "123ABC01"), (keyings.second_content(keying), "123ABC02")):
        typed = {name: value for name, value in {**TYPED, "plate": plate}.items() if name != "colour"}
        await transaction.contents.keep(content, material, msgspec.json.encode(typed), at)
    await transaction.papers.keep(new_paper(NUMBER, keyings.KIND, keying.state, at, keying, {}))
