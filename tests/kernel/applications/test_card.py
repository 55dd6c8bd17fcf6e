"""The card of a workplace against each condition of the annex."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.applying import CARD
from actions.conftest import NOON
from almasu.kernel.applications.card import flagged, keeps_out, read_card
from almasu.wiring.law import open_law

WEAK = [
    ("processor_ghz", "3.09"),
    ("free_disk_gb", "79"),
    ("memory_gb", "3.9"),
    ("network_mbps", "10"),
    ("browser", False),
    ("carrier_drivers", " "),
]


@pytest.mark.parametrize(("code", "stated"), WEAK)
def test_what_is_not_kept_is_flagged(code: str, stated: str | bool) -> None:
    conditions = open_law().sio_pso.annexes.workplace_conditions("SIO-2025")
    card, problems = read_card(conditions, {**CARD, code: stated}, NOON)
    assert problems == ()
    assert [condition.code for condition in flagged(conditions, card)] == [code]
    assert keeps_out(conditions, card) == ()


@pytest.mark.parametrize("code", ["protected_carrier", "protected_channel", "no_internet"])
@pytest.mark.parametrize("stated", [False, None])
def test_what_must_be_kept_keeps_out_when_it_is_not_or_is_not_stated(code: str, stated: bool | None) -> None:
    conditions = open_law().sio_pso.annexes.workplace_conditions("SIO-2025")
    said = {name: value for name, value in CARD.items() if name != code}
    card, problems = read_card(conditions, said if stated is None else {**said, code: stated}, NOON)
    assert [problem.where for problem in problems] == [f"card.{code}"]
    assert [condition.code for condition in keeps_out(conditions, card)] == [code]


def test_a_card_is_believed_until_it_must_be_renewed() -> None:
    conditions = open_law().sio_pso.annexes.workplace_conditions("SIO-2025")
    card, _ = read_card(conditions, CARD, NOON)
    assert card.expires_at == NOON + timedelta(days=conditions.renewed_after_days)
    assert flagged(conditions, card) == ()
