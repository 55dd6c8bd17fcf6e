"""CSV (RFC 4180, UTF-8, comma or semicolon): the first line is the head."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import count, islice

from almasu.connectors.feed_files.lines import Lines
from almasu.connectors.feed_files.plain_csv import Table, is_plain, parted
from almasu.connectors.feed_files.wanted import Wanted
from almasu.kernel.provision.feeds.block import ROWS, Column
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.head import MOST_COLUMNS, Head, matched
from almasu.kernel.provision.feeds.reading import CHANGE, MOST_BYTES, Broken, Passed, Piece
from almasu.kernel.provision.feeds.report import Rejected

FEW = 256
"""Rows after which the bytes of a block are looked at."""
Row = list[str]
_Rows = list[Row] | Table


@dataclass(frozen=True, slots=True)
class _Head:
    """The head as it was read: how columns stand to the act, where `_change` is, and what parts the columns."""

    head: Head
    change: int | None
    delimiter: str


def read_csv(wanted: Wanted) -> Iterator[Piece | Passed]:
    """Read a CSV file in pieces from a position on. Broken where quotes, text or columns make it unreadable."""
    with wanted.file.open("rb") as file:
        lines = Lines(file)
        head = _head(lines, wanted)
        cuts = tuple(Rejected(1, cut.field, Reason.BEYOND_ACT) for cut in head.head.cuts)
        if wanted.position.offset:
            lines.go_to(wanted.position.offset, wanted.position.line)
            cuts = ()
        rows = csv.reader(lines, strict=True, delimiter=head.delimiter)
        size = wanted.position.size
        for number in count(wanted.position.number + 1):
            before, is_mine = lines.line, wanted.share.has(number)
            found = _at_once(lines, head, is_mine=is_mine)
            if found is None:
                found = _told_by_column(rows, lines, head)
            yield _piece(found, before, lines, head, wanted, cuts) if is_mine else Passed(lines.offset)
            cuts = ()
            if lines.offset >= size:
                return


def _at_once(lines: Lines, head: _Head, *, is_mine: bool) -> _Rows | None:
    """Return the next rows taken as one text; None, and nothing is moved, where they need a closer look.

    Rows of another reader are none, where it is certain without parting them that no closer look is needed.
    """
    offset, line = lines.offset, lines.line
    text = lines.at_once(ROWS)
    if text is None:
        return None
    if not is_mine and is_plain(text):
        return []
    table = parted(text, head.delimiter, head.head.width)
    if table is not None:
        return table
    try:
        return list(csv.reader(StringIO(text, newline="\n"), strict=True, delimiter=head.delimiter))
    except csv.Error:
        lines.go_to(offset, line)
        lines.is_open = False
        return None


def _head(lines: Lines, wanted: Wanted) -> _Head:
    text = next(iter(lines), "")
    if not text.strip():
        raise Broken(1, Reason.TRUNCATED)
    delimiter = ";" if ";" in text and "," not in text else ","
    try:
        (columns,) = csv.reader([text], strict=True, delimiter=delimiter)
    except (csv.Error, ValueError) as wrong:
        raise Broken(1, Reason.MALFORMED) from wrong
    change = columns.index(CHANGE) if CHANGE in columns else None
    named = [f"{CHANGE}{CHANGE}" if place == change else name for place, name in enumerate(columns)]
    head = matched(named, wanted.fields)
    if head.missing:
        raise Broken(1, Reason.LACKS_COLUMN, head.missing[0])
    if head.twice:
        raise Broken(1, Reason.KEY_TWICE, head.twice[0][:60])
    if not head.is_usable:
        raise Broken(1, Reason.WRONG_COLUMNS if head.width > MOST_COLUMNS else Reason.LACKS_COLUMN)
    return _Head(_without_change(head), change, delimiter)


def _without_change(head: Head) -> Head:
    cuts = tuple(cut for cut in head.cuts if cut.field != CHANGE * 2)
    return Head(head.fields, head.places, head.width, cuts, head.missing, head.twice)


def _told_by_column(rows: Iterator[Row], lines: Lines, head: _Head) -> list[Row]:
    """Return the rows of one block; where a line is no text, Broken names the column that it stops being one in."""
    try:
        return _block(rows, lines)
    except Broken as broken:
        told, wrong = broken.rejected, broken.__cause__
        if told.reason is not Reason.NOT_UTF8 or not isinstance(wrong, UnicodeDecodeError):
            raise
        parting, line = head.delimiter.encode(), wrong.object
        # A line with quotes, or another number of columns, may be the middle of a value: no column is named then.
        if b'"' in line or line.count(parting) + 1 != head.head.width:
            raise
        raise Broken(told.line, told.reason, _column(head, line[: wrong.start].count(parting))) from wrong


def _column(head: _Head, place: int) -> str:
    """Return the act's name of the column at a place of the file, empty for one that the act does not name."""
    named = zip(head.head.fields, head.head.places, strict=True)
    return next((field.name for field, at in named if at == place), "")


def _block(rows: Iterator[Row], lines: Lines) -> list[Row]:
    """Return the rows of one block: as many as a block has, or fewer where they are long."""
    found: list[Row] = []
    begun = lines.offset
    try:
        while len(found) < ROWS and lines.offset - begun < MOST_BYTES:
            lines.begin()
            few = list(islice(rows, min(FEW, ROWS - len(found))))
            found += few
            if not few:
                break
    except csv.Error as wrong:
        broke_off = "unexpected end" in str(wrong)
        raise Broken(lines.line, Reason.TRUNCATED if broke_off else Reason.MALFORMED) from wrong
    return found


def _piece(found: _Rows, before: int, lines: Lines, head: _Head, wanted: Wanted, cuts: tuple[Rejected, ...]) -> Piece:
    rejected: tuple[Rejected, ...] = ()
    if isinstance(found, Table):
        table: Sequence[Column] = found.columns
        count = len(table[0])
        at: Sequence[int] = range(before + 1, before + 1 + count)
    else:
        table, at, rejected = _table(found, before, lines, head)
        count = len(at)
    places = dict(zip((field.name for field in head.head.fields), head.head.places, strict=True))
    absent: Column = (None,) * count
    columns = tuple(table[places[field.name]] if field.name in places else absent for field in wanted.fields)
    changes = None if head.change is None else table[head.change]
    return Piece(columns, at, rejected, cuts, changes, lines.offset, lines.line)


def _table(
    found: list[Row], before: int, lines: Lines, head: _Head
) -> tuple[Sequence[Column], Sequence[int], tuple[Rejected, ...]]:
    """Return the columns of rows with the line of each, and the rows that are of another width."""
    at: Sequence[int] = range(before + 1, before + 1 + len(found))
    width = head.head.width
    if lines.line - before != len(found):
        at = _lines_of(found, before)
    rejected: tuple[Rejected, ...] = ()
    if {*map(len, found)} - {width}:
        last = len(found[-1])
        found, at, rejected = _of_width(found, at, width)
        if lines.is_open and rejected and rejected[-1].line > lines.line - 1:
            raise Broken(rejected[-1].line, Reason.TRUNCATED, _column(head, last - 1))
    return list(zip(*found, strict=True)) if found else [()] * width, at, rejected


def _lines_of(rows: list[Row], before: int) -> list[int]:
    """Return the line on which each row begins, where values hold line breaks."""
    found, line = [], before + 1
    for row in rows:
        found.append(line)
        line += 1 + sum(value.count("\n") for value in row)
    return found


def _of_width(rows: list[Row], at: Sequence[int], width: int) -> tuple[list[Row], Sequence[int], tuple[Rejected, ...]]:
    """Return the rows that have as many values as the head, and the others as rejected; empty lines are no rows."""
    pairs = [(row, line) for row, line in zip(rows, at, strict=True) if len(row) == width]
    bad = [line for row, line in zip(rows, at, strict=True) if row and len(row) != width]
    rejected = tuple(Rejected(line, "", Reason.WRONG_COLUMNS) for line in bad)
    return [row for row, _ in pairs], [line for _, line in pairs], rejected
