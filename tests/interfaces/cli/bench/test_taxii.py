"""`almasu bench taxii` keeps its contract: a real server over a real database, named figures with their limits."""

from __future__ import annotations

import json

from click.testing import CliRunner

from almasu.interfaces.cli.bench import taxii as bench
from almasu.wiring.measuring import reference_taxii, taxii


def test_the_bench_reads_pages_large_and_small(monkeypatch):
    monkeypatch.setattr(bench, "OBJECTS", 2_500)
    monkeypatch.setattr(bench, "SECONDS", 0.3)
    monkeypatch.setattr(taxii, "SMALL_PAGES", 5)
    monkeypatch.setattr(reference_taxii, "OBJECTS", 12)
    found = CliRunner().invoke(bench.taxii, ["--json"], catch_exceptions=False)
    told = json.loads(found.stdout)
    assert told["bench"] == "taxii"
    figures = {one["name"]: one for one in told["figures"]}
    assert figures["objects_read"]["value"] > 0
    assert figures["page_of_5_p99"]["limit"] == 10.0
    for one in told["figures"]:
        assert set(one) == {"name", "value", "unit", "limit", "ratio"}
