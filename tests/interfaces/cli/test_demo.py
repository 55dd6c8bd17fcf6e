"""`almasu demo` plays what it is asked for, and says by its exit status whether it came true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli import demo
from almasu.wiring.demo import run

PLAYS = {
    (): "_stay",
    ("--headless",): "_play",
    ("--story", "sector"): "_play_story",
    ("--story", "provision"): "_play_provision",
    ("--headless", "--story", "states"): "_play_states",
}


@pytest.mark.parametrize("asked", PLAYS, ids=" ".join)
def test_the_demo_plays_what_it_is_asked_for(asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[str] = []

    @contextmanager
    def running(*_: object, **__: object) -> Iterator[None]:
        yield

    def noting(name: str) -> None:
        monkeypatch.setattr(demo, name, lambda *_, **__: played.append(name) or 3)

    monkeypatch.setattr(run, "running_demo", running)
    for name in ("_stay", "_play", "_play_story", "_play_provision", "_play_states"):
        noting(name)
    for name in ("_introduce", "_open_sector", "_come_alive"):
        monkeypatch.setattr(demo, name, lambda *_, **__: None)
    ended = CliRunner().invoke(demo.demo, asked, catch_exceptions=False)
    assert (played, ended.exit_code) == ([PLAYS[asked]], 3 if asked else 0)
