"""What a prosecutor takes along proves itself in a browser without network, and every change in it is found."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from almasu.actions.supervision.packing import packed, unpacked
from almasu.kernel.evidence_pack.keys import read_keys
from almasu.kernel.supervision.export import faults_of
from almasu.wiring.demo.run import Demo
from interfaces.portal.browsing import browser
from journeys.test_day_of_a_prosecutor import HOME, NEW, asks, resolution
from journeys.visitor import Visitor, person_with, visitor
from patience import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
Files = dict[str, bytes]


def of(files: Files, folder: str) -> str:
    return next(name for name in sorted(files) if name.startswith(folder))


def with_line(files: Files, name: str, data: bytes) -> Files:
    """The files with one changed and a manifest that agrees: only the journal can tell."""
    manifest = json.loads(files["manifest.json"])
    for line in manifest["files"]:
        if line["name"] == name:
            line.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
    return {**files, name: data, "manifest.json": json.dumps(manifest).encode()}


def another_answer(files: Files) -> Files:
    name = of(files, "answers/")
    return with_line(files, name, files[name] + b" ")


def another_task(files: Files) -> Files:
    name = of(files, "requests/")
    return with_line(files, name, files[name].replace(b"2026/778", b"2026/779"))


def another_act(files: Files) -> Files:
    name = next(one for one in sorted(files) if one.endswith("bundle.json"))
    told = json.loads(files[name])
    told["content"] = told["content"][:-8] + "AAAA" + told["content"][-4:]
    return with_line(files, name, json.dumps(told, separators=(",", ":")).encode())


def another_leaf(files: Files) -> Files:
    name = of(files, "leaves/")
    return with_line(files, name, files[name].replace(b'"actor":"', b'"actor":"x'))


def other_bytes(files: Files) -> Files:
    name = of(files, "requests/")
    return {**files, name: files[name] + b"\n"}


CHANGES: dict[Callable[[Files], Files], str] = {
    other_bytes: "check_files",
    another_leaf: "check_leaves",
    another_task: "check_requests",
    another_act: "check_requests",
    another_answer: "check_answers",
}


def test_what_a_check_took_along_proves_itself_in_a_browser(demo: Demo, tmp_path: Path) -> None:
    asyncio.run(takes_along_and_verifies(demo, tmp_path))


async def takes_along_and_verifies(demo: Demo, folder: Path) -> None:
    officer_person = person_with("officer", 0)
    async with visitor(demo, person_with("prosecutor")) as prosecutor, visitor(demo, officer_person) as officer:
        request = await asks(demo, officer)
        await prosecutor.comes_in()
        await prosecutor.does(NEW, {**resolution(officer_person.iin), "number": "7-22/118"})
        place = prosecutor.last.path
        assert place.startswith(f"{HOME}/resolutions/"), prosecutor.last.words
        assert "/verify" in prosecutor.last.ways("/verify")
        export = await settled_export(prosecutor, place)
        proof = await prosecutor.takes(f"{place}/requests/{request}/proof")
        (folder / "verifier.html").write_bytes(await prosecutor.takes("/verify/offline"))
        async with prosecutor.http.get(f"{demo.portal}/api/v1/evidence-keys") as answer:
            keys = await answer.text()
    files = unpacked(export)
    policy = read_keys(keys).policy
    assert faults_of(files, policy) == ()
    for change in CHANGES:
        assert faults_of(change(files), policy), change.__name__
    await in_a_browser((folder / "verifier.html").as_uri(), export, proof, keys)


async def settled_export(prosecutor: Visitor, place: str) -> bytes:
    """The export, once an answer is in it and every leaf has its proof."""
    while True:
        export = await prosecutor.takes(f"{place}/export")
        with zipfile.ZipFile(io.BytesIO(export)) as held:
            answered = any(name.startswith("answers/") for name in held.namelist())
            if answered and not json.loads(held.read("manifest.json"))["waiting"]:
                return export
        await asyncio.sleep(0.5)


async def in_a_browser(verifier: str, export: bytes, proof: bytes, keys: str) -> None:
    async with browser() as opened:
        page = await (await opened.new_context(offline=True)).new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await page.goto(verifier)
        await page.click("[data-language=en]")
        await choose(page, "check.zip", export)
        assert await outcomes(page, "INDETERMINATE") == {"check_trust": "indeterminate"}
        assert "7-22/118" in await page.inner_text("#facts")
        await page.fill("#keys", keys)
        await page.click("#judge")
        assert await outcomes(page, "VALID") == {}
        for change, step in CHANGES.items():
            await choose(page, "check.zip", packed(change(unpacked(export))))
            assert (await outcomes(page, "INVALID"))[step] == "failed", change.__name__
        await choose(page, "one.tlog-proof", proof)
        assert await outcomes(page, "VALID") == {}
        await choose(page, "one.tlog-proof", proof.replace(b"\nindex ", b"\nindex 1"))
        assert (await outcomes(page, "INVALID"))["proof_inclusion"] == "failed"
        await choose(page, "broken.zip", export[:-40])
        await expect(page.locator("#evidence-problem")).to_contain_text("was changed")
        await expect(page.locator("#evidence-story")).to_be_hidden()
        await page.click("[data-language=kk]")
        await choose(page, "check.zip", export)
        await outcomes(page, "VALID")
        assert "Тізімдеменің SHA-256 мәні" in await page.inner_text("#evidence-story dl >> xpath=..")
        assert errors == []


async def choose(page: Page, name: str, data: bytes) -> None:
    await page.evaluate("delete document.getElementById('verdict').dataset.verdict")
    await page.set_input_files("#evidence-file", {"name": name, "mimeType": "application/zip", "buffer": data})


async def outcomes(page: Page, verdict: str) -> dict[str, str]:
    """Wait for a verdict; return the steps that did not simply pass."""
    await page.wait_for_selector(f"#verdict[data-verdict={verdict}]", timeout=2 * PATIENCE_MS)
    told = await page.eval_on_selector_all(
        "#steps li", "all => all.map(one => [one.dataset.code, one.dataset.outcome])"
    )
    return {code: outcome for code, outcome in told if outcome not in {"passed", "warned"}}
