"""A page of another site begins no sign-in and no visit, carries none on, and takes nobody's session away.

A browser sends no cookie of ours with what such a page makes it ask, whatever the person has; it keeps the cookies of
the answer where it went to the page as a whole.
"""

from __future__ import annotations

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.elsewhere import from_elsewhere
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_problems import GOOD_SIGNATURE
from interfaces.portal.reading_pages import pasted, token_in
from interfaces.portal.test_coming_in import act_in

Client = AsyncTestClient[Litestar]
DOORS = ("/visit", "/sign-in")
LED_BY_A_LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
LOADED_AS_A_PICTURE = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
OF_A_NEIGHBOUR = {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FOREIGN = (LED_BY_A_LINK, LOADED_AS_A_PICTURE, OF_A_NEIGHBOUR)


def sets_a_session(answer) -> bool:  # type: ignore[no-untyped-def]
    return any(one.startswith(f"{SETTINGS.session_cookie}=") for one in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("said", FOREIGN)
async def test_a_foreign_page_begins_nothing_and_sets_no_session(
    desk: FakeDesk, client: Client, door: str, said: dict[str, str]
) -> None:
    client.cookies.set("almasu-language", "en")
    answer = await client.get(door, headers=said)
    assert answer.status_code == 403
    assert "http.from_elsewhere" in answer.text
    assert f'<a class="govuk-button" href="{door}">Go on</a>' in answer.text
    assert not sets_a_session(answer)
    assert desk.sessions == {}


@pytest.mark.parametrize("path", ["/", "/requests", "/requests/new"])
async def test_a_link_from_another_site_to_a_page_inside_ends_before_a_session_is_begun(
    desk: FakeDesk, client: Client, path: str
) -> None:
    answer = await client.get(path, headers=LED_BY_A_LINK)
    assert answer.status_code == 403
    assert not any(map(sets_a_session, (*answer.history, answer)))
    assert desk.sessions == {}


@pytest.mark.parametrize("said", [{}, {"sec-fetch-site": "none"}, {"sec-fetch-site": "same-origin"}])
async def test_whoever_goes_on_from_our_own_page_comes_in_under_the_session_they_have(
    desk: FakeDesk, officer: Client, said: dict[str, str]
) -> None:
    before = dict(desk.sessions)
    for door in DOORS:
        answer = await officer.get(door, headers=said, follow_redirects=False)
        assert answer.status_code == 303
        assert not sets_a_session(answer)
    assert desk.sessions == before


async def test_a_neighbour_gets_no_fresh_challenge_of_a_visit_that_is_begun(desk: FakeDesk, client: Client) -> None:
    own = act_in((await client.get("/visit")).text)
    answer = await client.get("/visit", headers=OF_A_NEIGHBOUR)
    assert answer.status_code == 403
    assert own not in answer.text
    assert 'name="act"' not in answer.text


@pytest.mark.parametrize("door", DOORS)
async def test_a_foreign_form_proves_nobody(desk: FakeDesk, client: Client, door: str) -> None:
    page = (await client.get(door)).text
    sent = {"act": act_in(page), "cms": pasted(GOOD_SIGNATURE)}
    # The form of a foreign page: it knows an act and a signature of its own, no token, and no cookie comes with it.
    client.cookies.clear()
    for said, more in ((LED_BY_A_LINK, {}), (LED_BY_A_LINK, {"_csrf_token": token_in(page)}), ({}, {})):
        headers = {**said, "origin": "https://elsewhere.example"}
        answer = await client.post(door, data={**sent, **more}, headers=headers, follow_redirects=False)
        assert answer.status_code == 403
        assert "portal.form.foreign" in answer.text
        assert not sets_a_session(answer)
    assert desk.visitors == set()


def test_a_program_that_says_nothing_of_sites_is_no_foreign_page() -> None:
    assert not from_elsewhere({})
    assert not from_elsewhere({"sec-fetch-site": "same-origin"})
    assert from_elsewhere({"sec-fetch-site": " Cross-Site "})
