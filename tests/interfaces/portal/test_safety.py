"""What every response carries, and what forms of strangers meet (OWASP ASVS, chapters 3 and 4)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.portal.app import create_portal
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.static_files import load_static_files
from almasu.wiring.settings import Settings
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.portal.made_up_views import FORM
from interfaces.portal.reading_pages import fields, token_in

Client = AsyncTestClient[Litestar]


@pytest.fixture
async def over_tls(desk: FakeDesk) -> AsyncIterator[Client]:
    settings = replace(SETTINGS, tls=True, signers=("wss://127.0.0.1:13579",))
    async with AsyncTestClient(
        create_portal(desk, settings, MadeUpOffice().offices()), base_url="https://portal.test"
    ) as client:
        yield client


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nothing", "/help", "/static/x/portal.css"])
async def test_every_response_carries_the_headers(client: Client, path: str) -> None:
    headers = (await client.get(path, follow_redirects=False)).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["connect-src"] == "'self' ws://127.0.0.1:13579"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in headers


async def test_over_tls_cookies_are_bound_to_host_and_transport(over_tls: Client) -> None:
    answer = await over_tls.get("/sign-in")
    assert answer.headers["strict-transport-security"].startswith("max-age=63072000")
    cookies = answer.headers.get_list("set-cookie")
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert names == {"__Host-almasu-session", replace(SETTINGS, tls=True).csrf_cookie}
    assert all(name.startswith("__Host-almasu-") for name in names)
    for cookie in cookies:
        for mark in ("Secure", "HttpOnly", "Path=/", "SameSite=strict"):
            assert mark in cookie
        assert "Domain" not in cookie
    assert "wss://127.0.0.1:13579" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("token", ["", "x" * 128, None])
async def test_a_form_from_elsewhere_does_nothing(desk: FakeDesk, officer: Client, token: str | None) -> None:
    await officer.get("/")
    sent = fields(FORM) | ({} if token is None else {"_csrf_token": token})
    for path in ("/requests/may-i", "/requests/check", "/sign-out", "/requests/new", "/verify", "/sign-in"):
        answer = await officer.post(path, data=sent)
        assert answer.status_code == 403, path
        assert "portal.form.foreign" in answer.text
    assert desk.asked == []
    assert desk.acts == {}


async def test_a_token_of_another_browser_does_not_fit(desk: FakeDesk, officer: Client) -> None:
    async with AsyncTestClient(create_portal(desk, SETTINGS, MadeUpOffice().offices())) as other:
        stolen = token_in((await other.get("/help" if False else "/verify")).text)
    await officer.get("/")
    answer = await officer.post("/requests/may-i", data={**fields(FORM), "_csrf_token": stolen})
    assert answer.status_code == 403


async def test_after_a_change_of_keys_a_page_loaded_again_works_in_the_same_browser(desk: FakeDesk) -> None:
    session, kept = desk.inside(), {}
    for secret in ("a" * 32, "b" * 32):
        settings = replace(SETTINGS, csrf_secret=secret)
        async with AsyncTestClient(create_portal(desk, settings, MadeUpOffice().offices()), cookies=kept) as client:
            client.cookies.set(settings.session_cookie, session)
            page = (await client.get("/requests/new")).text
            answer = await client.post("/requests/may-i", data={**fields(FORM), "_csrf_token": token_in(page)})
            assert answer.status_code == 200
            kept = dict(client.cookies)


@pytest.mark.parametrize("body", [b"{}", b"\xff\xfe", b"a=1&" * 10])
async def test_bodies_of_other_shapes_meet_the_same_page(officer: Client, body: bytes) -> None:
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        answer = await officer.post("/requests/may-i", content=body, headers={"content-type": kind})
        assert 400 <= answer.status_code < 500, kind
        assert "<h1>" in answer.text


async def test_a_flood_in_one_form_is_refused(officer: Client) -> None:
    page = (await officer.get("/requests/new")).text
    sent = {"_csrf_token": token_in(page), "justification": "a" * 1_200_000}
    assert (await officer.post("/requests/may-i", data=sent)).status_code == 413


async def test_files_keep_forever_under_an_address_of_their_content(client: Client) -> None:
    page = (await client.get("/sign-in")).text
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert len(addresses) == 6
    for address in addresses:
        answer = await client.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["cache-control"]
    for address in ("/static/0/portal.css", "/static/x/../app.py", "/static/x/%2e%2e/app.py", "/static/x/licences.txt"):
        assert (await client.get(address)).status_code == 404, address


async def test_the_first_visit_loads_less_than_200_kilobytes(client: Client) -> None:
    files = load_static_files()
    # The library that moves the picture of links is loaded when somebody asks to move it, by its page alone.
    sent = sum(
        len(file.shrunk or file.data)
        for path, file in files.files.items()
        if not path.endswith((".txt", "cytoscape.js"))
    )
    longest = len((await client.get("/sign-in")).content)
    assert sent + longest < 200_000


def test_files_name_no_outside_address_to_load_from() -> None:
    for path, file in load_static_files().files.items():
        if path.startswith("vendor/") or path.endswith(".txt"):
            continue
        text = file.data.decode().replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text, path


def test_what_a_node_says_of_its_signers_by_default_is_accepted() -> None:
    signers = Settings(data=Path(), database_url="").ncalayer
    assert PortalSettings(csrf_secret="s" * 32, signers=signers).signers == signers


@pytest.mark.parametrize(
    "wrong",
    [
        {"csrf_secret": "short"},
        {"signers": ("wss://signer.example:13579",)},
        {"signers": ("ws://127.0.0.1.evil.example:1",)},
        {"signers": ("ws://127.0.0.1:1; script-src *",)},
    ],
)
def test_unsafe_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"secret|signer"):
        PortalSettings(**{"csrf_secret": "s" * 32, **wrong})  # type: ignore[arg-type]
