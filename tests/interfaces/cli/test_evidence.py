"""`almasu evidence verify`: the code that it ends with, and the story in JSON and in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.evidence import evidence
from almasu.law.problem import Problem
from almasu.wiring.evidence import page_of
from kernel.evidence_pack.making import Making

MAKING = Making()


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The reader's own keys."""
    file = tmp_path / "keys.txt"
    file.write_text(MAKING.keys.text())
    return file


def verified(file: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(evidence, ["verify", str(file), *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize("form", ["json", "page"])
def test_it_ends_with_the_verdict(tmp_path: Path, keys: Path, form: str) -> None:
    data = MAKING.file()
    file = tmp_path / f"pack.{form}"
    file.write_bytes(data if form == "json" else page_of(data))
    code, told = verified(file, "--keys", str(keys), "--json")
    assert (code, json.loads(told)["verdict"]) == (0, "VALID")
    assert verified(file)[0] == 3
    file.write_bytes(file.read_bytes().replace(b"request_accepted", b"request_refused", 1))
    assert verified(file, "--keys", str(keys))[0] == 1


def test_the_story_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "pack.json"
    file.write_bytes(MAKING.file())
    assert "Метка времени" in verified(file, "--lang", "ru")[1]


def test_keys_that_cannot_be_read_are_a_problem(tmp_path: Path, keys: Path) -> None:
    keys.write_text("nonsense")
    file = tmp_path / "pack.json"
    file.write_bytes(MAKING.file())
    done = CliRunner().invoke(evidence, ["verify", str(file), "--keys", str(keys)])
    assert isinstance(done.exception, Problem)
    assert done.exception.kind.code == "evidence.keys"
