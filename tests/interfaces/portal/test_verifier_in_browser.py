"""The verifier of evidence packs, in the portal and as a saved page without network: a file is chosen or dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from almasu.interfaces.portal.app import create_portal
from almasu.wiring.evidence import page_of, verifier_page
from interfaces.portal.browsing import browser, findings, free_port, served, watched
from interfaces.portal.conftest import SETTINGS
from interfaces.portal.fake_desk import FakeDesk
from interfaces.portal.made_up_office import MadeUpOffice
from kernel.evidence_pack.making import Making

pytestmark = pytest.mark.browser
DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  const place = document.getElementById("evidence-drop");
  place.dispatchEvent(new DragEvent("dragover", { dataTransfer: carried, cancelable: true }));
  place.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, cancelable: true }));
}"""
REFUSED = (
    (b"%PDF-1.7 ...", "almasu-evidence.json"),
    (b"\xff\xfe\x00", "no evidence pack"),
    (b"<!doctype html><p>Hello</p>", "no evidence pack"),
    (b"", "no evidence pack"),
)


async def choose(page: Page, name: str, data: bytes) -> None:
    await page.set_input_files("#evidence-file", {"name": name, "mimeType": "text/plain", "buffer": data})


async def verdict(page: Page, wanted: str) -> None:
    await expect(page.locator("#verdict")).to_have_attribute("data-verdict", wanted)
    assert await page.evaluate("document.activeElement.id") in {"verdict", "judge"}


async def test_the_portal_verifies_a_pack_in_the_readers_browser(desk: FakeDesk) -> None:
    making = Making()
    data = making.file()
    portal = create_portal(desk, SETTINGS, MadeUpOffice().offices())
    async with (
        browser() as opened,
        served(portal, free_port()) as base,
        watched(opened, base, {"almasu-language": "en"}) as seen,
    ):
        await seen.page.route(
            "**/api/v1/evidence-keys", lambda route: route.fulfill(body=making.keys.text(), content_type="text/plain")
        )
        await seen.go("/verify")
        for bad, words in REFUSED:
            await choose(seen.page, "x", bad)
            await expect(seen.page.locator("#evidence-problem")).to_contain_text(words)
            await expect(seen.page.locator("#evidence-story")).to_be_hidden()
        await choose(seen.page, "pack.html", page_of(data))
        await verdict(seen.page, "VALID")
        assert await findings(seen.page) == []
        await seen.page.evaluate(DROP, ["pack.json", data.decode().replace("financial_monitoring", "financial", 1)])
        await verdict(seen.page, "INVALID")
        await seen.page.evaluate(DROP, ["pack.json", data.decode()])
        await verdict(seen.page, "VALID")
        assert [error for error in seen.errors if "inline style" not in error] == []
        assert seen.outside == []


async def test_the_saved_verifier_needs_no_network(tmp_path: Path) -> None:
    making = Making()
    file = tmp_path / "verifier.html"
    file.write_bytes(verifier_page())
    async with browser() as opened:
        page = await (await opened.new_context(offline=True)).new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await page.goto(file.as_uri())
        await page.click("[data-language=en]")
        await choose(page, "pack.json", making.file())
        await verdict(page, "INDETERMINATE")
        await page.fill("#keys", making.keys.text())
        await page.click("#judge")
        await verdict(page, "VALID")
        await page.click("[data-language=ru]")
        assert "Метка времени" in await page.inner_text("#steps")
        assert errors == []
