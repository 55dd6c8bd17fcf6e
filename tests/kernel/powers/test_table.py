"""The table of powers holds together: names, clauses, rules and words; and nothing in the acts goes past it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from almasu.kernel.applications.application import REASONS_OF
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.asking import ASK
from almasu.kernel.powers.over_accounts import BLOCK_ACCOUNT
from almasu.kernel.powers.power import Entry, Power, Reach
from almasu.kernel.powers.table import CHAPTERS, POWERS, of_role
from almasu.kernel.powers.words import ENTRIES, REACHES
from almasu.wiring.law import open_law

ACTIONS = Path(__file__).parents[3] / "src" / "almasu" / "actions"


def test_every_power_has_a_name_of_its_own() -> None:
    names = [power.name for _, powers in CHAPTERS for power in powers]
    assert len(names) == len(set(names)) == len(POWERS)
    assert [name for name in names if not re.fullmatch(r"[a-z]+\.[a-z_]+", name)] == []


@pytest.mark.parametrize("power", POWERS.values(), ids=lambda power: power.name)
def test_a_power_rests_on_clauses_reaches_something_and_is_told_in_three_languages(power: Power) -> None:
    law = open_law()
    assert power.cites
    assert set(power.cites) <= law.clauses.keys()
    assert power.who
    assert all(power.who.values())
    assert len({power.says.kk, power.says.ru, power.says.en}) == 3
    assert not power.rule or power.rule in {rule.id for rule in law.sio_pso.every_rule()}
    assert power.entry in (Entry.SESSION, Entry.BEGUN, Entry.EDS) or not power.visitors


def test_there_are_words_for_every_reach_and_entry() -> None:
    assert set(REACHES) == set(Reach)
    assert set(ENTRIES) == set(Entry)


def test_only_roles_that_carry_a_ground_may_ask() -> None:
    carrying = {role for role, grounds in open_law().sio_pso.sheets.grounds_of.items() if grounds}
    assert ASK.roles == carrying


def test_whoever_may_block_has_reasons_to_give() -> None:
    assert BLOCK_ACCOUNT.roles == set(REASONS_OF)


def test_nobody_but_the_prosecutor_reaches_under_a_resolution_and_he_nothing_of_the_offices() -> None:
    under = {power.name for power in POWERS.values() if any(Reach.RESOLUTION in one for one in power.who.values())}
    assert under == {"supervision.hold_check", "supervision.take_along"}
    assert not any(Reach.ANY in power.reach(Role.PROSECUTOR) for power in of_role(Role.PROSECUTOR))


def test_acts_take_their_roles_from_the_table_alone() -> None:
    """The third of `in_office` and the second of `holding` are the roles of a power, nothing written on the spot."""
    spots = []
    for path in sorted(ACTIONS.rglob("*.py")):
        if path.name == "entering.py":
            continue
        for call in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_gate(node)):
            roles = call.args[2 if call.func.id == "in_office" else 1]
            if not (isinstance(roles, ast.Attribute) and roles.attr == "roles"):
                spots.append(f"{path.relative_to(ACTIONS)}:{call.lineno}: {ast.unparse(roles)}")
    assert spots == []


def is_gate(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"in_office", "holding"}
