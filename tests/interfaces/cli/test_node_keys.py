"""`almasu node vault` and `move-keys` with a token: the settings decide where keys lie, and a test tells how it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result

from almasu.interfaces.cli.main import almasu
from almasu.kernel.operating.diagnosis import Diagnosis, Finding, remedy_of
from almasu.law.problem import Problem
from almasu.store.token_vault import TokenVault
from almasu.wiring.settings import Settings, read_settings, write_settings
from almasu.wiring.vaults import KeyTokenSettings
from almasu.wiring.watching import TokenProbe
from soft_token import SoftToken

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def told(soft_token: SoftToken, tmp_path: Path, database_url: str) -> Path:
    token = KeyTokenSettings(soft_token.library, soft_token.label, soft_token.pin_file)
    settings = Settings(data=tmp_path / "node", database_url=database_url, key_token=token)
    return write_settings(settings, tmp_path / "node.toml")


@pytest.fixture
def in_files(tmp_path: Path, database_url: str) -> Path:
    return write_settings(Settings(data=tmp_path / "node", database_url=database_url), tmp_path / "files.toml")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(almasu, ["node", *map(str, words), "--json"])


def refused(result: Result) -> str:
    assert isinstance(result.exception, Problem)
    return result.exception.kind.code


def vault_of(told: Path) -> tuple[Path, list[Path]]:
    folder = read_settings(told).data / "vault"
    return folder, list(folder.rglob("*.key"))


async def test_a_new_vault_lies_in_the_token_that_the_settings_name(told, soft_token):
    made = json.loads(run("vault", told).stdout)
    assert made["log"].startswith("almasu/restricted/demo+")
    vault = read_settings(told).open_vault()
    assert isinstance(vault, TokenVault)
    assert made["vault"] == str(vault_of(told)[0])
    assert vault_of(told)[1] == []
    assert refused(run("vault", told)) == "founding.vault"
    probe = TokenProbe(vault)
    assert await probe.failing(NOW) == ""
    away = soft_token.tokens.rename(soft_token.folder / "away")
    try:
        why = [await probe.failing(NOW) for _ in range(2)]
    finally:
        away.rename(soft_token.tokens)
    assert "token" in why[-1]
    assert await probe.failing(NOW) == ""
    found = Diagnosis(probe.place, NOW, Finding.SILENT, why[-1])
    assert "PIN" in remedy_of(found).en


def leaves(database_url: str) -> list[dict[str, Any]]:
    with psycopg.connect(database_url) as connection:
        rows = connection.execute("select entry from journal_waiting order by id").fetchall()
    return [json.loads(row[0]) for row in rows]


def test_the_keys_of_a_node_are_moved_and_it_keeps_its_log_s_key(told, in_files, database_url, monkeypatch):
    assert run("vault", in_files).exit_code == 0
    before = read_settings(in_files).open_vault()
    assert refused(run("move-keys", in_files)) == "founding.no_token"
    with monkeypatch.context() as patched:
        patched.setattr("almasu.store.journal.append", _die)
        assert isinstance(run("move-keys", told).exception, ConnectionAbortedError)
    assert leaves(database_url) == []
    with pytest.raises(Problem, match="not finished"):
        read_settings(told).open_vault()
    assert json.loads(run("move-keys", told).stdout) == {"secrets": 6, "materials": 0}
    (leaf,) = leaves(database_url)
    assert leaf["kind"] == "keys_moved"
    assert leaf["says"] == {"from": "files", "to": "token:almasu-tests", "secrets": 6, "materials": 0}
    assert read_settings(told).open_vault().journal_secret(1) == before.journal_secret(1)
    assert refused(run("move-keys", told)) == "keys.nothing_to_move"
    assert len(leaves(database_url)) == 1


def _die(*_: object) -> None:
    raise ConnectionAbortedError("killed here")
