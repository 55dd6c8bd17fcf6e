"""By page: a question nobody may answer is withdrawn, a paper that may not leave is cancelled (FMA-3.3, FMA-3.5)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest
from aiohttp import ClientSession

from almasu.kernel.provision.way import Way
from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.provision.bodies import LAND_BIN, somebody
from almasu.wiring.demo.provision import giver
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.shut import registers
from almasu.wiring.running import now
from journeys.test_asking_a_body import comes_to_force
from journeys.test_down_the_ladder_and_back import act_from_today
from journeys.visitor import Visitor, visitor
from kernel.provision.acts import SECRETS, VEHICLES

pytestmark = pytest.mark.timeout(300)
SET, SECRET, LEFT = "asked_and_left_out", "sealed_and_left_out", "what_stays"
IIN, WHY = "850101300015", "Тапсырма бойынша көлігі тексеріледі."
SIDES = {
    "responsible": somebody("body_responsible", LAND_BIN),
    "head": somebody("head_of_body", LAND_BIN),
    "officer": somebody("agency_officer"),
    "head of agency": somebody("head_of_agency"),
}


@asynccontextmanager
async def people_of(demo: Demo) -> AsyncIterator[dict[str, Member]]:
    """Both sides as programs."""
    async with ClientSession() as http:
        people = {who: giver(demo, http, person) for who, person in SIDES.items()}
        for one in people.values():
            await one.comes_in()
        yield people


async def is_asked(officer: Member) -> str:
    """The page of a question to a set that no system serves."""
    until = (now() + timedelta(days=30)).isoformat()
    material = {"name": "Аяқсыз 2026/7", "purpose": "laundering", "until": until}
    form = {"body": LAND_BIN, "data_set": SET, "key": "iin", "value": IIN, "purpose": "laundering", "why": WHY}
    form |= {"material": (await officer.post("/provision/materials", material))["material"]}
    return f"/provision/questions/{(await officer.signs('/provision/questions', form))['line']['id']}"


async def is_registered(responsible: Visitor, day: date) -> str:
    """The page of a sealed paper that lies at its body."""
    typed = {"data_set": SECRET, "purpose": "laundering", "outgoing": "78-сапар", "dated": day.isoformat()}
    await responsible.fills_in("/provision/papers/new", {**typed, "sheets": "3", "seal": "Ә-21"})
    assert "at the body" in responsible.last.words
    return responsible.last.path


async def test_what_the_next_act_leaves_out_is_withdrawn_and_cancelled_by_page(demo: Demo, provision: str) -> None:
    asked = {**VEHICLES, "code": SET, "giving": "on_request", "schedule": None}
    async with (
        people_of(demo) as people,
        visitor(demo, SIDES["officer"], provision) as officer,
        visitor(demo, SIDES["responsible"], provision) as responsible,
    ):
        for one in (officer, responsible):
            await one.comes_in_by_eds()
        await comes_to_force(people, act_from_today("44-ІІ", LAND_BIN, asked, {**SECRETS, "code": SECRET}))
        await registers(people["responsible"], demo.plan, Way.INTEGRATION)
        question = await is_asked(people["officer"])
        paper = await is_registered(responsible, in_astana(now()).date())
        await officer.goes(question)
        assert "Why it is not asked on" not in officer.last.words
        await responsible.goes(f"{question}/answer")
        assert "Sign and answer" not in responsible.last.words, "the system was not tried: there is nothing to sign"
        await comes_to_force(people, act_from_today("44-ІІ", LAND_BIN, {**asked, "code": LEFT}))

        for one in (officer, responsible):
            await one.reads_in_every_language(question)
            assert "The joint act has no data set" in one.last.words
            assert "the Agency withdraws the question" in one.last.words
        await officer.fills_in(f"{question}/withdraw", {"why": "керек емес"})
        assert officer.last.wrong("why") != ""
        await officer.does(f"{question}/withdraw", {"why": "Жаңа акт бұл жиынды атамайды."})
        await responsible.reads_in_every_language(question)
        for told in ("withdrawn", "owed no more", "the officer who asked", "Жаңа акт бұл жиынды атамайды."):
            assert told in responsible.last.words

        await responsible.reads_in_every_language(paper)
        assert "Why it cannot leave" in responsible.last.words
        assert responsible.last.ways(f"{paper}/") == (f"{paper}/cancel",), (
            "it is not handed over: nothing could come of it"
        )
        await responsible.fills_in(f"{paper}/cancel", {"why": "Жиын актіден шықты"})
        assert responsible.last.path == paper
        assert "Жиын актіден шықты" in responsible.last.words
        await responsible.goes("/provision/papers")
        assert "cancelled" in responsible.last.words
        assert (await officer.goes(paper)).status == 404, "it never left its body"
