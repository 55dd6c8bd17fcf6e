"""The portal in a real Chromium: accessible in every language, quiet, usable by keyboard, narrow and without script."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest
from playwright.async_api import Browser, expect
from websockets.asyncio.server import ServerConnection, serve

from almasu.interfaces.portal.app import create_portal
from almasu.interfaces.portal.views.people import Stage
from interfaces.portal.browsing import Watched, browser, findings, free_port, served, watched
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from interfaces.portal.made_up_problems import GOOD_SIGNATURE
from interfaces.portal.made_up_views import FORM, made_settled

pytestmark = [pytest.mark.browser]

PATHS = (
    "/",
    "/requests",
    "/requests/new",
    "/verify",
    "/law",
    "/law/compare/SIO-2022/SIO-2025",
    "/law/clauses/SIO25-2",
    "/help",
    "/nothing",
    "/offices/sample",
    "/offices/sample/deed",
)
OF_A_REQUEST = ("", "/dossier", "/answers/1", "/answers/2", "/proof")
PEM = "-----BEGIN CMS-----\n" + base64.b64encode(GOOD_SIGNATURE).decode() + "\n-----END CMS-----\n"


@dataclass
class Signer:
    """Speaks as NCALayer does: greets, then gives the prepared reply; `asked` keeps the questions."""

    reply: dict[str, object] = field(default_factory=lambda: {"status": True, "body": {"result": [PEM]}})
    asked: list[dict[str, object]] = field(default_factory=list)

    async def talk(self, connection: ServerConnection) -> None:
        await connection.send(json.dumps({"result": {"version": "1.4"}}))
        async for message in connection:
            self.asked.append(json.loads(message))
            await connection.send("--heartbeat--")
            await connection.send(json.dumps(self.reply))


@dataclass(frozen=True)
class Scene:
    """A served portal, its desk, its signer and a Chromium."""

    desk: FakeDesk
    signer: Signer
    browser: Browser
    base: str
    office: MadeUpOffice

    def inside(self, language: str = "kk") -> dict[str, str]:
        return {SETTINGS.session_cookie: self.desk.inside(), "almasu-language": language}

    def at(self, stage: Stage, language: str) -> dict[str, str]:
        return {SETTINGS.session_cookie: self.desk.at(stage), "almasu-language": language}


@pytest.fixture
async def scene(desk: FakeDesk) -> AsyncIterator[Scene]:
    signer, signer_port, office = Signer(), free_port(), MadeUpOffice()
    settings = replace(SETTINGS, signers=(f"ws://127.0.0.1:{signer_port}",))
    async with (
        browser() as opened,
        serve(signer.talk, "127.0.0.1", signer_port),
        served(create_portal(desk, settings, office.offices()), free_port()) as base,
    ):
        yield Scene(desk, signer, opened, base, office)


async def visit_all(
    scene: Scene, language: str, look: Callable[[Watched, str], Awaitable[None]], **context: object
) -> None:
    """Open every page in a language and look at it."""
    request = scene.desk.accepted()
    for stage, path in ((Stage.PROVING, "/sign-in"), (Stage.CODE, "/sign-in/code"), (Stage.CONSENT, "/consent")):
        async with watched(scene.browser, scene.base, scene.at(stage, language), **context) as seen:
            await seen.go(path)
            await look(seen, path)
    scene.desk.bound = True
    async with watched(scene.browser, scene.base, scene.at(Stage.CODE, language), **context) as seen:
        await seen.go("/sign-in/code")
        await look(seen, "device")
    scene.desk.bound = False
    async with watched(scene.browser, scene.base, scene.at(Stage.PROVING, language), **context) as seen:
        await seen.go("/visit")
        await look(seen, "/visit")
    async with watched(scene.browser, scene.base, scene.inside(language), **context) as seen:
        for path in (*PATHS, *(f"/requests/{request}{part}" for part in OF_A_REQUEST)):
            await seen.go(path)
            await look(seen, path)
        await mistaken(seen)
        await look(seen, "mistakes")
        for refuse, name in ((True, "refused"), (False, "allowed")):
            scene.desk.refuse = refuse
            await decided(seen)
            await look(seen, name)
        await seen.page.click(".acts button:first-child")
        await look(seen, "check")


async def decided(seen: Watched) -> None:
    """Compose a request and ask whether it may be."""
    await seen.go("/requests/new")
    await seen.page.fill("#subject", FORM.subject)
    await seen.page.select_option("#purpose", FORM.purpose)
    await seen.page.fill("#task", FORM.task)
    await seen.page.fill("#justification", FORM.justification)
    for number in FORM.resources:
        await seen.page.check(f"#r{number}")
    await seen.page.click(".bar button:last-child")
    await seen.page.wait_for_selector(".verdict")


async def mistaken(seen: Watched) -> None:
    """Send a form with a mistake."""
    await seen.go("/requests/new")
    await seen.page.fill("#subject", "860314450217")
    await seen.page.click(".bar button:last-child")
    await seen.page.wait_for_selector(".govuk-error-summary")


async def must_be_accessible(seen: Watched, path: str) -> None:
    assert await findings(seen.page) == [], path


@pytest.mark.trial
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_axe_finds_nothing_in_any_language_and_light(scene: Scene, language: str, scheme: str) -> None:
    await visit_all(scene, language, must_be_accessible, color_scheme=scheme)


@pytest.mark.timeout(300)
async def test_every_page_is_accessible_and_quiet_and_fits_at_four_hundred_percent(scene: Scene) -> None:
    async def must_be_quiet_and_fit(seen: Watched, path: str) -> None:
        assert seen.outside == [], path
        assert [error for error in seen.errors if "status of 4" not in error] == [], path
        fonts = await seen.page.evaluate("document.fonts.ready.then(all => [...all].map(font => font.status))")
        assert "error" not in fonts, path
        assert fonts.count("loaded") >= 3, path
        assert await seen.page.evaluate("document.documentElement.scrollWidth") <= 320, path
        await must_be_accessible(seen, path)
        # What axe does to the page to measure it breaks the policy; it is not the page.
        seen.errors.clear()

    await visit_all(scene, "kk", must_be_quiet_and_fit, viewport={"width": 320, "height": 640}, color_scheme="dark")


async def test_an_officer_signs_in_with_the_signer_on_his_machine(scene: Scene) -> None:
    async with watched(scene.browser, scene.base, {"almasu-language": "kk"}) as seen:
        await seen.go("/sign-in")
        await seen.page.click("[data-sign]")
        await seen.page.wait_for_url("**/sign-in/code")
        question = scene.signer.asked[0]
        assert (question["module"], question["method"]) == ("kz.gov.pki.knca.basics", "sign")
        args = question["args"]
        assert isinstance(args, dict)
        challenge = next(iter(scene.desk.sessions.values())).challenge
        assert base64.b64decode(args["data"]) == challenge.data
        assert args["signingParams"] == {"decode": True, "encapsulate": True, "digested": False}
        assert "AKJaCartaStore" in args["allowedStorages"]
        assert args["locale"] == "kk"
        await seen.page.fill("#code", "123456")
        await seen.page.keyboard.press("Enter")
        await seen.page.wait_for_url(scene.base + "/")
        assert seen.errors == []


REPLIES = [
    ({"status": True, "body": {}}, "Signing was cancelled."),
    ({"status": False, "code": "GENERAL_ERROR", "message": "action.canceled"}, "Signing was cancelled."),
    (
        {"status": False, "code": "SIGNING_FAILURE", "details": "The certificate is revoked."},
        "This key has been revoked.",
    ),
    (
        {"status": False, "code": "SIGNING_FAILURE", "details": "The certificate is outside its term."},
        "The term of this key",
    ),
    ({"status": False, "code": "SIGNING_FAILURE", "details": "The PIN was wrong too many times."}, "The PIN was wrong"),
    ({"status": False, "code": "GENERAL_ERROR", "message": "No suitable certificate"}, "No fitting key was found."),
    ({"status": False, "code": "SOMETHING_NEW", "message": "?"}, "NCALayer could not make the signature."),
    ({"success": False, "errorCode": "MODULE_NOT_FOUND"}, "This NCALayer lacks the signing module."),
]


async def test_whatever_the_signer_says_is_told_with_its_remedy(scene: Scene) -> None:
    async with watched(scene.browser, scene.base, {"almasu-language": "en"}) as seen:
        await seen.go("/sign-in")
        for reply, said in REPLIES:
            scene.signer.reply = dict(reply)
            await seen.page.click("[data-sign]")
            await expect(seen.page.locator("[data-say]")).to_contain_text(said)
            await expect(seen.page.locator("[data-sign]")).to_be_enabled()
            assert await seen.page.evaluate("document.activeElement.matches('[data-say]')")
        assert await findings(seen.page) == []


@pytest.mark.parametrize("result", [PEM, {"signatures": [PEM], "certificate": "x"}])
async def test_older_shapes_of_the_reply_are_taken_too(scene: Scene, result: object) -> None:
    scene.signer.reply = {"status": True, "body": {"result": result}}
    async with watched(scene.browser, scene.base, {}) as seen:
        await seen.go("/sign-in")
        await seen.page.click("[data-sign]")
        await seen.page.wait_for_url("**/sign-in/code")


async def test_where_no_signer_runs_the_page_says_so(desk: FakeDesk) -> None:
    settings = replace(SETTINGS, signers=(f"ws://127.0.0.1:{free_port()}", f"ws://localhost:{free_port()}"))
    async with (
        browser() as opened,
        served(create_portal(desk, settings, MadeUpOffice().offices()), free_port()) as base,
        watched(opened, base, {"almasu-language": "en"}) as seen,
    ):
        await seen.go("/sign-in")
        await seen.page.click("[data-sign]")
        await expect(seen.page.locator("[data-say]")).to_contain_text("NCALayer does not answer on this computer.")


async def test_a_request_is_made_by_keyboard_alone_and_its_rows_fill_in(scene: Scene) -> None:
    scene.desk.hold = asyncio.Event()
    async with watched(scene.browser, scene.base, scene.inside("en")) as seen:
        await seen.go("/requests/new")
        keys = seen.page.keyboard
        await seen.page.focus("#subject")
        await keys.type(FORM.subject)
        await expect(seen.page.locator("#known")).to_contain_text("Recognised: IIN")
        await seen.page.focus("#purpose")
        await keys.press("ArrowDown")
        await keys.press("Tab")
        await keys.type(FORM.task)
        await keys.press("Tab")
        await keys.type("Turnover far above declared income")
        await seen.page.focus("[name=choose][value=all]")
        await keys.press("Enter")
        await expect(seen.page.locator("[data-chosen]")).to_have_text("48")
        await seen.page.focus(".bar button:last-child")
        await keys.press("Enter")
        await seen.page.wait_for_selector(".verdict.good")
        await seen.page.focus(".acts button:first-child")
        await keys.press("Enter")
        await seen.page.wait_for_url("**/requests/check/*")
        await seen.page.focus("[data-sign]")
        await keys.press("Enter")
        await seen.page.wait_for_selector("#row-52")
        assert UUID(seen.page.url.rsplit("/", 1)[1]) in scene.desk.requests
        await expect(seen.page.locator("#count")).to_contain_text("0 of 48 answered")
        scene.desk.hold.set()
        await expect(seen.page.locator("#row-1 .state")).to_contain_text("answered: one record")
        await expect(seen.page.locator("#row-52 .state")).to_contain_text("answered: 48 records")
        # Some registers stay silent and are asked again: more is awaited, and the page says so.
        await expect(seen.page.locator("#coming")).to_contain_text("You need not wait")
        await expect(seen.page.locator("#count")).to_contain_text("of 48 answered")
        assert seen.errors == []
        assert await findings(seen.page) == []


async def test_the_keyboard_meets_things_in_the_order_they_are_read(scene: Scene) -> None:
    async with watched(scene.browser, scene.base, scene.inside("en")) as seen:
        await seen.go("/")
        met = []
        for _ in range(11):
            await seen.page.keyboard.press("Tab")
            met.append(
                await seen.page.evaluate(
                    "(document.activeElement.innerText || document.activeElement.id || 'Almasu').trim()"
                )
            )
        assert met == [
            "To the content",
            "Almasu",
            "Қазақша",
            "Русский",
            "Sign out",
            "Desk",
            "Requests",
            "Law and help",
            "subject",
            "Look",
            "Or begin with an empty request",
        ]
        await seen.go("/")
        await seen.page.keyboard.press("Tab")
        await seen.page.keyboard.press("Enter")
        assert await seen.page.evaluate("document.activeElement.id") == "main"


async def test_on_a_narrow_page_everything_of_the_menu_and_the_tables_is_in_sight(scene: Scene) -> None:
    async with watched(scene.browser, scene.base, scene.inside("ru"), viewport={"width": 390, "height": 844}) as seen:
        for path in ("/", "/offices/sample"):
            await seen.go(path)
            assert await seen.page.evaluate("document.documentElement.scrollWidth") <= 390, path
            assert await seen.page.evaluate(
                "[...document.querySelectorAll('.ways a')].every(a => a.getBoundingClientRect().right <= 390)"
            ), path
        assert seen.errors == []


async def test_a_change_of_language_keeps_what_is_typed(scene: Scene) -> None:
    async with watched(scene.browser, scene.base, scene.inside("kk")) as seen:
        await seen.go("/requests/new")
        await seen.page.fill("#task", "2026-114")
        await seen.page.check("#r8")
        await seen.page.click("button[name=language][value=ru]")
        await expect(seen.page.locator("html")).to_have_attribute("lang", "ru")
        await expect(seen.page.locator("#task")).to_have_value("2026-114")
        await expect(seen.page.locator("#r8")).to_be_checked()


async def test_an_open_page_is_told_what_came_and_nothing_on_it_moves(scene: Scene) -> None:
    async with watched(scene.browser, scene.base, scene.inside("en")) as seen:
        await seen.go("/offices/sample")
        before = await seen.page.locator("h1").bounding_box()
        scene.office.came = 3
        await expect(seen.page.locator("[data-follow]")).to_contain_text("Came: 3", timeout=45_000)
        assert await seen.page.locator("h1").bounding_box() == before
        await seen.page.click("[data-follow] a")
        assert [*seen.errors, *seen.outside] == []


async def test_a_page_of_work_under_way_changes_in_its_place_until_the_end_and_asks_no_further(scene: Scene) -> None:
    asked: list[str] = []
    async with watched(scene.browser, scene.base, scene.inside("en")) as seen:
        seen.page.on("request", lambda request: asked.append(request.url) if "/news" in request.url else None)
        await seen.page.clock.install()
        await seen.go("/offices/sample/moving")
        await seen.page.locator("td a").nth(2).focus()
        for scene.office.moved in (1, 2):
            await seen.page.clock.run_for(3_000)
            await expect(seen.page.locator("[data-follow]")).to_have_text(f"{scene.office.moved} / 2")
            await expect(seen.page.locator("tbody tr")).to_have_count(3 + scene.office.moved)
            assert await seen.page.locator("td").nth(5).inner_text() == str(2 * scene.office.moved)
            assert await seen.page.evaluate("document.activeElement.getAttribute('href')") == "/help?2"
        assert await seen.page.locator(".acts a").count() == 1
        assert await seen.page.get_attribute("[data-follow]", "data-follow") == ""
        many = len(asked)
        await seen.page.clock.run_for(60_000)
        assert len(asked) == many, "nothing moves any more"
        assert [*seen.errors, *seen.outside] == []


async def test_without_script_everything_is_still_there(scene: Scene) -> None:
    async with watched(scene.browser, scene.base, {"almasu-language": "en"}, java_script_enabled=False) as seen:
        await seen.go("/sign-in")
        assert not await seen.page.is_visible("[data-sign]")
        await seen.page.click("summary")
        await seen.page.fill("#cms", PEM)
        await seen.page.click("details button")
        await seen.page.fill("#code", "123456")
        await seen.page.click("#code-form button")
        assert seen.page.url == scene.base + "/"
        await decided(seen)
        assert await seen.page.is_visible("text=Allowed")
        await seen.page.click(".acts button:first-child")
        await seen.page.click("#sign-form summary")
        await seen.page.fill("#cms", PEM)
        await seen.page.click("#sign-form details button")
        assert "/requests/" in seen.page.url, await seen.page.inner_text("main")
        assert await seen.page.is_visible("#row-1 .state:has-text('waiting')"), "no register has been asked yet"
        request = UUID(seen.page.url.rsplit("/", 1)[1])
        view = scene.desk.requests[request]
        settled = tuple(made_settled(row, at, empty=False) for at, row in enumerate(view.rows))
        scene.desk.requests[request] = replace(view, rows=settled)
        await seen.page.reload()
        assert await seen.page.is_visible("#row-1 .state.good"), "a reload shows what came"
        assert [*seen.errors, *seen.outside] == []


async def test_a_page_whose_stream_is_refused_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("almasu.interfaces.portal.streams.MOST_STREAMS", 0)
    request = scene.desk.accepted((1, 2), settled=False)
    async with watched(scene.browser, scene.base, scene.inside("en")) as seen:
        await seen.go(f"/requests/{request}")
        await expect(seen.page.locator("#coming")).to_contain_text("Close one of them and open this one anew.")
