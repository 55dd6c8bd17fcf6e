"""`almasu bench signature` keeps its contract: named figures, each with its limit and ratio."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.bench import signature as bench
from almasu.wiring.measuring import signature as measuring


def test_the_bench_gives_a_figure_for_each_family(monkeypatch):
    measured = measuring.measured
    monkeypatch.setattr(measuring, "measured", lambda seconds: measured(0.05))
    found = CliRunner().invoke(bench.signature, ["--json"], catch_exceptions=False)
    told = json.loads(found.stdout)
    assert told["bench"] == "signature"
    assert [one["name"] for one in told["figures"]] == ["gost512_cms_per_core", "rsa2048_cms_per_core"]
    for one in told["figures"]:
        assert set(one) == {"name", "value", "unit", "limit", "ratio"}
        assert one["value"] > 0
        assert one["limit"] > 0
        assert one["ratio"] == pytest.approx(one["value"] / one["limit"], abs=1e-3)
