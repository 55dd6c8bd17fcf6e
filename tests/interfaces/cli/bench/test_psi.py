"""`almasu bench psi` keeps its contract: named figures, of a question that found exactly whom both have."""

from __future__ import annotations

import importlib.util
import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.bench.psi import psi

WITHOUT = importlib.util.find_spec("private_set_intersection") is None


@pytest.mark.skipif(WITHOUT, reason="not run: this machine has no wheel of the library of the blind step")
def test_the_bench_asks_blindly_and_tells_what_it_took():
    told = json.loads(CliRunner().invoke(psi, ["--held", "500", "--json"], catch_exceptions=False).stdout)
    assert told["bench"] == "psi"
    figures = {one["name"]: one for one in told["figures"]}
    assert set(figures["online"]) == {"name", "value", "unit", "limit", "ratio"}
    assert figures["online"]["limit"] == 0.5
    assert figures["online_processor"]["value"] > 0
