"""The matrix of the exchange between states: every address, page and deed, tried by every role, in every language."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
import pytest_asyncio
from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.conftest import StoppedClock
from actions.interstate.conftest import FSB, INTERIOR, PEOPLE, State, asked_for, state_at
from almasu.interfaces.addresses_of_interstate import (
    EVERYBODY_IN_INTERSTATE,
    PEOPLE_OF_INTERSTATE,
    PLACES_OF_INTERSTATE,
    PROGRAMS_OF_INTERSTATE,
)
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.portal.offices.office import Deed, Office
from almasu.interfaces.portal.offices_of_interstate import interstate_offices
from almasu.interfaces.site import site
from almasu.kernel.interstate.secrecy_terms import TERMS
from almasu.law.text import Language
from interfaces.portal.reading_pages import clean_words, token_in
from powers.conftest import fresh
from powers.interstate_things import WORDS, settled_things
from powers.sector_things import put_in
from powers.test_sector import FROM_LISTED, LEFT_TO_THE_FRAME, SIGNED, plain
from powers.zone_app import BeforeZone, running_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
ROLES = {name: PEOPLE["KZ"][name][1] for name in ("officer", "head", "keeper")}
FILES = ("/cis/nodes/card", "/cis/packets/{packet}/print", "/cis/differences/{difference}/file")
NOBODYS = str(uuid4())
BODIES: dict[str, object] = {
    "/cis/bodies/prepare": {
        "id": "x",
        "party": "RU",
        "kind": "competent",
        "name": {"kk": "", "ru": "", "en": ""},
        "since": "2020-01-01",
        "ground": "нота",
    },
    "/cis/notices/prepare": {
        "party": "TJ",
        "notice": {"kind": "accession", "received_on": "2020-01-01", "document": "письмо"},
    },
    "/cis/systems/prepare": {
        "id": "bank",
        "name": {"kk": "Банк", "ru": "Банк данных", "en": "Data bank"},
        "tasks": "задачи",
        "owner": "cis-atc",
        "holder": "cis-atc",
        "users": [],
        "card": None,
        "ground": "положение",
    },
    "/cis/nodes/prepare": {"card": "{}"},
    "/cis/nodes-shut/prepare": {"node": "interstate/ru", "reason": WORDS},
    "/cis/nodes-changed/prepare": {"card": "{}", "reason": WORDS},
    "/cis/bags": {"node": "interstate/ru", "number": "1", "seal": "2", "courier": "К"},
    "/cis/bags/unloaded": {"file": "AAAA"},
    "/cis/bags/receipts": {"file": "AAAA"},
    "/cis/bags/lost": {"node": "interstate/ru"},
    "/cis/differences": {"file": "AAAA"},
    "/cis/workers/prepare": {
        "body": "kz-knb",
        "role": "cis_officer",
        "iin": "1",
        "surname": "А",
        "given_name": "Б",
        "patronymic": "",
        "position": "В",
    },
    "/cis/requests/drafts": msgspec.to_builtins(asked_for()),
    "/cis/requests/{case}/reviews": {"review_on": "2030-01-01"},
    "/cis/requests/{case}/draft": msgspec.to_builtins(asked_for()),
    "/cis/requests/prepare": {"draft": NOBODYS},
    "/cis/mailboxes/prepare": {"address": "duty@example.kz"},
    "/cis/mailboxes-closed/prepare": {"mailbox": NOBODYS},
    "/cis/packets-entered/prepare": {
        "theirs": "1",
        "dated": "2026-01-01",
        "came_at": "2026-01-02T00:00:00Z",
        "courier": "К",
        "document": "0",
        "says": {"type": "withdrawn", "case": NOBODYS},
    },
    "/cis/packets-confirmed/prepare": {"packet": NOBODYS, "document": "0" * 64},
    "/cis/packets/{packet}/hand-over": {"courier": "К", "seal": ""},
    "/cis/packets/{packet}/receipt": {"taken_by": "К", "taken_at": "2026-01-02T00:00:00Z", "scan": "0"},
    "/cis/blind": {"requested": FSB, "subjects": ["1"], "purpose": WORDS},
    "/cis/tellings/prepare": {"case": NOBODYS, "outcomes": {}},
    "/cis/conditions/prepare": {"case": NOBODYS, "item": 1},
    "/cis/withdrawals/prepare": {"case": NOBODYS},
    "/cis/consents/prepare": {"case": NOBODYS, "recipients": [INTERIOR]},
    "/cis/consents-back/prepare": {"case": NOBODYS, "act": NOBODYS},
    "/cis/requests/{case}/disclosures": {"body": INTERIOR},
    "/cis/offers/prepare": {"receiving": FSB, "subject": "terrorism", "matter": "event", "purpose": WORDS},
    "/cis/offer-answers/prepare": {"offer": NOBODYS, "state": "wanted"},
    "/cis/handings-over/prepare": {"offer": NOBODYS, "content": WORDS},
    "/cis/items/{item}/openings": {"purpose": WORDS},
    "/cis/items/{item}/exports": {"purpose": WORDS},
    "/cis/items/{item}/prints": {"purpose": WORDS},
    "/cis/equal-marks/prepare": {"item": NOBODYS, "place": 1, "equal": "құпия"},
    "/cis/onward/prepare": {"item": NOBODYS, "to": INTERIOR, "purpose": WORDS, "until": "2030-01-01"},
    "/cis/onward-answers/prepare": {
        "onward": NOBODYS,
        "answer": {"type": "declined", "ground": "owner", "reason": WORDS},
    },
    "/cis/onward-back/prepare": {"onward": NOBODYS},
    "/cis/consultations/prepare": {"invited": FSB, "topic": "joint", "about": WORDS, "on": "2030-01-01"},
    "/cis/consultation-answers/prepare": {"consultation": NOBODYS, "agrees": True},
    "/cis/minutes/prepare": {
        "consultation": NOBODYS,
        "minutes": {"sha256": "0" * 64, "held_on": "2026-01-01", "result": "settled"},
    },
    "/cis/acts/prepare": {
        "act": {"kind": "protocol", "number": "1", "name": "Протокол", "state": "", "adopted_on": "2026-01-01"},
    },
    "/cis/passings-on/prepare": {"onward": NOBODYS},
}


@dataclass(repr=False)
class InterstateWorld(BeforeZone):
    """A program or a browser in front of a state's node."""

    state: State
    client: AsyncTestClient[Litestar]
    app: Litestar
    offices: tuple[Office, ...]
    things: Mapping[str, str]

    def things_of(self, who: str) -> Mapping[str, str]:
        """What was opened is shown to whoever opened it."""
        return {**self.things, "opening": self.things.get(f"opening of {who}", self.things["opening of officer"])}

    @property
    def tokens(self) -> Mapping[str, str]:
        """The session of each of the zone's people."""
        return self.state.tokens


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def between_states(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[InterstateWorld]:
    async with fresh(postgres_url, template, database_names) as (database, url):
        folder = Path(tmp_path_factory.mktemp("interstate"))
        state = await state_at("KZ", database, folder, StoppedClock())
        running = running_of(state.world, folder, url, "interstate")
        app = site(running)
        async with AsyncTestClient(app) as client:
            offices = interstate_offices(running).offices
            yield InterstateWorld(state, client, app, offices, await settled_things(state, folder))


async def test_every_address_of_the_zone_has_a_power_or_is_for_everybody(between_states: InterstateWorld) -> None:
    served = {
        f"{method} {plain(route.path)}"
        for route in between_states.app.routes
        for method in set(getattr(route, "methods", ())) - LEFT_TO_THE_FRAME
    }
    places = {
        plain(way.place) for office in between_states.offices for way in (*office.pages, *office.deeds, *office.files)
    }
    assert places == set(PLACES_OF_INTERSTATE)
    offices = {one for one in served if one.split(" ")[1].removesuffix("/sign/{act}") in places}
    known = {*PROGRAMS_OF_INTERSTATE, *PEOPLE_OF_INTERSTATE, *EVERYBODY_IN_INTERSTATE}
    assert {one for one in served - known - offices if not FROM_LISTED.fullmatch(one)} == set()
    assert known - served == set(), "there is no such address any more"


@pytest.mark.parametrize("who", ROLES)
async def test_every_address_of_programs_is_its_roles_alone(between_states: InterstateWorld, who: str) -> None:
    world = between_states
    for address, power in PROGRAMS_OF_INTERSTATE.items():
        method, path = address.split(" ", 1)
        if power.name.startswith("entry."):
            continue
        body = BODIES.get(path.removeprefix(API), SIGNED if method == "POST" and "{" not in path else None)
        place = put_in(path, world.things)
        answer = await world.ask(who, f"{method} {place}", body)
        told = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        code = told.get("code", "") if isinstance(told, dict) else ""
        assert answer.status_code < 500, f"{who}: {address}: {answer.text[:300]}"
        if ROLES[who] in power.roles:
            assert code != "account.role", f"{who}: {address}"
        elif body is SIGNED:
            assert code == "signature.act_gone", f"{who}: {address}"
        else:
            assert (answer.status_code, code) == (403, "account.role"), f"{who}: {address}: {answer.text[:200]}"
        assert (await world.ask("", f"{method} {place}", body)).status_code == 401, address


@pytest.mark.parametrize("who", ROLES)
async def test_every_page_and_deed_is_its_roles_alone(between_states: InterstateWorld, who: str) -> None:
    world = between_states
    for office in world.offices:
        for way in (*office.pages, *office.deeds):
            place = put_in(plain(way.place), world.things_of(who))
            roles = office.roles & way.roles if isinstance(way, Deed) else office.roles
            allowed = ROLES[who] in roles
            assert allowed == (ROLES[who] in PLACES_OF_INTERSTATE[plain(way.place)].roles), way.place
            answer = await world.open(who, place)
            assert answer.status_code == (200 if allowed else 403), f"{who}: {place}: {answer.text[:300]}"
            assert (await world.open("", place)).status_code == 303, place


@pytest.mark.parametrize("language", Language)
async def test_no_page_says_a_word_of_another_language(between_states: InterstateWorld, language: Language) -> None:
    world = between_states
    for who, role in ROLES.items():
        places = [place for place, power in PLACES_OF_INTERSTATE.items() if role in power.roles]
        for place in (
            "/",
            "/help",
            *(put_in(place, world.things_of(who)) for place in places if place not in FILES),
        ):
            page = await world.open(who, place, language)
            assert page.status_code == 200, (who, place)
            assert clean_words(page.text, language) == [], (who, place, language)
    assert clean_words((await world.open("", "/sign-in", language)).text, language) == []


async def test_the_exchange_is_free_of_charge_and_says_so(between_states: InterstateWorld) -> None:
    page = await between_states.open("officer", f"/cis/requests/{between_states.things['case']}")
    assert "the exchange is free of charge" in page.text


async def test_the_terms_of_secrecy_name_the_agreement_of_2013(between_states: InterstateWorld) -> None:
    page = await between_states.open("officer", "/cis/acts")
    assert page.text.count("Agreement on protection of secret information within the CIS of 25.10.2013") == len(TERMS)


async def test_what_the_other_side_did_not_accept_is_shown_to_its_body_alone(between_states: InterstateWorld) -> None:
    world, case = between_states, between_states.things["case"]
    for place in ("/", f"/cis/requests/{case}"):
        page = (await world.open("officer", place)).text
        assert ("Not accepted by the other side" in page, "consent to disclosure" in page) == (True, True), place
    assert "cis.not_in_force" in page
    for address in ("/cis/not-taken", f"/cis/not-taken?paper={case}"):
        told = [(await world.ask(who, f"GET {API}{address}")).json() for who in ("head", "stranger")]
        assert ([one["code"] for one in told[0]], told[1]) == (["cis.not_in_force"], []), address


async def test_an_item_is_printed_in_each_language_for_its_purpose_alone_and_no_other_body_gets_it(
    between_states: InterstateWorld,
) -> None:
    world, place = between_states, f"POST {API}/cis/items/{between_states.things['item']}/prints"
    made = [await world.ask("officer", place, {"purpose": WORDS, "language": language.value}) for language in Language]
    for answer in made:
        assert (answer.status_code, answer.headers["content-type"]) == (201, "application/octet-stream")
        assert answer.content.startswith(b"%PDF-")
    assert len({answer.content for answer in made}) == len(Language)
    for who, purpose, status in (("officer", "другая цель", 403), ("stranger", WORDS, 404)):
        refused = await world.ask(who, place, {"purpose": purpose})
        assert (refused.status_code, b"%PDF-" in refused.content) == (status, False), refused.text


async def test_of_papers_about_a_request_only_those_that_may_come_are_offered_and_each_has_its_own_form(
    between_states: InterstateWorld,
) -> None:
    world, case = between_states, between_states.things["case"]
    chosen = await world.open("head", f"/cis/packets/came/{case}")
    kinds = re.findall(rf"/cis/packets/came/{case}/([a-z-]+)", chosen.text)
    assert kinds == ["outcomes", "incomplete"], "we asked: a notice may come, or the request back"
    forms = {one: (await world.open("head", f"/cis/packets/came/{case}/{one}")).text for one in (*kinds, "consent")}
    named = {kind: set(re.findall(r'name="([a-z_]+)"', text)) for kind, text in forms.items()}
    assert "missing" in named["incomplete"] - named["outcomes"]
    assert "outcome_a" in named["outcomes"] - named["incomplete"]
    assert "theirs" not in named["consent"]
    assert "cannot come now" in forms["consent"]


async def test_a_foreign_request_is_as_absent_as_a_missing_one(between_states: InterstateWorld) -> None:
    world = between_states
    case = world.things["case"]
    told = [await world.ask("stranger", f"GET {API}/cis/requests/{one}") for one in (case, str(uuid4()))]
    pages = [await world.open("stranger", f"/cis/requests/{one}") for one in (case, str(uuid4()))]
    assert [one.status_code for one in (*told, *pages)] == [404] * 4
    foreign, missing = ({**one.json(), "instance": ""} for one in told)
    assert foreign == missing


async def test_a_file_that_is_no_bag_and_a_card_that_does_not_hold_are_refused_on_their_pages(
    between_states: InterstateWorld,
) -> None:
    world, token = between_states, between_states.state.tokens["keeper"]
    for place, form, files, words in (
        (
            "/cis/bags/came",
            {},
            {"file": ("bag.bin", b"almasu bag 1\nno bag", "application/octet-stream")},
            "not for this",
        ),
        ("/cis/bags/came", {}, {}, "File of the bag"),
        ("/cis/bags/receipt", {}, {"file": ("bag.bin", b"x", "application/octet-stream")}, "not for this"),
        ("/cis/nodes/change", {"card": "{}", "reason": WORDS}, {}, "card"),
    ):
        page = await world.open("keeper", place)
        kept = [one.partition(";")[0] for one in page.headers.get_list("set-cookie")]
        cookies = "; ".join([f"almasu-session={token}", "almasu-language=en", *kept])
        told = {"data": {"_csrf_token": token_in(page.text), **form}, "files": files or {"none": ("", b"")}}
        answer = await world.client.post(place, headers={"cookie": cookies}, follow_redirects=False, **told)
        assert (answer.status_code, words in answer.text) == (422, True), (place, answer.text[:2000])


async def test_what_a_courier_brought_beside_requests_is_typed_on_pages_and_read_before_it_is_signed(
    between_states: InterstateWorld,
) -> None:
    world, token = between_states, between_states.state.tokens["head"]
    came = {
        "theirs": "8/1",
        "dated": "2020-01-01",
        "came_at": "2020-01-02T10:00",
        "courier": "Сидоров",
        "document": "ab" * 32,
        "purpose": WORDS,
    }
    typed = {
        "offer": {"giving": "by-kgb", "subject": "terrorism", "matter": "event"},
        "invitation": {"inviting": "by-kgb", "topic": "joint", "about": WORDS, "on": "2030-01-01"},
        "information": {
            "holder": "by-kgb",
            "owner": FSB,
            "item": "9",
            "consent": "4",
            "until": "2030-01-01",
            "content": WORDS,
        },
    }
    for name, form in typed.items():
        page = await world.open("head", f"/cis/packets/{name}")
        kept = [one.partition(";")[0] for one in page.headers.get_list("set-cookie")]
        told = {"_csrf_token": token_in(page.text), **came, **form}
        for language in Language:
            cookies = "; ".join([f"almasu-session={token}", f"almasu-language={language.value}", *kept])
            how: dict[str, Any] = {"headers": {"cookie": cookies}, "follow_redirects": False}
            answer = await world.client.post(f"/cis/packets/{name}", data=told, **how)
            assert answer.status_code == 303, answer.text[:3000]
            answer = await world.client.get(answer.headers["location"], **how)
            assert WORDS in answer.text
            assert "says/" not in answer.text, "every line of the act has a name"
            assert ">by-kgb<" not in answer.text, "a body is read by its name"
            assert clean_words(answer.text, language) == [], (name, language)
