"""A request between states is judged before it leaves: every rule met, or the clause that stands in the way."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.interstate.asking import Way
from almasu.kernel.interstate.secrecy import Stamp
from almasu.kernel.interstate.sending import Channel, Sending
from almasu.kernel.interstate.systems import Access, RegimeCard, System
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.law.text import Language
from almasu.law.verdict import Broken, CannotTell
from almasu.regimes.cis.loader import read_directory
from almasu.regimes.cis.rules import RULES
from almasu.wiring.law import open_law
from kernel.interstate.conftest import ASKED, ASKING, CENTRE, DIRECTORY, STANDING, named

DAY = date(2026, 11, 20)


def sending(**changed: Any) -> Sending:
    known = {"asked": ASKED, "day": DAY, "directory": DIRECTORY, "channel": Channel.NODE, "signed": True}
    return Sending(**{**known, **changed})


def stands_in_the_way(facts: Sending) -> list[str]:
    verdicts = [(rule.id, rule.verdict(facts, facts.day)) for rule in RULES]
    return [name for name, verdict in verdicts if isinstance(verdict, Broken | CannotTell)]


def test_a_complete_request_may_leave() -> None:
    assert stands_in_the_way(sending()) == []
    assert stands_in_the_way(sending(asked=STANDING, channel=Channel.COURIER)) == []
    assert stands_in_the_way(sending(asked=replace(ASKED, requested=CENTRE))) == []


def system(user: str) -> System:
    card = RegimeCard("a", "b", "c", "d", "e", "f", Access.OFFICIAL, "g", CENTRE, DAY)
    return System("cis-bank", named("bank"), "учёт", CENTRE, CENTRE, (user,), card)


def test_a_system_is_asked_by_whom_its_card_lets_use_it() -> None:
    assert stands_in_the_way(sending(asked=replace(ASKED, system="cis-bank"), system=system(ASKING))) == []


CASES = Path(__file__).parents[2] / "cases" / "cis"
TABLE = [(path.stem, row) for path in sorted(CASES.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]


def facts_of(row: dict[str, Any]) -> Sending:
    """The facts of a lawful request with what the row changes."""
    told = dict(row.get("facts", {}))
    secret, user, of_sending = told.pop("secret", ""), told.pop("user", ""), {}
    for name in ("day", "channel", "signed", "agreed"):
        if name in told:
            of_sending[name] = told.pop(name)
    if "cleared" in told:
        of_sending["cleared"] = frozenset(told.pop("cleared"))
    days = {name: date.fromisoformat(told[name]) for name in ("ends_on", "review_on") if name in told}
    asked = replace(ASKED, **{**told, **days, "way": Way(told.get("way", "one_time"))})
    if "day" in of_sending:
        of_sending["day"] = date.fromisoformat(of_sending["day"])
    if "channel" in of_sending:
        of_sending["channel"] = Channel(of_sending["channel"])
    stamps = (Stamp(secret, "KZ", secret=True),) if secret else ()
    return sending(asked=asked, stamps=stamps, system=system(user) if user else None, **of_sending)


@pytest.mark.parametrize(("rule", "row"), [pytest.param(*one, id=f"{one[0]}: {one[1]['case']}") for one in TABLE])
def test_the_rule_judges_the_case_as_the_table_says(rule: str, row: dict[str, Any]) -> None:
    facts = facts_of(row)
    verdict = next(one.verdict(facts, facts.day) for one in RULES if one.id == f"cis.{rule}")
    assert verdict_word(verdict) == row["verdict"]
    if isinstance(verdict, Broken):
        assert all(verdict.because.said_in(one) and verdict.remedy.said_in(one) for one in Language)


def test_every_rule_has_a_table_with_a_met_and_a_broken_case() -> None:
    seen: dict[str, set[str]] = {}
    for name, row in TABLE:
        seen.setdefault(f"cis.{name}", set()).add(row["verdict"])
    assert set(seen) == {rule.id for rule in RULES}
    assert [rule for rule, words in seen.items() if not words >= {"met", "broken"}] == []


def test_every_rule_cites_clauses_of_the_agreement() -> None:
    clauses = open_law().clauses
    assert [one for rule in RULES for one in rule.cites if one not in clauses] == []


def shipped(old: str = "", new: str = "") -> SheetFile:
    text = resources.files("almasu.regimes.cis").joinpath("data", "directory.yaml").read_text("utf-8")
    assert old in text
    return SheetFile("directory.yaml", text.replace(old, new, 1).encode() if old else text.encode())


def test_the_package_lists_eleven_states_and_six_bodies_of_kazakhstan_the_fma_not_among_them() -> None:
    directory = read_directory(shipped())
    assert len(directory.parties) == 11
    own = [one.id for one in directory.bodies if one.party == "KZ"]
    assert own == ["kz-knb", "kz-syrbar", "kz-prosecutor", "kz-interior", "kz-defence", "kz-finance"]
    assert directory.began_on() is None, "what the depositary received is entered by the node"


@pytest.mark.parametrize(
    ("old", "new"),
    [("code: AM", "code: AZ"), ("id: kz-syrbar", "id: kz-knb"), ("party: KZ", "party: XX"), ("kind: cis", "kind: own")],
)
def test_a_sheet_that_is_not_as_it_should_be_is_a_fault(old: str, new: str) -> None:
    with pytest.raises(Fault):
        read_directory(shipped(old, new))
