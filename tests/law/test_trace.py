"""The trace: every clause has an honest standing, and what is named as keeping it is really there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from almasu.interfaces.addresses import FOR_EVERYBODY, FROM_LISTED_PLACES, everywhere
from almasu.interfaces.addresses_of_zones import of_every_zone
from almasu.interfaces.cli.main import almasu
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile
from almasu.law.trace import Standing, read_trace, traced
from almasu.wiring.law import Law

ROOT = Path(__file__).parents[2]
INTAKE = ROOT / "src" / "almasu" / "interfaces" / "intake"
SECTOR = "\n".join(path.read_text(encoding="utf-8") for path in INTAKE.glob("*.py"))


def test_every_clause_has_a_standing_in_the_order_of_the_acts(law: Law) -> None:
    rows = law.trace()
    assert [row.clause.id for row in rows] == list(law.clauses)
    assert len(rows) == 323


def test_a_reason_is_given_exactly_where_no_software_is_needed(law: Law) -> None:
    for row in law.trace():
        assert (row.standing is Standing.REASON) == bool(row.reason)
        if row.clause.kind.value == "outside":
            assert row.standing is Standing.REASON, row.clause.id


def test_what_is_met_is_shown_by_tests_and_by_a_rule_or_a_screen(law: Law) -> None:
    bare = [
        row.clause.id
        for row in law.trace()
        if row.standing is Standing.MET
        and not (row.tests and (row.rules or row.screens or row.clause.id.startswith("SIO22-")))
    ]
    assert bare == []


def test_every_test_that_is_named_is_in_the_tree(law: Law) -> None:
    named = {test for row in law.trace() for test in row.tests}
    missing = [test for test in sorted(named) if not is_there(test)]
    assert missing == []


def is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    file = ROOT / path
    if not file.exists():
        return False
    return not name or re.search(rf"def {re.escape(name)}\(", file.read_text(encoding="utf-8")) is not None


def test_every_address_that_is_named_is_served(law: Law) -> None:
    of_zones = tuple(of_every_zone())
    served = {plain(one) for one in (*everywhere(), *FOR_EVERYBODY, *FROM_LISTED_PLACES, *of_zones)}
    paths = {one.partition(" ")[2] for one in served}
    named = {screen for row in law.trace() for screen in row.screens if "/" in screen.split(" ")[-1]}
    unknown = {one for one in named if not one.startswith("almasu ") and plain(one) not in (served | paths)}
    assert {one for one in unknown if not of_another_zone(one)} == set()


def plain(address: str) -> str:
    """An address without the names of its numbers and without its query."""
    return re.sub(r"{\w+(:\w+)?}", "{}", address.partition("?")[0])


def of_another_zone(address: str) -> bool:
    """Tell whether an address is one that the sector's zone serves on a port of its own."""
    method, _, path = address.partition(" ")
    return path.startswith("/asoi/") and f"`{method} {path}`" in SECTOR


def test_every_command_that_is_named_is_there(law: Law) -> None:
    named = {screen for row in law.trace() for screen in row.screens if screen.startswith("almasu ")}
    assert [one for one in sorted(named) if not is_command(one.split(" ")[1:])] == []


def is_command(words: Sequence[str]) -> bool:
    command: click.Command | None = almasu
    for word in words:
        if not isinstance(command, click.Group) or word.startswith("-") or word.isupper():
            break
        command = command.get_command(click.Context(command), word)
    return command is not None


@pytest.mark.parametrize(
    ("sheet", "wrong"),
    [
        ("met: {SIO25-99: {}}\nreasons: {}", "cites unknown clauses: SIO25-99"),
        ("met: {SIO25-2: {}}\nreasons: {SIO25-2: none}", "both met and without need"),
        ("met: {SIO25-2: {proofs: []}}\nreasons: {}", "unknown field"),
    ],
)
def test_a_sheet_that_cannot_be_right_is_refused(law: Law, sheet: str, wrong: str) -> None:
    with pytest.raises(Fault, match=wrong):
        read_trace(SheetFile("trace.yaml", sheet.encode()), law.clauses)


def test_nothing_is_met_without_a_test(law: Law) -> None:
    sheet = read_trace(SheetFile("trace.yaml", b"met: {CIS-2: {}}\nreasons: {}"), law.clauses)
    with pytest.raises(Fault, match="nothing shows it"):
        traced(law.clauses.values(), sheet, {})
