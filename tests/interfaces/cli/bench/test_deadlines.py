"""`almasu bench deadlines` keeps its contract: named figures, and a calendar that really moves somebody."""

from __future__ import annotations

import json

from click.testing import CliRunner

from almasu.interfaces.cli.bench.deadlines import deadlines


def test_the_bench_counts_clocks_that_the_change_of_law_moved():
    found = CliRunner().invoke(deadlines, ["--clocks", "5000", "--json"], catch_exceptions=False)
    told = json.loads(found.stdout)
    assert told["bench"] == "deadlines"
    figures = {one["name"]: one for one in told["figures"]}
    assert set(figures["recounted"]) == {"name", "value", "unit", "limit", "ratio"}
    assert 0 < figures["moved"]["value"] < 5000
