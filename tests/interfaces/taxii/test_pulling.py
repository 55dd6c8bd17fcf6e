"""The client of TAXII over a real socket: against our own server, and against servers that do not keep the rules."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import pytest
from aiohttp import encode_basic_auth, web

from almasu.actions.interchange.pull import pull
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import NotAllowed, networks, pinned
from almasu.connectors.taxii.puller import Limits, TaxiiPlace, TaxiiPuller
from almasu.interfaces.taxii.headers import MEDIA
from almasu.kernel.interchange.collection import ALERTS
from almasu.kernel.interchange.pulling import Pulled, Resume, Stop
from almasu.wiring.pulling import PullSettings, pull_all
from almasu.wiring.running import now
from almasu.wiring.settings import SourceSettings
from interfaces.taxii.conftest import OTHER_BANK, ROOT, indicator

LOOPBACK = networks(["127.0.0.0/8"])


@asynccontextmanager
async def puller(url: str, authorization: str = "", **limits: float) -> AsyncIterator[TaxiiPuller]:
    caller = Caller([pinned(url, LOOPBACK)])
    try:
        yield TaxiiPuller(caller, TaxiiPlace(url, authorization), Limits(**limits))  # type: ignore[arg-type]
    finally:
        await caller.close()


async def test_what_is_new_at_a_server_comes_once_and_a_cut_pull_goes_on(door):
    machine, reader = await door.machine(), await door.machine(OTHER_BANK)
    await door.publish([indicator(number) for number in range(1, 12)])
    url = f"{door.address}{ROOT}collections/{ALERTS.id}/"
    shown = encode_basic_auth(str(machine.number), machine.token)
    async with puller(url, shown, on_page=3, pages=2) as short:
        told = await pull(door.exchange, short, "others", OTHER_BANK, now())
        assert (told.kept, told.refused, told.stopped.why) == (6, 0, Stop.ENOUGH)
    async with puller(url, shown, on_page=3) as whole:
        told = await pull(door.exchange, whole, "others", OTHER_BANK, now())
        assert (told.kept, told.stopped.why) == (5, Stop.DONE)
        assert (await pull(door.exchange, whole, "others", OTHER_BANK, now())).kept == 0
        await door.publish([indicator(12)])
        assert (await pull(door.exchange, whole, "others", OTHER_BANK, now())).kept == 1
    held = await (await door.get(reader, f"{ROOT}collections/{reader.own}/objects/")).json(content_type=MEDIA)
    assert held["objects"] == [indicator(number) for number in range(1, 13)]


async def test_a_server_that_does_not_know_us_is_told_as_such(door):
    url = f"{door.address}{ROOT}collections/{ALERTS.id}/"
    async with puller(url) as nobody:
        assert (await pull(door.exchange, nobody, "x", "", now())).stopped.why is Stop.REFUSED


@asynccontextmanager
async def serving(answer: Callable[[dict[str, list[str]]], web.Response]) -> AsyncIterator[str]:
    """A server that answers as told; gives the address of a collection."""

    async def handle(request: web.Request) -> web.Response:
        return answer(parse_qs(request.query_string))

    application = web.Application()
    application.router.add_get("/c/objects/", handle)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/c/"
    finally:
        await runner.cleanup()


def said(body: object, **headers: str) -> web.Response:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return web.Response(body=data, headers={"Content-Type": MEDIA, **headers})


ONE = {"type": "indicator"}
ANSWERS = [
    (said({}), Stop.DONE),
    (said({"objects": [ONE]}), Stop.DONE),
    (said({"more": True}), Stop.NO_PROGRESS),
    (said({"more": True, "objects": [ONE]}), Stop.NO_PROGRESS),
    (said({"more": True, "next": "same", "objects": [ONE]}), Stop.NO_PROGRESS),
    (said({"more": True, "next": "x" * 5_000}), Stop.UNREADABLE),
    (said(b"not json"), Stop.UNREADABLE),
    (said(b'{"objects":[' + b"[" * 200_000 + b"]}"), Stop.UNREADABLE),
    (said({"objects": ["x" * 2_000]}), Stop.UNREADABLE),
    (said({"objects": ["x" * 900] * 20}), Stop.UNREADABLE),
    (web.Response(text="{}", content_type="application/json"), Stop.UNREADABLE),
    (web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}), Stop.UNREADABLE),
    (web.Response(status=503), Stop.SILENT),
    (web.Response(status=404), Stop.REFUSED),
]


@pytest.mark.parametrize(("answer", "why"), ANSWERS, ids=range(len(ANSWERS)))
async def test_a_server_that_breaks_the_rules_ends_the_pull_and_nothing_else(answer, why):
    def fresh(query: dict[str, list[str]]) -> web.Response:
        return web.Response(status=answer.status, body=answer.body, headers=answer.headers)

    async with serving(fresh) as url, puller(url, object_bytes=1_000, page_bytes=10_000, seconds=45) as one:
        pages = [page async for page in one.pages(Resume())]
    assert pages[-1].why is why
    assert len(pages) <= 3


async def test_without_cursors_reading_goes_on_by_the_moment_of_adding():
    def answer(query: dict[str, list[str]]) -> web.Response:
        number = int(query.get("added_after", ["0"])[0]) + 1
        return said({"more": number < 4, "objects": [number]}, **{"X-TAXII-Date-Added-Last": str(number)})

    async with serving(answer) as url, puller(url) as one:
        pages = [page async for page in one.pages(Resume("1"))]
    assert [page.objects for page in pages if isinstance(page, Pulled)] == [[b"2"], [b"3"], [b"4"]]


async def test_a_cursor_that_its_server_forgot_is_let_go():
    def answer(query: dict[str, list[str]]) -> web.Response:
        return web.Response(status=400) if "next" in query else said({"objects": [7]})

    async with serving(answer) as url, puller(url) as one:
        pages = [page async for page in one.pages(Resume("1", "old"))]
    assert [page.objects for page in pages if isinstance(page, Pulled)] == [[b"7"]]
    assert pages[-1].why is Stop.DONE


async def test_sources_of_the_settings_are_pulled_one_after_the_other(door, tmp_path):
    machine, reader = await door.machine(), await door.machine(OTHER_BANK)
    await door.publish([indicator(1)])
    account = tmp_path / "account"
    account.write_text(f"{machine.number}:{machine.token}\n")
    url = f"{door.address}{ROOT}collections/{ALERTS.id}/"
    good = SourceSettings("good", url, OTHER_BANK, account)
    dead = SourceSettings("dead", "http://127.0.0.1:1/c/", OTHER_BANK)
    settings = PullSettings("", tmp_path, (dead, good), ("127.0.0.0/8",))
    told = {name: one async for name, one in pull_all(door.exchange, settings, now)}
    assert (told["dead"].stopped.why, told["good"].kept) == (Stop.SILENT, 1)
    held = await (await door.get(reader, f"{ROOT}collections/{reader.own}/objects/")).json(content_type=MEDIA)
    assert len(held["objects"]) == 1


async def test_a_place_that_is_not_listed_is_never_called():
    caller = Caller([])
    try:
        with pytest.raises(NotAllowed):
            TaxiiPuller(caller, TaxiiPlace("http://127.0.0.1:9/c/"))
    finally:
        await caller.close()
