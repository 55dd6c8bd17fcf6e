"""A paper of the first body on its way, for the matrix of the zone: both sides see its card."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from actions.provision.conftest import BODY, Zone
from almasu.actions.provision.sheaves import KIND, OF_BODY
from almasu.kernel.papers.paper import new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.paper import Card, CourierReceipt, Seal, Sheaf, Stage
from almasu.kernel.provision.secrecy import Secrecy

NUMBER = UUID(int=77)
BODIES: dict[str, dict[str, object]] = {
    "/provision/papers": {
        "data_set": "vehicles",
        "purpose": "laundering",
        "outgoing": "1",
        "dated": "2026-11-01",
        "sheets": 1,
        "seal": "1",
    },
    "/provision/papers/{sheaf}/courier": {"receipt": "1", "courier": "Фельдъегер"},
    "/provision/papers/{sheaf}/cancel": {"why": "Акт енді күшінде емес."},
    "/provision/papers/{sheaf}/receive": {"incoming": "1", "seal": "0"},
    "/provision/papers-put-away/prepare": {"sheaf": str(NUMBER), "end": "returned"},
}


async def sheaf_there(zone: Zone, transaction: Transaction) -> str:
    """The number of a paper with the courier."""
    if await transaction.papers.latest(NUMBER, KIND) is None:
        at = zone.now()
        card = Card(
            outgoing="12-5/77",
            dated=date(2026, 11, 20),
            body=BODY,
            data_set="vehicles",
            secrecy=Secrecy.RESTRICTED,
            sheets=3,
        )
        sheaf = Sheaf(
            id=NUMBER,
            card=card,
            stage=Stage.WITH_COURIER,
            seal=Seal("17", zone.accounts["responsible"].id, at),
            courier=CourierReceipt("4", "Фельдъегер", at),
        )
        await transaction.papers.keep(new_paper(NUMBER, KIND, sheaf.stage, at, sheaf, {OF_BODY: BODY}))
    return str(NUMBER)
