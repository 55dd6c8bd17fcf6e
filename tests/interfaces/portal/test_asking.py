"""Composing, deciding, checking and sending a request, without script."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.kernel.resources import KeyKind
from almasu.law.text import Language
from almasu.wiring.sheets import read_resources
from interfaces.portal import fake_asking
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_problems import GOOD_SIGNATURE
from interfaces.portal.made_up_views import FORM
from interfaces.portal.reading_pages import fields, pasted, token_in, words_of

Client = AsyncTestClient[Litestar]


@pytest.fixture
async def form(officer: Client) -> dict[str, str]:
    officer.cookies.set("almasu-language", "en")
    page = (await officer.get("/requests/new")).text
    return {"_csrf_token": token_in(page), **fields(FORM), "note-5": "Жаңа көлік"}


async def test_the_only_ground_is_already_chosen(officer: Client) -> None:
    page = (await officer.get("/requests/new")).text
    assert re.search(r'<option value="financial_monitoring" selected>', page)
    assert page.count('name="resources"') == 52


async def test_a_request_goes_from_may_i_to_the_signed_page(
    desk: FakeDesk, officer: Client, form: dict[str, str]
) -> None:
    decision = await officer.post("/requests/may-i", data=form)
    assert "Allowed" in decision.text
    assert desk.asked[-1].resources == (1, 5, 22)
    assert desk.asked[-1].notes[0].note == "Жаңа көлік"
    check = await officer.post("/requests/check", data=form)
    act = check.url.path.rsplit("/", 1)[1]
    signed = {"_csrf_token": form["_csrf_token"], "act": act, "cms": pasted(GOOD_SIGNATURE)}
    sent = await officer.post(check.url.path, data=signed)
    assert sent.url.path.startswith("/requests/")
    assert "0 of 3 answered" in words_of(sent.text)


async def test_the_check_page_reads_the_bytes_it_gives_to_sign(officer: Client, form: dict[str, str]) -> None:
    page = (await officer.post("/requests/check", data=form)).text
    offered = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    assert offered is not None
    said = json.loads(offered[1].replace("&#34;", '"'))
    assert said["body"]["resources"] == [1, 5, 22]
    for shown in (
        said["nonce"],
        said["human"]["en"],
        said["body"]["task"],
        said["body"]["justification"],
        "Жаңа көлік",
    ):
        assert shown in page


async def test_a_refused_request_cannot_be_signed(desk: FakeDesk, officer: Client, form: dict[str, str]) -> None:
    desk.refuse = True
    page = (await officer.post("/requests/may-i", data=form)).text
    assert "Refused" in page
    assert "Write the reason in a sentence or two." in page
    assert "/law/clauses/SIO25-3.1" in page
    assert "Check and sign" not in page
    assert (await officer.post("/requests/check", data=form)).status_code == 403


async def test_mistakes_stand_in_the_summary_and_beside_their_fields(officer: Client, form: dict[str, str]) -> None:
    answer = await officer.post("/requests/may-i", data={**form, "subject": "860314450217", "ground": ""})
    assert answer.status_code == 422
    assert "2 things to mend" in answer.text
    for field in ("subject", "ground"):
        assert f'href="#{field}"' in answer.text
        assert f'id="{field}-wrong"' in answer.text
        assert answer.text.count('class="govuk-error-message"') == 2, "each is said once beside its field"
    assert 'value="860314450217"' in answer.text
    assert FORM.justification in answer.text


async def test_a_no_that_rests_on_a_whole_annex_shows_its_first_clauses(
    officer: Client, form: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    annex = tuple(f"SIO25-A2.{number:02}" for number in range(1, 53))
    monkeypatch.setattr(fake_asking, "NO_GROUND", replace(fake_asking.NO_GROUND, cites=annex))
    page = (await officer.post("/requests/may-i", data={**form, "ground": ""})).text
    summary = page[
        page.index("govuk-error-summary__list") : page.index("</ul>", page.index("govuk-error-summary__list"))
    ]
    assert "49 more clauses" in summary
    assert all(f"/law/clauses/{one}" in summary for one in annex), "the rest is one step away"


@pytest.mark.parametrize("path", ["/requests/new", "/requests/may-i"])
async def test_a_change_of_language_keeps_page_and_form(officer: Client, form: dict[str, str], path: str) -> None:
    answer = await officer.post(path, data={**form, "language": "ru"})
    assert '<html lang="ru">' in answer.text
    assert answer.url.path == path
    assert FORM.task in answer.text
    assert '<html lang="ru">' in (await officer.get("/help")).text


async def test_a_change_of_language_by_link_cleans_the_address(officer: Client) -> None:
    answer = await officer.get("/requests?older=abc&language=kk")
    assert str(answer.url).endswith("/requests?older=abc")
    assert '<html lang="kk">' in answer.text


async def test_a_change_of_language_leads_to_no_other_host(client: Client) -> None:
    answer = await client.get("/help?language=kk", follow_redirects=False)
    assert answer.headers["location"] == "/help"
    for path in ("//help?language=kk", "/\\help?language=kk"):
        location = (await client.get(path, follow_redirects=False)).headers.get("location", "/")
        assert not location.startswith(("//", "/\\")), path


@pytest.mark.parametrize(
    ("press", "subject", "chosen"),
    [
        ("all", "", 51),
        ("all", FORM.subject, sum(KeyKind.IIN in one.keys for one in read_resources())),
        ("none", "", 0),
    ],
    ids=["all while the key is not known", "all that an IIN can ask", "none"],
)
async def test_all_or_none_works_without_script(
    officer: Client, form: dict[str, str], press: str, subject: str, chosen: int
) -> None:
    typed = {**form, "subject": subject, "subject_kind": "", "choose": press}
    page = (await officer.post("/requests/new", data=typed)).text
    assert page.count(" checked>") == chosen


async def test_what_was_typed_at_the_desk_comes_along(officer: Client, form: dict[str, str]) -> None:
    page = (
        await officer.post("/requests/new", data={"_csrf_token": form["_csrf_token"], "subject": FORM.subject})
    ).text
    assert f'value="{FORM.subject}"' in page
    assert "Recognised:" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("860314450216", "IIN"),
        ("860314450217", "The check digit"),
        ("?", "Not recognised"),
        ("123 ABC 02", "vehicle plate"),
    ],
)
async def test_what_is_typed_is_recognised(officer: Client, form: dict[str, str], typed: str, said: str) -> None:
    sent = {"_csrf_token": form["_csrf_token"], "subject": typed}
    assert said in (await officer.post("/requests/recognise", data=sent)).text


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"resources": "x"}, 400),
        ({"resources": "99999"}, 400),
        ({"subject_kind": "soul"}, 400),
        ({"justification": "а" * 4001}, 413),
        ({"task": "1" * 401}, 413),
    ],
)
async def test_forms_nobody_could_have_typed_are_refused(
    officer: Client, form: dict[str, str], changed: dict[str, str], status: int
) -> None:
    answer = await officer.post("/requests/may-i", data={**form, **changed})
    assert answer.status_code == status
    assert "<h1>" in answer.text


async def test_every_result_is_marked_confidential_under_the_ribbon_of_what_it_was_asked_for(
    desk: FakeDesk, officer: Client
) -> None:
    request = desk.accepted()
    for language in Language:
        officer.cookies.set("almasu-language", language.value)
        for place in ("", "/dossier", "/answers/1"):
            page = (await officer.get(f"/requests/{request}{place}")).text
            assert CONFIDENTIAL.said_in(language) in page, place
            ribbon = words_of(page.partition('<div class="ribbon"')[2].partition("</dl>")[0])
            asked = desk.requests[request]
            for one in (asked.ground.label.said_in(language), asked.purpose.label.said_in(language), asked.task):
                assert one in ribbon, place


async def test_a_further_subject_is_added_kept_and_removed_without_script(
    desk: FakeDesk, officer: Client, form: dict[str, str]
) -> None:
    page = (await officer.post("/requests/new", data={**form, "add": "subject"})).text
    assert 'name="further-2-subject" value=""' in page
    second = {"further-2-subject": "790101300001", "further-2-justification": "Екінші тұлға туралы негіздеме"}
    page = (await officer.post("/requests/new", data={**form, **second, "add": "subject"})).text
    assert 'value="790101300001"' in page
    assert 'name="further-3-subject" value=""' in page
    third = {"further-3-subject": "900722351147", "further-3-justification": "Үшінші"}
    page = (await officer.post("/requests/new", data={**form, **second, **third, "drop": "2"})).text
    assert "790101300001" not in page
    assert 'name="further-2-subject" value="900722351147"' in page
    decision = (await officer.post("/requests/may-i", data={**form, **second})).text
    assert [one.subject for one in desk.asked[-1].further] == ["790101300001"]
    assert fields_hidden(decision)["further-2-justification"] == second["further-2-justification"]
    assert "Subject 2" in words_of(decision)


def fields_hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


async def test_what_only_the_head_can_mend_is_put_before_the_head_from_the_decision(
    desk: FakeDesk, officer: Client, form: dict[str, str]
) -> None:
    asked = await officer.post("/requests/countersignature", data=form)
    assert asked.status_code == 422
    assert FORM.justification in asked.text
    desk.refuse = True
    put = await officer.post("/requests/countersignature", data=form, follow_redirects=False)
    assert put.headers["location"].startswith("/offices/countersigning/")
    paper = put.headers["location"].rsplit("/", 1)[1]
    page = (await officer.get(f"/requests/countersigned/{paper}")).text
    assert fields_hidden(page)["countersigned"] == paper
    assert FORM.task in page


@pytest.mark.parametrize("path", ["/requests/new", "/requests/may-i", "/requests/check"])
async def test_what_was_written_survives_a_session_that_ended(desk: FakeDesk, officer: Client, path: str) -> None:
    officer.cookies.set("almasu-language", "en")
    form = {"_csrf_token": token_in((await officer.get("/requests/new")).text), **fields(FORM)}
    officer.cookies.delete(SETTINGS.session_cookie)
    kept = await officer.post(path, data=form)
    assert kept.status_code == 401
    assert "nothing of what you wrote is lost" in words_of(kept.text)
    assert f'action="{path}"' in kept.text
    assert all(f'value="{value}"' in kept.text for value in (FORM.subject, FORM.task, FORM.justification))
    officer.cookies.set(SETTINGS.session_cookie, desk.inside())
    again = await officer.post(path, data=form)
    assert again.status_code in {200, 201, 303}


async def test_a_text_that_was_signed_too_late_gives_the_form_back(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    token = token_in((await officer.get("/requests/new")).text)
    sent = {"_csrf_token": token, **fields(FORM), "act": str(uuid4()), "cms": pasted(GOOD_SIGNATURE)}
    answer = await officer.post(f"/requests/check/{uuid4()}", data=sent)
    assert "The time to sign was over" in words_of(answer.text)
    assert FORM.justification in answer.text
    assert 'id="request-form"' in answer.text


async def test_each_line_of_what_is_signed_can_be_changed(officer: Client) -> None:
    token = token_in((await officer.get("/requests/new")).text)
    page = (await officer.post("/requests/check", data={"_csrf_token": token, **fields(FORM)})).text
    for field in ("ground", "purpose", "task", "subject", "justification", "resources"):
        assert f'formaction="/requests/new#{field}"' in page


async def test_a_whole_group_is_chosen_without_script_and_the_others_stay(
    officer: Client, form: dict[str, str]
) -> None:
    groups = {one.number: one.group for one in read_resources() if KeyKind.IIN in one.keys}
    page = (await officer.post("/requests/new", data={**form, "choose": "all:property"})).text
    chosen = {int(one) for one in re.findall(r'name="resources" value="(\d+)"[^>]* checked', page)}
    assert chosen == {number for number, group in groups.items() if group == "property"} | set(FORM.resources)
    page = (await officer.post("/requests/new", data={**form, "choose": "none:identity"})).text
    left = {int(one) for one in re.findall(r'name="resources" value="(\d+)"[^>]* checked', page)}
    assert left == {number for number in FORM.resources if groups.get(number) != "identity"}


async def test_a_register_that_is_not_connected_is_marked_and_cannot_be_chosen(
    officer: Client, form: dict[str, str]
) -> None:
    officer.cookies.set("almasu-language", "en")
    page = (await officer.post("/requests/new", data={**form, "choose": "all"})).text
    [box] = re.findall(r'<input type="checkbox" name="resources" value="7"[^>]*>', page)
    assert "disabled" in box
    assert "checked" not in box
    assert words_of(page).count("not connected to this node") == 1
