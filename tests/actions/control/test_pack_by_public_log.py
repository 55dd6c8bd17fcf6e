"""A pack checked by a log that shows commitments alone, and by none: what was not judged is said, and never holds."""

from __future__ import annotations

import hashlib

import msgspec
from click.testing import CliRunner

from actions.control.test_monthly_pack import month  # noqa: F401 - a fixture
from almasu.connectors.tlog.published import PublishedLog
from almasu.interfaces.cli.control import verify
from almasu.kernel.control.pack import MANIFEST, FileNamed, Manifest, manifest_bytes
from almasu.law.problem import Problem
from almasu.store.archive.tables import CSV, PARQUET


def published(month, monkeypatch) -> None:  # noqa: F811
    """The log as a node publishes it: what its leaves say stays inside."""

    def read(_: PublishedLog, paths):
        opened = [path for path in paths if path.startswith("opened/")]
        assert not opened, "a verifier asks a public log for nothing that it does not show"
        files = [month.log.folder / path for path in paths]
        return [file.read_bytes() if file.is_file() else None for file in files]

    monkeypatch.setattr(PublishedLog, "read", read)


async def test_by_a_public_log_each_request_is_looked_for_and_what_was_not_judged_is_said(month, monkeypatch):  # noqa: F811
    taken = await month.taken(await month.made())
    published(month, monkeypatch)
    code, said = month.verified_by(taken, "--from-url", "https://node.example", "--unsigned")
    assert (code, said["holds"], said["complete"], said["listed"], said["unknown"]) == (3, False, None, 4, [])
    assert said["judged"] == ["files", "checkpoints", "entries_lead", "listed_in_log", "document_set_again"]
    assert said["not_judged"] == ["nothing_missing"]
    assert "missing" not in said


async def test_a_request_that_a_public_log_does_not_know_is_found_out(month, monkeypatch):  # noqa: F811
    import duckdb

    taken = await month.taken(await month.made())
    path = taken / PARQUET
    forged = f"select * replace ('{'ab' * 32}' as leaf) from read_parquet('{path}') limit 1"
    duckdb.sql(forged).write_parquet(str(taken / "other"))
    (taken / "other").replace(path)
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    data = path.read_bytes()
    named = {**manifest.files, PARQUET: FileNamed(len(data), hashlib.sha256(data).hexdigest())}
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, files=named)))
    published(month, monkeypatch)
    code, said = month.verified_by(taken, "--from-url", "https://node.example", "--unsigned")
    assert (code, said["holds"]) == (1, False)


async def test_a_public_log_of_another_node_is_told(month, monkeypatch):  # noqa: F811
    taken = await month.taken(await month.made())
    for file in (month.log.folder / "tile" / "entries").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1] + b"\x00")
    published(month, monkeypatch)
    code, said = month.verified_by(taken, "--from-url", "https://node.example", "--unsigned")
    assert (code, said["says"]) == (1, "the entries do not lead to the checkpoint")


async def test_without_a_log_the_files_and_the_checkpoints_are_judged_and_the_rest_is_said_to_be_open(month):  # noqa: F811
    taken = await month.taken(await month.made())
    code, said = month.verified_by(taken, "--unsigned")
    assert (code, said["holds"], said["judged"]) == (3, False, ["files", "checkpoints", "document_set_again"])
    assert said["not_judged"] == ["entries_lead", "listed_in_log", "nothing_missing"]
    key = month.folder / "log.key"
    told = CliRunner().invoke(verify, [str(taken), "--key", str(key), "--unsigned"]).output
    assert told.count("NOT judged:") == 3
    assert "Complete" not in told
    (taken / CSV).write_bytes(b"other")
    code, said = month.verified_by(taken, "--unsigned")
    assert (code, said["says"]) == (1, f"the file {CSV} is not as the manifest names it")


async def test_two_logs_at_once_are_refused(month):  # noqa: F811
    taken = await month.taken(await month.made())
    result = CliRunner().invoke(verify, [str(taken), str(month.log.folder), "--from-url", "https://node.example"])
    assert isinstance(result.exception, Problem)
    assert result.exception.kind.code == "control.two_logs"
