"""The law as this node knows it: the package's own data, read once, checked, and hashed file by file.

The hashes go to the journal when a node starts (`law_loaded`), so that years later it can be shown which readings,
lists and calendars a decision rested on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from almasu.kernel.applications.organisation import Organisation
from almasu.law import moment
from almasu.law.calendar import Calendar
from almasu.law.calendar_sheets import CalendarSheets, read_calendar
from almasu.law.change import Changes, check_complete, read_changes
from almasu.law.clause import Act, Clause, check_cites, clauses_by_id, read_act
from almasu.law.deadline import Deadline, deadline_of, end_of
from almasu.law.edition import Edition, read_editions, with_starts
from almasu.law.glossary import GlossaryWord, read_glossary
from almasu.law.rule import Rule
from almasu.law.sheet import SheetFile
from almasu.law.term import LegalTerm, read_terms
from almasu.law.trace import Traced, TraceSheet, read_trace, traced
from almasu.regimes.asoi import rules as asoi
from almasu.regimes.cis import rules as cis
from almasu.regimes.fma_provision import regime as fma_provision
from almasu.regimes.fma_provision.house import read_house
from almasu.regimes.sio_pso.annexes.loader import OWN, read_annexes
from almasu.regimes.sio_pso.organisations import read_organisations
from almasu.regimes.sio_pso.regime import SioPso, build
from almasu.regimes.sio_pso.sheets import read_sheets

_LAW = "law/data"
_SIO = "regimes/sio_pso"
_FMA = "regimes/fma_provision"
_NODE = "node/"
ORGANISATIONS = "organisations_sheet"
"""The setting that names the node's own directory of organisations."""
_FROM_END_OF_DAY = frozenset({"sio22.change_application"})
"""Terms that the act counts from a day, not from a moment (SIO22-7.1): they begin at the end of that day."""
_ACTS = ("fma", "sio22", "sio25", "asoi", "cis")


@dataclass(frozen=True, slots=True)
class Law:
    """Everything of the law that is data, and the regimes built from it. `files` is every sheet read, by name."""

    files: Mapping[str, SheetFile]
    acts: tuple[Act, ...]
    clauses: Mapping[str, Clause]
    editions: tuple[Edition, ...]
    terms: Mapping[str, LegalTerm]
    calendars: CalendarSheets
    glossary: tuple[GlossaryWord, ...]
    changes: tuple[Changes, ...]
    sio_pso: SioPso
    fma_provision: fma_provision.FmaProvision
    organisations: Mapping[str, Organisation]
    trace_sheet: TraceSheet

    def calendar(self, known_on: date = date.max) -> Calendar:
        """Return the calendar of working days as known now, or on a past day."""
        return self.calendars.calendar(known_on)

    def due(self, term: str, start: datetime) -> datetime:
        """Return when a term of the law that began at a moment ends, by the calendar as known now."""
        return self.deadline(term, start).due

    def deadline(self, term: str, start: datetime) -> Deadline:
        """Return the deadline that a term of the law sets from a moment, with every day that did not count."""
        known = self.terms[term]
        began = _end_of_day(start) if term in _FROM_END_OF_DAY else start
        return deadline_of(began, known.term, self.calendar())

    def trace(self) -> tuple[Traced, ...]:
        """Return all clauses with the rules, tests and screens that keep them, or the reason why none need to."""
        cites = {rule.id: rule.cites for rule in self.every_rule()}
        return traced(self.clauses.values(), self.trace_sheet, cites)

    def every_rule(self) -> tuple[Rule[Any], ...]:
        """Return the rules of every regime."""
        return (*self.sio_pso.every_rule(), *self.fma_provision.every_rule(), *asoi.every_rule(), *cis.RULES)

    def of_edition_alone(self, edition: Edition) -> tuple[Clause, ...]:
        """Return the clauses that only this edition of its regime holds."""
        return tuple(one for one in self.clauses.values() if one.act == edition.act and len(one.editions) == 1)

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of every file of law data by its name in the package."""
        return {name: file.sha256 for name, file in sorted(self.files.items())}


@lru_cache(maxsize=1)
def open_law() -> Law:
    """Return the law with the start days that the sheets name."""
    return law_with({})


def law_with(
    starts: Mapping[str, date],
    replaced: Mapping[str, bytes] = MappingProxyType({}),
    most_subjects: int | None = None,
) -> Law:
    """Return the law with start days of editions set by the node (`SIO-2025`: between 14 and 19.12.2025).

    `replaced` are the node's own annex sheets by the setting that names each; Fault where one is not as it should be.
    `most_subjects` is how many subjects a request names at this node; None: as the sheet has it.
    """
    given = {setting: SheetFile(f"{_NODE}{setting}", data) for setting, data in replaced.items()}
    files = _read(_LAW) | _read(_SIO) | _read(_FMA) | {file.name: file for file in given.values()}
    editions = with_starts(read_editions(files[f"{_LAW}/editions.yaml"]), starts)
    start = {edition.id: edition.since for edition in editions}
    sheets = read_sheets(
        files[f"{_SIO}/roles.yaml"],
        files[f"{_SIO}/purposes.yaml"],
        files[f"{_SIO}/terms.yaml"],
        files[f"{_SIO}/abbreviations.yaml"],
        start["SIO-2022"],
        start["SIO-2025"],
    )
    if most_subjects is not None:
        sheets = replace(sheets, most_subjects=most_subjects)
    annexes = read_annexes({stem: files[f"{_SIO}/annexes/data/{stem}.yaml"] for stem in OWN}, given)
    acts = tuple(read_act(files[f"{_LAW}/clauses/{act}.yaml"]) for act in _ACTS)
    years = [file for name, file in files.items() if name.startswith(f"{_LAW}/calendars/2")]
    clauses = clauses_by_id(acts)
    law = Law(
        files=files,
        acts=acts,
        clauses=clauses,
        editions=editions,
        terms=read_terms(files[f"{_LAW}/terms.yaml"]),
        calendars=read_calendar(files[f"{_LAW}/calendars/names.yaml"], years),
        glossary=read_glossary(files[f"{_LAW}/glossary.yaml"]),
        changes=read_changes(files[f"{_LAW}/changes.yaml"], clauses),
        sio_pso=build(sheets, annexes, editions),
        fma_provision=fma_provision.build(read_house(files[f"{_FMA}/house.yaml"]), editions),
        organisations=read_organisations(files.get(f"{_NODE}{ORGANISATIONS}", files[f"{_SIO}/organisations.yaml"])),
        trace_sheet=read_trace(files[f"{_LAW}/trace.yaml"], clauses),
    )
    _check(law)
    return law


def _end_of_day(moment_of: datetime) -> datetime:
    return end_of(moment.in_astana(moment_of).date())


def _check(law: Law) -> None:
    """Everything that cites the law cites clauses that exist; otherwise nothing starts (Fault)."""
    for rule in law.every_rule():
        check_cites(rule.id, rule.cites, law.clauses)
    for edition in law.editions:
        check_cites(edition.id, edition.cites, law.clauses)
    known = {edition.id: edition for edition in law.editions}
    for one in law.changes:
        check_complete(one, *(law.of_edition_alone(known[name]) for name in (one.older, one.newer)))
    for term in law.terms.values():
        check_cites(term.id, term.cites, law.clauses)
    for version, cites in law.sio_pso.annexes.cites().items():
        check_cites(version, cites, law.clauses)
    check_cites("house.yaml", law.fma_provision.house.cites, law.clauses)
    sheets = law.sio_pso.sheets
    for listed in (*sheets.roles.values(), *sheets.grounds.values(), *sheets.purposes.values()):
        check_cites(listed.code, listed.cites, law.clauses)
    for short in sheets.abbreviations:
        check_cites(short.short.en, short.cites, law.clauses)


def _read(folder: str) -> dict[str, SheetFile]:
    root = resources.files("almasu").joinpath(*folder.split("/"))
    return {name: SheetFile(name, data) for name, data in _sheets(root, folder)}


def _sheets(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            found.extend(_sheets(entry, path))
        elif entry.name.endswith(".yaml"):
            found.append((path, entry.read_bytes()))
    return found
