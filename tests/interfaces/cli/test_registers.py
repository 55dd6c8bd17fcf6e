"""`almasu registers`: the catalogue on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.registers import registers


def test_the_list_is_whole_and_machine_readable() -> None:
    done = CliRunner().invoke(registers, ["list", "--json"])
    assert done.exit_code == 0
    listed = json.loads(done.output)
    assert [one["number"] for one in listed] == list(range(1, 53))
    assert set(listed[0]["name"]) == {"kk", "ru", "en"}


def test_one_resource_is_shown_with_every_field() -> None:
    done = CliRunner().invoke(registers, ["show", "11", "--json"])
    shown = json.loads(done.output)
    assert shown["truncated"] is True
    assert "SIO25-A2.11" in shown["cites"]
    assert shown["fields"][0]["name"] == "contributor_iin"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_people_can_read_it_in_their_language(language: str) -> None:
    runner = CliRunner()
    assert runner.invoke(registers, ["list", "--language", language]).exit_code == 0
    done = runner.invoke(registers, ["show", "5", "--language", language])
    assert done.exit_code == 0
    assert "VIN" in done.output


def test_a_number_outside_the_annex_is_refused() -> None:
    assert CliRunner().invoke(registers, ["show", "53"]).exit_code == 2


def test_help_names_the_simulators_without_loading_them() -> None:
    assert "simulate" in CliRunner().invoke(registers, ["--help"]).output
