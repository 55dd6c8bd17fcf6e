"""`almasu bench names` keeps its contract: named figures of quality and speed, each with its limit and ratio."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.bench import names as bench
from almasu.wiring.measuring import names as measuring


def test_the_bench_gives_quality_and_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("NAMES", 2_000), ("PEOPLE", 20), ("ASKED", 40)):
        monkeypatch.setattr(measuring, name, size)
    found = CliRunner().invoke(bench.names, ["--json"], catch_exceptions=False)
    told = json.loads(found.stdout)
    assert told["bench"] == "names"
    figures = {one["name"]: one for one in told["figures"]}
    assert {"recall", "precision", "search_p95", "search_found_of_others", "false_hits_namesakes"} <= set(figures)
    assert all(set(one) == {"name", "value", "unit", "limit", "ratio"} for one in told["figures"])
    assert figures["search_p95"]["limit"] == 50
    assert figures["search_found_of_others"]["value"] > 0.9
