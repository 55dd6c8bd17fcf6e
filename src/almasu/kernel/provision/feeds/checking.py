"""A piece of a file against the act: which rows stand, and what is told of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from almasu.kernel.provision.feeds.block import Column, flaws
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.progress import Change
from almasu.kernel.provision.feeds.reading import CHANGE, Piece
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.joint_act import ActField

Kind = TypeVar("Kind")
FEW_BAD = 64
"""Rows that are taken out one by one; of more the others are picked."""
_CHANGES = {"": False, Change.PUT.value: False, Change.GONE.value: True}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that stand: `columns` by field of the act, the line of each, and which of them say that a row is gone."""

    columns: tuple[Column, ...]
    lines: Sequence[int]
    gone: Sequence[bool] | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A piece as it was judged: rows that stand, what is told of the rest, how many rows were rejected."""

    rows: Rows
    told: tuple[Rejected, ...]
    rejected: int


def checked(piece: Piece, fields: Sequence[ActField], keys: Sequence[str], *, incremental: bool) -> Checked:
    """Judge a piece by the fields of the act. A row that says it is gone is judged by its keys alone.

    A column `_change` counts in an incremental delivery only; in a full one it is beyond the act.
    """
    changes = piece.changes if incremental else None
    found = [(flaw.row, flaw.field, flaw.reason) for flaw in flaws(fields, piece.columns)]
    gone: list[bool] | None = None
    if changes is not None:
        words = [(value or "").strip() for value in changes]
        gone = [_CHANGES.get(word, False) for word in words]
        found = [one for one in found if not gone[one[0]] or one[1] in keys]
        found += [(row, CHANGE, Reason.NOT_A_CHANGE) for row, word in enumerate(words) if word not in _CHANGES]
        found.sort(key=_row)
    told = [Rejected(piece.lines[row], field, reason) for row, field, reason in found]
    if piece.changes is not None and not incremental and piece.lines:
        told.append(Rejected(piece.lines[0], CHANGE, Reason.BEYOND_ACT))
    bad = {row for row, _, _ in found}
    rejected = len(bad) + len({one.line for one in piece.rejected})
    rows = _kept(Rows(piece.columns, piece.lines, gone), bad) if bad else Rows(piece.columns, piece.lines, gone)
    return Checked(rows, tuple(sorted((*piece.cuts, *piece.rejected, *told), key=_line)), rejected)


def _kept(rows: Rows, bad: set[int]) -> Rows:
    gone = None if rows.gone is None else _without(rows.gone, bad)
    columns = tuple(_without(column, bad) for column in rows.columns)
    return Rows(columns, _without(rows.lines, bad), gone)


def _without(told: Sequence[Kind], bad: set[int]) -> list[Kind]:
    if len(bad) > FEW_BAD:
        return [one for place, one in enumerate(told) if place not in bad]
    kept = list(told)
    for place in sorted(bad, reverse=True):
        del kept[place]
    return kept


def _row(found: tuple[int, str, Reason]) -> int:
    return found[0]


def _line(one: Rejected) -> int:
    return one.line
