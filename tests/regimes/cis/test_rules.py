"""A request between states is judged before it leaves: every rule met, or the clause that stands in the way."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import Any

import pytest
from msgspec.structs import replace

from almasu.kernel.interstate.secrecy import Stamp
from almasu.kernel.interstate.sending import Channel, Sending
from almasu.kernel.interstate.systems import Access, RegimeCard, System
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.law.verdict import Broken, CannotTell
from almasu.regimes.cis.loader import read_directory
from almasu.regimes.cis.rules import RULES
from almasu.wiring.law import open_law
from kernel.interstate.conftest import ASKED, ASKING, CENTRE, DIRECTORY, STANDING, THIRD, named

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


SECRET = Stamp("Секретно", "KZ", secret=True)
HINDERED: list[tuple[dict[str, Any], list[str]]] = [
    ({"asked": replace(ASKED, requesting="kz-fma")}, ["cis.both_are_bodies"]),
    ({"asked": replace(ASKED, requested="tj-gknb")}, ["cis.both_are_bound"]),
    ({"day": date(2019, 2, 14)}, ["cis.both_are_bound"]),
    ({"asked": replace(ASKED, requested=ASKING)}, ["cis.between_states", "cis.names_both_bodies"]),
    ({"asked": replace(ASKED, basis="")}, ["cis.states_a_basis"]),
    ({"asked": replace(ASKED, items=())}, ["cis.describes_what_is_asked"]),
    ({"asked": replace(ASKED, purpose="")}, ["cis.states_a_purpose_of_use"]),
    ({"asked": replace(ASKED, other="See the file attached.")}, ["cis.is_in_russian"]),
    ({"asked": replace(STANDING, ends_on=None)}, ["cis.standing_request_ends"]),
    ({"channel": Channel.AGREED}, ["cis.goes_a_lawful_way"]),
    ({"stamps": (SECRET,)}, ["cis.is_cleared"]),
    ({"asked": replace(ASKED, system="cis-bank")}, ["cis.keeps_the_regime"]),
    ({"asked": replace(ASKED, system="cis-bank"), "system": system(THIRD)}, ["cis.keeps_the_regime"]),
    ({"signed": False}, ["cis.is_signed"]),
]


@pytest.mark.parametrize(("changed", "rules"), HINDERED)
def test_what_stands_in_the_way_is_named(changed: dict[str, Any], rules: list[str]) -> None:
    assert stands_in_the_way(sending(**changed)) == rules


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
