"""JSON lines: one object a line, its members the fields; numbers stay the digits that were written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice

from almasu.connectors.feed_files.lines import MARK, Lines
from almasu.connectors.feed_files.plain_json import Shape, Values, learned
from almasu.connectors.feed_files.wanted import Wanted
from almasu.kernel.provision.feeds.block import ROWS, Column
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.reading import CHANGE, MOST_BYTES, Broken, Passed, Piece
from almasu.kernel.provision.feeds.report import Rejected

SHOWN = 60
FEW = 256
MOST_CUTS = 500
MOST_SHAPES = 20
FEW_CLOSELY = 32
_TEXT = {str, type(None)}
Member = dict[str, object]


class _Doubled(ValueError):
    """An object that has a member twice: the last would silently win."""


def _shown(name: str) -> str:
    """Return the beginning of a name as a report may carry it: JSON can spell halves of characters (RFC 8259, 8.2)."""
    return name[:SHOWN].encode(errors="replace").decode()


def _object(pairs: list[tuple[str, object]]) -> Member:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Doubled(_shown(next(name for name in names if names.count(name) > 1)))
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=str)


@dataclass(slots=True)
class _Rows:
    """The rows of a block as they are read."""

    names: tuple[str, ...]
    told: set[str]
    shape: Shape | None = None
    """How most lines look: they are not read closely."""
    shapes: int = 0
    rows: list[Values] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    cuts: list[Rejected] = field(default_factory=list)

    def take(self, text: str, line: int, *, is_open: bool) -> None:
        """Take one line; an empty one is no row. Broken where the last one breaks off."""
        if not text.strip():
            return
        values = self._read_closely(text, line, is_open=is_open)
        if values is not None:
            self.rows.append(values)
            self.at.append(line)

    def take_all(self, lines: Sequence[str], before: int, *, is_open: bool) -> None:
        """Take whole lines behind one, only the last may be open; those unlike the others are read closely."""
        rows = None if self.shape is None else self.shape.rows(lines)
        if rows is not None:
            self.rows += rows
            self.at += range(before + 1, before + 1 + len(lines))
        elif len(lines) > FEW_CLOSELY:
            half = len(lines) // 2
            self.take_all(lines[:half], before, is_open=False)
            self.take_all(lines[half:], before + half, is_open=is_open)
        else:
            for number, one in enumerate(lines, start=1):
                self.take(one, before + number, is_open=is_open and number == len(lines))

    def _read_closely(self, text: str, line: int, *, is_open: bool) -> Values | None:
        """Return the values of one line; None where it was told to be rejected."""
        try:
            row = _DECODER.decode(text)
        except _Doubled as doubled:
            self.rejected.append(Rejected(line, str(doubled), Reason.KEY_TWICE))
            return None
        except (ValueError, RecursionError) as wrong:
            if is_open:
                raise Broken(line, Reason.TRUNCATED) from wrong
            self.rejected.append(Rejected(line, "", Reason.MALFORMED))
            return None
        if not isinstance(row, dict):
            self.rejected.append(Rejected(line, "", Reason.MALFORMED))
            return None
        self._cut(row, line)
        if self.shapes < MOST_SHAPES and (self.shape is None or len(row) > len(self.shape.names)):
            self.shape, self.shapes = self._learned(row, text), self.shapes + 1
        return tuple(map(row.get, self.names))

    def _learned(self, row: Member, text: str) -> Shape | None:
        """Return the shape of a line of which nothing is to be told any more."""
        return learned(row, text, self.names) if self.told.issuperset(row.keys() - {*self.names}) else None

    def _cut(self, row: Member, line: int) -> None:
        for name in row.keys() - {*self.names} - self.told:
            if len(self.told) < MOST_CUTS:
                self.told.add(name)
                self.cuts.append(Rejected(line, _shown(name), Reason.BEYOND_ACT))


def read_json_lines(wanted: Wanted) -> Iterator[Piece | Passed]:
    """Read a file of JSON lines in pieces from a position on. Broken where its text makes it unreadable."""
    names, told = (*(one.name for one in wanted.fields), CHANGE), set(wanted.told)
    with wanted.file.open("rb") as file:
        lines = Lines(file)
        if wanted.position.offset:
            lines.go_to(wanted.position.offset, wanted.position.line)
        if not wanted.position.size:
            raise Broken(1, Reason.TRUNCATED)
        texts = iter(lines)
        found = _Rows(names, told)
        for number in count(wanted.position.number + 1):
            if lines.offset >= wanted.position.size:
                return
            is_mine = wanted.share.has(number)
            found = _Rows(names, told, found.shape, found.shapes)
            line, text = lines.line, lines.at_once(ROWS)
            if text is None:
                found = _block(texts, lines, found, is_mine=is_mine)
            elif is_mine:
                several = text.removeprefix("" if line else MARK).split("\n")
                found.take_all(several if lines.is_open else several[:-1], line, is_open=lines.is_open)
            yield _piece(found, lines) if is_mine else Passed(lines.offset)


def _block(texts: Iterator[str], lines: Lines, found: _Rows, *, is_mine: bool) -> _Rows:
    begun, rows = lines.offset, 0
    while rows < ROWS and lines.offset - begun < MOST_BYTES:
        lines.begin()
        before = rows
        for text in islice(texts, min(FEW, ROWS - rows)):
            rows += 1
            if is_mine:
                found.take(text, lines.line, is_open=lines.is_open)
        if rows == before:
            break
    return found


def _piece(found: _Rows, lines: Lines) -> Piece:
    columns: list[list[object]] = [list(one) for one in zip(*found.rows, strict=True)] or [[] for _ in found.names]
    named = zip(found.names, columns, strict=True)
    bad = {row for name, column in named for row in _made_text(name, column, found)}
    at: Sequence[int] = found.at
    if at and at[-1] - at[0] == len(at) - 1:
        at = range(at[0], at[-1] + 1)
    whole = columns
    if bad:
        kept = [row for row in range(len(at)) if row not in bad]
        at, whole = [at[row] for row in kept], [[column[row] for row in kept] for column in columns]
    told: list[Column] = whole  # type: ignore[assignment]  # what is no text was made text, or rejected
    *values, changes = told
    return Piece(
        tuple(values),
        at,
        tuple(sorted(found.rejected, key=_line)),
        tuple(found.cuts),
        None if changes.count(None) == len(changes) else changes,
        lines.offset,
        lines.line,
    )


def _line(one: Rejected) -> int:
    return one.line


def _made_text(name: str, column: list[object], found: _Rows) -> list[int]:
    """Make truths text in a column and return its rows that hold a list or an object, told as not plain."""
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
                found.rejected.append(Rejected(found.at[row], name, Reason.NOT_PLAIN))
                bad.append(row)
    return bad
