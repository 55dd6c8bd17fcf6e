"""A carrier of the first body on its way, for the matrix of the zone: both sides see it."""

from __future__ import annotations

from datetime import date

import msgspec

from actions.provision.conftest import BODY, Zone
from almasu.actions.provision.carriers import KIND, OF_BODY, carrier_number
from almasu.kernel.papers.paper import new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.carrier import CIPHER, CarriedFile, Carrier, CarrierState, Link, Manifest, Medium
from almasu.kernel.provision.joint_act import FileFormat
from almasu.kernel.provision.secrecy import Secrecy

FILE = "feed.csv.age"
MANIFEST = Manifest(
    number="Н-7",
    medium=Medium.OPTICAL,
    body=BODY,
    act="a" * 64,
    data_set="vehicles",
    secrecy=Secrecy.PERSONAL,
    format=FileFormat.CSV,
    packed_on=date(2026, 11, 20),
    files=(CarriedFile(FILE, 9, "b" * 64, 3),),
    cipher=CIPHER,
    key_of="age1",
)
_NOBODY = "00000000-0000-0000-0000-000000000000"
BODIES: dict[str, dict[str, object]] = {
    "/provision/carriers": msgspec.to_builtins(MANIFEST),
    "/provision/carriers/{carrier}/hand-on": {"taker": "Фельдъегер", "seal": "17", "receipt": "4"},
    "/provision/carriers/{carrier}/receive": {"receipt": "9", "seal": "18"},
    "/provision/carriers/{carrier}/read": {"present": []},
    "/provision/carrier-signatures/prepare": {"carrier": _NOBODY},
    "/provision/carriers-put-away/prepare": {"carrier": _NOBODY, "end": "returned", "number": "А-1"},
}


async def carrier_there(zone: Zone, transaction: Transaction) -> str:
    """The number of a carrier on its way."""
    number = carrier_number(zone.node.audience, MANIFEST, zone.now())
    if await transaction.papers.latest(number, KIND) is None:
        at = zone.now()
        chain = (Link(BODY, "Фельдъегер", at, "17", whole=True, receipt="4"),)
        carrier = Carrier(number, MANIFEST, CarrierState.ON_THE_WAY, chain)
        await transaction.papers.keep(new_paper(number, KIND, carrier.state, at, carrier, {OF_BODY: BODY}))
    return str(number)
