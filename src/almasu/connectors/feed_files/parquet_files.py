"""Parquet by DuckDB: columns become the text that the check knows; nothing but the one file is opened.

Values are cut behind the longest length that a field may have, in the engine: what expands does so there, within a
fixed memory, and is then too long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import duckdb

from almasu.connectors.feed_files.wanted import Wanted
from almasu.kernel.provision.feeds.block import ROWS, Column
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.head import MOST_COLUMNS, matched
from almasu.kernel.provision.feeds.reading import CHANGE, Broken, Passed, Piece
from almasu.kernel.provision.feeds.report import Rejected

LONGEST = 4_001
ROW_NUMBER = "file_row_number"
"""The column that the engine adds: a file with one of that name is not carried."""
AT_ONCE, SHORT, SAMPLE = 4, 512, 256
"""Blocks of rows that are taken at once while rows are short: characters of a row, by so many of them."""
MOST_VALUES_A_BYTE = 200
"""How many values a byte of a file may stand for: beyond that it is no data but a bomb."""
_BOUNDED: Mapping[str, str | bool | int | float | list[str]] = MappingProxyType(
    {
        "threads": 1,
        "memory_limit": "192MB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
)
_NOT_UTF8 = "not valid UTF8"
"""How the engine says that a text is in another encoding."""
_MOMENT = "timestamp with time zone"
_PLAIN = frozenset(
    {
        *("varchar", "boolean", "date", "decimal", "float", "double", "timestamp", "enum"),
        *("tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint"),
    }
)


def read_parquet(wanted: Wanted) -> Iterator[Piece | Passed]:
    """Read a Parquet file in pieces from a position on. Broken where it is none, or not of the act."""
    _must_be_whole(wanted)
    try:
        with duckdb.connect(":memory:", config={**_BOUNDED}) as connection:
            yield from _pieces(connection, wanted)
    except (duckdb.Error, UnicodeDecodeError) as wrong:
        raise Broken(1, Reason.MALFORMED) from wrong


def _must_be_whole(wanted: Wanted) -> None:
    mark, least = b"PAR1", 12
    with wanted.file.open("rb") as file:
        begins = file.read(len(mark)) == mark
        if begins and wanted.position.size >= least:
            file.seek(wanted.position.size - len(mark))
    with wanted.file.open("rb") as file:
        file.seek(max(wanted.position.size - len(mark), 0))
        ends = file.read() == mark
    if not begins or not ends:
        raise Broken(1, Reason.TRUNCATED if begins else Reason.MALFORMED)


def _pieces(connection: duckdb.DuckDBPyConnection, wanted: Wanted) -> Iterator[Piece | Passed]:
    table = connection.read_parquet(str(wanted.file), file_row_number=True)
    cuts = _cuts(table, wanted)
    kinds = {name: str(kind).lower() for name, kind in zip(table.columns, table.types, strict=True)}
    asked = [one.name for one in wanted.fields if one.name in kinds]
    total, size = len(table), wanted.position.size
    if total * max(len(asked), 1) > size * MOST_VALUES_A_BYTE:
        raise Broken(1, Reason.EXPANDS)
    has_changes = CHANGE in kinds
    done = wanted.position.accepted + wanted.position.rejected
    names = [*asked, CHANGE] if has_changes else asked
    told = table.select(*(_as_text(name, kinds[name]) for name in names), ROW_NUMBER)
    for rows, found in _windows(told, names, wanted, total):
        at = range(done + 1, done + 1 + rows)
        done += rows
        ends = size if done >= total else size * done // total
        if found is None:
            yield Passed(ends)
        else:
            columns = dict(zip(names, found, strict=True))
            absent: Column = (None,) * rows
            yield Piece(
                tuple(columns.get(one.name, absent) for one in wanted.fields),
                at,
                (),
                cuts,
                columns.get(CHANGE, absent) if has_changes else None,
                ends,
                max(done, 1),
            )
        cuts = ()


def _windows(
    told: duckdb.DuckDBPyRelation, names: Sequence[str], wanted: Wanted, total: int
) -> Iterator[tuple[int, list[Column] | None]]:
    """Yield rows and columns of a block at a time, one at least, without columns those of other readers.

    More blocks are taken at once while rows are short.
    """
    done, number, most = wanted.position.accepted + wanted.position.rejected, wanted.position.number + 1, 1
    empty = not total
    while done < total or empty:
        empty = False
        if not wanted.share.has(number):
            rows = min(ROWS, total - done)
            yield rows, None
            done, number = done + rows, number + 1
            continue
        mine = next((more for more in range(1, most) if not wanted.share.has(number + more)), most)
        row = duckdb.ColumnExpression(ROW_NUMBER)
        window = _fetched(told.filter((row >= done) & (row < done + mine * ROWS)), names, done)
        whole: list[Column] = [window[name].tolist() for name in names]
        found = len(whole[0])
        for begin in range(0, max(found, 1), ROWS):
            yield min(ROWS, found - begin), [column[begin : begin + ROWS] for column in whole]
        if not found:
            return
        size = sum(len(value or "") for column in whole for value in column[:SAMPLE])
        most = AT_ONCE if size < SHORT * min(found, SAMPLE) else 1
        done, number = done + found, number + -(-found // ROWS)


def _fetched(window: duckdb.DuckDBPyRelation, names: Sequence[str], done: int) -> dict[str, Any]:
    """Return the rows of a window; Broken, told at its first row, at the column that cannot be read."""
    try:
        return window.fetchnumpy()
    except (duckdb.Error, UnicodeDecodeError) as wrong:
        name, why = next(_unreadable(window, names), ("", wrong))
        raise Broken(done + 1, Reason.NOT_UTF8 if _NOT_UTF8 in str(why) else Reason.MALFORMED, name) from wrong


def _unreadable(window: duckdb.DuckDBPyRelation, names: Sequence[str]) -> Iterator[tuple[str, Exception]]:
    """Yield the columns of a window that cannot be read, each with what the engine says."""
    for name in names:
        try:
            window.select(name).fetchnumpy()
        except (duckdb.Error, UnicodeDecodeError) as wrong:
            yield name, wrong


def _cuts(table: duckdb.DuckDBPyRelation, wanted: Wanted) -> tuple[Rejected, ...]:
    head = matched([name for name in table.columns if name not in (CHANGE, ROW_NUMBER)], wanted.fields)
    if head.missing:
        raise Broken(1, Reason.LACKS_COLUMN, head.missing[0])
    if not head.is_usable:
        raise Broken(1, Reason.WRONG_COLUMNS if head.width > MOST_COLUMNS else Reason.LACKS_COLUMN)
    if wanted.position.offset:
        return ()
    return tuple(Rejected(1, one.field, Reason.BEYOND_ACT) for one in head.cuts)


def _as_text(name: str, kind: str) -> duckdb.Expression:
    """Return a column as text; Broken where it holds what no field carries: bytes, lists, structures."""
    column = duckdb.ColumnExpression(name)
    if kind == _MOMENT:
        plain = duckdb.FunctionExpression("make_timestamp", duckdb.FunctionExpression("epoch_us", column))
        form = duckdb.ConstantExpression("%Y-%m-%dT%H:%M:%S.%fZ")
        return duckdb.FunctionExpression("strftime", plain, form).alias(name)
    if kind.partition("(")[0] not in _PLAIN:
        raise Broken(1, Reason.NOT_PLAIN, name)
    text = column.cast("VARCHAR")
    return duckdb.FunctionExpression("left", text, duckdb.ConstantExpression(LONGEST)).alias(name)
