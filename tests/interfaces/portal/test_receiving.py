"""Rows, answers, dossiers and proofs of a request; what is foreign looks like what is missing."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import replace
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.views.answers import Row, RowState
from almasu.kernel.materials.problems import MATERIAL_GONE
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.reading_pages import token_in, words_of

Client = AsyncTestClient[Litestar]


async def test_the_stream_sends_each_changed_row_once_and_says_when_all_are_in(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    request = desk.accepted((1, 2, 5), settled=False)
    stream = await officer.get(f"/requests/{request}/stream")
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert stream.headers["cache-control"] == "no-store"
    for number in (1, 2, 5):
        assert stream.text.count(f'hx-target="#row-{number}"') == 1
    assert "No more answers are awaited." in stream.text
    assert '<a href="/" id="go-on-way">' in stream.text, "whoever stands on the way on keeps the focus"
    assert stream.text.rstrip().endswith("event: settled\ndata:") or "event: settled" in stream.text


async def test_what_an_open_page_asks_by_itself_is_no_act_of_the_person(desk: FakeDesk, officer: Client) -> None:
    request, looked = desk.accepted((1, 2), settled=True), []
    look = desk.request

    async def noted(session, number, *, polled=False):  # type: ignore[no-untyped-def]
        looked.append(polled)
        return await look(session, number)

    desk.request = noted  # type: ignore[method-assign]
    for path, alone in (("", False), ("/came", True), ("/stream", True)):
        looked.clear()
        assert (await officer.get(f"/requests/{request}{path}")).status_code == 200
        assert looked[:1] == [alone]


async def test_answers_that_came_between_the_page_and_its_stream_are_sent(desk: FakeDesk, officer: Client) -> None:
    request = desk.accepted((1, 2, 5), settled=True)
    stream = await officer.get(f"/requests/{request}/stream")
    for number in (1, 2, 5):
        assert stream.text.count(f'hx-target="#row-{number}"') == 1


async def test_a_block_cuts_the_stream_and_says_why(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    request = desk.accepted((1, 2), settled=False)

    async def blocked_after_the_first() -> None:
        desk.blocked = True

    watch = desk.watch

    async def watched(session, number):  # type: ignore[no-untyped-def]
        async for row in watch(session, number):
            yield row
            if row.replied_at is not None:
                await blocked_after_the_first()

    desk.watch = watched  # type: ignore[method-assign]
    stream = (await officer.get(f"/requests/{request}/stream")).text
    assert stream.count('id="row-1"') == 1
    assert "row-2" not in stream
    assert "The session has ended." in stream


async def test_a_request_whose_material_was_destroyed_says_so_and_leads_to_no_answer(
    desk: FakeDesk, officer: Client
) -> None:
    officer.cookies.set("almasu-language", "en")
    request = desk.accepted((1, 2), settled=True)
    leads = re.compile(rf"/requests/{request}/(?:dossier|answers/[0-9]+|copy)")
    assert leads.search((await officer.get(f"/requests/{request}")).text)
    desk.requests[request] = replace(desk.requests[request], gone=MATERIAL_GONE.title)
    page = (await officer.get(f"/requests/{request}")).text
    assert "This material was destroyed" in words_of(page)
    assert leads.search(page) is None
    assert f"/requests/{request}/proof" in page, "the record stays"


async def test_without_script_a_reload_shows_the_same_rows(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    request = desk.accepted((1, 2, 5), settled=False)
    assert "Look again" in (await officer.get(f"/requests/{request}")).text
    await officer.get(f"/requests/{request}/stream")
    assert "3 of 3 answered" in words_of((await officer.get(f"/requests/{request}")).text)


async def test_foreign_missing_and_malformed_look_equal(desk: FakeDesk, officer: Client) -> None:
    request = desk.accepted()
    silent = next(row.number for row in desk.requests[request].rows if row.state is RowState.NO_REPLY)
    paths = [f"/requests/{uuid4()}{part}" for part in ("", "/dossier", "/answers/1", "/proof", "/receipt", "/stream")]
    paths += [
        "/requests/not-a-number",
        f"/requests/{request}/answers/{silent}",
        f"/requests/{request}/answers/99",
        "/law/clauses/X",
    ]
    paths += ["/nothing", "/law/UNKNOWN", f"/requests/check/{uuid4()}"]
    seen = set()
    for path in paths:
        answer = await officer.get(path)
        assert answer.status_code == 404, path
        main = answer.text[answer.text.index("<main") : answer.text.index("</main")]
        seen.add(main.partition("<h1>")[2])
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        ("almasu-receipt", "It stands in the journal"),
        ("almasu-receipt forged", "The proof does not hold"),
        ("almasu-receipt waiting", "Recorded, waiting for its place"),
        ("almasu-receipt unknown", "This journal does not know it"),
        ("nonsense", "This is not a receipt."),
        ("", "There is nothing to verify yet."),
    ],
)
async def test_anyone_may_verify_a_receipt(client: Client, receipt: str, said: str) -> None:
    client.cookies.set("almasu-language", "en")
    page = (await client.get("/verify")).text
    answer = await client.post("/verify", data={"_csrf_token": token_in(page), "receipt": receipt})
    assert said in answer.text


async def test_a_receipt_may_be_uploaded_as_its_file(client: Client) -> None:
    client.cookies.set("almasu-language", "en")
    page = (await client.get("/verify")).text
    sent = {"_csrf_token": token_in(page), "receipt": ""}
    answer = await client.post("/verify", data=sent, files={"file": ("r.txt", b"almasu-receipt", "text/plain")})
    assert "It stands in the journal" in answer.text
    huge = await client.post("/verify", data=sent, files={"file": ("r.txt", b"a" * 20000, "text/plain")})
    assert huge.status_code == 413


async def test_files_are_given_to_be_saved_and_never_shown(desk: FakeDesk, officer: Client) -> None:
    request = desk.accepted()
    for part in ("receipt", "proof/file"):
        answer = await officer.get(f"/requests/{request}/{part}")
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["content-type"].startswith("application/octet-stream")


async def test_the_number_of_a_request_leads_to_its_proof(desk: FakeDesk, officer: Client) -> None:
    page = (await officer.get("/verify")).text
    request = desk.accepted()
    answer = await officer.post("/verify", data={"_csrf_token": token_in(page), "receipt": f" {request} "})
    assert answer.url.path == f"/requests/{request}/proof"


async def test_a_fault_gives_a_number_and_no_details(
    desk: FakeDesk, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.cookies.set("almasu-language", "en")
    desk.broken = True
    answer = await client.get("/sign-in")
    assert answer.status_code == 500
    assert "the desk is broken" not in answer.text
    reference = words_of(answer.text).split("this number: ")[1].split()[0]
    assert reference in caplog.text


async def test_the_evidence_of_a_request_is_saved_and_never_shown(desk: FakeDesk, officer: Client) -> None:
    request = desk.accepted((1, 2, 5), settled=True)
    assert f'href="/requests/{request}/evidence"' in (await officer.get(f"/requests/{request}/dossier")).text
    made = await officer.get(f"/requests/{request}/evidence")
    assert made.headers["content-type"].startswith("application/octet-stream")
    assert made.headers["content-disposition"] == 'attachment; filename="almasu-evidence-1.html"'
    officer.cookies.set("almasu-language", "ru")
    document = await officer.get(f"/requests/{request}/evidence.pdf")
    assert document.headers["content-disposition"] == 'attachment; filename="almasu-evidence-1-ru.pdf"'
    for name in ("evidence", "evidence.pdf"):
        assert (await officer.get(f"/requests/{uuid4()}/{name}")).status_code == 404


async def test_a_screen_reader_hears_of_a_burst_of_rows_once(desk: FakeDesk, officer: Client) -> None:
    request = desk.accepted((1, 2, 5), settled=True)
    stream = await officer.get(f"/requests/{request}/stream")
    assert stream.text.count('hx-target="#aloud"') == 1


async def test_a_watch_that_ends_before_the_answers_lets_the_page_connect_again(
    desk: FakeDesk, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = desk.accepted((1, 2), settled=False)
    rows = desk.requests[request].rows

    async def cut(session: object, number: object) -> AsyncGenerator[Row, None]:
        yield rows[0]

    monkeypatch.setattr(desk, "watch", cut)
    stream = (await officer.get(f"/requests/{request}/stream")).text
    assert "event: settled" not in stream


@pytest.mark.parametrize(("settled", "status"), [(False, 204), (True, 200)])
async def test_whoever_went_on_without_waiting_is_told_when_all_came(
    desk: FakeDesk, officer: Client, settled: bool, status: int
) -> None:
    officer.cookies.set("almasu-language", "en")
    request = desk.accepted((1, 2), settled=settled)
    said = await officer.get(f"/requests/{request}/came")
    assert said.status_code == status
    assert (f'href="/requests/{request}"' in said.text) is settled
    assert (await officer.get(f"/requests/{uuid4()}/came")).status_code == 404


async def test_links_that_were_not_asked_are_one_press_from_a_request_for_them(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    desk.empty = True
    request = desk.accepted()
    page = (await officer.get(f"/requests/{request}/dossier/links")).text
    assert "Not asked" in words_of(page)
    carried = re.findall(r'type="hidden" name="([a-z]\w*)" value="([^"]*)"', page.split("Not asked")[1])
    assert carried[-2:] == [("resources", "50"), ("resources", "51")]
    form = {**dict(carried), "_csrf_token": token_in(page), "resources": ["50", "51"]}
    composed = await officer.post("/requests/new", data=form)
    assert composed.status_code == 200
    assert f'value="{desk.requests[request].subject.value}"' in composed.text


async def test_a_refusal_is_never_said_to_be_an_absence_of_records(desk: FakeDesk, officer: Client) -> None:
    officer.cookies.set("almasu-language", "en")
    request = desk.accepted()
    refused = next(row.number for row in desk.requests[request].rows if row.state is RowState.REFUSED)
    page = words_of((await officer.get(f"/requests/{request}/answers/{refused}")).text)
    assert "refused" in page
    assert "nothing found" not in page
