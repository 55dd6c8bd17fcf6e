"""A day of an officer in the portal: two subjects, a second step, a copy, the head's signature, the report."""

from __future__ import annotations

import asyncio
import re
import secrets
from datetime import timedelta
from uuid import uuid4

import pytest

from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import Application, ApplicationState
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.law import moment
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault
from almasu.testing.people import VISITORS
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from almasu.wiring.settings import read_settings
from almasu.wiring.sheets import read_resources
from journeys.visitor import Visitor, person_with, visitor
from patience import looks

pytestmark = pytest.mark.timeout(300)
HEAD = next(person for person in VISITORS if person.role == "head")
TASK = "2026/815-ТМ"
REASON = "Тексерілетін тұлғаның ірі қолма-қол ақша операцияларының көзін анықтау қажет, тапсырма бойынша."
SECOND = "Екінші тұлға сол операцияларға қатысқан, оның шоттарын салыстыру қажет."
WHY = "Жазбаның мазмұны тапсырманың екінші тармағындағы күдікті тексеру үшін қажет."
JOINED = "Материалға тігу үшін."
SENSITIVE = [str(one.number) for one in read_resources() if one.hit_first and "iin" in one.keys]


def form(subject: str, **change: str | list[str]) -> dict[str, str | list[str]]:
    """A request as the officer types it."""
    plain: dict[str, str | list[str]] = {
        "subject": subject,
        "subject_kind": "",
        "ground": "financial_monitoring",
        "purpose": "laundering",
        "justification": REASON,
        "task": TASK,
        "resources": ["1", "3"],
    }
    return plain | change


def test_the_day_of_an_officer(demo: Demo) -> None:
    asyncio.run(whole_day(demo))


async def whole_day(demo: Demo) -> None:
    first, second, *others = [one.key for one in demo.subjects() if one.kind == "iin"]
    async with visitor(demo, person_with("officer")) as officer, visitor(demo, HEAD) as head:
        await officer.comes_in()
        await asks_about_two(officer, first, second)
        await asks_for_the_detail(officer, [first, second, *others])
        await takes_a_copy(officer)
        await is_headed(demo, officer)
        await asks_about_a_relative(officer, head, second)
        await closes_the_task(officer)
        for path in ("/offices/materials", "/offices/countersigning", "/offices/countersigning/relatives"):
            await officer.reads_in_every_language(path)


async def asks_about_two(one: Visitor, first: str, second: str) -> None:
    """Mistakes stand beside their fields and at the top, what was typed stays; then both go with one signature."""
    await one.goes("/requests/new")
    wrong = form("860314450217", **{"further-2-subject": "12", "further-2-justification": SECOND})
    await one.sends("/requests/may-i", wrong)
    assert one.last.status == 422
    assert one.last.wrong("subject")
    assert one.last.wrong("further-2-subject")
    assert "2 things to mend" in one.last.words
    for typed in ("860314450217", REASON, SECOND, TASK):
        assert typed in one.last.text
    two = form(first, **{"further-2-subject": second, "further-2-justification": REASON})
    await one.sends("/requests/may-i", two)
    assert "Refused" in one.last.words
    assert "repeats, word for word" in one.last.words
    two["further-2-justification"] = SECOND
    await one.sends("/requests/may-i", two)
    assert "Allowed" in one.last.words
    await one.sends("/requests/check", two)
    assert one.last.path.startswith("/requests/check/")
    for said in (first, second, REASON, SECOND):
        assert said in one.last.text
    await one.signs()
    assert one.last.path.startswith("/requests/"), one.last.words
    await settles(one, one.last.path)
    assert "Signed together with" in one.last.words
    assert "Confidential. For official use only." in one.last.words
    beside = next(way for way in one.last.ways("/requests/") if re.fullmatch(r"/requests/[0-9a-f-]{36}", way))
    await one.goes(beside)
    assert one.last.status == 200
    assert SECOND in one.last.text


async def settles(one: Visitor, path: str) -> None:
    """Look at a request until no more answers are awaited."""
    async for _ in looks():
        await one.goes(path)
        if "No more answers are awaited" in one.last.words:
            return
    raise AssertionError(one.last.words)


async def asks_for_the_detail(one: Visitor, subjects: list[str]) -> None:
    """The sensitive registers tell only whether they hold anything; the detail needs a reason of its own."""
    for subject in subjects:
        await one.goes("/requests/new")
        await one.sends("/requests/check", form(subject, resources=SENSITIVE))
        await one.signs()
        path = one.last.path
        await settles(one, path)
        if ways := [way for way in one.last.ways("/offices/materials/requests/") if way.endswith("/detail")]:
            break
    else:
        raise AssertionError("no sensitive register holds anything about these people")
    [detail] = ways
    await one.reads_in_every_language(detail)
    fields = list(dict.fromkeys(re.findall(r'name="(notes/[0-9]+)"', one.last.text)))
    await one.sends(detail, {"justification": REASON, fields[0]: "керек"})
    assert one.last.status == 403
    assert "cannot be asked for yet" in one.last.words
    assert "керек" in one.last.text
    await one.does(detail, {"justification": REASON, fields[0]: WHY})
    assert re.fullmatch(r"/requests/[0-9a-f-]{36}", one.last.path), one.last.path
    await settles(one, one.last.path)
    number = fields[0].removeprefix("notes/")
    await one.goes(f"{one.last.path}/answers/{number}")
    assert one.last.status == 200, one.last.words


async def takes_a_copy(one: Visitor) -> None:
    """A copy needs its task; its clock runs until the word that it is gone, which must make sense."""
    await one.goes("/requests")
    request = next(way for way in one.last.ways("/requests/") if re.fullmatch(r"/requests/[0-9a-f-]{36}", way))
    copy = f"/offices/materials{request}/copy"
    await one.reads_in_every_language(copy)
    await one.sends(copy, {"task": TASK, "format": "doc", "reason": ""})
    assert one.last.status == 422
    assert one.last.wrong("format")
    assert TASK in one.last.text
    data = (await one.saves(copy, {"task": TASK, "format": "csv", "reason": JOINED})).decode("utf-8-sig")
    assert "Конфиденциально" in data
    assert JOINED in data
    await is_verified(one, re.findall(r'"verification code","([0-9A-F-]{24})"', data)[0])
    await one.goes("/offices/materials")
    assert "on the device" in one.last.words
    [confirm] = one.last.ways("/offices/materials/copies/")
    await one.reads_in_every_language(confirm)
    tomorrow = (moment.in_astana(now()) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    await one.fills_in(confirm, {"destroyed_on": tomorrow})
    assert one.last.wrong("destroyed_on")
    assert tomorrow in one.last.text
    await one.sends(confirm, {"destroyed_on": moment.in_astana(now()).strftime("%Y-%m-%dT%H:%M")})
    assert one.last.path == "/offices/materials", one.last.words
    assert not one.last.ways("/offices/materials/copies/")
    shown = r"destroyed\s*the term runs no more\s*\d{1,2} \w+ \d{4}"
    assert re.search(shown, one.last.words), "when it was, stays to be read"


async def is_verified(one: Visitor, code: str) -> None:
    """Whoever has the file before them learns by its code that this node gave it out, and where the journal says so."""
    async for _ in looks():
        await one.goes("/verify")
        await one.sends("/verify", {"receipt": code.lower().replace("-", " ")})
        if "waiting for its place" not in one.last.words:
            break
    assert "This node gave out a file with this code" in one.last.words, one.last.words
    assert "It stands in the journal" in one.last.words
    await one.sends("/verify", {"receipt": "0" * 20})
    assert "This node gave out no file with this code." in one.last.wrong("receipt")


async def is_headed(demo: Demo, one: Visitor) -> None:
    """The officer's application names the head who signed it off: who registers in life has one."""
    settings = read_settings(demo.settings)
    database = await Database.open(settings.database_url, 1)
    application = Application(
        number="815",
        kind=ApplicationKind.REGISTER,
        edition="SIO-2025",
        form="v1",
        iin=one.person.iin,
        body_bin=one.person.body_bin,
        fields={},
        declared=(),
        act=uuid4(),
        signed_by=one.person.iin,
        certificate_name="",
        submitted_at=now(),
        head_iin=HEAD.iin,
    )
    state, found_by = ApplicationState.REGISTERED.value, {"iin": one.person.iin}
    try:
        store = NodeStore(database, Sealer(FileVault(settings.data / "vault"), secrets.token_bytes))
        async with store.transaction() as transaction:
            await transaction.papers.keep(
                new_paper(uuid4(), PaperKind.APPLICATION, state, now(), application, found_by)
            )
    finally:
        await database.close()


async def asks_about_a_relative(one: Visitor, head: Visitor, relative: str) -> None:
    """Declared, stopped, put before the head, signed by the head who came with the EDS alone, sent once."""
    await one.fills_in("/offices/countersigning/relatives", {"iins": f"{relative}\n111111111111"})
    assert one.last.wrong("iins")
    assert relative in one.last.text
    await one.sends("/offices/countersigning/relatives", {"iins": relative})
    assert one.last.path == "/offices/countersigning", one.last.words
    await one.goes("/requests/new")
    await one.sends("/requests/may-i", form(relative))
    assert "Refused" in one.last.words
    assert "Ask the head to sign it" in one.last.words
    await one.sends("/requests/countersignature", form(relative))
    paper = one.last.path
    assert paper.startswith("/offices/countersigning/"), one.last.words
    assert "a relative" in one.last.words
    await head.goes("/offices/countersigning")
    assert head.last.path == "/visit"
    await head.signs()
    await head.reads_in_every_language("/offices/countersigning")
    assert paper in head.last.ways("/offices/countersigning/")
    await head.reads_in_every_language(paper)
    assert REASON in head.last.text
    await head.fills_in(f"{paper}/sign-it", {})
    assert relative in head.last.text
    await head.signs(one.key)
    assert head.last.status != 200
    await head.signs()
    assert head.last.path == "/offices/countersigning", head.last.words
    assert paper not in head.last.ways("/offices/countersigning/")
    await one.reads_in_every_language(paper)
    [on] = one.last.ways("/requests/countersigned/")
    await one.goes(on)
    assert TASK in one.last.text
    [number] = re.findall(r'name="countersigned" value="([^"]+)"', one.last.text)
    await one.sends("/requests/check", form(relative, countersigned=number))
    assert one.last.path.startswith("/requests/check/"), one.last.words
    assert "Signed by the head" in one.last.words
    await one.signs()
    assert one.last.status == 200, one.last.words
    await settles(one, one.last.path)


async def closes_the_task(one: Visitor) -> None:
    """The report lists every request; its term cannot have passed; a material still kept is not destroyed."""
    await one.goes("/offices/materials")
    found = re.search(rf'<a href="(/offices/materials/[0-9a-f-]+)"[^>]*>\s*(?:<bdi[^>]*>)?{TASK}', one.last.text)
    assert found is not None, one.last.words
    material = found[1]
    await one.reads_in_every_language(material)
    await one.reads_in_every_language(f"{material}/close")
    await one.reads_in_every_language(f"{material}/join")
    today = moment.in_astana(now()).date()
    await one.sends(f"{material}/close", {"kept_until": str(today - timedelta(days=1)), "summary": "Тексеру аяқталды"})
    await one.fills_in(f"{material}/close", {"kept_until": str(today - timedelta(days=1)), "summary": "Тексеру бітті"})
    assert one.last.wrong("kept_until")
    assert "Тексеру бітті" in one.last.text
    await one.does(f"{material}/close", {"kept_until": str(today), "summary": "Тексеру бітті"})
    assert one.last.path == material
    assert "closed" in one.last.words
    assert not one.last.ways(f"{material}/")
    await one.reads_in_every_language(material)
    await one.fills_in(f"{material}/destroy", {"reason": "мерзімі бітті"})
    assert one.last.status == 409
    assert "is kept until" in one.last.words
    assert "мерзімі бітті" in one.last.text
    await one.goes("/requests/new")
    await one.sends("/requests/check", form("850101300015"))
    if one.last.path.startswith("/requests/check/"):
        await one.signs()
    assert "task is closed" in one.last.words
