"""Clauses: every duty of the acts in our own words, and how anyone could see that it is done.

The acts themselves are not in the package. A clause id (`SIO25-12.1`) is permanent: rules, problems, tests and screens
cite it, and nothing may cite an id that is not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Language, Text


class ClauseKind(StrEnum):
    """What a clause asks of software, if anything."""

    ENFORCE = "enforce"
    WORKFLOW = "workflow"
    RECORD = "record"
    NOTIFY = "notify"
    INTERFACE = "interface"
    CATALOGUE = "catalogue"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Summary:
    """A clause in our own words. English is always there; Kazakh and Russian come together or not yet at all."""

    en: str
    kk: str = ""
    ru: str = ""

    def said_in(self, language: Language) -> str:
        """Return the words in the language, or in English where they are not written yet."""
        match language:
            case Language.KK:
                return self.kk or self.en
            case Language.RU:
                return self.ru or self.en
            case Language.EN:
                return self.en

    def languages(self) -> tuple[Language, ...]:
        """Return the languages in which the clause is told."""
        return tuple(Language) if self.kk else (Language.EN,)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `place` is where it stands in the act; `observable` how its keeping shows; `reading` how we read it
    where it can be read otherwise; `editions` the years whose wording holds it; `succeeded_by` the clause after it.
    """

    id: str
    act: str
    place: str
    actor: str
    kind: ClauseKind
    editions: tuple[str, ...]
    says: Summary
    observable: str
    reading: str
    succeeded_by: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its code in clause ids, the regime it belongs to, its name and clauses in their order."""

    code: str
    regime: str
    name: Text
    clauses: tuple[Clause, ...]


class _Says(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    en: str
    kk: str = ""
    ru: str = ""


class _ClauseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    place: str
    kind: ClauseKind
    says: _Says
    observable: str
    actor: str = ""
    editions: tuple[str, ...] = ()
    reading: str = ""
    succeeded_by: str = ""


class _ActSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    act: str
    regime: str
    name: Words
    clauses: tuple[_ClauseRow, ...]


def read_act(file: SheetFile) -> Act:
    """Return an act with its clauses; Fault for a foreign id, a half translation or words that are missing."""
    sheet = read_sheet(file, _ActSheet)
    clauses = tuple(_clause(sheet.act, row, file.name) for row in sheet.clauses)
    return Act(sheet.act, sheet.regime, sheet.name.text(), clauses)


def _clause(act: str, row: _ClauseRow, name: str) -> Clause:
    if not row.id.startswith(f"{act}-"):
        raise Fault(f"{name}: {row.id} is not an id of {act}")
    if bool(row.says.kk) != bool(row.says.ru):
        raise Fault(f"{name}: {row.id} is told in one of Kazakh and Russian only")
    if not (row.says.en and row.observable and row.place):
        raise Fault(f"{name}: {row.id} lacks words")
    return Clause(
        id=row.id,
        act=act,
        place=row.place,
        actor=row.actor,
        kind=row.kind,
        editions=row.editions,
        says=Summary(row.says.en, row.says.kk, row.says.ru),
        observable=row.observable,
        reading=row.reading,
        succeeded_by=row.succeeded_by,
    )


def clauses_by_id(acts: Iterable[Act]) -> Mapping[str, Clause]:
    """Return all clauses by id, in the order of the acts; Fault for a double id or a successor that is not there."""
    found: dict[str, Clause] = {}
    for act in acts:
        for clause in act.clauses:
            if clause.id in found:
                raise Fault(f"two clauses are called {clause.id}")
            found[clause.id] = clause
    for clause in found.values():
        if clause.succeeded_by and clause.succeeded_by not in found:
            raise Fault(f"{clause.id} names the unknown successor {clause.succeeded_by}")
    return found


def check_cites(where: str, cites: Iterable[str], clauses: Mapping[str, Clause]) -> None:
    """Raise Fault where something cites a clause that is not in the data."""
    unknown = sorted(set(cites) - clauses.keys())
    if unknown:
        raise Fault(f"{where} cites unknown clauses: {', '.join(unknown)}")
