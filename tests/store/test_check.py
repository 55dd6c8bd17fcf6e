"""`almasu db check` says what does not suit, and the commands agree with each other."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.db import db
from almasu.store import schema
from almasu.store.check import findings
from almasu.store.migrate import connected


@pytest.fixture(autouse=True)
def written_down(database_url, monkeypatch):
    """What is written down is what the migrations give; that it is so is another test's matter."""
    described = schema.described(database_url)
    monkeypatch.setattr(schema, "shipped", lambda: described)


def failed(url: str) -> set[str]:
    # The tests' own server does not wait for flushes, and an old cluster may be without checksums.
    return {one.what for one in findings(url) if not one.ok} - {"writes are flushed", "pages have checksums"}


def test_a_migrated_database_suits(database_url):
    assert failed(database_url) == set()


def test_a_new_database_wants_migrations(empty_database_url):
    assert failed(empty_database_url) == {"migrations", "schema"}
    told = CliRunner().invoke(db, ["migrate", "--url", empty_database_url, "--json"])
    assert json.loads(told.stdout)["applied"][0] == "0010_journal"
    assert failed(empty_database_url) == set()


def test_a_schema_changed_by_hand_is_seen_and_shown(database_url):
    with connected(database_url) as connection:
        connection.execute("alter table sessions add column sneaked integer")
    assert failed(database_url) == {"schema"}
    assert CliRunner().invoke(db, ["check", "--url", database_url]).exit_code == 1
    told = CliRunner().invoke(db, ["schema", "--compare", "--url", database_url])
    assert "+    sneaked integer" in told.stdout.splitlines()


def test_a_database_of_a_later_release_is_told_apart(database_url):
    with connected(database_url) as connection:
        connection.execute("insert into migrations (number, name, sha256) values (9999, 'later', %s)", [bytes(32)])
    assert failed(database_url) == {"migrations"}


def test_a_folder_without_a_running_database_is_a_problem_with_a_remedy(tmp_path):
    told = CliRunner().invoke(db, ["url", "--data", str(tmp_path)])
    assert "database.not_running" in str(told.exception)
