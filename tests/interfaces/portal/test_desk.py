"""The desk: what waits by its deadline, the one box, what was just done."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.addresses_of_offices import OF_OFFICES
from almasu.interfaces.portal.desk_of_node.looking import keys_in
from almasu.interfaces.portal.done import Told, cookie_name, done_cookie, done_in
from almasu.interfaces.portal.offices.blocks import Due, Tone
from almasu.interfaces.portal.offices.today import Group, Task, by_deadline, group_of
from almasu.interfaces.portal.offices_of_node.next_steps import NEXT
from almasu.interfaces.portal.views.people import SessionToken
from almasu.kernel.resources import KeyKind
from almasu.law.text import Text
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.portal.made_up_problems import GOOD_SIGNATURE
from interfaces.portal.reading_pages import pasted, token_in, words_of

Client = AsyncTestClient[Litestar]
WORD = Text("сөз", "слово", "word")
NOW = datetime.fromisoformat("2026-11-18T09:00:00+05:00")  # a Wednesday
MINE = SessionToken("mine")
DEED = "/offices/sample/deed"


@pytest.fixture(autouse=True)
def in_english(client: Client) -> None:
    client.cookies.set("almasu-language", "en")


def task(due: str | None) -> Task:
    moment = None if due is None else Due(Tone.PLAIN, WORD, datetime.fromisoformat(f"{due}:00+05:00"))
    return Task(WORD, "/", (), moment)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        ("2026-11-18T08:59", Group.OVERDUE),
        ("2026-11-18T23:59", Group.TODAY),
        ("2026-11-19T00:00", Group.WITHIN_A_WEEK),
        ("2026-11-25T23:59", Group.WITHIN_A_WEEK),
        ("2026-11-26T00:00", Group.LATER),
        (None, Group.ANY_TIME),
    ],
)
def test_work_is_grouped_by_the_days_of_astana(due: str | None, group: Group) -> None:
    assert group_of(task(due).due, NOW) is group


@given(st.lists(st.integers(-500, 500)))
def test_what_is_due_first_stands_first_and_nothing_is_lost(hours: list[int]) -> None:
    tasks = [Task(WORD, "/", (), Due(Tone.PLAIN, WORD, NOW + timedelta(hours=one))) for one in hours]
    told = [one for _, group in by_deadline(tasks, NOW) for one in group]
    assert sorted(map(id, told)) == sorted(map(id, tasks))
    moments = [one.due.due for one in told if one.due is not None]
    assert all(before <= after for before, after in pairwise(moments))


@pytest.mark.parametrize(
    ("typed", "kinds", "wrong"),
    [
        ("860314450216", [KeyKind.IIN], False),
        ("860314450217", [KeyKind.IIN], True),
        ("990340001235", [KeyKind.BIN], True),
        ("123 ABC 02", [KeyKind.PLATE], False),
        ("+7 701 123 45 67", [KeyKind.PHONE], False),
        ("21:318:135:2312", [KeyKind.CADASTRAL_NO], False),
        # Twelve digits, but grouped as no IIN is: the check digit of another number says nothing of it.
        ("21-318-135-2312", [KeyKind.CADASTRAL_NO], False),
        ("ИИН 960 314 450 21", [KeyKind.IIN], True),
        ("Ахметов А. Б.", [KeyKind.PERSON_NAME], False),
        ("?", [], False),
    ],
)
def test_what_is_typed_is_recognised_with_its_check(typed: str, kinds: list[KeyKind], wrong: bool) -> None:
    found = keys_in(typed)
    assert [one.kind for one in found][:1] == kinds
    assert (bool(found) and found[0].wrong is not None) is wrong


@pytest.mark.parametrize(
    ("typed", "place"), [("860314\u200b450216", 7), ("860314450216\u202c", 13), ("ИИН \xad860314450216", 5)]
)
def test_a_character_that_nobody_sees_is_named_with_its_place(typed: str, place: int) -> None:
    [found] = keys_in(typed)
    assert (found.kind, found.value) == (KeyKind.IIN, "860314450216")
    assert found.wrong is not None
    assert found.remedy is not None
    assert f"at place {place}" in found.wrong.en
    assert re.search(r"U\+(200B|202C|00AD)", found.wrong.en)


async def look(officer: Client, typed: str) -> str:
    token = token_in((await officer.get("/")).text)
    found = await officer.post("/look", data={"_csrf_token": token, "subject": typed})
    assert found.status_code == 200, found.text
    assert found.url.path == "/look"
    assert not found.url.query
    return str(found.text)


async def test_the_box_says_what_it_is_and_leads_to_the_composing(officer: Client) -> None:
    page = await look(officer, "860314450216")
    assert "IIN 860314450216 the check digit agrees" in words_of(page)
    assert 'name="subject" value="860314450216"' in page
    assert 'name="subject_kind" value="iin"' in page
    assert "You have sent no request about it" in words_of(page)


async def test_a_wrong_check_digit_is_told_and_leads_nowhere(officer: Client) -> None:
    page = await look(officer, "860314450217")
    assert "the check digit does not agree" in words_of(page)
    assert 'name="subject_kind" value="iin"' not in page


async def test_ones_own_requests_on_it_are_shown(desk: FakeDesk, officer: Client) -> None:
    request = desk.accepted()
    page = await look(officer, desk.requests[request].subject.value)
    assert f'href="/requests/{request}"' in page
    of_a_task = words_of(await look(officer, desk.requests[request].task))
    assert "Your task:" in of_a_task
    assert "Not recognised" not in of_a_task


async def test_the_box_by_its_bare_address_leads_to_the_desk(officer: Client) -> None:
    assert (await officer.get("/look")).url.path == "/"


async def test_a_signed_deed_is_told_once_on_the_page_it_leads_to(officer: Client, office: MadeUpOffice) -> None:
    form = {"_csrf_token": token_in((await officer.get(DEED)).text), "line": "a", "long": "b", "day": "2026-11-20"}
    check = await officer.post(DEED, data=form | {"one": "a"})
    act = check.url.path.rpartition("/")[2]
    sent = {"_csrf_token": form["_csrf_token"], "act": act, "cms": pasted(GOOD_SIGNATURE)}
    done = words_of((await officer.post(check.url.path, data=sent)).text)
    assert "Done:" in done
    assert act in done
    assert "Done:" not in words_of((await officer.get("/offices/sample")).text)


def test_nobody_elses_word_stands_in_the_notice() -> None:
    offices = MadeUpOffice().offices()
    cookie = done_cookie(Told(DEED, NOW, "act", "leaf", "receipt"), MINE, SETTINGS)
    value = str(cookie.value)
    assert cookie.key == cookie_name(SETTINGS)
    told = done_in(value, MINE, offices, SETTINGS)
    assert told is not None
    assert (told.leaf, told.receipt) == ("leaf", "receipt")
    assert done_in(value, SessionToken("other"), offices, SETTINGS) is None
    assert done_in("x" + value, MINE, offices, SETTINGS) is None
    assert done_in("", MINE, offices, SETTINGS) is None
    gone = str(done_cookie(Told("/offices/gone", NOW), MINE, SETTINGS).value)
    assert done_in(gone, MINE, offices, SETTINGS) is None


def test_every_next_step_is_of_a_deed_that_there_is() -> None:
    assert {place.replace(":uuid", "") for place in NEXT} <= set(OF_OFFICES)
