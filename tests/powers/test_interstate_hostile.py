"""The exchange between states under hostile hands: numbers, cursors, forms, characters and files of others."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
import pytest_asyncio

from actions.interstate.conftest import FSB, asked_for, number
from almasu.actions.interstate.deliver import deliver
from almasu.actions.interstate.see_cases import cases, one_case
from almasu.actions.interstate.seek import Sought
from almasu.actions.turn_pages import listing
from almasu.interfaces.addresses_of_interstate import PLACES_OF_INTERSTATE, PROGRAMS_OF_INTERSTATE
from almasu.interfaces.addresses_of_programs import API
from almasu.kernel.interstate.asking import Missing
from almasu.kernel.interstate.parcels import SECRET_WORDS, Arrived
from almasu.kernel.page import Collection, Place
from powers.interstate_hostile import FOREIGN, OWNERS, Hostile, hostile_world
from powers.interstate_things import WORDS
from powers.secret_by_pages import CONTENT, DECISION, asked_of_us, signs
from powers.test_bad_input import BAD, MUST_REFUSE, controls_in, filled, wrong_with
from powers.test_interstate import BODIES, NOBODYS, ROLES
from powers.test_sector import SIGNED, plain

pytestmark = pytest.mark.asyncio(loop_scope="session")
FEW = ("guest",)
"""Whom every run tries; the others are of a trial."""
NAMED = re.compile(r"\{(\w+)\}")
VARIES = re.compile(rb'[0-9a-f]{64,}|sha256-[\w+/=]+|data-bytes="[^"]+"|name="act" value="[^"]+"')
TYPED = {
    "requested": FSB, "way": "one_time", "subject": "terrorism", "basis": "дело № 18 о терроризме", "matter_1": "fact",
    "words_1": "сведения о въезде лица", "purpose": "раскрытие тяжкого преступления",
}  # fmt: skip
"""A complete request, as an officer types it."""
HIDDEN = {"bidi": "\u202e", "zero width": "\u200b", "joiner": "\u200d", "NUL": "\x00", "half": "\ud800"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def hostile(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Hostile]:
    folder = Path(tmp_path_factory.mktemp("hostile"))
    async with hostile_world(postgres_url, template, database_names, folder) as world:
        yield world


def told(answer: Any, numbers: Mapping[str, str]) -> tuple[int, bytes, str]:
    """What somebody is told, without what is random and the numbers they asked by."""
    headers = repr(sorted((name, value) for name, value in answer.headers.items() if name != "set-cookie"))
    whole = VARIES.sub(b"*", answer.content + headers.encode())
    for name, one in numbers.items():
        whole = whole.replace(one.encode(), name.encode())
    return answer.status_code, whole, answer.headers.get("location", "")


def bodies_of_numbers() -> list[tuple[str, Any]]:
    """The addresses of programs whose bodies name something, with what they send."""
    return [(path, body) for path, body in BODIES.items() if NOBODYS in json.dumps(body, default=str)]


def with_numbers(body: Any, numbers: Mapping[str, str], name: str = "") -> Any:
    """A body with the number of the thing that each of its fields names."""
    match body:
        case dict():
            return {key: with_numbers(value, numbers, key) for key, value in body.items()}
        case list() | tuple():
            return [with_numbers(one, numbers, name) for one in body]
        case str() if body == NOBODYS:
            return numbers[{"draft": "case"}.get(name, name)]
        case _:
            return body


@pytest.mark.parametrize("who", [pytest.param(one, marks=() if one in FEW else pytest.mark.trial) for one in FOREIGN])
async def test_a_foreign_number_is_nobodys_at_every_address(hostile: Hostile, who: str) -> None:
    """Pages, forms, files and programs: what another body has is told as what nobody has."""
    real = hostile.things_of("head")
    instead = {number: str(uuid4()) for number in real.values()}
    nobodys = {name: instead[number] for name, number in real.items()}
    compared = 0
    for place in (one for one in PLACES_OF_INTERSTATE if "{" in one):
        seen = []
        for numbers in (real, nobodys):
            path = NAMED.sub(lambda found, numbers=numbers: numbers[found[1]], place)
            opened, sent = await hostile.open(who, path), await hostile.sends(who, path, {"purpose": WORDS})
            signed = await hostile.sends(who, f"{path}/sign/{numbers['act']}", {"act": numbers["act"], "cms": "AAAA"})
            seen.append([told(one, numbers) for one in (opened, sent, signed)])
        assert seen[0] == seen[1], (who, place)
        assert all(status in (403, 404, 405, 410) for status, *_ in seen[0]), (who, place, [one[0] for one in seen[0]])
        compared += 3
    for address in PROGRAMS_OF_INTERSTATE:
        method, path = address.split(" ", 1)
        body = BODIES.get(path.removeprefix(API), SIGNED if method == "POST" else None)
        if "{" not in path and body is not SIGNED and (path.removeprefix(API), body) not in bodies_of_numbers():
            continue
        seen = []
        for numbers in (real, nobodys):
            place = NAMED.sub(lambda found, numbers=numbers: numbers[found[1]], path)
            sent = {**SIGNED, "act": numbers["act"]} if body is SIGNED else with_numbers(body, numbers)
            seen.append(told(await hostile.ask(who, f"{method} {place}", sent), numbers))
        assert seen[0] == seen[1], (who, address)
        assert seen[0][0] in (400, 403, 404, 410, 422), (who, address, seen[0])
        compared += 1
    assert compared > 100


LISTS = {
    "/cis/requests": (Collection.CIS_CASES, Sought().filters(), "older"),
    "/cis/offers": (Collection.CIS_OFFERS, Sought().filters(), "older"),
    "/cis/items": (Collection.CIS_ITEMS, Sought().filters(), "older"),
    "/cis/packets": (Collection.CIS_PACKETS, ("out",), "older"),
    "/cis/acts": (Collection.CIS_ACTS, ("",), "older"),
    "/cis/consultations": (Collection.CIS_CONSULTATIONS, (), "older"),
    "/cis/onward": (Collection.CIS_ONWARD, (), "older"),
}
BY_NUMBER = ("/cis/requests", "/cis/offers", "/cis/items")
FORGED = ("A" * 56, "x", "\u202e", "A" * 10_000, "../..", "' or 1=1 --", "%00")


async def test_a_cursor_serves_its_reader_its_list_and_its_search_alone(hostile: Hostile) -> None:
    state, at = hostile.state, hostile.state.now()
    for place, (collection, filters, name) in LISTS.items():
        account = str(state.accounts["officer"].id)
        cursor = listing(state.node, account, collection, *filters).cursor(Place(at, UUID(int=5)))
        api = {"/cis/packets": "/cis/packets/outgoing"}.get(place, place)
        assert (await hostile.open("officer", f"{place}?{name}={cursor}")).status_code == 200, place
        assert (await hostile.ask("officer", f"GET {API}{api}?after={cursor}")).status_code == 200, place
        for who in ("head", "stranger", "guest"):
            for forged in (cursor, "A" * 56):
                assert (await hostile.open(who, f"{place}?{name}={forged}")).status_code == 404, (who, place)
                assert (await hostile.ask(who, f"GET {API}{api}?after={forged}")).status_code == 404, (who, place)
        for other in (one for one in LISTS if one != place):
            assert (await hostile.open("officer", f"{other}?older={cursor}")).status_code == 404, (place, other)
        if place in BY_NUMBER:
            assert (await hostile.open("officer", f"{place}?number=a&{name}={cursor}")).status_code == 404
            assert (await hostile.ask("officer", f"GET {API}{api}?number=a&after={cursor}")).status_code == 404
        for forged in (*FORGED, cursor[:-1], cursor.swapcase()) if place == "/cis/items" else (cursor[:-1],):
            assert (await hostile.open("officer", f"{place}?{name}={forged}")).status_code in (404, 422), forged[:20]
            told = await hostile.ask("officer", f"GET {API}{api}?after={forged}")
            assert told.status_code in (400, 404, 422), forged


@pytest.mark.trial
async def test_no_search_is_a_fault(hostile: Hostile) -> None:
    words = ("%", "'", "%00", "%ED%A0%80", "\u202e", "9" * 400, "=1+1", "<b>", "{}")
    for place, word in product(("/cis/requests", "/cis/offers", "/cis/items", "/cis/acts"), words):
        asked = "&".join(f"{name}={word}" for name in ("number", "subject", "since", "until", "search"))
        for query in (asked, f"number={word}&search={word}"):
            page = await hostile.open("officer", f"{place}?{query}")
            said = await hostile.ask("officer", f"GET {API}{place}?{query}")
            assert max(page.status_code, said.status_code) < 500, (place, query)
            assert "<b>" not in page.text
            assert "html" not in said.headers["content-type"]


async def test_no_form_is_taken_without_the_token_of_its_own_browser(hostile: Hostile) -> None:
    _, foreign = await hostile.forms.cookie_of("stranger")
    deeds = [plain(deed.place) for office in hostile.offices for deed in office.deeds]
    before = hostile.kept()
    for place in deeds:
        path = NAMED.sub(lambda found: hostile.things[found[1]], place)
        for end, token in product(("", f"/sign/{hostile.things['act']}"), ("", foreign)):
            sent = {"act": hostile.things["act"], "cms": "AAAA", "_csrf_token": token, "purpose": WORDS}
            answer = await hostile.sends("head", path + end, sent, token=token)
            assert answer.status_code in ((403, 404) if end else (403,)), (path + end, token[:4])
            assert "location" not in answer.headers
    answer = await hostile.sends("head", "/sign-out", {}, token=foreign)
    assert answer.status_code == 403
    assert hostile.kept() == before, "nothing was written"
    assert len(deeds) > 30


def able(hostile: Hostile) -> list[tuple[str, str]]:
    """Every deed with somebody who has its power, on things that are theirs."""
    found = []
    for office in hostile.offices:
        for deed in office.deeds:
            roles = office.roles & deed.roles
            who = next(name for name in (*OWNERS, "keeper") if ROLES[name] in roles)
            found.append((who, NAMED.sub(lambda one: hostile.things[one[1]], plain(deed.place))))
    return found


VALID: dict[str, tuple[str, dict[str, Any]]] = {
    "/cis/bodies/prepare": (
        "keeper",
        {
            "id": "ru-svr", "party": "RU", "kind": "competent", "since": "2020-01-01", "contact": "тел. 1",
            "ground": "нота", "name": {"kk": "Қызмет", "ru": "Служба", "en": "Service"},
        },
    ),
    "/cis/notices/prepare": ("keeper", BODIES["/cis/notices/prepare"]),
    "/cis/systems/prepare": ("keeper", BODIES["/cis/systems/prepare"]),
    "/cis/workers/prepare": (
        "keeper",
        {
            "body": "kz-knb", "role": "cis_officer", "iin": number("84010130141"), "surname": "АХМЕТОВ",
            "given_name": "АСАН", "patronymic": "ҰЛЫ", "position": "Маман", "phone": "+77010000000",
        },
    ),
    "/cis/requests/drafts": ("officer", msgspec.to_builtins(asked_for(stamp="ДСП", other="сведений больше нет"))),
    "/cis/offers/prepare": ("head", BODIES["/cis/offers/prepare"]),
    "/cis/consultations/prepare": ("head", BODIES["/cis/consultations/prepare"]),
    "/cis/acts/prepare": ("keeper", BODIES["/cis/acts/prepare"]),
    "/cis/mailboxes/prepare": ("head", BODIES["/cis/mailboxes/prepare"]),
}  # fmt: skip
"""What is taken as it stands, by the address of programs that takes it and by whom."""


def leaves(body: Any, *way: str) -> Iterator[tuple[str, ...]]:
    """The ways to every text in a body."""
    match body:
        case dict():
            for name, value in body.items():
                yield from leaves(value, *way, name)
        case str():
            yield way


def spoilt(body: dict[str, Any], way: tuple[str, ...], bad: str) -> dict[str, Any]:
    """A body with something bad in the middle of one text."""
    name, *rest = way
    said = body[name]
    inside = f"{said[:1]}{bad}{said[1:]}" if isinstance(said, str) else spoilt(said, tuple(rest), bad)
    return {**body, name: inside}


@pytest.mark.parametrize("path", VALID)
async def test_no_text_of_a_program_hides_a_character_or_has_no_end(hostile: Hostile, path: str) -> None:
    who, body = VALID[path]
    token = hostile.state.tokens[who]
    for way in leaves(body):
        for name, bad in {**HIDDEN, "huge": "ы" * 20_000}.items():
            sent = json.dumps(spoilt(body, way, bad)).encode()
            headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
            answer = await hostile.client.post(f"{API}{path}", content=sent, headers=headers)
            assert answer.status_code in (400, 404, 422), (path, way, name, answer.status_code, answer.text[:200])
            assert answer.headers["content-type"] == "application/problem+json"
    for strange in ({**body, "stamp_": "ДСП"}, {**body, "": {}}):
        told = await hostile.ask(who, f"POST {API}{path}", strange)
        assert (told.status_code, told.json()["code"]) == (400, "http.unknown_member"), path
    taken = await hostile.ask(who, f"POST {API}{path}", body)
    assert taken.status_code == 201, (path, taken.text[:300])


async def test_what_is_no_form_and_no_json_is_no_fault(hostile: Hostile) -> None:
    kinds = ("text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "")
    data = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
    for path, (who, _) in VALID.items():
        headers = {"authorization": f"Bearer {hostile.state.tokens[who]}"}
        for kind in kinds[:2]:
            answer = await hostile.client.post(f"{API}{path}", content=data, headers={**headers, "content-type": kind})
            assert (answer.status_code, answer.json()["code"]) == (415, "http.not_json"), (path, kind)
            assert "root:" not in answer.text
    for place in ("/cis/requests/new", "/cis/offers/new"):
        for kind in (*kinds, "application/json", "multipart/form-data; boundary=x"):
            answer = await hostile.sends("head", place, None, content=data, headers={"content-type": kind})
            assert 400 <= answer.status_code < 500, (place, kind)


async def test_a_file_is_known_by_its_hash_and_by_nothing_that_its_name_says(hostile: Hostile) -> None:
    """The receipt of a courier is whatever its scan is: HTML, a picture and an archive at once, under any name."""
    place = f"/cis/packets/{hostile.things['packet']}"
    data = b"GIF89a<script>alert(1)</script>PK\x03\x04=cmd|' /C calc'!A0"
    typed = {"courier": "=HYPERLINK(1)", "seal": "<img src=x onerror=alert(1)>", "form": "paper"}
    assert (await hostile.sends("head", f"{place}/hand-over", typed)).status_code in (302, 303)
    noted = {"taken_by": "К", "taken_at": f"{hostile.state.now():%Y-%m-%dT%H:%M:%S%z}", "scan": ""}
    name = 'a";\r\nset-cookie: x=1;../../етс"<b>.html'
    told = await hostile.sends("head", f"{place}/receipt", noted, files={"scan_file": (name, data, "text/html")})
    assert told.status_code in (302, 303), told.text[-2_000:]
    page = await hostile.open("head", place)
    assert hashlib.sha256(data).hexdigest() in page.text
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    given = await hostile.open("head", f"{place}/print")
    assert given.headers["content-disposition"].startswith("attachment;")
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "\n" not in given.headers["content-disposition"]
    huge = await hostile.sends("head", f"{place}/receipt", noted, files={"scan_file": ("a", b"0" * (5 << 20), "a/b")})
    assert huge.status_code in (400, 413, 422)


MORE_BAD = {**BAD, **{name: (BAD["overlong"][0], f"сло{HIDDEN[name]}во и дело") for name in ("zero width", "joiner")}}
REFUSED = MUST_REFUSE | {"zero width", "joiner"}


@pytest.mark.trial
@pytest.mark.timeout(1_800)
async def test_every_form_says_what_is_wrong_and_keeps_what_was_typed(
    hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, bad in MORE_BAD.items():
        monkeypatch.setitem(BAD, name, bad)
    monkeypatch.setattr("powers.test_bad_input.MUST_REFUSE", REFUSED)
    wrong, tried = [], 0
    for who, place in able(hostile):
        page = await hostile.open(who, place)
        hostile.client.cookies.clear()
        controls = controls_in(page.text) if 'id="deed-form"' in page.text else []
        for kind in MORE_BAD if controls else ():
            sent = filled(controls, kind)
            answer = await hostile.sends(who, place, sent)
            if answer.status_code >= 400 and 'id="deed-form"' not in answer.text:
                continue  # an earlier form was taken, and the deed is done
            wrong += [f"{place} ({kind}): {one}" for one in wrong_with(answer, controls, sent, kind)]
        tried += bool(controls)
    assert tried > 25
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("mark", [{"stamp": "Өте құпия"}, {"stamp": "ДСП", "secret": "on"}], ids=["by words", "ticked"])
async def test_a_secret_answer_leaves_by_its_card_item_by_item(hostile: Hostile, mark: dict[str, str]) -> None:
    case = await asked_of_us(hostile)
    place = f"/cis/requests/{case}/tell"
    done = {"outcome_a": "done", "words_a": "сведения направлены документом", "result_a": CONTENT, **mark}
    refused = await hostile.sends("head", place, {"item": "1", **done})
    assert refused.status_code == 422
    assert "cis.secret_content" in refused.text or "who decided" in refused.text
    for item, paper in (("1", "44-с"), ("2", "45-с")):
        sent = await hostile.sends("head", place, {"item": item, **done, **DECISION, "paper": paper})
        assert sent.status_code == 303, sent.text[-3000:]
        shown, after = await signs(hostile, sent.headers["location"])
        for page in (shown, after):
            assert SECRET_WORDS in page
            assert CONTENT not in page
        assert paper in shown
    state = hostile.state
    found = await cases(state.node, state.tokens["head"], state.now())
    (kept,) = (one.case for one in found if one.paper.id == case)
    assert [one.paper for one in kept.releases] == ["44-с", "45-с"], "each item has its own decision"


@pytest.mark.parametrize("mark", [{"stamp": "Совершенно секретно"}, {"secret": "on"}], ids=["by words", "ticked"])
async def test_a_secret_request_is_kept_by_its_card(hostile: Hostile, mark: dict[str, str]) -> None:
    typed = {
        "requested": FSB, "way": "one_time", "subject": "terrorism", "basis": CONTENT, "matter_1": "fact",
        "words_1": CONTENT, "purpose": CONTENT, "other": CONTENT, **mark,
    }  # fmt: skip
    sent = await hostile.sends("officer", "/cis/requests/new", typed)
    assert sent.status_code == 303, sent.text[-3000:]
    page = (await hostile.open("officer", sent.headers["location"])).text
    assert CONTENT not in page
    assert SECRET_WORDS in page
    assert re.search(r"not cleared for this stamp", page), "and it does not leave"


async def test_a_text_under_a_mark_of_secrecy_is_taken_by_no_form(hostile: Hostile) -> None:
    typed = {
        "requested": FSB, "way": "one_time", "subject": "terrorism", "basis": f"Секретно\r\nЭкз. № 1\r\n{CONTENT}",
        "matter_1": "fact", "words_1": "сведения о лице", "purpose": "раскрытие тяжкого преступления",
    }  # fmt: skip
    before = hostile.kept()
    refused = await hostile.sends("officer", "/cis/requests/new", typed)
    assert (refused.status_code, "Secret text is neither written nor kept here" in refused.text) == (422, True)
    offered = {"receiving": FSB, "subject": "terrorism", "matter": "event", "purpose": f"СЕКРЕТНО\n{CONTENT}"}
    assert (await hostile.sends("head", "/cis/offers/new", offered)).status_code == 422
    assert hostile.kept() == before


async def test_what_came_back_as_incomplete_is_written_anew_from_what_it_said(hostile: Hostile) -> None:
    draft = await hostile.sends("officer", "/cis/requests/new", TYPED)
    assert draft.status_code == 303, draft.text[-3000:]
    place = draft.headers["location"]
    await signs(hostile, (await hostile.sends("head", f"{place}/send", {})).headers["location"])
    state = hostile.state
    kept = await one_case(state.node, state.tokens["officer"], UUID(place.rpartition("/")[2]), state.now())
    assert "/anew" not in (await hostile.open("officer", place)).text, "what is under way is not written anew"
    async with state.node.store.transaction() as transaction:
        lacks = Arrived(kept.case.asked.number, state.now(), None, (Missing.PURPOSE,))
        await deliver(state.node, transaction, "RU", lacks, state.now())
    assert f"{place}/anew" in (await hostile.open("officer", place)).text
    form = (await hostile.open("officer", f"{place}/anew")).text
    assert "the purpose" in form, "the form says what the first one lacked"
    for said in (TYPED["basis"], TYPED["words_1"], TYPED["purpose"]):
        assert said in form
    again = await hostile.sends("officer", f"{place}/anew", {**TYPED, "purpose": "установление владельца счёта"})
    assert again.status_code == 303, again.text[-3000:]
    assert again.headers["location"] != place, "a request of its own, with its own number"
