"""JSON lines: one object a line, its members the fields; numbers stay the digits that were written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from almasu.connectors.feed_files.lines import Lines
from almasu.connectors.feed_files.wanted import Wanted
from almasu.kernel.provision.feeds.block import ROWS, Column
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.reading import CHANGE, MOST_BYTES, Broken, Piece
from almasu.kernel.provision.feeds.report import Rejected

SHOWN = 60
FEW = 256
MOST_CUTS = 500
_TEXT = {str, type(None)}
Member = dict[str, object]


class _Doubled(ValueError):
    """An object that has a member twice: the last would silently win."""


def _object(pairs: list[tuple[str, object]]) -> Member:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Doubled(next(name for name in names if names.count(name) > 1)[:SHOWN])
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=str)


@dataclass(slots=True)
class _Rows:
    """The rows of a block as they are read."""

    known: frozenset[str]
    told: set[str]
    rows: list[Member] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    cuts: list[Rejected] = field(default_factory=list)

    def take(self, text: str, line: int, *, is_open: bool) -> None:
        """Take one line; an empty one is no row. Broken where the last one breaks off."""
        if not text.strip():
            return
        try:
            row = _DECODER.decode(text)
        except _Doubled as doubled:
            self.rejected.append(Rejected(line, str(doubled), Reason.KEY_TWICE))
            return
        except (ValueError, RecursionError) as wrong:
            if is_open:
                raise Broken(line, Reason.TRUNCATED) from wrong
            self.rejected.append(Rejected(line, "", Reason.MALFORMED))
            return
        if not isinstance(row, dict):
            self.rejected.append(Rejected(line, "", Reason.MALFORMED))
            return
        if not self.known.issuperset(row):
            self._cut(row, line)
        self.rows.append(row)
        self.at.append(line)

    def _cut(self, row: Member, line: int) -> None:
        for name in row.keys() - self.known - self.told:
            if len(self.told) < MOST_CUTS:
                self.told.add(name)
                self.cuts.append(Rejected(line, name[:SHOWN], Reason.BEYOND_ACT))


def read_json_lines(wanted: Wanted) -> Iterator[Piece]:
    """Read a file of JSON lines in pieces from a position on. Broken where its text makes it unreadable."""
    known = frozenset((*(one.name for one in wanted.fields), CHANGE))
    told = set(wanted.told)
    with wanted.file.open("rb") as file:
        lines = Lines(file)
        if wanted.position.offset:
            lines.go_to(wanted.position.offset, wanted.position.line)
        if not wanted.position.size:
            raise Broken(1, Reason.TRUNCATED)
        texts = iter(lines)
        while lines.offset < wanted.position.size:
            yield _piece(_block(texts, lines, _Rows(known, told)), lines, wanted)


def _block(texts: Iterator[str], lines: Lines, found: _Rows) -> _Rows:
    begun, rows = lines.offset, 0
    while rows < ROWS and lines.offset - begun < MOST_BYTES:
        lines.begin()
        before = rows
        for text in islice(texts, min(FEW, ROWS - rows)):
            rows += 1
            found.take(text, lines.line, is_open=lines.is_open)
        if rows == before:
            break
    return found


def _piece(found: _Rows, lines: Lines, wanted: Wanted) -> Piece:
    columns: list[list[object]] = [[row.get(one.name) for row in found.rows] for one in wanted.fields]
    names = [one.name for one in wanted.fields]
    has_changes = any(CHANGE in row for row in found.rows)
    if has_changes:
        columns.append([row.get(CHANGE) for row in found.rows])
        names.append(CHANGE)
    bad = {row for name, column in zip(names, columns, strict=True) for row in _made_text(name, column, found)}
    at, whole = found.at, columns
    if bad:
        kept = [row for row in range(len(at)) if row not in bad]
        at, whole = [at[row] for row in kept], [[column[row] for row in kept] for column in columns]
    told: tuple[Column, ...] = tuple(whole)  # type: ignore[arg-type]  # what is no text was made text, or rejected
    changes = told[-1] if has_changes else None
    return Piece(
        told[: len(wanted.fields)],
        at,
        tuple(sorted(found.rejected, key=_line)),
        tuple(found.cuts),
        changes,
        lines.offset,
        lines.line,
    )


def _line(one: Rejected) -> int:
    return one.line


def _made_text(name: str, column: list[object], found: _Rows) -> list[int]:
    """Make truths text in a column and return its rows that hold a list or an object, told as malformed."""
    bad: list[int] = []
    if {*map(type, column)} <= _TEXT:
        return bad
    for row, value in enumerate(column):
        match value:
            case bool():
                column[row] = "true" if value else "false"
            case str() | None:
                pass
            case _:
                found.rejected.append(Rejected(found.at[row], name, Reason.MALFORMED))
                bad.append(row)
    return bad
