"""Find the rows of a key in what a body gave: in the last full delivery and the changes after it (FMA-3.1, FMA-6.1).

A row is known by all of its set's keys together: a later row of the same keys stands in place of an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from almasu.kernel.ports import Transaction
from almasu.kernel.provision.delivery import Delivery

MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row as it stands now: its values in the order of the set's fields, its delivery and its line there."""

    delivery: UUID
    line: int
    values: tuple[str | None, ...]
    gone: bool


async def present_rows(transaction: Transaction, body: str, data_set: str, key: str, value: str) -> Sequence[FoundRow]:
    """Return the rows of a set that have a value for a key now, at most a thousand."""
    found: dict[tuple[str | None, ...], FoundRow] = {}
    for delivery in await transaction.deliveries.done_of(body, data_set):
        names = [one.name for one in delivery.data_set.fields]
        keys = [names.index(name) for name in delivery.data_set.keys]
        for row in await _rows(transaction, delivery, key, value):
            if len(found) < MOST_ROWS:
                found.setdefault(tuple(row.values[place] for place in keys), row)
    return [row for row in found.values() if not row.gone]


async def _rows(transaction: Transaction, delivery: Delivery, key: str, value: str) -> Sequence[FoundRow]:
    places = await transaction.deliveries.found(delivery, key, value)
    column = [one.name for one in delivery.data_set.fields].index(key)
    told: list[FoundRow] = []
    for segment in dict.fromkeys(number for number, _ in places):
        kept = await transaction.deliveries.rows(delivery, segment)
        for number, row in places:
            if number == segment and kept.columns[column][row] == value and len(told) < MOST_ROWS:
                values = tuple(one[row] for one in kept.columns)
                told.append(FoundRow(delivery.id, kept.lines[row], values, bool(kept.gone and kept.gone[row])))
    return told
