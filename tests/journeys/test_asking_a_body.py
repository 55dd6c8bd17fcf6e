"""A question to a body: act, answer over a real socket, opening by need, destruction (FMA-3.1, FMA-6.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from aiohttp import ClientSession

from almasu.kernel.answers import SubjectKey
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.way import Way
from almasu.kernel.resources import KeyKind
from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined
from almasu.testing.provision.bodies import AGENCY_BIN, LABOUR_BIN, somebody
from almasu.testing.registers.plan import Protocol
from almasu.testing.registers.run import Ports
from almasu.testing.registers.sql.database import drop_database
from almasu.wiring.demo.preparation import PROVISION_FOLDER
from almasu.wiring.demo.provision import giver
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.shut import registers
from almasu.wiring.provision import SYSTEMS_FOLDER
from almasu.wiring.running import now
from almasu.wiring.simulated_systems import FIRST, SimulatedSystem, simulating_systems
from journeys.visitor import visitor
from kernel.provision.acts import ACT, VEHICLES

pytestmark = pytest.mark.timeout(300)
IIN, PLATE = "850101300015", "777KZT02"
ROW = {"row_id": 7, "iin": IIN, "plate": PLATE, "since": "2024-05-06", "colour": "red"}
WHY = "Тапсырма бойынша көлігі тексеріледі."
CODE = "vehicles_of_a_journey"
SIDES = {
    "responsible": somebody("body_responsible", LABOUR_BIN),
    "head": somebody("head_of_body", LABOUR_BIN),
    "officer": somebody("agency_officer"),
    "head of agency": somebody("head_of_agency"),
}


def act_of_today() -> dict[str, Any]:
    """An act between the body of this journey and the Agency, in force from today."""
    day = in_astana(now()).date()
    kept = [
        {"side": side, "act": act, "as_of": (day - timedelta(days=30)).isoformat(), "document": f"{act}/1"}
        for side in ("body", "agency")
        for act in ("179", "832")
    ]
    asked = {**VEHICLES, "code": CODE, "giving": "on_request", "schedule": None}
    return {
        **ACT,
        "body": LABOUR_BIN,
        "agency": AGENCY_BIN,
        "since": day.isoformat(),
        "until": (day + timedelta(days=300)).isoformat(),
        "sources": [{**ACT["sources"][0], "owner": LABOUR_BIN}],
        "data_sets": [asked],
        "compliance": kept,
    }


async def states(head: Member, kept: str, day: str) -> None:
    """A head states what is kept; another journey of this demo may have stated it for the same day."""
    try:
        await head.signs("/provision/statements", {"kept": kept, "as_of": day, "document": f"Сапар {kept}"})
    except Declined as declined:
        if declined.problem.get("code") != "provision.statement.known":
            raise


async def comes_to_force(people: dict[str, Member], act: dict[str, Any]) -> None:
    """Both heads state what is kept; both sides approve the act, both heads sign it."""
    for who in ("head", "head of agency"):
        for kept in ("179", "832"):
            await states(people[who], kept, act["since"])
    made = await people["responsible"].post("/provision/acts", act)
    await people["officer"].post(f"/provision/acts/{made['act']}/put", {})
    for who in ("responsible", "officer"):
        await people[who].signs("/provision/act-approvals", {"act": made["act"]})
    for who in ("head", "head of agency"):
        await people[who].signs("/provision/act-signatures", {"act": made["act"]})


@asynccontextmanager
async def system_of_body(demo: Demo, act: dict[str, Any]) -> AsyncIterator[None]:
    """The body's database, behind a line of its own, until the end of the journey."""
    of = msgspec.convert(act, ActContent, strict=False).data_sets[0]
    folder = demo.data / PROVISION_FOLDER / SYSTEMS_FOLDER
    held = {SubjectKey(KeyKind.IIN, IIN): (ROW,)}
    try:
        system = SimulatedSystem(LABOUR_BIN, of, Protocol.SQL, held)
        async with simulating_systems(folder, [system], demo.server, Ports(), now):
            yield
    finally:
        drop_database(demo.server, FIRST)


async def test_an_officer_asks_a_body_opens_what_came_by_need_and_destroys_it(demo: Demo, provision: str) -> None:
    act = act_of_today()
    async with ClientSession() as http, system_of_body(demo, act):
        people = {who: giver(demo, http, person) for who, person in SIDES.items()}
        for one in people.values():
            await one.comes_in()
        officer = people["officer"]
        until = (now() + timedelta(days=30)).isoformat()
        opened = await officer.post(
            "/provision/materials", {"name": "Сапар 2026/7", "purpose": "laundering", "until": until}
        )
        form = {"body": LABOUR_BIN, "data_set": CODE, "key": "iin", "value": IIN, "purpose": "laundering"}
        form |= {"material": opened["material"], "why": WHY, "fields": ["iin", "plate", "wealth"]}
        with pytest.raises(Declined, match="none_in_force"):
            await officer.signs("/provision/questions", form)
        await comes_to_force(people, act)
        with pytest.raises(Declined, match="no channel of the state network"):
            await officer.signs("/provision/questions", form)
        await registers(people["responsible"], demo.plan, Way.INTEGRATION)
        asked = await officer.signs("/provision/questions", form)
        given = asked["asking"]["given"]
        assert (asked["line"]["state"], given["rows"], asked["asking"]["question"]["cut"]) == (
            "answered",
            1,
            ["wealth"],
        )
        place = f"/provision/received/{given['received']}"
        used = await officer.post(f"{place}/uses", {"use": "open", "purpose": "laundering", "why": WHY})
        assert [(one["value"], one["secrecy"]) for one in used["rows"][0]] == [(IIN, "personal"), (PLATE, "personal")]
        assert used["rows"][0][0]["provenance"]["body"] == LABOUR_BIN
        with pytest.raises(Declined, match="purpose"):
            await officer.post(f"{place}/uses", {"use": "open", "purpose": "terrorist_financing", "why": WHY})
        await shown(demo, provision, asked["line"]["id"], opened["material"], given["received"])
        ended = {"material": opened["material"], "why": "Тапсырма аяқталды, қажет емес."}
        gone = await officer.signs("/provision/destructions", ended)
        assert gone["destroyed"]["contents"] == 1
        with pytest.raises(Declined):
            await officer.post(f"{place}/uses", {"use": "open", "purpose": "laundering", "why": WHY})
        async with visitor(demo, SIDES["officer"], provision) as one:
            await one.comes_in_by_eds()
            card = (await one.goes(f"/provision/materials/received/{given['received']}")).words
            assert ("The content was destroyed with its material" in card, "Open the content" in card) == (True, False)


async def shown(demo: Demo, provision: str, question: str, material: str, received: str) -> None:
    """The officer's pages: the question, the material, the card, the content for a reason; the body's view."""
    pages = "/provision/materials"
    card = f"{pages}/received/{received}"
    async with visitor(demo, SIDES["officer"], provision) as officer:
        await officer.comes_in_by_eds()
        for place in (f"/provision/questions/{question}", "/provision/ask", pages, f"{pages}/{material}", card):
            await officer.reads_in_every_language(place)
        need = {"purpose": "laundering", "why": WHY}
        assert PLATE not in (await officer.goes(f"{card}/content", **need)).words, "nothing opens by a link"
        refused = await officer.fills_in(f"{card}/content", {**need, "why": "керек"})
        assert (refused.status, PLATE in refused.words, "керек" in refused.text) == (422, False, True)
        content = await officer.fills_in(f"{card}/content", need)
        assert PLATE in content.words
        assert "What was received is not printed from the screen" in content.words
        assert content.text.index('class="unprinted"') < content.text.index(PLATE), "on paper nothing of it is shown"
        assert "personal data" in content.words
        assert (await officer.saves(f"{card}/print", {**need, "said_in": "en"})).startswith(b"%PDF-")
        taken = await officer.saves(f"{card}/file", {**need, "form": "csv", "said_in": "en"})
        [row] = csv.DictReader(io.StringIO(taken.decode("utf-8-sig")))
        marks = {name.removesuffix("_secrecy"): mark for name, mark in row.items() if name.endswith("_secrecy")}
        assert PLATE in {row[name] for name in marks}, "each value has its mark beside it"
        assert "" not in marks.values()
        assert (row["from_body"], row["purpose"], row["regime"]) == (LABOUR_BIN, "laundering", "personal")
        came = ("from_source", "from_data_set", "from_way", "from_act_version", "from_line", "from_received_at")
        assert all(row[name] for name in (*came, "from_sha256", "came_in", "material", "kept_until"))
    async with visitor(demo, SIDES["responsible"], provision) as body:
        await body.comes_in_by_eds()
        assert "answered" in (await body.goes(f"/provision/questions/{question}")).words
