"""Verification from outside, as the command line does it: a copy of the files, a served log, a proof file."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import uvicorn
from click.testing import CliRunner
from litestar import Litestar
from litestar.testing import AsyncTestClient

from almasu.interfaces.api.log import log_routes
from almasu.interfaces.api.problems import told
from almasu.interfaces.cli.journal import journal
from almasu.kernel.journal.receipt import Receipt, sign_receipt
from almasu.law.problem import Problem
from almasu.wiring.journal import JournalPlace, write_public


def application(kept):
    policy = replace(kept.keeper.policy, logs=kept.ring.held.heads)
    shown = SimpleNamespace(journal=kept.keeper.log, policy=policy, log_keys=kept.ring)
    return Litestar(
        [log_routes("/log", shown)],
        exception_handlers={Problem: told},
        logging_config=None,
    )


@asynccontextmanager
async def serving(kept):
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(application(kept), log_level="critical", access_log=False))
    running = asyncio.create_task(server.serve([listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/log"
    finally:
        server.should_exit = True
        await running
        listening.close()


async def run(*arguments):
    result = await asyncio.to_thread(CliRunner().invoke, journal, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit | Problem), result.exception
    return result


def key_files(kept, folder):
    (folder / "log.vkey").write_text(f"{kept.keys.head.key.text()}\n{kept.keys.receipts.key.text()}\n")
    arguments = ["--key", folder / "log.vkey"]
    for number, witness in enumerate(kept.witnesses):
        (folder / f"w{number}.vkey").write_text(witness.key.text() + "\n")
        arguments += ["--witness-key", folder / f"w{number}.vkey"]
    return arguments


async def test_a_copy_of_the_files_is_verified_with_keys_brought_along(kept, tmp_path):
    await kept.fill(600)
    await kept.round()
    result = await run("verify", kept.folder, *key_files(kept, tmp_path), "--json")
    said = json.loads(result.stdout)
    assert (result.exit_code, said["holds"], said["size"], said["keys"]) == (0, True, 600, "given")
    assert [step["outcome"] for step in said["steps"]] == ["passed"] * 5 + ["not_done"] * 2 + ["passed"]


async def test_a_served_log_is_verified_over_http_and_its_faults_are_named(kept, tmp_path):
    await kept.fill(300)
    await kept.round()
    keys = key_files(kept, tmp_path)
    async with serving(kept) as url:
        result = await run("verify", "--from-url", url, *keys, "--json")
        assert (result.exit_code, json.loads(result.stdout)["holds"]) == (0, True)
        async with kept.database.transaction() as connection:
            await connection.execute("alter table journal_entries disable trigger all")
            await connection.execute("update journal_entries set commitment = %s where position = 7", [b"x" * 32])
        result = await run("verify", "--from-url", url, *keys, "--json")
        assert result.exit_code == 1
        [fault] = json.loads(result.stdout)["faults"]
        assert (fault["fault"], fault["where"]) == ("entry_changed", "entry 7")
        result = await run("verify", "--from-url", url, *keys, "--language", "ru")
        assert "entry_changed" in result.stdout
        assert "ЖУРНАЛ НАРУШЕН" in result.stdout


async def test_a_log_that_was_cut_between_two_runs_is_found_by_the_state_file(kept, tmp_path):
    keys = key_files(kept, tmp_path)
    await kept.fill(3)
    await kept.round()
    before = {path: path.read_bytes() for path in kept.folder.rglob("*") if path.is_file()}
    await kept.fill(3)
    await kept.round()
    state = tmp_path / "state"
    assert (await run("verify", kept.folder, *keys, "--state", state)).exit_code == 0
    assert state.read_bytes() == (kept.folder / "checkpoint").read_bytes()
    for path, data in before.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    result = await run("verify", kept.folder, *keys, "--state", state, "--json")
    assert result.exit_code == 1
    assert {fault["fault"] for fault in json.loads(result.stdout)["faults"]} == {"log_shrank"}
    assert b"\n6\n" in state.read_bytes()


async def test_receipts_are_checked_with_the_log(kept, tmp_path):
    keys = key_files(kept, tmp_path)
    [kept_one] = await kept.act()
    await kept.round()
    for name, commitment in (("kept", kept_one.commitment), ("dropped", b"d" * 32)):
        receipt = Receipt(kept.keeper.ledger.origin, commitment, kept_one.at)
        signed = sign_receipt(receipt, kept.keys.receipts.key, kept.keys.receipts.sign)
        (tmp_path / name).write_bytes(signed)
    assert (await run("verify", kept.folder, *keys, "--receipt", tmp_path / "kept")).exit_code == 0
    result = await run("verify", kept.folder, *keys, "--receipt", tmp_path / "dropped", "--json")
    assert {fault["fault"] for fault in json.loads(result.stdout)["faults"]} == {"receipt_broken"}


async def test_without_keys_a_copy_is_verified_against_itself_and_that_is_said(kept):
    write_public(JournalPlace(kept.keeper.ledger.origin, kept.folder), kept.keeper.policy, kept.ring.held)
    await kept.fill(3)
    await kept.round()
    async with serving(kept) as url:
        for place in ([kept.folder], ["--from-url", url]):
            result = await run("verify", *place)
            assert result.exit_code == 0
            assert "not who wrote it" in " ".join(result.stdout.split())


async def test_what_cannot_be_tried_is_a_problem_and_no_verdict(kept, tmp_path):
    for arguments, code in (
        (["verify", kept.folder.parent], "journal.no_keys"),
        (["verify", "--from-url", "http://127.0.0.1:1", *key_files(kept, tmp_path)], "journal.unreachable"),
        (["verify", kept.folder.parent, "--key", __file__], "journal.key_file"),
    ):
        result = await run(*arguments)
        assert isinstance(result.exception, Problem)
        assert result.exception.kind.code == code


async def test_without_a_place_and_without_a_demo_there_is_nothing_to_verify(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    result = await run("verify")
    assert result.exception.kind.code == "journal.no_place"


async def test_a_proof_is_taken_from_files_or_a_server_and_checked_alone(kept, tmp_path):
    keys = key_files(kept, tmp_path)
    await kept.fill(300)
    [waiting] = await kept.act()
    await kept.round()
    file = tmp_path / "entry.tlog-proof"
    assert (await run("proof", "take", "300", kept.folder, "--output", file)).exit_code == 0
    result = await run("proof", "check", file, *keys, "--json")
    assert json.loads(result.stdout)["commitment"] == waiting.commitment.hex()
    async with serving(kept) as url:
        taken = await run("proof", "take", waiting.commitment.hex(), "--from-url", url)
        assert taken.stdout_bytes == file.read_bytes()
    result = await run("proof", "check", file, *keys, "--commitment", "00" * 32)
    assert result.exit_code == 1
    assert "proves nothing" in result.stdout


async def test_the_served_log_says_where_a_leaf_stands(kept):
    [waiting] = await kept.act()
    async with AsyncTestClient(application(kept)) as client:
        assert (await client.get("/log/checkpoint")).status_code == 404
        assert (await client.get(f"/log/leaf/{waiting.commitment.hex()}")).json() == {"place": "waiting"}
        await kept.round()
        said = (await client.get(f"/log/leaf/{waiting.commitment.hex()}")).json()
        assert (said["place"], said["index"], said["size"]) == ("included", 0, 1)
        shown = await client.get("/log/checkpoint")
        assert shown.text == said["checkpoint"]
        assert shown.headers["content-type"] == "text/plain; charset=utf-8"
        await kept.fill(300)
        await kept.round()
        tile = await client.get("/log/tile/0/000")
        assert (tile.headers["content-type"], len(tile.content)) == ("application/octet-stream", 8192)
        assert (await client.get("/log/tile/entries/001.p/45")).status_code == 200
        proof = (await client.get("/log/proof/inclusion?index=5&size=300")).json()
        assert (proof.get("size"), len(proof.get("hashes", []))) == (300, 9), proof
        assert (await client.get("/log/proof/consistency?first=1")).json()["size"] == 301
        for wrong, status in (
            ("tile/0/001", 404),
            ("tile/0/000.p/0", 404),
            ("proof/inclusion?index=301", 400),
            ("proof/inclusion?index=-1", 400),
            ("proof/consistency?first=0", 400),
            ("leaf/xyz", 400),
            (f"leaf/{'0' * 64}", 404),
            (f"leaf/{'0' * 64}/proof", 404),
        ):
            assert (await client.get(f"/log/{wrong}")).status_code == status, wrong
