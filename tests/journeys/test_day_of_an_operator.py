"""A day of the operator in the portal: emergencies, works, a breach, services, lawfulness, and each mistake met."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from almasu.actions.supervision.packing import unpacked
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.law import moment
from almasu.law.text import Text
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from almasu.wiring.settings import read_settings
from journeys.test_day_of_an_owner import asked
from journeys.visitor import Visitor, person_with, visitor
from patience import looks

pytestmark = pytest.mark.timeout(300)
BLOCKED_IIN = "880512450137"
PAGES = (
    "/offices/operator",
    "/offices/operator/emergencies",
    "/offices/operator/emergencies/new",
    "/offices/operator/works",
    "/offices/operator/works/new",
    "/offices/operator/breaches",
    "/offices/operator/breaches/new",
    "/offices/operator/lawfulness",
    "/offices/operator/services",
    "/offices/operator/archive",
    "/offices/operator/diagnostics",
    "/offices/operator/diagnostics/test",
    "/works",
)


def typed(at: datetime) -> str:
    return moment.in_astana(at).strftime("%Y-%m-%dT%H:%M")


async def registered(demo: Demo, iin: str) -> None:
    """A user whom no other journey needs, registered as a founding would: whoever is blocked here stays blocked."""
    settings = read_settings(demo.settings)
    database = await Database.open(settings.database_url, 1)
    try:
        store = NodeStore(database, Sealer(FileVault(settings.data / "vault"), secrets.token_bytes))
        position = Text("офицер", "офицер", "officer")
        person = Person(iin, "ЕСІМОВА", "ДАНА", "АСҚАРҚЫЗЫ", position, "+77000000199")
        account = Account(uuid4(), person, Role.OFFICER, "210140083118", AccountState.REGISTERED, "", None, 0)
        async with store.transaction() as transaction:
            await transaction.accounts.register(account, now())
    finally:
        await database.close()


def test_the_day_of_an_operator(demo: Demo) -> None:
    asyncio.run(day(demo))


async def day(demo: Demo) -> None:
    async with visitor(demo, person_with("operator")) as operator:
        await operator.comes_in()
        await operator.goes("/offices/operator")
        assert "Emergencies going on" in operator.last.words
        await enters_an_emergency(operator)
        await announces_works(operator)
        await reports_a_breach(demo, operator)
        await looks_after_services(operator)
        await has_everything_tested(operator)
        await controls_lawfulness(demo, operator)
        for path in PAGES:
            await operator.reads_in_every_language(path)


async def enters_an_emergency(operator: Visitor) -> None:
    began, ended = now() - timedelta(minutes=50), now() - timedelta(minutes=10)
    path = "/offices/operator/emergencies/new"
    await operator.fills_in(path, {"situation": "power", "closes": "yes", "values/actions": "Іске қосылды."})
    assert operator.last.status == 422
    assert "is empty" in operator.last.wrong("values/cause")
    assert "is empty" in operator.last.wrong("values/measures")
    assert "Іске қосылды." in operator.last.text, "what was typed is kept"
    assert operator.last.words.count("The column “Cause” is empty.") >= 2, "beside the field and at the top"

    filled = {
        "situation": "power",
        "values/actions": "Резервтік қуатқа көшірілді.",
        "values/time_needed": "thirty",
        "values/responsible": "Кезекші инженер",
        "values/started_at": typed(began),
        "values/ended_at": typed(ended),
        "values/cause": "Қалалық желідегі апат.",
        "values/measures": "Генератор қосылды, желі қалпына келді.",
        "closes": "yes",
    }
    await operator.fills_in(path, filled)
    assert operator.last.status == 422
    assert operator.last.wrong("values/time_needed")
    await operator.does(path, {**filled, "values/time_needed": "30"})
    assert "closed" in operator.last.words
    assert "longer than the time needed" in operator.last.words, "forty minutes were more than thirty"
    await operator.goes("/offices/operator/emergencies")
    assert "Генератор қосылды, желі қалпына келді." in operator.last.text
    assert len(operator.last.ways("/offices/operator/emergencies/")) >= 2

    opened = {**filled, "situation": "flooding", "values/time_needed": "90", "values/cause": "", "values/measures": ""}
    opened = {name: value for name, value in opened.items() if value and name not in {"closes", "values/ended_at"}}
    await operator.does(path, opened)
    assert "going on" in operator.last.words
    entry = operator.last.path
    closing = {**filled, "situation": "flooding", "values/time_needed": "90"}
    await operator.does(f"{entry}/close", closing)
    assert operator.last.path == entry
    assert "closed" in operator.last.words
    await operator.goes(f"/offices/operator/emergencies/{uuid4()}")
    assert operator.last.status == 404


async def announces_works(operator: Visitor) -> None:
    path = "/offices/operator/works/new"
    starts = now() + timedelta(days=2)
    words = {"kk": "Дерекқорды жаңарту.", "ru": "Обновление базы данных.", "en": "Database update."}
    filled = {"kind": "update", "starts": typed(starts), "ends": typed(starts + timedelta(hours=1)), **words}
    await operator.fills_in(path, {**filled, "starts": typed(now() - timedelta(hours=1))})
    assert operator.last.status == 422
    assert "sudden downtime" in operator.last.wrong("starts")
    await operator.fills_in(path, {**filled, "ru": ""})
    assert operator.last.wrong("ru")
    assert "Database update." in operator.last.text
    await operator.does(path, filled)
    assert "Database update." in operator.last.words
    async with visitor(operator.demo, person_with("owner")) as stranger:
        await stranger.goes("/works")
        assert "Database update." in stranger.last.words, "without signing in, before it happens"
        async for _ in looks():
            await stranger.goes("/help")
            if "Planned works are coming" in stranger.last.words:
                break
        assert "Database update." in stranger.last.words, "every page says so"


async def reports_a_breach(demo: Demo, operator: Visitor) -> None:
    await registered(demo, BLOCKED_IIN)
    path = "/offices/operator/breaches/new"
    filled = {
        "iin": BLOCKED_IIN,
        "law": "rules",
        "words": "ЭЦҚ кілтін әріптесіне берген.",
        "liability": "Тәртіптік іс қозғау ұсынылды.",
        "found_at": typed(now() - timedelta(hours=2)),
    }
    await operator.fills_in(path, {**filled, "iin": "880512450138", "words": ""})
    assert operator.last.status == 422
    assert operator.last.wrong("words")
    assert "Тәртіптік іс қозғау ұсынылды." in operator.last.text
    await operator.fills_in(path, {**filled, "iin": "880512450138"})
    assert operator.last.wrong("iin"), "the check digit is wrong"
    await operator.fills_in(path, {**filled, "found_at": typed(now() + timedelta(days=1))})
    assert operator.last.wrong("found_at")
    await operator.does(path, filled)
    assert "blocked" in operator.last.words
    assert "sent, not read" in operator.last.words
    assert "opened" in operator.last.words
    files = unpacked(await operator.takes(f"{operator.last.path}/papers"))
    assert {"manifest.json", "notice.json", "report.json", "evidence/bundle.json"} <= set(files)
    await operator.reads_in_every_language(operator.last.path)
    await operator.goes("/offices/operator/breaches")
    assert "ЕСІМОВА ДАНА" in operator.last.text


async def has_everything_tested(operator: Visitor) -> None:
    await operator.fills_in("/offices/operator/diagnostics/test", {"place": "resource:3"})
    assert operator.last.path == "/offices/operator/diagnostics", operator.last.words
    assert "3. " in operator.last.words
    assert "Nothing needs to be done." in operator.last.words
    await operator.sends("/offices/operator/diagnostics/test", {"place": "resource:99"})
    assert operator.last.status == 422, "only what is connected is tested"
    await operator.fills_in("/offices/operator/diagnostics/test", {"place": "all"})
    for service in ("database", "certificate status (OCSP)", "SMS gateway", "time stamps", "witness of the log"):
        assert service in operator.last.words
    told = operator.last.words
    assert told.index("9. Sea vessels") < told.index("10. Agricultural machinery"), "registers stand by their numbers"
    assert "gave a record too many" not in operator.last.words, "no register knows anybody by such a key"
    assert "unreadable" not in operator.last.words


async def looks_after_services(operator: Visitor) -> None:
    await operator.goes("/offices/operator/services")
    assert operator.last.status == 200, operator.last.words
    for service in ("database", "certificate status (OCSP)", "SMS gateway", "witness of the log:"):
        assert service in operator.last.words
    assert operator.last.words.count("no trouble") == 4
    await operator.goes("/offices/operator/archive")
    assert "Entries in the log" in operator.last.words
    for path in ("/offices/owner", "/offices/supervision", "/offices/control"):
        await operator.goes(path)
        assert operator.last.status in {403, 404}, path


async def controls_lawfulness(demo: Demo, operator: Visitor) -> None:
    person = person_with("officer", 1)
    subject = await asked(demo, person)
    await operator.goes("/offices/operator/lawfulness", since="yesterday")
    assert operator.last.status == 422
    assert operator.last.wrong("since")
    await operator.goes("/offices/operator/lawfulness")
    assert operator.last.status == 200, operator.last.words
    assert "People, subjects and answers are not shown" in operator.last.words
    assert "nothing to look at" in operator.last.words
    request = operator.last.ways("/offices/operator/lawfulness/")[-1]
    await operator.reads_in_every_language(request)
    assert "Judged anew" in operator.last.words
    for secret in (person.iin, person.surname, subject, "2026/52-ТМ", "наличных"):
        assert secret not in operator.last.text
    await operator.fills_in(f"{request}/breach", {"law": "rules", "words": "", "liability": "Ескерту."})
    assert operator.last.status == 422
    assert operator.last.wrong("words")
    assert operator.last.wrong("found_at")
    assert "Ескерту." in operator.last.text
    await operator.goes(f"/offices/operator/lawfulness/{uuid4()}")
    assert operator.last.status == 404
