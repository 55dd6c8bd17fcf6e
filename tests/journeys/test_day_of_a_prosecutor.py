"""A prosecutor's day in the portal: the resolution, the check, the export, a measure, the end; nobody else sees it."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from almasu.interfaces.witness.memory import origin_name
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.witnessing import Ask
from almasu.law import moment
from almasu.store.vault import FileVault
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from almasu.wiring.settings import read_settings
from journeys.visitor import Visitor, person_with, visitor
from patience import looks

pytestmark = pytest.mark.timeout(300)
HOME = "/offices/supervision"
NEW = f"{HOME}/resolutions/new"
TASK = "2026/778-БТ"


def at(**span: float) -> str:
    """A moment as a person types it: on the clock of Astana, without an offset."""
    told: datetime = moment.in_astana(now() + timedelta(**span))
    return told.replace(tzinfo=None, microsecond=0).isoformat(timespec="minutes")


def resolution(officer: str) -> dict[str, str]:
    return {
        "number": "7-22/114",
        "issued_on": at()[:10],
        "since": at(days=-1),
        "until": at(days=1),
        "valid_from": at(hours=-1),
        "valid_until": at(days=5),
        "officers": officer,
        "tasks": TASK,
    }


def test_the_day_of_a_prosecutor(demo: Demo, tmp_path: Path) -> None:
    asyncio.run(whole_day(demo, tmp_path))


async def whole_day(demo: Demo, folder: Path) -> None:
    officer_person = person_with("officer", 1)
    async with visitor(demo, person_with("prosecutor")) as prosecutor, visitor(demo, officer_person) as officer:
        request = await asks(demo, officer)
        before = await what_the_officer_sees(officer, request)
        await prosecutor.comes_in()
        assert f'href="{HOME}"' in prosecutor.last.text, "the office stands in the menu"
        place = await issues(prosecutor, officer_person.iin)
        await checks(prosecutor, place, request)
        await takes_along(demo, prosecutor, place, folder)
        case = await takes_a_measure(prosecutor, place)
        await cuts_short(prosecutor, place, request)
        for path in (HOME, NEW, place, case, f"{case}/measure", f"{case}/resolution"):
            await prosecutor.reads_in_every_language(path)
        assert await what_the_officer_sees(officer, request) == before
        for path in (HOME, NEW, place, case):
            await officer.goes(path)
            assert officer.last.status in {403, 404}, path
            assert "7-22/114" not in officer.last.text
    await the_log_apart_is_vouched_for(demo)


async def asks(demo: Demo, officer: Visitor, task: str = TASK) -> str:
    """The officer asks two registers, and opens what came."""
    await officer.comes_in()
    subject = next(one for one in demo.subjects() if one.kind == "iin")
    form = {
        "subject": subject.key,
        "subject_kind": "iin",
        "ground": "financial_monitoring",
        "purpose": "laundering",
        "justification": "Проверка источника крупных наличных операций, сообщение № 116.",
        "task": task,
        "resources": ["3", "5"],
    }
    await officer.goes("/requests/new")
    await officer.sends("/requests/check", form)
    await officer.signs()
    assert officer.last.status == 200, officer.last.words
    request = officer.last.path.rsplit("/", 1)[1]
    async for _ in looks():
        await officer.goes(f"/requests/{request}/dossier")
        if officer.last.status == 200:
            break
    assert officer.last.status == 200, officer.last.words
    await officer.goes(f"/requests/{request}/proof")
    for told in ("Signature under the request", "OCSP"):
        assert told in officer.last.words, told
    return request


async def what_the_officer_sees(officer: Visitor, request: str) -> tuple[str, ...]:
    """The pages on which an officer might learn of a check, without the moments that move by themselves."""
    seen = []
    for path in (f"/requests/{request}", "/requests", "/"):
        await officer.goes(path)
        assert officer.last.status == 200, path
        seen.append(officer.last.words)
    return tuple(seen)


async def issues(prosecutor: Visitor, officer: str) -> str:
    """Every mistake is told beside its field and at the top, and what was typed stays; then it is signed."""
    right = resolution(officer)
    await prosecutor.fills_in(NEW, {**right, "number": "", "valid_until": "nonsense"})
    assert prosecutor.last.status == 422
    assert prosecutor.last.wrong("number")
    assert prosecutor.last.wrong("valid_until")
    assert officer in prosecutor.last.text, "what was typed is kept"
    assert TASK in prosecutor.last.text
    wrong = {
        "bodies": {"officers": "", "bodies": ""},
        "officers": {"officers": f"{officer}\n860314450217"},
        "until": {"until": at(days=-2)},
        "valid_until": {"valid_until": at(days=900)},
    }
    for field, change in wrong.items():
        await prosecutor.fills_in(NEW, {**right, **change})
        assert prosecutor.last.status == 422, field
        assert prosecutor.last.wrong(field), (field, prosecutor.last.words)
        assert "7-22/114" in prosecutor.last.text
    await prosecutor.fills_in(NEW, right)
    assert "I issue resolution No. 7-22/114" in prosecutor.last.words
    sign = prosecutor.last.path
    async with visitor(prosecutor.demo, person_with("operator")) as other:
        await prosecutor.signs(other.key)
    assert prosecutor.last.status != 200, "a resolution is signed by nobody but its prosecutor"
    await prosecutor.goes(sign)
    await prosecutor.signs()
    assert prosecutor.last.path.startswith(f"{HOME}/resolutions/"), prosecutor.last.words
    return prosecutor.last.path


async def checks(prosecutor: Visitor, place: str, request: str) -> None:
    """The request is listed and replayed; another moment shows another picture; a wrong one is told."""
    [one] = prosecutor.last.ways(f"{place}/requests/")
    assert one == f"{place}/requests/{request}"
    await prosecutor.goes(one)
    page = prosecutor.last.words
    assert "Person asked as officer" not in page
    for told in (TASK, "Verdicts of that day", "all answers", "seen"):
        assert told in page, told
    await prosecutor.goes(one, moment="yesterday")
    assert prosecutor.last.status == 422
    assert prosecutor.last.wrong("moment")
    await prosecutor.goes(one, moment=at(days=-1))
    assert "had not come yet" in prosecutor.last.words
    await prosecutor.reads_in_every_language(one)
    async for _ in looks():
        async with prosecutor.http.get(f"{prosecutor.demo.portal}{one}/proof") as answer:
            if answer.status == 200:
                assert (await answer.text()).startswith("c2sp.org/tlog-proof")
                return
    raise AssertionError("the entry never took its place")


async def takes_along(demo: Demo, prosecutor: Visitor, place: str, folder: Path) -> None:
    """The export proves itself with public keys; one changed byte is found."""
    data = await prosecutor.takes(f"{place}/export")
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        manifest = json.loads(held.read("manifest.json"))
    assert manifest["number"] == "7-22/114"
    (folder / "check.zip").write_bytes(data)
    program = Path(sys.executable).with_name("almasu")
    verify = [program, "supervision", "verify", folder / "check.zip", "--policy", demo.data / "tiles" / "policy"]
    done = await asyncio.to_thread(subprocess.run, verify, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    damaged = bytearray(data)
    damaged[len(data) // 2] ^= 1
    (folder / "check.zip").write_bytes(damaged)
    done = await asyncio.to_thread(subprocess.run, verify, capture_output=True, text=True)
    assert done.returncode != 0


async def takes_a_measure(prosecutor: Visitor, place: str) -> str:
    await prosecutor.goes(place)
    [case] = prosecutor.last.ways(f"{HOME}/cases/")
    path = f"{case}/measure"
    await prosecutor.fills_in(path, {"case": case.rsplit("/", 1)[1], "kind": "administrative", "words": " "})
    assert prosecutor.last.status == 422
    assert prosecutor.last.wrong("words")
    await prosecutor.does(
        path, {"case": case.rsplit("/", 1)[1], "kind": "administrative", "words": "Протокол № 12 составлен."}
    )
    assert prosecutor.last.path == case
    assert "Протокол № 12 составлен." in prosecutor.last.text
    return case


async def cuts_short(prosecutor: Visitor, place: str, request: str) -> None:
    """First shorter, then withdrawn: from the signature on nothing is seen, and what was seen is not forgotten."""
    path, number = f"{place}/cut", place.rsplit("/", 1)[1]
    await prosecutor.fills_in(path, {"resolution": number, "words": "", "valid_until": at(days=30)})
    assert prosecutor.last.status == 422
    assert prosecutor.last.wrong("words")
    await prosecutor.fills_in(path, {"resolution": number, "words": "Проверка окончена.", "valid_until": at(days=30)})
    assert prosecutor.last.wrong("valid_until"), "a term is not made longer"
    shorter = {"resolution": number, "words": "Проверка почти окончена.", "valid_until": at(days=1)}
    await prosecutor.does(path, shorter)
    assert prosecutor.last.ways(f"{place}/requests/")
    await prosecutor.does(path, {"resolution": number, "words": "Проверка окончена."})
    assert "withdrawn" in prosecutor.last.words
    assert not prosecutor.last.ways(f"{place}/requests/")
    for gone in (f"{place}/requests/{request}", f"{place}/export", path):
        await prosecutor.goes(gone)
        if gone != path:
            assert prosecutor.last.status == 404, gone
    await prosecutor.goes(HOME)
    assert "7-22/114" in prosecutor.last.words


async def the_log_apart_is_vouched_for(demo: Demo) -> None:
    """The prosecutor's witness has its own folder, follows the log of supervision, and co-signs no other history."""
    settings = read_settings(demo.settings)
    origin = settings.supervision_origin
    head = demo.data / "witness" / "heads" / origin_name(origin)
    async for _ in looks():
        if head.exists() and read_checkpoint(read_note(head.read_bytes()).text).size > 5:
            break
    seen = read_checkpoint(read_note(head.read_bytes()).text)
    keys = keys_of(origin, FileVault(demo.data / "vault").journal_secret(1)).head
    fork = sign_checkpoint(Checkpoint(origin, seen.size, b"\x07" * 32), [(keys.key, keys.sign)])
    async with (
        aiohttp.ClientSession() as http,
        http.post(
            f"http://127.0.0.1:{demo.plan.witness}/add-checkpoint", data=Ask(seen.size, (), fork.data()).data()
        ) as answer,
    ):
        assert answer.status in {409, 422}, "a second history of the same size"
    program = Path(sys.executable).with_name("almasu")
    verify = [program, "journal", "verify", demo.data / "supervision"]
    done = await asyncio.to_thread(subprocess.run, verify, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
