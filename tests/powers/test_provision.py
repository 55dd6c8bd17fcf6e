"""The matrix of the provision zone: every address, page and deed, tried by every role, on what is theirs and is not."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from actions.provision.conftest import OTHER_BODY
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.addresses_of_provision import (
    EVERYBODY_IN_PROVISION,
    PEOPLE_OF_PROVISION,
    PLACES_OF_PROVISION,
    PROGRAMS_OF_PROVISION,
)
from almasu.interfaces.portal.offices.office import Deed
from almasu.kernel.parties.account import Role
from almasu.kernel.provision.body import body_number
from almasu.law.text import Language
from interfaces.portal.reading_pages import clean_words
from powers.provision_things import BODIES, in_api, things_of
from powers.provision_world import ProvisionWorld
from powers.sector_things import put_in
from powers.test_sector import FROM_LISTED, LEFT_TO_THE_FRAME, SIGNED, plain

pytestmark = pytest.mark.asyncio(loop_scope="session")
ROLES = {
    "responsible": Role.BODY_RESPONSIBLE,
    "head": Role.HEAD_OF_BODY,
    "officer": Role.AGENCY_OFFICER,
    "head of agency": Role.HEAD_OF_AGENCY,
}


async def test_every_address_of_the_zone_has_a_power_or_is_for_everybody(giving: ProvisionWorld) -> None:
    served = {
        f"{method} {plain(route.path)}"
        for route in giving.app.routes
        for method in set(getattr(route, "methods", ())) - LEFT_TO_THE_FRAME
    }
    places = {
        plain(way.place)
        for office in giving.offices
        for way in (*office.pages, *office.deeds, *office.files, *office.news)
    }
    assert places == set(PLACES_OF_PROVISION)
    offices = {one for one in served if one.split(" ")[1].removesuffix("/sign/{act}") in places}
    known = {*PROGRAMS_OF_PROVISION, *PEOPLE_OF_PROVISION, *EVERYBODY_IN_PROVISION}
    assert {one for one in served - known - offices if not FROM_LISTED.fullmatch(one)} == set()
    assert known - served == set(), "there is no such address any more"


@pytest.mark.parametrize("who", ROLES)
async def test_every_address_of_programs_is_its_roles_alone(giving: ProvisionWorld, who: str) -> None:
    things = in_api(await things_of(giving, who))
    for address, power in PROGRAMS_OF_PROVISION.items():
        method, path = address.split(" ", 1)
        if power.name.startswith("entry."):
            continue
        body = BODIES.get(path.removeprefix(API), SIGNED if method == "POST" and "{" not in path else None)
        place = put_in(path, things)
        answer = await giving.ask(who, f"{method} {place}", body)
        told = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        code = told.get("code", "") if isinstance(told, dict) else ""
        assert answer.status_code < 500, f"{who}: {address}: {answer.text[:300]}"
        if ROLES[who] in power.roles:
            assert code != "account.role", f"{who}: {address}"
        elif body is SIGNED:
            assert code == "signature.act_gone", f"{who}: {address}: an act of another role cannot be in their hand"
        else:
            assert (answer.status_code, code) == (403, "account.role"), f"{who}: {address}: {answer.text[:200]}"
        assert (await giving.ask("", f"{method} {place}", body)).status_code == 401, address


@pytest.mark.parametrize("who", ROLES)
async def test_every_page_and_deed_is_its_roles_alone(giving: ProvisionWorld, who: str) -> None:
    things = await things_of(giving, who)
    for office in giving.offices:
        for way in (*office.pages, *office.deeds):
            place = put_in(plain(way.place), things)
            roles = office.roles & way.roles if isinstance(way, Deed) else office.roles
            allowed = ROLES[who] in roles
            assert allowed == (ROLES[who] in PLACES_OF_PROVISION[plain(way.place)].roles), way.place
            answer = await giving.open(who, place)
            assert answer.status_code == (200 if allowed else 403), f"{who}: {place}: {answer.text[:300]}"
            assert (await giving.open("", place)).status_code == 303, place


@pytest.mark.parametrize("language", Language)
async def test_no_page_says_a_word_of_another_language(giving: ProvisionWorld, language: Language) -> None:
    for who, role in ROLES.items():
        things = await things_of(giving, who)
        files = {plain(file.place) for office in giving.offices for file in office.files}
        places = [place for place, power in PLACES_OF_PROVISION.items() if role in power.roles and place not in files]
        for place in ("/", "/help", *(put_in(place, things) for place in places)):
            page = await giving.open(who, place, language)
            assert page.status_code == 200, (who, place)
            assert clean_words(page.text, language) == [], (who, place, language)
    page = await giving.open("", "/sign-in", language)
    assert clean_words(page.text, language) == []


async def test_a_foreign_body_is_as_absent_as_a_missing_one(giving: ProvisionWorld) -> None:
    other = str(body_number(giving.provision.node.audience, OTHER_BODY))
    for who in ("responsible", "head"):
        pages = [await giving.open(who, f"/provision/bodies/{one}") for one in (other, str(uuid4()))]
        told = [await giving.ask(who, f"GET {API}/provision/bodies/{one}") for one in (OTHER_BODY, "990940003176")]
        assert [one.status_code for one in (*pages, *told)] == [404] * 4
        assert re.sub(r"[0-9a-f-]{12,}", "", pages[0].text) == re.sub(r"[0-9a-f-]{12,}", "", pages[1].text)
        assert told[0].json()["code"] == told[1].json()["code"] == "provision.body.none"
