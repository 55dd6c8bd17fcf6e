"""A day of departmental control in the portal: the order, reports, oddities, people, the pack, a finding, mistakes."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from datetime import timedelta
from uuid import uuid4

import pytest

from almasu.kernel.control.pack import MANIFEST
from almasu.kernel.control.signature import SIGNATURE
from almasu.kernel.parties.account import AccountState
from almasu.law import moment
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.testing.people import DemoPerson
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from almasu.wiring.settings import read_settings
from journeys.appointing import DRAFT, HEAD, day, order_of, without_order
from journeys.visitor import Visitor, person_with, visitor

pytestmark = pytest.mark.timeout(300)
PAGES = (
    "/offices/control",
    "/offices/control/orders",
    "/offices/control/orders/new",
    "/offices/control/reports",
    "/offices/control/oddities",
    "/offices/control/people",
    "/offices/control/people/new",
    "/offices/control/left",
    "/offices/control/packs",
    "/offices/control/packs/new",
    "/offices/control/cases",
)


def test_the_day_of_a_controller(demo: Demo) -> None:
    asyncio.run(whole_day(demo))


async def whole_day(demo: Demo) -> None:
    snooper = person_with("officer", 1)
    try:
        await with_people(demo, snooper)
    finally:
        await let_in_again(demo, snooper.iin)


async def with_people(demo: Demo, snooper: DemoPerson) -> None:
    async with visitor(demo, person_with("controller")) as controller, visitor(demo, snooper) as officer:
        await controller.comes_in()
        await is_appointed(demo, controller)
        request = await asks(demo, officer)
        await reads_reports(controller, request)
        await looks_at_oddities_and_people(controller)
        await makes_signs_and_takes_the_pack(controller)
        for path in PAGES:
            await controller.reads_in_every_language(path)
        await finds_a_breach(controller, officer, request)


async def is_appointed(demo: Demo, controller: Visitor) -> None:
    await without_order(demo, controller)
    await is_led_to_the_draft(controller)
    path = DRAFT
    first = (moment.in_astana(now()).replace(day=1) - timedelta(days=40)).date().isoformat()
    filled = await order_of(controller, number="12-Б", dated=first, since=first)
    await controller.fills_in(path, {**filled, "number": "", "dated": "2026-13-01"})
    assert controller.last.status == 422
    assert controller.last.wrong("number")
    assert controller.last.wrong("dated")
    assert "Төраға" in controller.last.text, "what was typed is kept"
    await controller.fills_in(path, {**filled, "until": "2020-01-01"})
    assert controller.last.status == 422
    assert controller.last.wrong("since")
    await controller.fills_in(path, {**filled, "head_iin": controller.person.iin})
    assert controller.last.wrong("officers"), "nobody appoints themselves"
    await controller.fills_in(path, {**filled, "head_iin": "123"})
    assert controller.last.wrong("head_iin")
    await controller.fills_in(path, filled)
    order = controller.last.path
    assert "awaits the head" in controller.last.words
    number = order.rsplit("/", 1)[1]
    await controller.goes(f"/offices/control-orders-to-sign/{number}/confirm")
    assert controller.last.status == 404, "the controller is not the head it names"

    async with visitor(demo, HEAD) as head, visitor(demo, person_with("operator")) as operator:
        await head.goes("/visit")
        await head.signs()
        await head.goes("/offices/control-orders-to-sign")
        assert "12-Б" in head.last.words
        await head.reads_in_every_language(f"/offices/control-orders-to-sign/{number}/confirm")
        await head.does(f"/offices/control-orders-to-sign/{number}/confirm", {})
        await operator.comes_in()
        await operator.reads_in_every_language("/offices/control-orders")
        assert "12-Б" in operator.last.words
        await operator.fills_in(f"/offices/control-orders/{number}/decide", {})
        assert operator.last.wrong("decision")
        await operator.fills_in(f"/offices/control-orders/{number}/decide", {"decision": "confirm"})
        assert operator.last.path == "/offices/control-orders"
    await controller.reads_in_every_language(order)
    assert "in force" in controller.last.words


async def is_led_to_the_draft(controller: Visitor) -> None:
    """Without an order no page is a dead end, in any language: each leads to the draft."""
    await controller.reads_in_every_language("/offices/control")
    assert "No order in force today names you" in controller.last.words
    await controller.reads_in_every_language("/")
    assert controller.last.ways("/offices/control/orders")
    for closed in ("/offices/accounts", "/offices/applications", "/offices/control/reports"):
        await controller.goes(closed)
        assert controller.last.status == 403
        assert "Draft the order and ask the head of the body to sign it" in controller.last.words
        assert controller.last.ways(DRAFT)


async def asks(demo: Demo, officer: Visitor) -> str:
    """The officer asks a register about somebody; the request is what control looks at."""
    await officer.comes_in()
    subject = next(one for one in demo.subjects() if one.kind == "iin")
    form = {
        "subject": subject.key,
        "subject_kind": "iin",
        "ground": "financial_monitoring",
        "purpose": "laundering",
        "justification": "Проверка источника крупных наличных операций, сообщение № 115.",
        "task": "2026/777-БТ",
        "resources": ["3"],
    }
    await officer.goes("/requests/new")
    await officer.sends("/requests/check", form)
    await officer.signs()
    assert officer.last.status == 200, officer.last.words
    return officer.last.path.rsplit("/", 1)[1]


async def reads_reports(controller: Visitor, request: str) -> None:
    await controller.goes("/offices/control/reports", since=day(1), until="nonsense")
    assert controller.last.status == 422
    assert controller.last.wrong("until")
    assert "nonsense" in controller.last.text
    await controller.goes("/offices/control/reports", since=day(3), until=day(1))
    assert controller.last.status == 422
    assert controller.last.wrong("since")
    await controller.goes("/offices/control/reports", resource="99")
    assert controller.last.wrong("resource")
    await controller.goes("/offices/control/reports", task="2026/777-БТ", resource="3", since=day(-3), until=day())
    assert controller.last.ways("/offices/control/requests/") == (f"/offices/control/requests/{request}",)
    [account] = controller.last.ways("/offices/control/reports?account=")
    await controller.goes(account)
    assert f"/offices/control/requests/{request}" in controller.last.ways("/offices/control/requests/")
    await controller.goes("/offices/control/reports", task="2026/777-БТ", resource="4")
    assert "Nothing here." in controller.last.words
    await controller.goes("/offices/control/reports", task="2026/777-БТ", older="AAAA")
    assert controller.last.status == 404, "a cursor of another hand is none"
    await controller.reads_in_every_language(f"/offices/control/requests/{request}")
    assert "2026/777-БТ" in controller.last.words
    assert "№ 115" in controller.last.words
    await controller.goes(f"/offices/control/requests/{uuid4()}")
    assert controller.last.status == 404


async def looks_at_oddities_and_people(controller: Visitor) -> None:
    path = "/offices/control/people/new"
    await controller.goes(path)
    snooping = re.search(r'<option value="([^"]+)"[^>]*>\s*ТҰРСЫНОВ', controller.last.text)
    assert snooping is not None
    filled = {"account": snooping[1], "why": "leave", "since": day(-2), "until": day(5), "ground": "№ 41-Ж бұйрық"}
    await controller.fills_in(path, {**filled, "until": day(-5), "ground": ""})
    assert controller.last.status == 422
    assert controller.last.wrong("ground")
    assert day(-5) in controller.last.text, "what was typed is kept"
    await controller.fills_in(path, {**filled, "until": day(-5)})
    assert controller.last.wrong("until")
    await controller.fills_in(path, filled)
    assert controller.last.path == "/offices/control/people"
    assert "on leave" in controller.last.words

    await controller.goes("/offices/control/oddities")
    assert "at a time when they must not have worked (on leave)" in controller.last.words
    ways = controller.last.ways("/offices/control/requests/")
    assert any(one.endswith("/breach") for one in ways), "the first request leads on; other journeys may have asked too"
    assert "Requests by hour in Astana" in controller.last.words

    await controller.goes("/offices/control/people")
    [withdraw] = [one for one in controller.last.ways("/offices/control/people/") if one.endswith("/withdraw")]
    await controller.reads_in_every_language(withdraw)
    await controller.fills_in(withdraw, {})
    assert "on leave" not in controller.last.words
    await controller.goes("/offices/control/oddities")
    assert "must not have worked (on leave)" not in controller.last.words


async def makes_signs_and_takes_the_pack(controller: Visitor) -> None:
    path = "/offices/control/packs/new"
    await controller.goes(path)
    month = re.findall(r'<option value="(\d{4}-\d{2})"', controller.last.text)[0]
    await controller.fills_in(path, {"month": "2019-01", "read_in": "kk"})
    assert controller.last.wrong("month")
    await controller.fills_in(path, {"month": month, "read_in": "kk"})
    pack = controller.last.path
    assert "not signed" in controller.last.words, controller.last.words
    await controller.reads_in_every_language(pack)
    assert f"{pack}/{SIGNATURE}" not in controller.last.ways(pack)
    await controller.reads_in_every_language(f"{pack}/confirm")
    await controller.fills_in(f"{pack}/confirm", {})
    assert "/sign/" in controller.last.path
    signing = controller.last.path
    await controller.reads_in_every_language(signing)
    await controller.goes(signing)
    await controller.signs(Pki.load(controller.demo.data / "pki").person_key(HEAD.iin, "rsa", HEAD.pin))
    assert controller.last.status != 200, "somebody else's signature is refused"
    await controller.goes(signing)
    await controller.signs()
    assert controller.last.path == pack, controller.last.words
    assert "signed" in controller.last.words
    files = {one.rsplit("/", 1)[1]: await controller.takes(one) for one in controller.last.ways(f"{pack}/")}
    assert files["summary.pdf"].startswith(b"%PDF")
    assert json.loads(files[MANIFEST])["month"] == month
    assert json.loads(files[SIGNATURE])["format"] == "almasu-control-signature"
    assert {"requests.parquet", "requests.csv.zst", "requests.xlsx"} <= set(files)
    await controller.goes("/offices/control")
    assert "done" in controller.last.words
    await controller.goes(f"/offices/control/packs/{uuid4()}")
    assert controller.last.status == 404


async def finds_a_breach(controller: Visitor, officer: Visitor, request: str) -> None:
    path = f"/offices/control/requests/{request}/breach"
    await controller.reads_in_every_language(path)
    await controller.fills_in(path, {"words": "", "requests": request, "oddity": "close_person"})
    assert controller.last.wrong("words")
    await controller.fills_in(path, {"words": "Жеке мақсатта сұраған.", "requests": "not a number"})
    assert controller.last.wrong("requests")
    assert "Жеке мақсатта сұраған." in controller.last.text
    await controller.fills_in(path, {"words": "Жеке мақсатта сұраған.", "requests": str(uuid4())})
    assert controller.last.wrong("requests")
    await officer.goes("/requests")
    assert officer.last.status == 200
    await controller.does(path, {"words": "Жеке мақсатта сұраған.", "requests": request, "oddity": "close_person"})
    case = controller.last.path
    assert case.startswith("/offices/control/cases/")
    await officer.goes("/requests")
    assert officer.last.path == "/sign-in" or officer.last.status in {401, 403}, "every session is over at once"
    await controller.goes("/offices/control/people")
    assert "blocked" in controller.last.words
    await controller.reads_in_every_language(case)
    assert officer.person.surname in controller.last.words, "the case names whom it is about"
    await controller.fills_in(f"{case}/close", {"outcome": "disciplinary", "words": ""})
    assert controller.last.wrong("words")
    await controller.fills_in(f"{case}/close", {"outcome": "disciplinary", "words": "Сөгіс жарияланды."})
    assert controller.last.path == case
    assert "disciplinary measure" in controller.last.words
    await controller.goes("/offices/control/cases")
    assert case in controller.last.ways("/offices/control/cases/")


async def let_in_again(demo: Demo, iin: str) -> None:
    """Undo the block, which only a new application undoes in life: other journeys need the officer."""
    settings = read_settings(demo.settings)
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(FileVault(settings.data / "vault"), secrets.token_bytes))
        async with store.transaction() as transaction:
            account = await transaction.accounts.with_iin(iin)
            assert account is not None
            if account.state is AccountState.BLOCKED:
                await transaction.accounts.restore(account.id)
    finally:
        await database.close()
