"""The main job, played by an outside client against real processes."""

from __future__ import annotations

import pytest

from almasu.kernel.journal.tiles import Bundle
from almasu.wiring.demo.main_job import play
from almasu.wiring.demo.run import Demo

pytestmark = pytest.mark.timeout(300)


def test_an_officer_asks_every_register_and_anyone_can_prove_it(demo: Demo) -> None:
    said: list[str] = []
    assert play(demo, said.append) == 0, "\n".join(said)


def test_no_log_of_any_process_holds_a_secret_or_the_subject(demo: Demo) -> None:
    said: list[str] = []
    assert play(demo, said.append) == 0, "\n".join(said)
    secrets = {demo.subjects()[0].key, (demo.data / "vault" / "log.key").read_bytes().hex()}
    for log in sorted((demo.data / "logs").glob("*.log")):
        text = log.read_text(errors="replace")
        assert not [secret for secret in secrets if secret in text], log.name
        assert "password=" not in text, log.name


def test_what_outsiders_get_of_the_journal_is_hashes_only(demo: Demo) -> None:
    files = [file for file in (demo.data / "tiles" / "tile").rglob("*") if file.is_file()]
    assert files
    subject = demo.subjects()[0].key.encode()
    assert not [file for file in files if subject in file.read_bytes()]
    assert Bundle(0, 1).path().startswith("tile/entries/")
