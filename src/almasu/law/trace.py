"""The trace: what in the product keeps each clause, or why nothing needs to, or that it is still open.

A clause is `met` only when a person has said so in the sheet, and then only with at least one test to show for it;
`reason` when no software is needed, with the reason; everything else is `open`. Rules are taken from their own cites,
the tables of cases from the rules' names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from almasu.law.clause import Clause, check_cites
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, read_sheet


class Standing(StrEnum):
    """How the product stands to a clause."""

    MET = "met"
    REASON = "reason"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Traced:
    """One clause with what rests on it: ids of rules, tests by path, screens by path or command, the reason if any."""

    clause: Clause
    standing: Standing
    rules: tuple[str, ...]
    tests: tuple[str, ...]
    screens: tuple[str, ...]
    reason: str


class _Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tests: tuple[str, ...] = ()
    screens: tuple[str, ...] = ()


class TraceSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people have said: clauses met with tests and screens, and clauses that need no software with the reason."""

    met: dict[str, _Shown]
    reasons: dict[str, str]


def read_trace(file: SheetFile, clauses: Mapping[str, Clause]) -> TraceSheet:
    """Return the sheet; Fault for an unknown clause or one that is both met and needs no software."""
    sheet = read_sheet(file, TraceSheet)
    check_cites(file.name, (*sheet.met, *sheet.reasons), clauses)
    both = sorted(sheet.met.keys() & sheet.reasons.keys())
    if both:
        raise Fault(f"{file.name}: both met and without need of software: {', '.join(both)}")
    return sheet


def traced(
    clauses: Iterable[Clause], sheet: TraceSheet, cites_by_rule: Mapping[str, tuple[str, ...]]
) -> tuple[Traced, ...]:
    """Return every clause with what rests on it, in the order of the clauses."""
    return tuple(_one(clause, sheet, cites_by_rule) for clause in clauses)


def case_table(rule_id: str) -> str:
    """Return where the table of a rule's cases lies in the source tree."""
    regime, name = rule_id.split(".")
    return f"tests/cases/{regime}/{name}.yaml"


def _one(clause: Clause, sheet: TraceSheet, cites_by_rule: Mapping[str, tuple[str, ...]]) -> Traced:
    rules = tuple(rule for rule, cites in cites_by_rule.items() if clause.id in cites)
    shown = sheet.met.get(clause.id, _Shown())
    reason = sheet.reasons.get(clause.id, "")
    standing = Standing.OPEN
    if reason:
        standing = Standing.REASON
    elif clause.id in sheet.met:
        standing = Standing.MET
    tests = (*(case_table(rule) for rule in rules), *shown.tests)
    if standing is Standing.MET and not tests:
        raise Fault(f"{clause.id} is said to be met and nothing shows it")
    return Traced(clause, standing, rules, tests, shown.screens, reason)
