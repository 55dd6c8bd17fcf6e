"""The provision zone under a hostile hand: foreign things, forged forms and places of lists, letters that hide."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.addresses_of_provision import PROGRAMS_OF_PROVISION
from powers.provision_things import BODIES, in_api, things_of
from powers.provision_world import ProvisionWorld
from powers.sector_things import put_in
from powers.test_provision import ROLES
from powers.test_sector import LEFT_TO_THE_FRAME, plain

pytestmark = pytest.mark.asyncio(loop_scope="session")
FOREIGNERS = {"stranger": "responsible", "strange head": "head"}
HIDDEN = ("Мәтін\u202eнітәМ", "Мәтін\x00")
FORGED = ("x", "AAAA", "0" * 400, "../../etc/passwd", "%00", "\u202e")
LISTS = [one for one in PROGRAMS_OF_PROVISION if one.startswith("GET ") and "{" not in one]


def anywhere(place: str) -> str:
    """An address with numbers of nothing in it."""
    return re.sub(r"{\w+}", lambda _: str(uuid4()), place.replace("{way}", "integration"))


async def test_what_is_another_bodys_looks_as_what_is_nobodys(giving: ProvisionWorld) -> None:
    told = []
    for who, like in FOREIGNERS.items():
        things = await things_of(giving, like)
        for address in (one for one in PROGRAMS_OF_PROVISION if "{" in one):
            method, path = address.split(" ", 1)
            body = BODIES.get(path.removeprefix(API))
            answers = [
                await giving.ask(who, f"{method} {place}", body)
                for place in (put_in(path, in_api(things)), anywhere(path))
            ]
            said = [(one.status_code, code_of(one)) for one in answers]
            if said[0] != said[1] or said[0][0] < 400:
                told.append(f"{who}: {address}: {said}")
    assert told == [], "\n".join(told)


async def test_no_form_is_taken_that_no_page_of_ours_gave_out(giving: ProvisionWorld) -> None:
    things = await things_of(giving, "responsible")
    posts = {
        plain(route.path)
        for route in giving.app.routes
        if "POST" in set(getattr(route, "methods", ())) - LEFT_TO_THE_FRAME and not route.path.startswith(API)
    }
    assert len(posts) > 40
    for path in posts:
        for token in ("", "a" * 128):
            headers = {"cookie": f"almasu-session={giving.provision.tokens['responsible']}"}
            place = re.sub(r"{\w+}", lambda _: str(uuid4()), put_in(path, things))
            sent = await giving.client.post(
                place, data={"_csrf_token": token, "why": "x"}, headers=headers, follow_redirects=False
            )
            assert sent.status_code == 403, (path, sent.status_code)


@pytest.mark.parametrize("who", ROLES)
async def test_a_forged_place_of_a_list_opens_nothing(giving: ProvisionWorld, who: str) -> None:
    told = []
    for address in LISTS:
        if ROLES[who] not in PROGRAMS_OF_PROVISION[address].roles:
            continue
        plainly = await giving.ask(who, address)
        for forged in FORGED:
            method, path = address.split(" ", 1)
            answer = await giving.client.request(
                method,
                path,
                params={"after": forged},
                headers={"authorization": f"Bearer {giving.provision.tokens[who]}"},
            )
            is_list = isinstance(plainly.json(), dict) and "next" in plainly.json()
            if answer.status_code >= 500 or (is_list and answer.status_code < 400):
                told.append(f"{address} {forged[:9]!r}: {answer.status_code}")
    assert told == [], "\n".join(told)


async def test_no_program_gets_a_letter_in_that_hides(giving: ProvisionWorld) -> None:
    told, things = [], {who: in_api(await things_of(giving, who)) for who in ROLES}
    for address, power in PROGRAMS_OF_PROVISION.items():
        method, path = address.split(" ", 1)
        body = BODIES.get(path.removeprefix(API), {}) if method == "POST" else {}
        who = next((name for name, role in ROLES.items() if role in power.roles), "")
        for where in (name for name, value in body.items() if isinstance(value, str) and who):
            for hidden in HIDDEN:
                sent = {**body, where: hidden}
                answer = await giving.ask(who, f"{method} {put_in(path, things[who])}", sent)
                if answer.status_code not in (400, 422):
                    told.append(f"{address} {where} {hidden!r}: {answer.status_code}")
        if method == "GET" and who:
            place = f"{put_in(path, things[who])}?after=%00&body=%E2%80%AE"
            answer = await giving.ask(who, f"GET {place}")
            assert code_of(answer) == "request.hidden_character", address
    assert told == [], "\n".join(told)


def code_of(answer: Any) -> str:
    told = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    return str(told.get("code", "")) if isinstance(told, dict) else ""
