"""Every page, as text, in every language: it opens, speaks one language only, stays small, and has its landmarks."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.views.people import Stage
from almasu.law.text import Language
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import COPY_CODE, FakeDesk
from interfaces.portal.made_up_views import FORM
from interfaces.portal.reading_pages import clean_words, fields, pasted, token_in, words_of

Client = AsyncTestClient[Litestar]

PLAIN = (
    "/",
    "/requests",
    "/requests?older=x",
    "/requests/new",
    "/verify",
    "/law/SIO25",
    "/law/clauses/SIO25-2",
    "/help",
    "/offices/sample",
    "/offices/sample/deed",
)
OF_A_REQUEST = (
    *("", "/dossier", "/dossier/links", "/dossier/links?open=all", "/dossier/timeline", "/dossier/answers"),
    *("/dossier/viewed", "/answers/1", "/answers/2", "/answers/1/proof", "/proof"),
)
EMPTY = ("", "/links", "/timeline", "/viewed")
EARLIER = ((Stage.PROVING, "/sign-in"), (Stage.CODE, "/sign-in/code"), (Stage.CONSENT, "/consent"))
LANGUAGES = tuple(Language)


async def every_page(desk: FakeDesk, client: Client) -> dict[str, str]:
    """The text of every page there is, by what it shows."""
    pages: dict[str, str] = {}
    for stage, path in EARLIER:
        client.cookies.set(SETTINGS.session_cookie, desk.at(stage))
        pages[path] = (await client.get(path)).text
    client.cookies.set(SETTINGS.session_cookie, desk.inside())
    pages["/ empty"] = (await client.get("/")).text
    request, coming = desk.accepted(), desk.accepted(settled=False)
    for path in (*PLAIN, *(f"/requests/{request}{part}" for part in OF_A_REQUEST), f"/requests/{coming}"):
        answer = await client.get(path)
        assert answer.status_code == 200, path
        assert answer.url.path == path.partition("?")[0]
        pages[path] = answer.text
    pages |= await written_pages(desk, client)
    desk.empty = True
    nothing = desk.accepted()
    for part in EMPTY:
        pages[f"dossier{part} empty"] = (await client.get(f"/requests/{nothing}/dossier{part}")).text
        pages[f"dossier{part} waiting"] = (await client.get(f"/requests/{coming}/dossier{part}")).text
    pages["absent"] = (await client.get("/no/such/page")).text
    desk.blocked = True
    pages["ended"] = (await client.post("/requests/may-i", data=await filled(client, FORM.subject))).text
    desk.broken = True
    pages["fault"] = (await client.get("/sign-in")).text
    return pages


async def written_pages(desk: FakeDesk, client: Client) -> dict[str, str]:
    """Pages that answer to a form."""
    pages: dict[str, str] = {}
    form = await filled(client, FORM.subject)
    pages["allowed"] = (await client.post("/requests/may-i", data=form)).text
    pages["check"] = (await client.post("/requests/check", data=form)).text
    act = re.search(r'name="act" value="([^"]+)"', pages["check"])
    assert act is not None
    signed = {"_csrf_token": form["_csrf_token"], "act": act[1], "cms": pasted(b"other")}
    pages["expired"] = (await client.post(f"/requests/check/{act[1]}", data=signed)).text
    pages["mistakes"] = (await client.post("/requests/may-i", data=await filled(client, "860314450217"))).text
    desk.refuse = True
    pages["refused"] = (await client.post("/requests/may-i", data=form)).text
    pages["forbidden"] = (await client.post("/requests/check", data=form)).text
    desk.refuse = False
    for receipt in (
        "almasu-receipt",
        "almasu-receipt forged",
        "almasu-receipt waiting",
        "almasu-receipt unknown",
        COPY_CODE.lower(),
        "0" * 20,
        "x",
        "",
    ):
        sent = {"_csrf_token": form["_csrf_token"], "receipt": receipt}
        pages[f"proof {receipt}"] = (await client.post("/verify", data=sent)).text
    return pages


async def filled(client: Client, subject: str) -> dict[str, str]:
    """The compose form as an officer fills it in."""
    page = (await client.get("/verify")).text
    return {"_csrf_token": token_in(page), **fields(FORM), "subject": subject}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_speaks_its_language_only(desk: FakeDesk, client: Client, language: Language) -> None:
    client.cookies.set("almasu-language", language.value)
    for name, page in (await every_page(desk, client)).items():
        assert f'<html lang="{language.value}">' in page, name
        assert clean_words(page, language) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_is_small_and_whole(desk: FakeDesk, client: Client, language: Language) -> None:
    client.cookies.set("almasu-language", language.value)
    for name, page in (await every_page(desk, client)).items():
        assert len(page.encode()) < 100_000, name
        assert page.count("<h1") == 1, name
        assert page.count("<main") == 1, name
        assert "http://" not in page.replace("http://www.w3.org/2000/svg", ""), name
        assert "https://" not in page, name
        assert " style=" not in page, name
        assert not re.search(r"<script(?![^>]* src=)", page), name
        assert not re.search(r"\son\w+=", page), name
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), name


async def test_a_page_shows_the_three_kinds_of_no_apart(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    said = words_of((await officer.get(f"/requests/{desk.accepted()}")).text)
    for word in (
        "answered: no record",
        "refused",
        "no reply, next try 10:07",
        "unreadable answer",
        "10 of 12 answered",
    ):
        assert word in said
    assert "ERR_SCOPE 17" in said


async def test_contradicting_values_stand_side_by_side_with_their_sources(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    request = desk.accepted()
    page = (await officer.get(f"/requests/{request}/dossier")).text
    assert "the registers disagree" in page
    assert page.index("АСТАНА, ДОСТЫҚ") < page.index("АСТАНА, КЕНЕСАРЫ")
    assert f"/requests/{request}/answers/20" in page


async def test_links_are_counted_before_they_are_opened(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    place = f"/requests/{desk.accepted()}/dossier/links"
    closed = (await officer.get(place)).text
    assert "+spouse of 1 2960 more are not given" in words_of(closed)
    assert "010101500013" not in closed
    ways = re.findall(r'class="turn" id="[^"]+" href="([^"#]+)', closed)
    once = (await officer.get(html.unescape(ways[0]))).text
    assert "010101500013" in once
    assert "22. Civil status acts, AZ-1" in words_of(once)
    assert "6 May 2010 – still so" in words_of(once)
    assert "150140000010" not in once
    further = [html.unescape(one) for one in re.findall(r'class="turn" id="g-51[^"]+" href="([^"#]+)', once)]
    twice = (await officer.get(further[0])).text
    assert "150140000010" in twice
    assert "… – 1 March 2019" in words_of(twice)
    assert "7 more paths are not given" in words_of(twice)


async def test_no_address_of_the_links_names_anybody(desk: FakeDesk, officer: Client) -> None:
    page = (await officer.get(f"/requests/{desk.accepted()}/dossier/links?open=all")).text
    assert not [one for one in re.findall(r'href="([^"]+)"', page) if re.search(r"[?&][^\"#]*\d{12}", one)]


async def test_the_picture_and_the_table_say_the_same(desk: FakeDesk, officer: Client) -> None:
    page = (await officer.get(f"/requests/{desk.accepted()}/dossier/links?open=all")).text
    drawn = set(re.findall(r'data-node="party-(\d+)"', page))
    told = re.findall(r'scope="row" translate="no">(.*?)</th>', page)
    assert drawn == {one for row in told for one in re.findall(r"\d{12}", row)} == {"010101500013", "150140000010"}
    # A name is whole in the table, and in the picture as much of it as there is room for.
    assert [words_of(row) for row in told] == ["АХМЕТОВА АЛИЯ СЕРІКҚЫЗЫ010101500013", "150140000010"]
    assert "<title>АХМЕТОВА АЛИЯ СЕРІКҚЫЗЫ</title>АХМЕТОВА А. С.</text>" in page


async def test_the_timeline_says_in_its_list_what_its_picture_shows(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    page = (await officer.get(f"/requests/{desk.accepted()}/dossier/timeline")).text
    assert re.findall(r'aria-label="(\d{4}), ([^"]+)"', page) == [("1986", "one event"), ("2026", "2 events")]
    assert re.findall(r'<h3 id="y(\d+)">', page) == ["2026", "1986"]
    assert "14 March 1986Birth date" in words_of(page)


async def test_who_viewed_is_told_by_role_and_never_by_name(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    page = (await officer.get(f"/requests/{desk.accepted()}/dossier/viewed")).text
    told = words_of(page.partition("<main")[2])
    for role in ("departmental control", "the operator", "the officer of the request"):
        assert role in told
    assert "АХМЕТОВ" not in told.partition("Who looked at what came")[2]


async def test_every_source_leads_to_its_answer_and_to_its_proof(desk: FakeDesk, officer: Client) -> None:
    request = desk.accepted()
    page = (await officer.get(f"/requests/{request}/dossier")).text
    for number in (1, 5, 20):
        assert f'/requests/{request}/answers/{number}"' in page
        assert f'/requests/{request}/answers/{number}/proof"' in page
    proof = (await officer.get(f"/requests/{request}/answers/1/proof")).text
    assert f"/requests/{request}/answers/1/proof/file" in proof


@pytest.mark.parametrize(
    ("language", "day"), [("kk", "20 қар. 2026, 10:02"), ("ru", "20 нояб. 2026, 10:02"), ("en", "20 Nov 2026, 10:02")]
)
async def test_moments_are_told_in_astana_time(desk: FakeDesk, officer: Client, language: str, day: str) -> None:
    officer.cookies.set("almasu-language", language)
    assert day in words_of((await officer.get(f"/requests/{desk.accepted()}")).text)


async def test_what_is_typed_is_inert(desk: FakeDesk, officer: Client) -> None:
    form = await filled(officer, "<script>alert(1)</script>")
    page = (await officer.post("/requests/new", data={**form, "task": '"><img src=x>'})).text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


async def test_what_people_wrote_cannot_turn_the_words_around_it(desk: FakeDesk, officer: Client) -> None:
    form = await filled(officer, FORM.subject)
    form |= {"task": "2026-\u05d0", "justification": "\u05d1\u05d2 (114)"}
    request = desk.accepted()
    desk.requests[request] = replace(desk.requests[request], task=form["task"], justification=form["justification"])
    decision = await officer.post("/requests/may-i", data=form)
    check = await officer.post("/requests/check", data=form, follow_redirects=True)
    paths = (f"/requests/{request}", f"/requests/{request}/dossier", "/", "/requests")
    pages = [decision.text, check.text, *[(await officer.get(path)).text for path in paths]]
    name = (await desk.who(desk.inside())).name
    for page in pages:
        body = page[page.index("<body") :]
        around = re.findall(rf"<(\w+)[^<>]*>[^<>]*(?:{form['task']}|{re.escape(form['justification'])}|{name})", body)
        assert set(around) - {"pre", "p"} == {"bdi"}, around
