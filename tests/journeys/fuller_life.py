"""What the people of a demo do beyond its first days: a copy, a breach, a month under control, and a case."""

from __future__ import annotations

import re
from datetime import timedelta

from almasu.law import moment
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from journeys.appointing import appointed, day
from journeys.visitor import Visitor, person_with, visitor

TASK = "2026/905-Қ"
REASON = "Материалға тігу үшін."
_REQUEST = re.compile(r"/requests/[0-9a-f-]{36}")
_PACK = re.compile(r"/offices/control/packs/[0-9a-f-]{36}")


async def live_on(demo: Demo) -> None:
    """Let the officer take a copy, the operator report a breach, the controller make a pack and open a case.

    The case is about the demo's first officer, who is blocked by it.
    """
    async with visitor(demo, person_with("officer", 1)) as officer:
        await officer.comes_in()
        await takes_a_copy(officer)
    async with visitor(demo, person_with("officer")) as asker, visitor(demo, person_with("controller")) as controller:
        await asker.comes_in()
        request = await asks(demo, asker)
        await controller.comes_in()
        await controls_a_month(demo, controller)
        await notes_a_leave(controller)
        await controller.does(
            f"/offices/control/requests/{request}/breach",
            {"words": "Жеке мақсатта сұраған.", "requests": request, "oddity": "close_person"},
        )
    async with visitor(demo, person_with("operator")) as operator:
        await operator.comes_in()
        await reports_a_breach(operator, request)


async def takes_a_copy(officer: Visitor) -> None:
    """Take the answers of the newest request along; the clock of the copy runs."""
    await officer.goes("/requests")
    request = next(way for way in officer.last.ways("/requests/") if _REQUEST.fullmatch(way))
    await officer.goes(f"/offices/materials{request}/copy")
    task = re.search(r'name="task" value="([^"]+)"', officer.last.text)
    assert task is not None, officer.last.words
    form = {"task": task[1], "format": "csv", "reason": REASON}
    assert await officer.saves(f"/offices/materials{request}/copy", form)


async def asks(demo: Demo, officer: Visitor) -> str:
    """Ask one register about somebody; return the request's number."""
    subject = next(one for one in demo.subjects() if one.kind == "iin")
    form = {
        "subject": subject.key,
        "subject_kind": "iin",
        "ground": "financial_monitoring",
        "purpose": "laundering",
        "justification": "Проверка источника крупных наличных операций, сообщение № 905.",
        "task": TASK,
        "resources": ["3"],
    }
    await officer.goes("/requests/new")
    await officer.sends("/requests/check", form)
    await officer.signs()
    assert _REQUEST.fullmatch(officer.last.path), officer.last.words
    return officer.last.path.rsplit("/", 1)[1]


async def controls_a_month(demo: Demo, controller: Visitor) -> None:
    """Put an order in force from the month before last on, and make the pack of the first month that is over."""
    since = (moment.in_astana(now()).replace(day=1) - timedelta(days=40)).date().isoformat()
    await appointed(demo, controller, number="19-Б", dated=since, since=since)
    await controller.goes("/offices/control/packs/new")
    month = re.findall(r'<option value="(\d{4}-\d{2})"', controller.last.text)[0]
    await controller.fills_in("/offices/control/packs/new", {"month": month, "read_in": "kk"})
    assert _PACK.fullmatch(controller.last.path), controller.last.words


async def notes_a_leave(controller: Visitor) -> None:
    """Write down that an officer is on leave."""
    await controller.goes("/offices/control/people/new")
    account = re.search(r'<option value="([^"]+)"[^>]*>\s*ТҰРСЫНОВ', controller.last.text)
    assert account is not None, controller.last.words
    form = {"account": account[1], "why": "leave", "since": day(20), "until": day(30), "ground": "№ 42-Ж бұйрық"}
    await controller.fills_in("/offices/control/people/new", form)
    assert controller.last.path == "/offices/control/people", controller.last.words


async def reports_a_breach(operator: Visitor, request: str) -> None:
    """Report what was found in a request to the body of whoever asked."""
    form = {
        "law": "rules",
        "words": "Негіздемеге сәйкес емес.",
        "liability": "Тәртіптік іс қозғау ұсынылды.",
        "found_at": moment.in_astana(now()).strftime("%Y-%m-%dT%H:%M"),
    }
    await operator.does(f"/offices/operator/lawfulness/{request}/breach", form)
