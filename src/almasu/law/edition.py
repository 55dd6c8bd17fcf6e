"""Editions: which wording of an act governs a moment. A past act is judged by the edition of its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import msgspec

from almasu.law import moment
from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Edition:
    """One wording of an act, in force from `since` until the next edition of its regime (`until`, exclusive).

    `act` is the code of the act in clause ids; `order` its number and date; `basis` the law it
    rests on; `repeals` the orders that it put out of force; `earliest` and `latest` bound a start day
    that the act does not print: a node may set another day between them. `worded` are the clauses that it worded anew,
    by their printed numbers.
    """

    id: str
    regime: str
    act: str
    name: Text
    order: Text
    basis: Text
    since: date
    until: date | None
    earliest: date
    latest: date
    cites: tuple[str, ...]
    reading: str
    repeals: tuple[Text, ...] = ()
    worded: tuple[str, ...] = ()


class _EditionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    regime: str
    act: str
    name: Words
    order: Words
    basis: Words
    since: date
    cites: tuple[str, ...]
    reading: str
    earliest: date | None = None
    latest: date | None = None
    repeals: tuple[Words, ...] = ()
    worded: tuple[str, ...] = ()


def read_editions(file: SheetFile) -> tuple[Edition, ...]:
    """Return all editions, each closed by the next of its regime; Fault where two share an id."""
    rows = read_sheet(file, tuple[_EditionRow, ...])
    if len({row.id for row in rows}) != len(rows):
        raise Fault(f"{file.name}: two editions share an id")
    return closed(tuple(_edition(row) for row in rows))


def _edition(row: _EditionRow) -> Edition:
    return Edition(
        id=row.id,
        regime=row.regime,
        act=row.act,
        name=row.name.text(),
        order=row.order.text(),
        basis=row.basis.text(),
        since=row.since,
        until=None,
        earliest=row.earliest or row.since,
        latest=row.latest or row.since,
        cites=row.cites,
        reading=row.reading,
        repeals=tuple(order.text() for order in row.repeals),
        worded=row.worded,
    )


def closed(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the editions in order of regime and day, each ending where the next of its regime begins."""
    ordered = sorted(editions, key=lambda edition: (edition.regime, edition.since))
    ends = [
        after.since if after is not None and after.regime == edition.regime else None
        for edition, after in zip(ordered, [*ordered[1:], None], strict=True)
    ]
    return tuple(replace(edition, until=end) for edition, end in zip(ordered, ends, strict=True))


def with_starts(editions: Iterable[Edition], starts: Mapping[str, date]) -> tuple[Edition, ...]:
    """Return the editions with start days set by the node; Fault for an unknown id or a day outside its bounds."""
    known = {edition.id: edition for edition in editions}
    for name, day in starts.items():
        edition = known.get(name)
        if edition is None:
            raise Fault(f"no edition is called {name}")
        if not edition.earliest <= day <= edition.latest:
            raise Fault(f"{name} starts between {edition.earliest} and {edition.latest}, not on {day}")
        known[name] = replace(edition, since=day)
    return closed(known.values())


def governing(editions: Iterable[Edition], regime: str, at: datetime) -> Edition:
    """Return the edition that governs a regime at a moment, by its day in Astana; Fault before the first."""
    day = moment.in_astana(at).date()
    for edition in editions:
        if edition.regime == regime and edition.since <= day and (edition.until is None or day < edition.until):
            return edition
    raise Fault(f"no edition of {regime} governs {moment.written(at)}")


def worded_by(editions: Iterable[Edition], regime: str, clause: str, at: datetime) -> Edition | None:
    """Return the edition whose wording of a clause governs a moment; None before any worded it.

    An edition that left a clause as it was governs it in the wording of an earlier one.
    """
    day = moment.in_astana(at).date()
    known = [one for one in editions if one.regime == regime and clause in one.worded and one.since <= day]
    return max(known, key=lambda one: one.since, default=None)


def nearest_day(edition: Edition, day: date) -> date:
    """Return the day itself where the edition governs it, else the first or the last day that it does."""
    if day < edition.since:
        return edition.since
    if edition.until is not None and day >= edition.until:
        return edition.until - timedelta(days=1)
    return day
