"""Documents are set one at a time, a few wait, and whoever asks for more is told so in words."""

from __future__ import annotations

import asyncio
import json
import threading
from datetime import UTC, datetime
from importlib import resources

import pytest
import typst

from almasu.law.problem import Fault, Problem
from almasu.wiring.typesetting import Press

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


async def test_beyond_a_few_that_wait_a_document_is_refused_in_words_and_the_place_comes_back() -> None:
    press = Press(most=2)
    first = [asyncio.ensure_future(press.set(b"#sys.inputs.told", {"told": "x"}, AT)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Problem, match=r"document\.busy"):
        await press.set(b"", {}, AT)
    one, other = await asyncio.gather(*first)
    assert one.startswith(b"%PDF-")
    assert one == other, "the same texts and moment are the same bytes"
    with pytest.raises(Fault):
        await press.set(b"#nothing-of-this-name", {}, AT)
    await asyncio.sleep(0)
    assert press.waiting == 0


async def test_who_goes_away_before_their_turn_gives_the_place_back() -> None:
    press, at_work = Press(most=1), threading.Event()
    press.thread.submit(at_work.wait)
    gone = asyncio.ensure_future(press.set(b"x", {}, AT))
    await asyncio.sleep(0)
    assert press.waiting == 1
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    at_work.set()
    assert (await press.set(b"x", {}, AT)).startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["dossier/print", "evidence_pack/report", "provision/joint_act"])
def test_a_printed_name_breaks_between_its_words_and_only_a_digest_anywhere(name: str) -> None:
    template = (resources.files("almasu.kernel") / f"{name}.typ").read_text("utf-8")
    lets = [line for line in template.splitlines() if line.startswith(("#let pieces", "#let broken"))]
    name_of_body = "Жер ресурстарын мемлекеттендірілмегендермен басқару  комитеті"
    asked = f'#metadata((broken("{name_of_body}"), broken("{"af" * 32}"), broken(""))) <asked>'
    told = typst.query("\n".join([*lets, asked]).encode(), "<asked>", field="value", one=True)
    shown, digest, nothing = json.loads(told)
    assert shown == name_of_body
    assert digest == "\u200b".join("af" * 32), "a digest would run out of its column"
    assert nothing == ""
