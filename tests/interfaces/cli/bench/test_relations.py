"""`almasu bench relations`: the figures of the contract, over a graph of its own."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.main import almasu
from almasu.wiring.measuring import relations


def test_every_figure_is_there_beside_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "PEOPLE", 1_000)
    monkeypatch.setattr(relations, "ASKED", 40)
    done = CliRunner().invoke(almasu, ["bench", "relations", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["bench"] == "relations"
    figures = {one["name"]: one for one in told["figures"]}
    assert figures["people"]["value"] >= 1_000
    assert (figures["level_1_p95"]["limit"], figures["level_2_p95"]["limit"]) == (2.0, 10.0)
    for level in ("level_1", "level_2"):
        beside = figures[f"{level}_p50_beside_primary_key"]
        assert beside["limit"] == figures["primary_key_p50"]["value"]
        assert beside["ratio"] > 0
