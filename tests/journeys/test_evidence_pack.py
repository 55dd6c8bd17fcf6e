"""The evidence of a request from a running node, verified by the one file on its own, as a stranger would."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from almasu.testing.outside.officer import Officer
from almasu.wiring.demo.main_job import _code_reader, _form, _signer
from almasu.wiring.demo.run import Demo
from patience import looks

pytestmark = pytest.mark.timeout(300)
ROOT = Path(__file__).resolve().parents[2]


async def taken(demo: Demo) -> tuple[bytes, str, bytes]:
    """The pack of a fresh request, the keys of the node, and the document."""
    async with ClientSession() as http:
        officer = Officer(http, demo.portal, _signer(demo), _code_reader(http, demo))
        await officer.sign_in()
        request = await officer.send(await officer.prepare(_form(demo.subjects()[0], [1, 3, 5])), wait=10)
        await officer.settled(request["id"], 40)
        address = f"{demo.portal}/api/v1/requests/{request['id']}/evidence"
        pack = await patiently(http, officer, address)
        async with http.get(f"{address}.pdf", headers=officer._headers()) as answer:
            assert answer.status == 200, await answer.text()
            document = await answer.read()
        async with http.get(f"{demo.portal}/api/v1/evidence-keys") as answer:
            return pack, await answer.text(), document


async def patiently(http: ClientSession, officer: Officer, address: str) -> bytes:
    """Ask again while the entries wait for their place in the journal."""
    async for _ in looks():
        async with http.get(address, headers=officer._headers()) as answer:
            if answer.status == 200:
                return await answer.read()
            told: dict[str, Any] = await answer.json()
            assert told["code"] == "evidence.not_yet", told
    raise AssertionError("the entries never took their place")


def test_the_evidence_of_a_real_request_verifies_without_the_node(demo: Demo, tmp_path: Path) -> None:
    pack, keys, document = asyncio.run(taken(demo))
    assert document.startswith(b"%PDF-")
    verifier = tmp_path / "almasu-verify.pyz"
    subprocess.run([sys.executable, ROOT / "scripts" / "build_verifier.py", verifier], check=True, capture_output=True)
    (tmp_path / "pack.json").write_bytes(pack)
    (tmp_path / "keys.txt").write_text(keys, encoding="utf-8")
    arguments = [tmp_path / "pack.json", "--keys", tmp_path / "keys.txt", "--json"]
    alone = subprocess.run([sys.executable, "-I", "-S", verifier, *arguments], capture_output=True, text=True)
    assert (alone.returncode, json.loads(alone.stdout)["verdict"]) == (0, "VALID"), alone.stdout
    program = Path(sys.executable).with_name("almasu")
    ours = subprocess.run([program, "evidence", "verify", *arguments], capture_output=True, text=True)
    assert [(step["code"], step["outcome"]) for step in json.loads(ours.stdout)["steps"]] == [
        (step["code"], step["outcome"]) for step in json.loads(alone.stdout)["steps"]
    ]
