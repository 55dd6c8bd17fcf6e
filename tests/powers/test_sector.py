"""The matrix of the sector's zone: every address, page and deed, tried by every role, on what is theirs and is not."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from actions.sector.conftest import ALERT, BANK, PEOPLE
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.addresses_of_sector import (
    EVERYBODY_IN_SECTOR,
    PEOPLE_OF_SECTOR,
    PLACES_OF_SECTOR,
    PROGRAMS_OF_SECTOR,
)
from almasu.interfaces.portal.offices.office import Deed, News
from almasu.kernel.parties.account import Role
from almasu.law.text import Language
from interfaces.portal.reading_pages import clean_words
from powers.sector_things import put_in, things_of
from powers.sector_world import SectorWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")
FROM_LISTED = re.compile(r"GET /(metrics|log/supervision/.*)")
LEFT_TO_THE_FRAME = {"OPTIONS", "HEAD"}
ROLES = {
    "worker": Role.RESPONSIBLE_WORKER,
    "head": Role.HEAD_OF_SECURITY,
    "other worker": Role.RESPONSIBLE_WORKER,
    "centre": Role.SECTORAL_CENTRE,
}
BODIES: dict[str, dict[str, object]] = {
    "/documents": {"kind": "threat_alert", "fields": {"source": ""}},
    "/documents/{document}": {"kind": "threat_alert", "fields": {"source": ""}},
    "/documents/{document}/proposal": {"choice": "accept", "words": ""},
    "/consents/prepare": {"document": "{document}"},
    "/decisions/prepare": {"document": "{document}"},
    "/send-backs/prepare": {"document": "{document}", "words": "three words here"},
    "/returns/prepare": {"document": "{document}", "words": "three words here"},
    "/organisations/prepare": {"fields": {}},
    "/workers/prepare": {"fields": {}},
    "/vulnerability-alerts/prepare": {"fields": {}},
    "/machines/prepare": {
        "name": "SIEM",
        "reads": ["alerts"],
        "writes_own": True,
        "narrowest": "green",
        "expires_at": "2026-12-01T09:00:00+05:00",
    },
    "/machine-blocks/prepare": {"machine": "{document}"},
    "/calendar/prepare": {"name": "", "signed_on": "2026-11-20"},
    "/documents/{document}/attachments": {"name": "a.txt", "data": "eA=="},
    "/requests/{asked}/taking": {"take": "work", "comment": "three words here"},
    "/requests/{asked}/worker": {"worker": "{document}"},
    "/requests/{asked}/answer": {"fields": {}},
    "/takings/prepare": {"document": "{document}"},
    "/answers-of-centre/prepare": {"document": "{document}", "fields": {}},
    "/software": {"items": []},
    "/software/file": {"data": ""},
    "/incoming": {"data": ""},
    "/given-files": {"data": ""},
    "/given-files/{given}/alert": {"fields": {}},
    "/given-files/{given}/incidents/{incident}/card": {"fields": {}},
    "/notice-places/prepare": {"channel": "mail", "address": "soc@bank.example.kz"},
    "/notice-closings/prepare": {"place": "{document}"},
    "/modules": {"name": "", "certificate": "", "until": ""},
    "/module-admissions/prepare": {"module": "{document}"},
    "/module-blocks/prepare": {"module": "{document}"},
    "/own-joinings/prepare": {"wish": "user", "fields": {}},
    "/joinings/grants/prepare": {"joining": "{document}"},
    "/joinings/answers/prepare": {"joining": "{document}", "answer": "returned", "words": "three words here"},
}
SIGNED = {"act": str(uuid4()), "cms": "AAAA"}


def plain(path: str) -> str:
    return re.sub(r":[a-z]+}", "}", path)


async def test_every_address_of_the_zone_has_a_power_or_is_for_everybody(zone: SectorWorld) -> None:
    served = {
        f"{method} {plain(route.path)}"
        for route in zone.app.routes
        for method in set(getattr(route, "methods", ())) - LEFT_TO_THE_FRAME
    }
    places = {
        plain(way.place)
        for office in zone.offices
        for way in (*office.pages, *office.deeds, *office.files, *office.news)
    }
    assert places == set(PLACES_OF_SECTOR)
    offices = {one for one in served if one.split(" ")[1].removesuffix("/sign/{act}") in places}
    known = {*PROGRAMS_OF_SECTOR, *PEOPLE_OF_SECTOR, *EVERYBODY_IN_SECTOR}
    assert {one for one in served - known - offices if not FROM_LISTED.fullmatch(one)} == set()
    assert known - served == set(), "there is no such address any more"


@pytest.mark.parametrize("who", ROLES)
async def test_every_address_of_programs_is_its_roles_alone(zone: SectorWorld, who: str) -> None:
    document, things = str(await zone.sector.sends()), await things_of(zone.sector, who)
    for address, power in PROGRAMS_OF_SECTOR.items():
        method, path = address.split(" ", 1)
        if power.name.startswith("entry."):
            continue
        inside = path.removeprefix(API)
        body = BODIES.get(inside, SIGNED if method == "POST" and "{" not in path else None)
        filled = {key: document if value == "{document}" else value for key, value in (body or {}).items()}
        numbers = {"document": document, "asked": document, "file": str(uuid4()), "organisation": BANK}
        place = put_in(path, {**numbers, **things})
        answer = await zone.ask(who, f"{method} {place}", filled if body is not None else None)
        told = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        code = told.get("code", "") if isinstance(told, dict) else ""
        if ROLES[who] in power.roles:
            assert code != "account.role", f"{who}: {address}"
        elif body is SIGNED:
            assert code == "signature.act_gone", f"{who}: {address}: an act of another role cannot be in their hand"
        else:
            assert (answer.status_code, code) == (403, "account.role"), f"{who}: {address}: {answer.text[:200]}"
        assert (await zone.ask("", f"{method} {place}", body)).status_code == 401, address


@pytest.mark.parametrize("who", ROLES)
async def test_every_page_and_deed_is_its_roles_alone(zone: SectorWorld, who: str) -> None:
    document, things = str(await zone.sector.sends()), await things_of(zone.sector, who)
    for office in zone.offices:
        for way in (*office.pages, *office.deeds, *office.news):
            place = put_in(plain(way.place).replace("{document}", document), things)
            roles = office.roles & way.roles if isinstance(way, Deed) else office.roles
            allowed = ROLES[who] in roles
            assert allowed == (ROLES[who] in PLACES_OF_SECTOR[plain(way.place)].roles), way.place
            answer = await zone.open(who, place)
            through = 204 if isinstance(way, News) else 200
            assert answer.status_code == (through if allowed else 403), f"{who}: {place}: {answer.text[:300]}"
            assert (await zone.open("", place)).status_code == 303, place


@pytest.mark.parametrize("language", Language)
async def test_no_page_says_a_word_of_another_language(zone: SectorWorld, language: Language) -> None:
    sent, waits = await zone.sector.sends(), await zone.sector.drafts()
    await zone.sector.puts(waits)
    await zone.sector.proposes(sent)
    for who, role in ROLES.items():
        things = await things_of(zone.sector, who)
        files = {plain(one.place) for office in zone.offices for one in (*office.files, *office.news)}
        places = [place for place, power in PLACES_OF_SECTOR.items() if role in power.roles and place not in files]
        document = str(waits if who in {"worker", "head"} else sent)
        for place in ("/", "/help", *(put_in(place.replace("{document}", document), things) for place in places)):
            page = await zone.open(who, place, language)
            assert page.status_code == 200, (who, place)
            assert clean_words(page.text, language) == [], (who, place, language)
    page = await zone.open("", "/sign-in", language)
    assert clean_words(page.text, language) == []


async def test_what_was_not_sent_is_absent_for_every_other_organisation_and_the_centre(zone: SectorWorld) -> None:
    document = str(await zone.sector.drafts(**ALERT))
    missing = str(uuid4())
    for who in (*(one for one, (_, _, body) in PEOPLE.items() if body != BANK), "centre"):
        for path in ("/documents/{}", "/documents/{}/return", "/documents/{}/choose"):
            hidden, absent = [await zone.open(who, path.format(number)) for number in (document, missing)]
            assert hidden.status_code == absent.status_code, (who, path)
            assert hidden.status_code in {403, 404}
        hidden, absent = [await zone.ask(who, f"GET {API}/documents/{number}") for number in (document, missing)]
        assert (
            (hidden.status_code, hidden.json()["code"])
            == (absent.status_code, absent.json()["code"])
            == (
                404,
                "paper.unknown",
            )
        )
        listed = (await zone.ask(who, f"GET {API}/documents")).json()
        assert document not in {one["id"] for one in listed}


async def test_a_stolen_signature_of_a_worker_sends_nothing(zone: SectorWorld) -> None:
    document = await zone.sector.drafts()
    await zone.sector.puts(document)
    act = (await zone.ask("head", f"POST {API}/consents/prepare", {"document": str(document)})).json()["id"]
    for who in ("worker", "other worker", "centre"):
        assert (await zone.ask(who, f"POST {API}/consents", zone.signed(who, act))).status_code in {403, 410}
    done = await zone.ask("head", f"POST {API}/consents", zone.signed("head", act))
    assert (done.status_code, done.json()["stage"]) == (201, "sent")
    again = await zone.ask("head", f"POST {API}/consents", zone.signed("head", act))
    assert again.status_code in {409, 410}, "a signature counts once"
