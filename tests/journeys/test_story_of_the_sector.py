"""The sector from its first signal to a processed alert: real modules, the real intake, signed acts, a verified log."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from almasu.testing.sector.market import market
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.story import play

pytestmark = pytest.mark.timeout(300)


def test_an_attack_at_three_banks_becomes_an_alert_that_all_decide_on(demo: Demo, machines: Mapping[str, str]) -> None:
    told: list[str] = []
    assert play(demo, market(demo.plan.seed, 1, 0), told.append) == 0, told
    assert any("source:203.0.113.66 at 3 banks" in one for one in told), told
    assert "THE JOURNAL HOLDS" in told
