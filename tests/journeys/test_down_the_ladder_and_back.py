"""Down the ladder and back: letters, a step of both sides, a proof taken back; a paper is its card alone (FMA-3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.provision.bodies import AGENCY_BIN, INTERIOR_BIN, somebody
from almasu.wiring.demo.provision import giver
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from journeys.test_asking_a_body import comes_to_force
from journeys.visitor import Visitor, visitor
from kernel.provision.acts import ACT, SECRETS, VEHICLES

pytestmark = pytest.mark.timeout(300)
SET, SECRET = "ways_of_a_journey", "papers_of_a_journey"
SIDES = {
    "responsible": somebody("body_responsible", INTERIOR_BIN),
    "head": somebody("head_of_body", INTERIOR_BIN),
    "officer": somebody("agency_officer"),
    "head of agency": somebody("head_of_agency"),
}


def act_of_today() -> dict[str, Any]:
    """An act in force from today: a set by integration, and one whose resource is restricted."""
    by_integration = {**VEHICLES, "code": SET, "giving": "on_request", "schedule": None}
    return act_from_today("33-ІІ", INTERIOR_BIN, by_integration, {**SECRETS, "code": SECRET})


def act_from_today(number: str, body: str, *sets: dict[str, Any]) -> dict[str, Any]:
    """An act of a body with the Agency in force from today, with these sets."""
    day = in_astana(now()).date()
    kept = [
        {"side": side, "act": act, "as_of": (day - timedelta(days=30)).isoformat(), "document": f"{act}/1"}
        for side in ("body", "agency")
        for act in ("179", "832")
    ]
    return {
        **ACT,
        "number": number,
        "body": body,
        "agency": AGENCY_BIN,
        "since": day.isoformat(),
        "until": (day + timedelta(days=300)).isoformat(),
        "sources": [{**ACT["sources"][0], "owner": body}],
        "data_sets": list(sets),
        "compliance": kept,
    }


def letter(way: str) -> dict[str, str]:
    day = in_astana(now()).date()
    return {
        "way": way,
        "why": "Органда мұндай шлюз жоқ.",
        "until": (day + timedelta(days=60)).isoformat(),
        "paper": "12-5/77",
        "dated": day.isoformat(),
        "sha256": "a" * 64,
    }


async def way_of(one: Member, data_set: str) -> dict[str, Any]:
    """The ladder of a set, found by its name."""
    found = [each for each in await one.get("/provision/ways") if each["data_set"] == data_set]
    return dict(found[0])


async def goes_down(responsible: Visitor, officer: Visitor, page: str) -> None:
    """A step without proof is refused beside its field; with a letter both sides sign it."""
    await responsible.fills_in(f"{page}/step", {"way": "workplace"})
    assert "not proved impossible" in responsible.last.words
    await responsible.does(f"{page}/letter", letter("integration"))
    assert "Органда мұндай шлюз жоқ." in responsible.last.words
    await responsible.does(f"{page}/step", {"way": "workplace"})
    assert "Waits for the other side" in responsible.last.words
    await officer.goes(page)
    (hand,) = officer.last.ways("/provision/ways/steps/")
    await officer.does(hand, {})
    assert "every better way is impossible" in officer.last.words


async def sends_paper(responsible: Visitor, officer: Visitor) -> None:
    """A restricted set goes by paper: number, seal, courier, another seal refused, the right one received."""
    day = in_astana(now()).date().isoformat()
    typed = {"data_set": SECRET, "purpose": "laundering", "outgoing": "77-сапар", "dated": day, "sheets": "3"}
    await responsible.fills_in("/provision/papers/new", {**typed, "seal": "А-17"})
    page = responsible.last.path
    assert "What this paper says is not entered into the system" in responsible.last.words
    await responsible.fills_in(f"{page}/courier", {"receipt": "Р-4", "courier": "Фельдъегер"})
    await officer.fills_in(f"{page}/receive", {"incoming": "ВХ-сапар-1", "seal": "А-18"})
    assert "seal is not the one it left with" in officer.last.words
    await officer.fills_in(f"{page}/receive", {"incoming": "850101300015", "seal": "А-17"})
    assert "stands a number or a name only" in officer.last.wrong("incoming"), (
        "no number of a person on a secret's card"
    )
    await officer.fills_in(f"{page}/receive", {"incoming": "ВХ-сапар-1", "seal": "А-17"})
    await officer.does(f"{page}/end", {"end": "destroyed"})
    assert "destroyed" in officer.last.words
    for one in (officer, responsible):
        await one.goes(page)
        assert one.last.words.count("The act, PDF in") == 2, "one print in each language"
        assert (await one.takes(f"{page}/pdf-kk")).startswith(b"%PDF-")
    await officer.reads_in_every_language(page)


async def test_a_set_goes_down_and_back_and_a_paper_is_its_card_alone(demo: Demo, provision: str) -> None:
    async with ClientSession() as http:
        people = {who: giver(demo, http, person) for who, person in SIDES.items()}
        for one in people.values():
            await one.comes_in()
        await comes_to_force(people, act_of_today())
        ladder = await way_of(people["officer"], SET)
        assert ladder["way"] == "integration"
        page = f"/provision/ways/{ladder['ladder']}"
        async with (
            visitor(demo, SIDES["responsible"], provision) as responsible,
            visitor(demo, SIDES["officer"], provision) as officer,
        ):
            await responsible.comes_in_by_eds()
            await officer.comes_in_by_eds()
            await goes_down(responsible, officer, page)
            assert (await way_of(people["head"], SET))["way"] == "workplace"
            told = await people["head"].get(f"/provision/ways/{ladder['ladder']}")
            proof = told["ladder"]["proofs"][0]["id"]
            for place in ("/provision/ways", page, "/provision/channels", "/provision/papers"):
                await officer.reads_in_every_language(place)
            await responsible.does(f"{page}/back", {"proof": proof})
            assert (await way_of(people["officer"], SET))["way"] == "integration"
            await sends_paper(responsible, officer)
