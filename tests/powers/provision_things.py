"""What stands in the addresses of the provision zone: by its name there, as somebody of the zone may have it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from actions.conftest import NOON
from actions.provision.conftest import BODY, PEOPLE, Zone
from almasu.actions.provision.acts import Step, keep_new, kept_of
from almasu.actions.provision.bodies import statements_of
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.obligations import KeptObligations
from almasu.interfaces.portal.offices_of_provision.act_blocks import part_number
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.act_course import drafted
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.body import body_number
from almasu.kernel.provision.delivery import Delivery, Offered
from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.joint_act import Extent, FileFormat
from almasu.kernel.provision.ladder_port import ladder_number
from almasu.kernel.provision.parties import Actor, Duty
from kernel.provision.acts import ACT, act, data_set
from powers import provision_carried, provision_keyed, provision_sheaf
from powers.provision_asked import asked_things
from powers.provision_world import ProvisionWorld

_SET = {"body": BODY, "data_set": "vehicles"}
_PAPER = {"why": "Мұндай шлюз жоқ.", "until": "2026-12-01", "paper": "7", "dated": "2026-11-01", "sha256": "a" * 64}
BODIES: dict[str, dict[str, object]] = {
    "/provision/bodies/prepare": {"fields": {}},
    "/provision/workers/prepare": {"fields": {}},
    "/provision/sources/prepare": {"fields": {}},
    "/provision/statements/prepare": {"kept": "179", "as_of": "2026-06-02", "document": "№ 1"},
    "/provision/channels/prepare": {"way": "integration", "name": "127.0.0.1", "port": 9, "as_state_network": True},
    "/provision/letters/prepare": {**_SET, "way": "workplace", **_PAPER},
    "/provision/proofs-back/prepare": {**_SET, "proof": str(uuid4())},
    "/provision/decisions/prepare": {**_SET, "way": "workplace", **_PAPER},
    "/provision/decisions/hands/prepare": {"proposal": str(uuid4())},
    "/provision/steps/prepare": {**_SET, "way": "workplace"},
    "/provision/steps/hands/prepare": {"proposal": str(uuid4())},
    **provision_sheaf.BODIES,
    **provision_carried.BODIES,
    **provision_keyed.BODIES,
    "/provision/withdrawals/prepare": {"statement": str(uuid4())},
    "/provision/acts": ACT,
    "/provision/acts/{version}": {"draft": 1, "content": ACT},
    "/provision/acts/{version}/back": {"words": "Мерзімі тым қысқа екен."},
    "/provision/acts/{version}/renewal": {"printed_number": "8-ББ"},
    "/provision/act-approvals/prepare": {"act": str(uuid4())},
    "/provision/act-signatures/prepare": {"act": str(uuid4())},
    "/provision/act-endings/prepare": {"act": str(uuid4()), "last": "2026-12-31"},
    "/provision/obligations/{owed}/given": {"lacks": []},
    "/provision/deliveries/{delivery}/taken-back": {"why": "Файл қатемен берілген екен."},
    "/provision/deliveries": {
        "data_set": "vehicles",
        "format": "csv",
        "name": "feed.csv",
        "size": 9,
        "sha256": "0" * 64,
    },
    "/provision/fetches": {"data_set": "vehicles"},
    "/provision/servers/prepare": {"data_set": "vehicles", "address": "https://files.example/feed.csv"},
    "/provision/servers-back/prepare": {"card": str(uuid4())},
    "/provision/questions/prepare": {
        **_SET,
        "key": "iin",
        "value": "850101300015",
        "purpose": "laundering",
        "material": str(uuid4()),
        "why": "Тапсырма бойынша көлігі тексеріледі.",
    },
    "/provision/seats/prepare": {
        "data_set": "vehicles",
        "iin": PEOPLE["officer"][0],
        "until": "2026-12-01T00:00:00+05:00",
        "why": "Шлюз жоқ, осы жерден қарайды.",
    },
    "/provision/seats-back/prepare": {"seat": str(uuid4()), "why": "Қызметкер басқа бөлімге ауысты."},
    "/provision/sittings": {"seat": str(uuid4())},
    "/provision/looks/{look}/open": {"purpose": "laundering", "why": "Тапсырма бойынша қайта қаралады."},
    "/provision/question-withdrawals/prepare": {"question": str(uuid4()), "why": "Тапсырма аяқталды, қажет емес."},
    "/provision/answers/prepare": {"question": str(uuid4()), "rows": []},
    "/provision/materials": {"name": "2026/1", "purpose": "laundering", "until": "2026-12-01T00:00:00+05:00"},
    "/provision/materials/{material}/findings": {
        **_SET,
        "key": "iin",
        "value": "850101300015",
        "why": "Тапсырма бойынша көлігі тексеріледі.",
    },
    "/provision/destructions/prepare": {"material": str(uuid4()), "why": "Тапсырма аяқталды, қажет емес."},
    "/provision/received/{received}/uses": {"use": "open", "purpose": "laundering", "why": "Тапсырма бойынша қажет."},
    "/provision/received/{received}/prints": {"purpose": "laundering", "why": "Тапсырма бойынша қажет."},
    "/provision/received/{received}/files": {"form": "csv", "purpose": "laundering", "why": "Тапсырма үшін қажет."},
    "/provision/received/{received}/passing": {"to": "2026/9", "purpose": "laundering", "why": "Тапсырма үшін қажет."},
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
        sheaf = await provision_sheaf.sheaf_there(zone.provision, transaction)
        carrier = await provision_carried.carrier_there(zone.provision, transaction)
        version, owed = await _act_and_owed(zone.provision, transaction)
        delivery = await _delivery(zone.provision, transaction)
    asked = await asked_things(zone.provision)
    async with zone.provision.node.store.transaction() as transaction:
        await provision_keyed.keying_there(zone.provision, transaction, UUID(asked["material"]))
    found = str(statements[0].paper.id) if statements else str(uuid4())
    audience = zone.provision.node.audience
    return {
        "version": str(version),
        "before": str(version),
        "part": str(part_number(version, "vehicles")),
        "owed": str(owed),
        "delivery": str(delivery),
        "statement": found,
        "giver": str(body_number(audience, BODY)),
        "ladder": str(ladder_number(audience, BODY, "vehicles")),
        "proposal": str(uuid4()),
        "card": str(uuid4()),
        "way": "integration",
        "sheaf": sheaf,
        "carrier": carrier,
        "name": provision_carried.FILE,
        "paper": str(provision_keyed.SHEAF),
        "keying": str(provision_keyed.NUMBER),
        **asked,
    }


async def _delivery(zone: Zone, transaction: Transaction) -> UUID:
    """A delivery whose file is on its way."""
    known = await transaction.deliveries.listed(BODY, None, 1)
    if known:
        return known[0].id
    sha256, number = "0" * 64, zone.node.new_id()
    offered = Offered(data_set="vehicles", format=FileFormat.CSV, name="feed.csv", size=9, sha256=sha256)
    delivery = Delivery(
        id=number,
        body=BODY,
        data_set=data_set(),
        number=1,
        offered=offered,
        extent=Extent.FULL,
        act_version=1,
        by="system:test",
        at=zone.now(),
        position=Position(sha256=sha256, size=9),
        key=await transaction.deliveries.new_key(number),
    )
    await transaction.deliveries.begin(delivery)
    return number


async def _act_and_owed(zone: Zone, transaction: Transaction) -> tuple[UUID, UUID]:
    """A version of the body's act, and what is owed by its schedule."""
    known = await kept_of(transaction.papers, BODY)
    if known:
        kept = known[0]
    else:
        by = Actor(zone.accounts["officer"].id, Duty.OFFICER)
        first = drafted(1, act(), by, zone.now())
        kept = await keep_new(zone.node, transaction, first, Step("written", "system:test", zone.now(), {}))
    content = kept.version.read()
    under = ActInForce(kept.version, content, content.data_sets[0])
    owed = await KeptObligations(zone.node, transaction, "system:test").owe(under, NOON)
    return kept.paper.id, owed.id


def in_api(things: Mapping[str, str]) -> Mapping[str, str]:
    """The same where programs ask: a body by its BIN."""
    return {**things, "giver": BODY}
