"""What a new edition changed: clauses that are new, gone or different, in our own words, and what each touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from almasu.law.clause import Clause
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Text
from almasu.law.trace import Traced


class ChangeKind(StrEnum):
    """What became of the clauses."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: clause ids of the older edition, those of the newer, and what differs."""

    was: tuple[str, ...]
    now: tuple[str, ...]
    says: Text

    @property
    def kind(self) -> ChangeKind:
        """Return what became of the clauses."""
        if not self.was:
            return ChangeKind.NEW
        return ChangeKind.CHANGED if self.now else ChangeKind.GONE


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two editions, by their ids, in the order of the acts."""

    older: str
    newer: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A change with the rules that cite its clauses and the screens that keep them."""

    change: Change
    rules: tuple[str, ...]
    screens: tuple[str, ...]


class _ChangeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    was: tuple[str, ...]
    now: tuple[str, ...]
    says: Words


class _ChangesRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    older: str
    newer: str
    changes: tuple[_ChangeRow, ...]


def read_changes(file: SheetFile, clauses: Mapping[str, Clause]) -> tuple[Changes, ...]:
    """Return the sheet with its patterns spelt out; Fault for a name that stands for no clause."""
    return tuple(
        Changes(row.older, row.newer, tuple(_change(file.name, one, clauses) for one in row.changes))
        for row in read_sheet(file, tuple[_ChangesRow, ...])
    )


def _change(name: str, row: _ChangeRow, clauses: Mapping[str, Clause]) -> Change:
    if not (row.was or row.now):
        raise Fault(f"{name}: a change names no clause")
    was, now = (_spelt_out(name, names, clauses) for names in (row.was, row.now))
    return Change(was, now, row.says.text())


def _spelt_out(name: str, names: Iterable[str], clauses: Mapping[str, Clause]) -> tuple[str, ...]:
    found: list[str] = []
    for one in names:
        meant = [clause for clause in clauses if clause == one or (one.endswith("*") and clause.startswith(one[:-1]))]
        if not meant:
            raise Fault(f"{name}: {one} stands for no clause")
        found += meant
    return tuple(found)


def check_complete(changes: Changes, older: Iterable[Clause], newer: Iterable[Clause]) -> None:
    """Raise Fault unless every clause of one edition alone stands in exactly one change, with its successor beside it.

    `older` are the clauses only the older edition holds, `newer` those only the newer holds.
    """
    where = f"changes from {changes.older} to {changes.newer}"
    _each_once(where, [one for change in changes.changes for one in change.was], [clause.id for clause in older])
    _each_once(where, [one for change in changes.changes for one in change.now], [clause.id for clause in newer])
    beside = {was: change.now for change in changes.changes for was in change.was}
    for clause in older:
        if clause.succeeded_by and clause.succeeded_by not in beside[clause.id]:
            raise Fault(f"{where}: {clause.succeeded_by} does not stand beside {clause.id}")


def _each_once(where: str, told: list[str], wanted: list[str]) -> None:
    twice = {one for one in told if told.count(one) > 1}
    wrong = sorted(twice | (set(told) ^ set(wanted)))
    if wrong:
        raise Fault(f"{where}: not told once each: {', '.join(wrong)}")


def touched(changes: Changes, trace: Iterable[Traced]) -> tuple[Touched, ...]:
    """Return every change with what rests on its clauses, from the trace: rules and screens, each once, in order."""
    rows = {row.clause.id: row for row in trace}
    return tuple(
        Touched(
            change,
            rules=_once(rule for one in (*change.was, *change.now) for rule in rows[one].rules),
            screens=_once(screen for one in (*change.was, *change.now) for screen in rows[one].screens),
        )
        for change in changes.changes
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
