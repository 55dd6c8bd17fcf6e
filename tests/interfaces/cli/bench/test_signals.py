"""`almasu bench signals` keeps its contract: a real intake over mutual TLS, named figures with their limits."""

from __future__ import annotations

import json
from dataclasses import replace

from click.testing import CliRunner

from almasu.interfaces.cli.bench import signals as bench
from almasu.wiring.measuring import signals as measuring
from almasu.wiring.measuring.signals import LOADS


def test_the_bench_sends_signals_both_ways(monkeypatch):
    monkeypatch.setattr(bench, "SECONDS", 0.4)
    monkeypatch.setattr(measuring, "SENDERS", 16)
    monkeypatch.setattr(measuring, "LOADS", tuple(replace(load, senders=16) for load in LOADS))
    found = CliRunner().invoke(bench.signals, ["--json"], catch_exceptions=False)
    told = json.loads(found.stdout)
    assert told["bench"] == "signals"
    figures = {one["name"]: one for one in told["figures"]}
    assert min(figures[f"{load.name}_durable"]["value"] for load in LOADS) > 0
    for one in told["figures"]:
        assert set(one) == {"name", "value", "unit", "limit", "ratio"}
