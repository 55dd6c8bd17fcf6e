"""What the law says of a document and of what was decided about it: each requirement with its verdict and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from almasu.interfaces.portal.offices.blocks import Block, Cell, Cites, Said, State, Table, Tone
from almasu.law.rule import Finding
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce, Verdict

TITLE = Text("Құқық талаптары", "Требования права", "What the law requires")
REQUIREMENT = Text("Талап", "Требование", "Requirement")
VERDICT = Text("Қорытынды", "Вывод", "Verdict")
CLAUSES = Text("Тармақтар", "Пункты", "Clauses")
MET = Text("орындалған", "выполнено", "met")
BROKEN = Text("орындалмаған", "не выполнено", "not met")
UNKNOWN = Text("анықталмаған", "не установлено", "cannot be told")
NONE = Text("Талап жоқ.", "Требований нет.", "Nothing is required.")


def by_law(findings: Iterable[Finding]) -> Iterator[Block]:
    """Yield the verdicts of the rules that speak of it; nothing where none does."""
    rows = tuple(_row(one) for one in findings)
    if rows:
        yield Table(TITLE, (REQUIREMENT, VERDICT, CLAUSES), rows, NONE)


def _row(one: Finding) -> tuple[tuple[Cell, ...], ...]:
    return (Said(one.says),), _verdict(one.verdict), (Cites(one.cites),)


def _verdict(verdict: Verdict) -> tuple[Cell, ...]:
    match verdict:
        case Met():
            return (State(Tone.GOOD, MET),)
        case Broken(because=because):
            return State(Tone.BAD, BROKEN), Said(because)
        case CannotTell(missing=missing):
            return State(Tone.WAIT, UNKNOWN), Said(missing)
        case NotApplicable() | NotInForce():
            return ()
