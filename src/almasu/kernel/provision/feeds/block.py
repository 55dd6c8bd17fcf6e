"""A block of rows checked column by column: the same verdicts as `cell`, many times faster.

A column has few different values or is of one type: distinct values are judged once, identity numbers with numpy, whole
numbers and decimals by one pattern, free text as one text. Only a value that may be wrong comes before the definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from almasu.kernel.provision.feeds.cell import DECIMAL, HIDDEN, NUMBER_LENGTH, Reason, check_of, wrong
from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.resources import FieldType
from almasu.kernel.subjects.identity_number import FIRST_WEIGHTS, SECOND_WEIGHTS

Column = Sequence[str | None]
ROWS = 16_384
"""Rows of one block: its memory stays small, and what a column's check costs beside its rows does not count."""
_FIRST = np.array(FIRST_WEIGHTS, dtype=np.int16)
_SECOND = np.array(SECOND_WEIGHTS, dtype=np.int16)
_PLAIN = {FieldType.DECIMAL: DECIMAL, FieldType.INTEGER: re.compile(r"-?[0-9]{1,15}")}
"""What is right for certain in columns whose values hardly repeat; what is not so is judged by the definition."""
_TEXTS = frozenset({FieldType.TEXT, FieldType.CODE})
_NUMBERS = frozenset({FieldType.IIN, FieldType.BIN, FieldType.IIN_OR_BIN})


@dataclass(frozen=True, slots=True)
class Flaw:
    """One rejected value: its row in the block (from 0), the field, and why."""

    row: int
    field: str
    reason: Reason


def flaws(fields: Sequence[ActField], columns: Sequence[Column]) -> list[Flaw]:
    """Return every flaw of a block, by row and then in the order of the fields.

    `columns` are the values of each field in the order of `fields`, all of one length.
    """
    found = [
        (row, place, reason)
        for place, (field, column) in enumerate(zip(fields, columns, strict=True))
        for row, reason in _of_column(field, column)
    ]
    found.sort(key=itemgetter(0, 1))
    return [Flaw(row, fields[place].name, reason) for row, place, reason in found]


def _of_column(field: ActField, column: Column) -> Iterator[tuple[int, Reason]]:
    if field.type in _NUMBERS and _all_of_length(column):
        yield from ((row, Reason.CHECK_DIGIT) for row in _failing(column))
        return
    plain = _PLAIN.get(field.type)
    yield from _judged(field, column, _suspects(field, column) if plain is None else _unmatched(plain, column))


def _unmatched(plain: re.Pattern[str], column: Column) -> Sequence[int]:
    """Return the rows that are not right for certain: none where the whole column is, one value a line."""
    whole = _joined(column)
    if whole is not None and whole.count("\n") == len(column) - 1 and _lines_of(plain).fullmatch(whole):
        return ()
    return [row for row, value in enumerate(column) if value is None or plain.fullmatch(value) is None]


@lru_cache(maxsize=64)
def _lines_of(plain: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{plain.pattern}\n)*+{plain.pattern}")


def _suspects(field: ActField, column: Column) -> Sequence[int]:
    """Return the rows whose values may be wrong: none where all are right for certain."""
    if field.type in _TEXTS and not field.values and _is_right_text(field, column):
        if not field.pattern:
            return ()
        matches = re.compile(field.pattern).fullmatch
        wrongs: set[str | None] = {value for value in {*column} if value is not None and matches(value) is None}
    else:
        judge, absent = check_of(field), Reason.MISSING if field.required else None
        wrongs = {value for value in set(column) if (absent if value is None or not value.strip() else judge(value))}
    return [row for row, value in enumerate(column) if value in wrongs] if wrongs else ()


def _is_right_text(field: ActField, column: Column) -> bool:
    """Tell whether a column of text has no flaw but by its pattern: it is searched as one text."""
    whole = _joined(column)
    if whole is None or HIDDEN.search(whole) or max(map(len, column), default=0) > field.limit:  # type: ignore[arg-type]
        return False
    return not field.required or all(map(str.strip, column))  # type: ignore[arg-type]


def _joined(column: Column) -> str | None:
    """Return the values of a column, one a line; None where one is absent."""
    try:
        return "\n".join(column)  # type: ignore[arg-type]  # an absent value is the TypeError
    except TypeError:
        return None


def _judged(field: ActField, column: Column, rows: Sequence[int]) -> Iterator[tuple[int, Reason]]:
    for row in rows:
        reason = wrong(field, column[row])
        if reason is not None:
            yield row, reason


def _all_of_length(column: Column) -> bool:
    whole = _joined(column)
    return whole is not None and whole.isascii() and {*map(len, column)} == {NUMBER_LENGTH}  # type: ignore[arg-type]


def _failing(column: Column) -> list[int]:
    """Return the rows whose twelve ASCII characters are no number with its check digit."""
    digits = np.frombuffer("".join(map(str, column)).encode("ascii"), dtype=np.uint8).astype(np.int16) - ord("0")
    table: npt.NDArray[np.int16] = digits.reshape(-1, NUMBER_LENGTH)
    are_digits = ((table >= 0) & (table <= 9)).all(axis=1)
    first = (table[:, :-1] @ _FIRST) % 11
    expected = np.where(first < 10, first, (table[:, :-1] @ _SECOND) % 11)
    failed: list[int] = np.nonzero(~(are_digits & (expected == table[:, -1])))[0].tolist()
    return failed
