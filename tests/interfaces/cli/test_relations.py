"""`almasu relations`: filled from lines, and never without a database named where others cannot read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.main import almasu
from almasu.law.problem import Problem

LINE = (
    '{"resource": 22, "record": {"act_no": "AZ-1", "civil_act_kind": "marriage", '
    '"subject_iin": "870412300416", "spouse_iin": "010101500013"}}\n'
)


def run(*arguments: str, variables: dict[str, str | None] | None = None, piped: str = ""):
    return CliRunner().invoke(almasu, ["relations", *arguments], env=variables, input=piped)


def test_a_graph_is_filled_from_what_comes_in(empty_database_url: str) -> None:
    variables = {"ALMASU_RELATIONS_DATABASE_URL": empty_database_url}
    done = run("fill", "-", "--content", "acts of the day", variables=variables, piped=LINE)
    assert done.exit_code == 0, done.output
    assert "2 links of acts of the day" in done.output
    assert "100% in place" in done.output


def test_a_medical_record_stops_it_with_a_remedy(empty_database_url: str) -> None:
    variables = {"ALMASU_RELATIONS_DATABASE_URL": empty_database_url}
    line = LINE.replace("22", "43", 1)
    done = run("fill", "-", "--content", "x", variables=variables, piped=LINE + line)
    assert isinstance(done.exception, Problem)
    assert done.exception.kind.code == "relations.no_links"
    assert "medical" in done.exception.remedy.en


@pytest.mark.parametrize("command", [("fill", "-", "--content", "x"), ("serve", "--keys", ".")])
def test_without_a_database_it_says_where_to_name_one(command: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*command, variables={"ALMASU_RELATIONS_DATABASE_URL": None})
    assert isinstance(done.exception, Problem)
    assert done.exception.kind.code == "relations.no_database"


def test_a_provider_does_not_start_without_its_keys(empty_database_url: str, tmp_path: Path) -> None:
    done = run("serve", "--keys", str(tmp_path), variables={"ALMASU_RELATIONS_DATABASE_URL": empty_database_url})
    assert isinstance(done.exception, Problem)
    assert done.exception.kind.code == "registers.unreadable"
