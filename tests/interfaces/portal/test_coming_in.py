"""Coming in and going out, as a browser without script does it."""

from __future__ import annotations

import re

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.views.people import Stage
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import DEVICE_ANSWER, FakeDesk
from interfaces.portal.made_up_problems import CODE, GOOD_SIGNATURE
from interfaces.portal.reading_pages import pasted, token_in, words_of

Client = AsyncTestClient[Litestar]


def act_in(page: str) -> str:
    """The act a page offers for signature."""
    found = re.search(r'name="act" value="([^"]+)"', page)
    assert found is not None
    return found[1]


async def signed(client: Client, path: str, signature: bytes = GOOD_SIGNATURE) -> str:
    """Sign what a page offers and return the page that follows."""
    page = (await client.get(path)).text
    sent = {"_csrf_token": token_in(page), "act": act_in(page), "cms": pasted(signature)}
    return (await client.post(path, data=sent)).text


async def test_an_officer_comes_in_by_signature_and_code(desk: FakeDesk, client: Client) -> None:
    client.cookies.set("almasu-language", "en")
    page = await signed(client, "/sign-in")
    assert "+7 7** *** ** 12" in page
    before = client.cookies[SETTINGS.session_cookie]
    desk_page = await client.post("/sign-in/code", data={"_csrf_token": token_in(page), "code": "123 456"})
    assert desk_page.url.path == "/"
    assert client.cookies[SETTINGS.session_cookie] != before
    assert before not in desk.sessions


async def test_an_overdue_password_is_confirmed_on_the_way_in(desk: FakeDesk, client: Client) -> None:
    desk.password_overdue = True
    page = await signed(client, "/sign-in")
    refused = await client.post("/sign-in/code", data={"_csrf_token": token_in(page), "code": "123456"})
    assert refused.status_code == 403
    assert 'action="/sign-in/eds-password"' in refused.text
    again = await client.post("/sign-in/eds-password", data={"_csrf_token": token_in(refused.text)})
    assert again.url.path == "/sign-in/code"
    inside = await client.post("/sign-in/code", data={"_csrf_token": token_in(again.text), "code": "123456"})
    assert inside.url.path == "/"


async def test_whoever_has_a_device_bound_comes_in_by_it_and_is_sent_no_code(desk: FakeDesk, client: Client) -> None:
    desk.bound = True
    client.cookies.set("almasu-language", "en")
    page = await signed(client, "/sign-in")
    assert "By fingerprint or face" in page
    assert "device.js" in page
    assert "+7 7** *** ** 12" not in page
    refused = await client.post("/sign-in/device", data={"_csrf_token": token_in(page), "answer": "{}"})
    assert refused.status_code == 403
    assert 'id="answer-wrong"' in refused.text
    sent = {"_csrf_token": token_in(refused.text), "answer": DEVICE_ANSWER}
    assert (await client.post("/sign-in/device", data=sent)).url.path == "/"


async def test_a_lapsed_workplace_leads_to_its_card_and_nowhere_else(desk: FakeDesk, client: Client) -> None:
    session = desk.at(Stage.WORKPLACE)
    client.cookies.set(SETTINGS.session_cookie, session)
    for path in ("/", "/requests", "/requests/new"):
        answer = await client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account/workplace")


async def test_at_first_entry_nothing_but_the_consent_opens(desk: FakeDesk, client: Client) -> None:
    desk.consent_signed = False
    page = await signed(client, "/sign-in")
    entered = await client.post("/sign-in/code", data={"_csrf_token": token_in(page), "code": CODE})
    assert entered.url.path == "/consent"
    for path in ("/", "/requests", "/requests/new", "/sign-in/code"):
        assert (await client.get(path)).url.path == "/consent", path
    assert "Almasu" in await signed(client, "/consent")
    assert (await client.get("/")).url.path == "/"


async def test_a_wrong_code_keeps_the_page_and_says_what_to_do(desk: FakeDesk, client: Client) -> None:
    client.cookies.set("almasu-language", "en")
    client.cookies.set(SETTINGS.session_cookie, desk.at(Stage.CODE))
    page = (await client.get("/sign-in/code")).text
    answer = await client.post("/sign-in/code", data={"_csrf_token": token_in(page), "code": "000000"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert 'value="000000"' in answer.text
    assert "Type the code of the last message." in words_of(answer.text)


@pytest.mark.parametrize(
    ("cms", "said"),
    [
        (pasted(b"other"), "The term of the key has ended."),
        ("", "No signature came"),
        ("это не подпись", "What was pasted is not a signature"),
    ],
)
async def test_a_signature_that_does_not_do_is_named_with_its_remedy(client: Client, cms: str, said: str) -> None:
    client.cookies.set("almasu-language", "en")
    page = (await client.get("/sign-in")).text
    answer = await client.post("/sign-in", data={"_csrf_token": token_in(page), "act": act_in(page), "cms": cms})
    assert answer.status_code == 422
    assert said in answer.text
    assert act_in(answer.text) == act_in(page)


async def test_a_pem_signature_is_read(client: Client) -> None:
    page = (await client.get("/sign-in")).text
    pem = f"-----BEGIN CMS-----\r\n{pasted(GOOD_SIGNATURE)}\r\n-----END CMS-----\r\n"
    answer = await client.post("/sign-in", data={"_csrf_token": token_in(page), "act": act_in(page), "cms": pem})
    assert answer.url.path == "/sign-in/code"


async def test_a_code_asked_too_soon_is_refused_on_the_same_page(desk: FakeDesk, client: Client) -> None:
    client.cookies.set("almasu-language", "en")
    client.cookies.set(SETTINGS.session_cookie, desk.at(Stage.CODE))
    page = (await client.get("/sign-in/code")).text
    answer = await client.post("/sign-in/code/again", data={"_csrf_token": token_in(page)})
    assert answer.status_code == 429
    assert "It is too early for another code." in answer.text


async def test_signing_out_ends_the_session_everywhere(desk: FakeDesk, officer: Client) -> None:
    page = (await officer.get("/")).text
    await officer.post("/sign-out", data={"_csrf_token": token_in(page)})
    assert all(session.stage is Stage.PROVING for session in desk.sessions.values())


async def test_a_blocked_officer_is_out_at_the_next_page(desk: FakeDesk, officer: Client) -> None:
    desk.blocked = True
    answer = await officer.get("/requests/new", follow_redirects=False)
    assert answer.headers["location"] == "/sign-in"


async def test_a_visit_opened_again_stays_the_same_session_and_goes_on_once_it_is_proved(
    desk: FakeDesk, client: Client
) -> None:
    for _ in range(3):
        assert (await client.get("/visit")).status_code == 200
    assert len(desk.sessions) == 1
    page = (await client.get("/visit")).text
    sent = {"_csrf_token": token_in(page), "act": act_in(page), "cms": pasted(GOOD_SIGNATURE)}
    for answer in (
        await client.post("/visit", data=sent, follow_redirects=False),
        await client.get("/visit", follow_redirects=False),
    ):
        assert answer.headers["location"] == "/applications"
    assert len(desk.sessions) == 1


async def test_a_visit_whose_session_is_over_begins_anew(desk: FakeDesk, client: Client) -> None:
    await client.get("/visit")
    desk.sessions.clear()
    assert (await client.get("/visit")).status_code == 200
    assert len(desk.sessions) == 1
