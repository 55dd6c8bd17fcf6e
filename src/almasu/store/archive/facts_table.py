"""A table of request facts in a private file of DuckDB: bounded memory, gone with the work it was made for.

Nothing is fetched at run time: of DuckDB only what is built in is used, and its reach is the folder it is given.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import numpy

from almasu.kernel.control.facts import (
    AbsenceFact,
    CopyFact,
    FactColumns,
    RequestFact,
    RosterFact,
    Surroundings,
    TaskFact,
    Tie,
)
from almasu.kernel.control.oddity import Oddity, OddityKind, ranked
from almasu.law.moment import in_astana
from almasu.store.sql import load

BATCH = 20_000
MEMORY = "192MB"
THREADS = 2
BOUNDED: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "threads": THREADS,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""How every database here is opened."""
COLUMNS = tuple(one.name for one in fields(RequestFact))
_TYPES: Mapping[str, str] = {
    "asked": "datetime64[us]",
    "viewed_at": "datetime64[us]",
    "sensitive": "bool",
    "answered": "int32",
    "empty": "int32",
    "refused": "int32",
    "silent": "int32",
}

_BESIDE: Mapping[str, tuple[type[Tie | TaskFact | CopyFact | AbsenceFact | RosterFact], str, str]] = {
    "ties": (Tie, "add_ties", "known_ties"),
    "tasks": (TaskFact, "add_tasks", "known_tasks"),
    "copies": (CopyFact, "add_copies", "known_copies"),
    "absences": (AbsenceFact, "add_absences", "known_absences"),
    "rosters": (RosterFact, "add_rosters", "known_rosters"),
}
"""What is known beside the requests: the kind of fact, how it is put in, and how it is told again."""
Columns = Mapping[str, "numpy.ndarray[Any, Any]"]


class Known(msgspec.Struct, frozen=True):
    """What is known beside the requests of a list, in rows of the fields of each fact; moments on Astana's clock."""

    ties: list[tuple[str, str, str]]
    tasks: list[tuple[str, datetime | None]]
    copies: list[tuple[str, str, datetime, datetime | None]]
    absences: list[tuple[str, datetime, datetime | None, str]]
    rosters: list[tuple[str, datetime | None, datetime | None]]


@dataclass(frozen=True, slots=True)
class FactsTable:
    """The table on an open connection."""

    connection: duckdb.DuckDBPyConnection

    def add(self, facts: Iterable[RequestFact]) -> None:
        """Take in facts."""
        rest = iter(facts)
        while batch := list(itertools.islice(rest, BATCH)):
            self.add_columns(_columns(batch))

    def add_columns(self, batch: Columns) -> None:
        """Take in facts that stand in columns already, named as the fields; resources as numbers parted by spaces."""
        self.connection.register("batch", dict(batch))
        self.connection.execute(load("facts_table")["add_facts"])
        self.connection.unregister("batch")

    def surround(self, known: Surroundings) -> None:
        """Take in what is known beside the requests."""
        self.know(msgspec.convert({name: _rows(getattr(known, name)) for name in _BESIDE}, Known))

    def know(self, known: Known) -> None:
        """Take in what a pack says was known beside its requests."""
        for name, (kind, put, _) in _BESIDE.items():
            if rows := getattr(known, name):
                columns = (one.name for one in fields(kind))
                values = dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))
                self.connection.execute(load("facts_table")[put], values)

    def known(self) -> Known:
        """Return of what is known beside the requests all that concerns one of them."""
        statements = load("facts_table")
        told = {name: self.connection.execute(statements[again]).fetchall() for name, (_, _, again) in _BESIDE.items()}
        return Known(**told)

    def count(self) -> int:
        """Return how many requests the table holds."""
        row = self.connection.execute(load("facts_table")["count_facts"]).fetchone()
        return 0 if row is None else int(row[0])

    def oddities(
        self, since: datetime, until: datetime, kinds: Iterable[OddityKind] = OddityKind
    ) -> tuple[Oddity, ...]:
        """Return what is odd between two moments, the weightiest first; of some kinds where these are told."""
        found: list[Oddity] = []
        for kind in kinds:
            values = {"since": _plain(since), "until": _plain(until)}
            statement = load("oddities")[kind.value]
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            rows = self.connection.execute(statement, used).fetchall()
            found += [Oddity(kind, row[0], row[1], row[2], tuple(row[3]), row[4]) for row in rows]
        return ranked(found)


@contextmanager
def facts_table(folder: Path) -> Iterator[FactsTable]:
    """Open a new table in a folder of its own, which must exist and be private to the process."""
    settings = {**BOUNDED, "temp_directory": str(folder / "spill")}
    connection = duckdb.connect(str(folder / "facts.duckdb"), config=settings)
    try:
        connection.execute(load("facts_table")["be_quiet"])
        connection.execute(load("facts_table")["make_facts"])
        connection.execute(load("facts_table")["make_known"])
        connection.execute(load("facts_table")["make_cell"])
        yield FactsTable(connection)
    finally:
        connection.close()


def in_arrays(told: FactColumns) -> Columns:
    """Return columns as a batch: what stands for no moment there is one that is not a time here."""
    return {name: _array(name, told[name]) for name in COLUMNS}


def _array(name: str, values: Sequence[object]) -> numpy.ndarray[Any, Any]:
    kind = _TYPES.get(name, "object")
    if kind.startswith("datetime"):
        return numpy.array(values, dtype="int64").view(kind)
    return numpy.array(values, dtype=kind)


def _columns(facts: Sequence[RequestFact]) -> Columns:
    rows = {name: [_plain(getattr(fact, name)) for fact in facts] for name in COLUMNS}
    return {name: numpy.array(values, dtype=_TYPES.get(name, "object")) for name, values in rows.items()}


def _rows(facts: Sequence[Any]) -> list[tuple[object, ...]]:
    return [tuple(_plain(getattr(fact, one.name)) for one in fields(fact)) for fact in facts]


def _plain(value: object) -> object:
    """Return a value as the table holds it: moments on Astana's clock, numbers of resources as one text."""
    if isinstance(value, datetime):
        return in_astana(value).replace(tzinfo=None)
    if isinstance(value, tuple):
        return " ".join(str(one) for one in value)
    return value
