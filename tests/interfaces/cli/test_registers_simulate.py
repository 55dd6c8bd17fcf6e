"""How manners are written on the command line."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.main import almasu
from almasu.interfaces.cli.registers_simulate import misbehaviour_in
from almasu.testing.registers.misbehaviour import Manner, Misbehaviour


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5=slow:2.5", (5, Misbehaviour(Manner.SLOW, seconds=2.5))),
        ("52=down", (52, Misbehaviour(Manner.DOWN))),
        ("1=good", (1, Misbehaviour(Manner.GOOD))),
    ],
)
def test_a_manner_is_read(written: str, read: tuple[int, Misbehaviour]) -> None:
    assert misbehaviour_in(written) == read


@pytest.mark.parametrize(
    "written", ["", "5", "0=down", "53=down", "5=polite", "5=slow:", "5=slow:-1", "x=down", "5=down "]
)
def test_a_manner_written_otherwise_is_refused_with_a_pattern_to_follow(written: str) -> None:
    with pytest.raises(click.BadParameter, match="like 5=slow:2"):
        misbehaviour_in(written)


def test_the_help_lists_every_manner() -> None:
    help_text = CliRunner().invoke(almasu, ["registers", "simulate", "--help"]).output
    assert all(manner in help_text.replace("\n", "").replace(" ", "") for manner in Manner)
