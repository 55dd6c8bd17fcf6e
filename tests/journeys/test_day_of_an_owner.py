"""A day of a register's owner in the portal: who used it and on what ground, the quota, a statement that verifies."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from almasu.law import moment
from almasu.testing.outside.officer import Officer
from almasu.testing.people import DemoPerson
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.folder import Pki
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.telephone import newest_code
from almasu.wiring.running import now
from journeys.visitor import Visitor, person_with, visitor
from patience import looks

pytestmark = pytest.mark.timeout(300)
OWNED, OTHERS = 25, 1
PAGES = ("/offices/owner", f"/offices/owner/uses?resource={OWNED}")


def test_the_day_of_an_owner(demo: Demo, tmp_path: Path) -> None:
    asyncio.run(day(demo, tmp_path))


async def day(demo: Demo, folder: Path) -> None:
    officer = person_with("officer", 1)
    subject = await asked(demo, officer)
    async with visitor(demo, person_with("owner")) as owner:
        await owner.comes_in()
        await looks_at_quotas(owner)
        await looks_at_uses(owner, officer, subject)
        await makes_mistakes(owner)
        await takes_a_statement(demo, owner, folder, subject)
        for path in PAGES:
            await owner.reads_in_every_language(path)


async def asked(demo: Demo, person: DemoPerson) -> str:
    """An officer asks two registers of this owner about somebody; return the subject's key."""
    key = Pki.load(demo.data / "pki").person_key(person.iin, "gost", person.pin)
    subject = next(one for one in demo.subjects() if one.kind == "iin")

    async def sign(data: bytes) -> bytes:
        return cms_sign(key, data, now())

    async with ClientSession() as http:

        async def code() -> str:
            return await newest_code(http, demo.telephone, person.phone)

        officer = Officer(http, demo.portal, sign, code)
        await officer.sign_in()
        form = {
            "subject": subject.key,
            "subject_kind": "iin",
            "ground": "financial_monitoring",
            "purpose": "laundering",
            "justification": "Проверка источника крупных наличных операций, сообщение субъекта мониторинга № 52.",
            "task": "2026/52-ТМ",
            "resources": [OWNED, 28],
        }
        sent = await officer.send(await officer.prepare(form), wait=5)
        assert (await officer.settled(sent["id"], 40))["settled"]
    return subject.key


async def looks_at_quotas(owner: Visitor) -> None:
    await owner.goes("/offices/owner")
    assert "State Revenue Committee" not in owner.last.wrong("resource")
    assert "5,000" in owner.last.words
    assert "no limit" in owner.last.words
    assert f"/offices/owner/uses?resource={OWNED}" in owner.last.ways("/offices/owner/uses")


async def looks_at_uses(owner: Visitor, officer: DemoPerson, subject: str) -> None:
    await owner.goes("/offices/owner/uses", resource=str(OWNED))
    assert owner.last.status == 200, owner.last.words
    assert "officer-" in owner.last.words, "the pseudonym"
    for secret in (officer.iin, officer.surname, subject, "2026/52-ТМ", "наличных"):
        assert secret not in owner.last.text
    yesterday = (moment.in_astana(now()) - timedelta(days=1)).date().isoformat()
    await owner.goes("/offices/owner/uses", resource=str(OWNED), since=yesterday, until=yesterday)
    assert "There were no uses in this period." in owner.last.words


async def makes_mistakes(owner: Visitor) -> None:
    await owner.goes("/offices/owner/uses", resource="cars", since="2026-13-01")
    assert owner.last.status == 422
    assert owner.last.wrong("resource")
    assert owner.last.wrong("since")
    assert "2026-13-01" in owner.last.text, "what was typed is kept"
    await owner.goes("/offices/owner/uses", since=now().date().isoformat())
    assert owner.last.wrong("resource")
    await owner.goes("/offices/owner/uses")
    assert owner.last.status == 200, "nothing is asked for yet: the first register of the body"
    assert "Choose" not in owner.last.words, "the filter names the register that is shown"
    absent = []
    for number in (str(OTHERS), "777"):
        await owner.goes("/offices/owner/uses", resource=number)
        absent.append((owner.last.status, owner.last.wrong("resource")))
    assert absent[0] == absent[1], "another's looks like none"
    assert absent[0][0] == 422
    await owner.goes("/offices/owner/statement", resource=str(OTHERS))
    assert owner.last.status == 404
    await owner.goes("/offices/operator")
    assert owner.last.status == 403


async def takes_a_statement(demo: Demo, owner: Visitor, folder: Path, subject: str) -> None:
    file = folder / "uses.json"
    async for _ in looks():
        taken = await owner.takes(f"/offices/owner/statement?resource={OWNED}")
        file.write_bytes(taken)
        told = await asyncio.to_thread(checked, demo, file)
        if told["proven"] == told["answered"] != 0:
            break
    assert told["holds"]
    assert told["uses"] >= told["answered"] == told["proven"] >= 1, "other journeys of this demo may have asked too"
    assert subject.encode() not in taken
    file.write_bytes(taken.replace(b"laundering", b"proliferation_financing"))
    assert await asyncio.to_thread(checked, demo, file) == {
        "holds": False,
        "says": "the lines are not those that were signed",
    }


def checked(demo: Demo, file: Path) -> dict[str, Any]:
    """What the verifier says of a statement, run as a stranger runs it."""
    command = [
        sys.executable,
        "-m",
        "almasu",
        "journal",
        "uses",
        str(file),
        "--from-url",
        f"{demo.portal}/log",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 0) is told["holds"], done.stderr
    return told
