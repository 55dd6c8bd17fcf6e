"""An officer's whole main job in a real Chromium, against a whole demo: real keys, real registers, a real journal."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession
from playwright.async_api import expect

from almasu.law.text import Language
from almasu.wiring.demo.run import OFFICER, Demo, people_of
from almasu.wiring.demo.telephone import newest_code
from interfaces.portal.browsing import Watched, browser, findings, signs, watched
from interfaces.portal.reading_pages import clean_words
from patience import looks

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

JUSTIFICATION = {
    "kk": "Қолма-қол ірі операциялардың көзін тексеру, № 114 хабарлама бойынша.",
    "ru": "Проверка источника крупных наличных операций по сообщению № 114.",
    "en": "Checking the source of large cash operations reported in message No. 114.",
}


async def code_from_the_telephone(demo: Demo) -> str:
    """The code in the officer's last message."""
    phone = next(person.phone for person in people_of() if person.iin == OFFICER)
    async with ClientSession() as http:
        return await newest_code(http, demo.telephone, phone)


async def comes_in(seen: Watched, demo: Demo) -> None:
    """Sign in with key and code; sign the consent where it is asked."""
    await seen.go("/sign-in")
    await signs(seen, lambda url: url.endswith("/sign-in/code"))
    await seen.page.fill("#code", await code_from_the_telephone(demo))
    await seen.page.keyboard.press("Enter")
    await seen.page.wait_for_selector(".leave")
    await seen.page.wait_for_load_state()
    if seen.page.url.endswith("/consent"):
        await signs(seen, lambda url: url == seen.base + "/")


async def asks(seen: Watched, demo: Demo, language: str) -> None:
    """Compose a request to every register that such a key opens, see it allowed, check it, sign it."""
    subject = demo.subjects()[0]
    await seen.go("/requests/new")
    await seen.page.fill("#subject", subject.key)
    await expect(seen.page.locator("#known b")).to_be_visible()
    await seen.page.select_option("#purpose", index=1)
    await seen.page.fill("#task", "2026/114")
    await seen.page.fill("#justification", JUSTIFICATION[language])
    for number in (1, 5, 11, 22, 25):
        await seen.page.check(f"#r{number}")
    await seen.page.click(".bar button:last-child")
    await seen.page.wait_for_selector(".verdict.good")
    await seen.page.click(".acts button:first-child")
    await seen.page.wait_for_url("**/requests/check/*")
    await seen.page.click("[data-sign]")
    await seen.page.wait_for_selector("#row-25, .govuk-error-summary, .verdict, .sign-say.bad")
    assert await seen.page.locator("#row-25").count() == 1, await seen.page.inner_text("main")


async def reads(seen: Watched, language: str) -> list[str]:
    """Wait for the answers, look at them, at the dossier and the proof; return what axe and the language test find."""
    found: list[str] = []
    request = seen.page.url
    for number in (1, 5, 11, 22, 25):
        row = seen.page.locator(
            f"#row-{number} .state.good, #row-{number} .state:not(.wait):not(.bad):has(path[d='M3 8h10'])"
        )
        await expect(row).to_be_visible()
    for path in ("", "/answers/1", "/dossier"):
        await seen.page.goto(request + path)
        found += await findings(seen.page)
        words = clean_words(await seen.page.content(), Language(language))
        # In capitals: names as certificates and registers write them, told within a sentence.
        found += [word for word in words if not word.isupper()]
    await proved(seen, request)
    return found


async def proved(seen: Watched, request: str) -> None:
    """Look at the proof until the journal has placed the entry."""
    async for _ in looks():
        await seen.page.goto(f"{request}/proof")
        if await seen.page.locator(".verdict.good").count():
            return
    raise AssertionError(await seen.page.inner_text("main"))


async def main_job(demo: Demo, language: str) -> None:
    """The whole main job in one language."""
    async with browser() as opened, watched(opened, demo.portal, {"almasu-language": language}) as seen:
        await comes_in(seen, demo)
        await asks(seen, demo, language)
        found = await reads(seen, language)
        assert found == [], " | ".join(found)
        await seen.go("/")
        assert await seen.page.locator("tbody tr").count() >= 1
        assert seen.outside == []
        assert [error for error in seen.errors if "inline style" not in error] == []
        await seen.page.click(".leave")
        await seen.page.wait_for_url("**/sign-in")


async def test_the_main_job_from_the_sign_in_to_the_proof(demo: Demo) -> None:
    await main_job(demo, "kk")


@pytest.mark.trial
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_main_job_in_each_language(demo: Demo, language: str) -> None:
    await main_job(demo, language)
