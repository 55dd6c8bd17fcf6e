"""The providers of a demo are filled from what the registers of its country hold."""

from __future__ import annotations

import pytest

from almasu.kernel.relations.called import NAMING
from almasu.kernel.relations.kinds import MEDICAL
from almasu.kernel.relations.readings import READINGS
from almasu.wiring.demo import provided
from almasu.wiring.demo.plan import DemoPlan

PORTS = dict.fromkeys(
    ("portal", "pki", "smpp", "telephone", "emulator", "witness", "rest", "shep", "xroad", "sql", "control"), 0
)


def test_everybody_of_the_register_is_found_by_name_and_only_records_that_link_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(provided, "_say", lambda step, share: told.append(step))
    held = provided.Held(DemoPlan(people=1_000, seed=7, **PORTS))
    people = list(held.people())
    assert len({one.party for one in people}) >= 1_000
    assert told == []
    numbers = {number for number, _ in held.links()}
    assert numbers <= {*READINGS, *NAMING}
    assert not numbers & MEDICAL
