"""An organisation joins: applied for with an EDS alone, created by the centre, its module let in, its signal found."""

from __future__ import annotations

import os
import ssl
from collections.abc import Mapping
from datetime import timedelta

import aiohttp
import pytest
from almasu_wire.batch import ADDRESS

from actions.sector.conftest import number
from almasu.law import moment
from almasu.law.moment import in_astana
from almasu.testing.people import SECTOR, VISITORS
from almasu.testing.pki.transport import Issued
from almasu.wiring.demo.machines import authority_of, intake_address
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from journeys.visitor import Visitor, visitor
from patience import looks

pytestmark = pytest.mark.timeout(300)
BIN, SOURCE = number("18014000611"), "203.0.113.199"
APPLICANT = next(one for one in VISITORS if one.role == "applicant")
CENTRE = next(one for one in SECTOR if one.role == "sectoral_centre")
PROFILE = {"name": "Made-up Bank of a Journey", "bin": BIN, "email": "soc@journey.example.kz", "kind": "bank"}
USER = {
    "surname": APPLICANT.surname,
    "given_name": APPLICANT.given_name,
    "patronymic": "",
    "iin": APPLICANT.iin,
    "position": "engineer",
    "organisation": BIN,
    "phones": "+77000000199\n+77172000199",
    "email": "soc@journey.example.kz",
    "duty": "responsible_worker",
}


async def granted(centre: Visitor, application: str, wish: str) -> None:
    """The centre finds the application in its queue, checks it and creates what it asks for."""
    page = application.replace("/applications/", "/joining/")
    assert page in (await centre.goes("/joining")).ways("/joining/")
    await centre.fills_in(f"{page}/check", {})
    assert "checked" in centre.last.words
    await centre.does(f"{page}/create-{wish}", {})
    assert "created" in centre.last.words, centre.last.words


async def applies(applicant: Visitor, centre: Visitor) -> None:
    """Profile and account, with an EDS and no account."""
    await applicant.goes("/visit")
    await applicant.signs()
    assert applicant.last.path == "/applications", applicant.last.words
    await applicant.fills_in("/applications/profile", {**PROFILE, "bin": "123456789012"})
    assert applicant.last.wrong("bin")
    await applicant.does("/applications/profile", PROFILE)
    assert "submitted" in applicant.last.words
    await granted(centre, applicant.last.path, "profile")
    await applicant.does("/applications/user", USER)
    await granted(centre, applicant.last.path, "user")


async def lets_in(worker: Visitor, centre: Visitor, issued: Issued) -> str:
    """The worker applies for a module, the centre signs; returns its page."""
    until = in_astana(now() + timedelta(days=20)).strftime("%Y-%m-%dT%H:%M")
    typed = {"name": "soc-of-a-journey", "certificate": issued.fingerprint.hex(), "until": until}
    await worker.fills_in("/modules/new", typed)
    page = worker.last.path
    assert "waits to be let in" in worker.last.words
    await centre.does(f"{page}/let-in", {})
    assert "let in" in centre.last.words
    return page


async def sends(demo: Demo, issued: Issued) -> None:
    """The module sends one signal over mutual TLS."""
    at = moment.written(now())
    signal = {"kind": 6, "sensor": "firewall", "rule": "scan", "first": at, "last": at, "source": SOURCE}
    frame = {
        "batch": os.urandom(16).hex(),
        "epoch": os.urandom(16).hex(),
        "first": 1,
        "held_from": 1,
        "sent": at,
        "module": "almasu-module/journey",
        "signals": [signal],
    }
    tls = ssl.create_default_context(cafile=str(authority_of(demo.data).certificate))
    tls.load_cert_chain(issued.certificate, issued.key)
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=tls)) as http,
        http.post(f"{intake_address(demo.plan)}{ADDRESS}", json=frame) as answer,
    ):
        assert (answer.status, (await answer.json())["accepted"]) == (200, 1)


async def opens_a_machine(centre: Visitor) -> None:
    """The token of a machine comes once, as a file, with the signature that opens its account."""
    until = in_astana(now() + timedelta(days=20)).strftime("%Y-%m-%dT%H:%M")
    typed = {"name": "siem-of-a-journey", "reads": ["alerts"], "narrowest": "green", "expires_at": until}
    await centre.fills_in("/machines/new", typed)
    await centre.signs()
    assert 'token = "' in centre.last.text, centre.last.words
    assert "siem-of-a-journey" in (await centre.goes("/machines")).words
    assert 'token = "' not in centre.last.text


@pytest.mark.usefixtures("machines")
async def test_an_organisation_joins_and_its_first_signal_is_found(demo: Demo, sector: str) -> None:
    issued = authority_of(demo.data).module("journey")
    async with visitor(demo, APPLICANT, sector) as applicant, visitor(demo, CENTRE, sector) as centre:
        await centre.comes_in_by_eds()
        await applies(applicant, centre)
        async with visitor(demo, APPLICANT, sector) as worker:
            await worker.comes_in_by_eds()
            page = await lets_in(worker, centre, issued)
            await sends(demo, issued)
            found: Mapping[str, str] = {"terms": f"source:{SOURCE}"}
            async for _ in looks():
                if (await worker.goes("/signals", **found)).ways("/signals/") and "firewall" in worker.last.words:
                    break
            assert SOURCE in worker.last.words
            assert "almasu-module/journey" in (await worker.goes(page)).words
            assert "in contact" in worker.last.words
            await opens_a_machine(centre)
            assert b"[centre]" in await worker.takes(f"{page}/configuration")
