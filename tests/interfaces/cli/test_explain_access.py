"""`almasu explain access`: by the name of a power, by an address, by a role, in three languages and as JSON."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from almasu.interfaces.cli.explain import explain
from almasu.kernel.powers.table import POWERS
from almasu.law.problem import Problem


def told(*asked: str) -> str:
    return CliRunner().invoke(explain, ["access", *asked], catch_exceptions=False).stdout


def test_without_a_name_every_power_is_listed() -> None:
    assert [name for name in POWERS if f"\n{name}: " not in f"\n{told()}"] == []


@pytest.mark.parametrize(
    "asked",
    [
        "breach.report",
        "POST /api/v1/operator/breaches",
        "/api/v1/operator/breaches/prepare",
        "/offices/operator/breaches/new",
    ],
)
def test_a_power_is_found_by_its_name_and_by_its_addresses(asked: str) -> None:
    (found,) = json.loads(told(asked, "--json"))["powers"]
    assert (found["name"], found["who"]) == ("breach.report", {"operator": ["any"]})
    assert "SIO25-17" in found["cites"]
    assert "POST /api/v1/operator/breaches" in found["addresses"]


def test_an_address_with_a_number_is_found() -> None:
    number = "0" * 8 + "-0000-4000-8000-" + "0" * 12
    (found,) = json.loads(told(f"GET /api/v1/requests/{number}/dossier", "--json"))["powers"]
    assert found["name"] == "request.open_answers"


def test_a_role_is_told_what_it_may_and_nothing_else() -> None:
    names = {one["name"] for one in json.loads(told("prosecutor", "--json"))["powers"]}
    assert "supervision.hold_check" in names
    assert not names & {"breach.report", "control.see_reports", "request.ask", "owner.see_uses"}


@pytest.mark.parametrize(("language", "words"), [("kk", "барлығы"), ("ru", "все"), ("en", "all of them")])
def test_the_reach_is_told_in_three_languages(language: str, words: str) -> None:
    assert f"operator    {words}" in told("works.announce", "--lang", language)


def test_what_is_for_everybody_says_so() -> None:
    assert told("/api/v1/works") == "For everybody, no session.\n"


def test_what_is_not_there_is_a_problem_with_a_remedy() -> None:
    with pytest.raises(Problem, match=r"access\.unknown"):
        told("/nowhere")
