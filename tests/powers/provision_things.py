"""What stands in the addresses of the provision zone: by its name there, as somebody of the zone may have it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from actions.provision.conftest import BODY, PEOPLE
from almasu.actions.provision.bodies import statements_of
from almasu.actions.provision.ladders import KeptLadders
from almasu.kernel.provision.body import body_number
from almasu.kernel.provision.ladder_port import ladder_number
from powers.provision_world import ProvisionWorld

_SET = {"body": BODY, "data_set": "vehicles"}
_PAPER = {"why": "Мұндай шлюз жоқ.", "until": "2026-12-01", "paper": "7", "dated": "2026-11-01", "sha256": "a" * 64}
BODIES: dict[str, dict[str, object]] = {
    "/provision/bodies/prepare": {"fields": {}},
    "/provision/workers/prepare": {"fields": {}},
    "/provision/sources/prepare": {"fields": {}},
    "/provision/statements/prepare": {"kept": "179", "as_of": "2026-06-02", "document": "№ 1"},
    "/provision/letters/prepare": {**_SET, "way": "workplace", **_PAPER},
    "/provision/proofs-back/prepare": {**_SET, "proof": str(uuid4())},
    "/provision/decisions/prepare": {**_SET, "way": "workplace", **_PAPER},
    "/provision/decisions/hands/prepare": {"proposal": str(uuid4())},
    "/provision/steps/prepare": {**_SET, "way": "workplace"},
    "/provision/steps/hands/prepare": {"proposal": str(uuid4())},
    "/provision/withdrawals/prepare": {"statement": str(uuid4())},
}
"""What is sent to each address that builds an act or does something; a signed pair is sent the same everywhere."""


async def things_of(zone: ProvisionWorld, who: str) -> Mapping[str, str]:
    """The numbers of what somebody may open, by the names in addresses; a page of a body names its paper."""
    body = PEOPLE[who][2]
    async with zone.provision.node.store.transaction() as transaction:
        statements = await statements_of(transaction, body)
        await KeptLadders(zone.provision.node, transaction).begin(
            BODY, "vehicles", zone.provision.now(), restricted=False
        )
    found = str(statements[0].paper.id) if statements else str(uuid4())
    audience = zone.provision.node.audience
    return {
        "statement": found,
        "giver": str(body_number(audience, BODY)),
        "ladder": str(ladder_number(audience, BODY, "vehicles")),
        "proposal": str(uuid4()),
    }


def in_api(things: Mapping[str, str]) -> Mapping[str, str]:
    """The same where programs ask: a body by its BIN."""
    return {**things, "giver": BODY}
