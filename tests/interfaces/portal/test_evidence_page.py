"""The page of a pack in a real Chromium, from a file, without any network: it says what the platform says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from almasu.kernel.evidence_pack.content import pack_bytes
from almasu.kernel.evidence_pack.page import pack_inside
from almasu.kernel.evidence_pack.verify import verify_pack
from almasu.wiring.evidence import page_of
from interfaces.portal.browsing import browser, findings
from kernel.evidence_pack.making import HOSTILE, Making
from kernel.evidence_pack.misshaping import exchanged, misshapen
from kernel.evidence_pack.tampering import rebound, tamperings

pytestmark = pytest.mark.browser
REVOCATIONS = ("ocsp", "lists", "revoked", "silence")
MANY = "given => given.texts.map(text => { const steps = almasuEvidence.verify(text, given.keys); return [almasuEvidence.verdictOf(steps), steps.map(s => [s.code, s.outcome])]; })"  # noqa: E501


class Shown:
    """A page opened from a file, and what it did that it must not."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    async def open(self, file: Path) -> None:
        await self.page.goto(file.as_uri(), wait_until="load")

    async def verdict(self) -> str | None:
        return await self.page.get_attribute("#verdict", "data-verdict")

    async def steps(self) -> list[tuple[str, str]]:
        lines = await self.page.eval_on_selector_all(
            "#steps li", "all => all.map(e => [e.dataset.code, e.dataset.outcome])"
        )
        return [(code, outcome) for code, outcome in lines]

    async def judge(self, texts: list[bytes], keys: str | None) -> list[Any]:
        given = {"texts": [text.decode() for text in texts], "keys": keys}
        return list(await self.page.evaluate(MANY, given))


@pytest.fixture
async def shown() -> AsyncIterator[Shown]:
    async with browser() as opened:
        window = await opened.new_context(offline=True, locale="ru-RU")
        yield Shown(await window.new_page())
        await window.close()


def told_by_us(data: bytes, making: Making | None) -> list[tuple[str, str]]:
    story = verify_pack(data, None if making is None else making.keys)
    return [(step.code.value, step.outcome.value) for step in story.steps]


def written(folder: Path, data: bytes) -> Path:
    file = folder / "pack.html"
    file.write_bytes(page_of(data))
    return file


async def test_the_page_checks_itself_offline_in_three_languages(shown: Shown, tmp_path: Path) -> None:
    making = Making()
    data = making.file()
    file = written(tmp_path, data)
    await shown.open(file)
    assert (await shown.verdict(), await shown.steps()) == ("INDETERMINATE", told_by_us(data, None))
    assert "Пакет доказательств" in await shown.page.inner_text("h1")
    await shown.page.fill("#keys", making.keys.text())
    await shown.page.click("#judge")
    assert (await shown.verdict(), await shown.steps()) == ("VALID", told_by_us(data, making))
    for language, words in (("kk", "Уақыт белгісі"), ("en", "Time stamp")):
        await shown.page.click(f"[data-language={language}]")
        assert words in await shown.page.inner_text("#steps")
        assert await shown.verdict() == "VALID"
    facts = await shown.page.inner_text("#facts")
    assert HOSTILE in facts
    assert "850101300015 (IIN)" in facts, "no code and no JSON where words are known"
    assert "Financial monitoring · check" in facts
    assert "+05:00" in await shown.page.inner_text("[data-code=stamp]"), "the clock of Astana (SIO25-13)"
    await shown.page.fill("#keys", "nonsense")
    await shown.page.click("#judge")
    assert await shown.page.inner_text("#keys-problem")
    assert await shown.verdict() == "INDETERMINATE"
    assert (shown.errors, shown.asked) == ([], [file.as_uri()])
    assert await findings(shown.page) == []


async def test_it_says_what_the_platform_says_of_every_kind_of_key_and_evidence(shown: Shown, tmp_path: Path) -> None:
    await shown.open(written(tmp_path, Making().file()))
    makings = [Making(family, kind) for family in ("gost", "rsa", "p256") for kind in REVOCATIONS]
    makings += [Making(about_authority=about) for about in ("good", "revoked", "old")]
    makings += [Making(place=place, told=lied) for place, lied in ((1, 0), (3, 0), (2, 1), (3, 4))]
    for making in makings:
        data = making.file()
        [[_, steps]] = await shown.judge([data], making.keys.text())
        assert [tuple(one) for one in steps] == told_by_us(data, making), making


async def test_it_refuses_every_tampering(shown: Shown, tmp_path: Path) -> None:
    making = Making()
    await shown.open(written(tmp_path, making.file()))
    named = [(name, data) for name, data in tamperings(making.file()) if _is_text(data)]
    assert len(named) >= 200
    told = await shown.judge([data for _, data in named], making.keys.text())
    assert [name for (name, _), (verdict, _) in zip(named, told, strict=True) if verdict != "INVALID"] == []


async def test_it_refuses_other_shapes_and_parts_of_another_pack(shown: Shown, tmp_path: Path) -> None:
    making = Making()
    other = replace(making, place=2)
    await shown.open(written(tmp_path, making.file()))
    named = [one for one in misshapen(making.file(), other.file()) if _is_text(one[1])][::3]
    named += [(name, pack_bytes(making.exported(body))) for name, body in exchanged(making.pack(), other.pack())]
    told = await shown.judge([data for _, data in named], making.keys.text())
    assert [name for (name, _), (verdict, _) in zip(named, told, strict=True) if verdict != "INVALID"] == []
    assert shown.errors == []


async def test_it_finds_what_the_node_itself_vouched_for_falsely(shown: Shown, tmp_path: Path) -> None:
    making = Making()
    await shown.open(written(tmp_path, making.file()))
    changes = list(rebound(making.pack()))
    texts = [pack_bytes(making.exported(body)) for _, _, body in changes]
    told = await shown.judge(texts, making.keys.text())
    for (name, step, _), (verdict, steps) in zip(changes, told, strict=True):
        assert verdict == "INVALID", name
        assert [step, "failed"] in steps, name


async def test_a_page_whose_data_were_changed_says_so(shown: Shown, tmp_path: Path) -> None:
    file = written(tmp_path, Making().file())
    frame, place, pack = file.read_bytes().partition(b'id="pack">')
    file.write_bytes(frame + place + pack.replace(b"financial_monitoring", b"financial_monitorinG", 1))
    await shown.open(file)
    assert await shown.verdict() == "INVALID"
    file.write_bytes(file.read_bytes().replace(b'id="pack">{', b'id="pack"> {', 1))
    await shown.open(file)
    assert (await shown.steps())[0] == ("form", "failed")


async def test_no_other_script_runs_on_the_page(shown: Shown, tmp_path: Path) -> None:
    file = written(tmp_path, Making().file())
    text = file.read_text("utf-8")
    file.write_text(text.replace("</body>", "<script>document.title = 'taken'</script></body>"), "utf-8")
    await shown.open(file)
    assert await shown.page.title() != "taken"
    await shown.page.evaluate("() => fetch('https://example.org/').catch(() => 0)")
    assert [error for error in shown.errors if "Content Security Policy" in error]


async def test_its_hashes_are_the_standards(shown: Shown, tmp_path: Path) -> None:
    import hashlib

    from almasu.kernel.signatures.gost.streebog import streebog512

    await shown.open(written(tmp_path, Making().file()))
    for size in (0, 1, 55, 56, 63, 64, 65, 111, 112, 128, 1000):
        text = "ab" * (size // 2) + "c" * (size % 2)
        got = await shown.page.evaluate(
            "text => ['streebog512', 'sha256', 'sha512', 'sha1'].map("
            "name => almasuEvidence.hex(almasuEvidence[name](almasuEvidence.utf8(text))))",
            text,
        )
        data = text.encode()
        right = [
            streebog512(data).hex(),
            *(hashlib.new(name, data).hexdigest() for name in ("sha256", "sha512", "sha1")),
        ]
        assert got == right


def test_the_pack_comes_back_out_of_its_page() -> None:
    data = Making().file()
    assert pack_inside(page_of(data)) == data
    assert b"</script><script>alert" not in page_of(data)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
