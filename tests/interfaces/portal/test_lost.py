"""An address that leads nowhere: the frame is that of whoever asks, and nothing tells missing from foreign."""

from __future__ import annotations

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient, TestClient

from almasu.interfaces.portal.app import portal_routes
from almasu.interfaces.protected_channel import inside
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.portal.reading_pages import token_in, words_of
from interfaces.portal.test_offices import KNOWN

Client = AsyncTestClient[Litestar]
NOWHERE = ("/no/such/page", "/requests/not-a-number", "/offices/sample/not-a-number", f"/offices/zample/{KNOWN}")
SIGN_OUT = '<button class="leave">'


@pytest.mark.parametrize("path", NOWHERE)
async def test_whoever_is_signed_in_keeps_their_menu_and_name(officer: Client, path: str) -> None:
    lost, desk = await officer.get(path), (await officer.get("/")).text
    assert lost.status_code == 404
    name = desk.partition('<div class="who">')[2].partition("</div>")[0]
    assert name
    assert name in lost.text
    assert 'href="/requests/new"' in lost.text
    assert 'href="/sign-in"' not in lost.text
    assert lost.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in lost.headers["content-security-policy"]


async def test_what_is_missing_looks_like_what_is_foreign(officer: Client) -> None:
    foreign, missing = [(await officer.get(path)).text for path in (f"/requests/{KNOWN}", "/requests/not-a-number")]
    assert words_of(foreign) == words_of(missing)


async def test_from_there_one_signs_out_and_changes_the_language(officer: Client) -> None:
    await officer.get("/")
    assert '<html lang="ru">' in (await officer.get("/no/such/page", params={"language": "ru"})).text
    form = {"_csrf_token": token_in((await officer.get("/no/such/page")).text)}
    assert (await officer.post("/sign-out", data=form)).status_code == 200
    assert SIGN_OUT not in (await officer.get("/no/such/page")).text


async def test_a_form_sent_nowhere_and_a_visitor_get_the_page_too(client: Client, officer: Client) -> None:
    sent = await officer.post("/no/such/page", data={"language": "kk"})
    assert (sent.status_code, SIGN_OUT in sent.text) == (404, True)
    client.cookies.clear()
    seen = await client.get("/no/such/page")
    assert (seen.status_code, SIGN_OUT in seen.text, 'href="/sign-in"' in seen.text) == (404, False, True)


async def test_a_store_that_does_not_answer_costs_the_menu_and_not_the_page(desk: FakeDesk, officer: Client) -> None:
    desk.unknowing = True
    seen = await officer.get("/no/such/page")
    assert (seen.status_code, SIGN_OUT in seen.text) == (404, False)


def test_nobody_outside_the_protected_channel_is_recognised() -> None:
    desk = FakeDesk()
    portal = portal_routes(desk, SETTINGS, MadeUpOffice().offices(), served=inside(["10.1.0.0/16"]))
    app = Litestar([portal.router], middleware=[portal.headers], exception_handlers=portal.trouble)
    with TestClient(app) as asking:
        asking.cookies.set(SETTINGS.session_cookie, desk.inside())
        seen = asking.get("/no/such/page")
    assert (seen.status_code, SIGN_OUT in seen.text) == (404, False)
