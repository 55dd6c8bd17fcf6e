"""Lists that somebody brought: CSV and XLSX told again from Parquet, row by row, in bounded memory.

The three files say the same or the pack is none: who reads the spreadsheet reads what was recounted (SIO25-21.2).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

import duckdb
from lxml import etree

from almasu.kernel.control.oddity import Oddity
from almasu.kernel.control.pack import Totals
from almasu.kernel.journal.malformed import Malformed
from almasu.store.archive.facts_table import BOUNDED, FactsTable, Known
from almasu.store.archive.tables import CSV, FETCH, MOST_ROWS, PARQUET, XLSX, totals
from almasu.store.sql import load

Line = tuple[str, ...]
KNOWN = "known.json"
"""The file of what is known beside the list."""
SHEET = "xl/worksheets/sheet1.xml"
LARGEST_SHEET = 2 << 30
LONGEST_CELL = 32_767
"""What a cell of XLSX holds at the most, in characters; a longer text is cut where the sheet is written."""
LONGEST_LINE = 8 << 20
MOST_ELEMENTS = 104
"""How many elements a row is read to have: each of the list's columns is a cell of at most three."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class ToldAgain:
    """What a list that was brought comes to: its totals, and what is odd in it with what is known beside it."""

    totals: Totals
    oddities: Sequence[Oddity]
    listed: frozenset[str]


def tell_again(folder: Path, since: datetime, until: datetime, named: Collection[str], known: Known) -> ToldAgain:
    """Compare CSV and XLSX of a folder with its Parquet and return what the list comes to; Malformed names the row.

    `listed` are those of the `named` requests that are in it; `known` may tell of nothing that does not concern it.
    XLSX must be there up to 100,000 rows; beyond that it is not written, and one that was brought is compared as well.
    """
    try:
        with _opened(folder / PARQUET) as table:
            _compare(CSV, _told(table), _in_csv(folder / CSV))
            if table.count() <= MOST_ROWS or (folder / XLSX).is_file():
                cut = (tuple(cell[:LONGEST_CELL] for cell in line) for line in _told(table))
                _compare(XLSX, cut, _in_xlsx(folder / XLSX))
            values = {"requests": list(named)}
            found = table.connection.execute(load("facts_table")["named_of_list"], values).fetchall()
            table.know(known)
            if table.known() != known:
                raise Malformed(f"the file {KNOWN} tells of more than the list, or not in its order")
            odd = table.oddities(since, until)
            return ToldAgain(totals(table), odd, frozenset(row[0] for row in found))
    except duckdb.Error as wrong:
        raise Malformed(f"the list cannot be read: {wrong}") from wrong


@contextmanager
def _opened(path: Path) -> Iterator[FactsTable]:
    with duckdb.connect(":memory:", config=BOUNDED) as connection:
        connection.execute(load("facts_table")["be_quiet"])
        connection.execute(load("facts_table")["make_cell"])
        connection.read_parquet(str(path)).create_view("facts")
        connection.execute(load("facts_table")["make_known"])
        yield FactsTable(connection)


def _compare(name: str, expected: Iterator[Line], brought: Iterator[Line]) -> None:
    """Make sure that a file has the same rows in the same order; the head is row 0."""
    for number, (line, other) in enumerate(zip_longest(expected, brought)):
        if line != other:
            raise Malformed(f"the file {name} is not the list of {PARQUET}: row {number} {_how(line, other)}")


def _how(line: Line | None, other: Line | None) -> str:
    if other is None:
        return "is missing"
    return "is too much" if line is None else "says something else"


def _told(table: FactsTable) -> Iterator[Line]:
    """Yield the head and the rows as a spreadsheet must show them."""
    cursor = table.connection.cursor()
    return _lines(cursor.execute(load("facts_table")["for_spreadsheets"]))


def _lines(found: duckdb.DuckDBPyConnection) -> Iterator[Line]:
    yield tuple(str(column[0]) for column in found.description or ())
    while rows := found.fetchmany(FETCH):
        for row in rows:
            yield tuple(_cell(value) for value in row)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _in_csv(path: Path) -> Iterator[Line]:
    with duckdb.connect(":memory:", config=BOUNDED) as connection:
        connection.execute(load("facts_table")["be_quiet"])
        values = {"file": str(path), "longest": LONGEST_LINE}
        names = connection.execute(load("facts_table")["head_of_csv"], values).fetchone() or ()
        yield tuple(_cell(name) for name in names)
        found = connection.execute(load("facts_table")["rows_of_csv"], values)
        while rows := found.fetchmany(FETCH):
            for row in rows:
                yield tuple(_cell(value) for value in row)


def _in_xlsx(path: Path) -> Iterator[Line]:
    """Yield the rows of the one sheet; a formula, a shared text or a second sheet is none of ours."""
    try:
        with zipfile.ZipFile(path) as book:
            sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
            if sheets != [SHEET] or book.getinfo(SHEET).file_size > LARGEST_SHEET:
                raise Malformed(f"the file {path.name} holds another sheet than the list")
            with book.open(SHEET) as sheet:
                width = 0
                for row in _rows(sheet):
                    width = width or len(row)
                    yield row + ("",) * (width - len(row))
    except (zipfile.BadZipFile, etree.LxmlError, OSError, KeyError, ValueError) as wrong:
        raise Malformed(f"the file {path.name} cannot be read: {wrong}") from wrong


def _rows(sheet: object) -> Iterator[Line]:
    for number, row in enumerate(_whole_rows(sheet), 1):
        cells: list[str] = []
        for cell in row:
            if not isinstance(cell.tag, str):
                raise Malformed(f"row {number - 1} holds something else than cells")
            at = _column(cell.get("r", ""), number)
            if at < len(cells):
                raise Malformed(f"a cell of row {number - 1} stands twice")
            cells += [""] * (at - len(cells)) + [_text(cell)]
        yield tuple(cells)
        row.clear()
        parent = row.getparent()
        while parent is not None and row.getprevious() is not None:
            del parent[0]


def _whole_rows(sheet: object) -> Iterator[etree._Element]:
    """Yield each row; Malformed where one holds more than a row of the list could, before it fills the memory."""
    held = 0
    for _, element in etree.iterparse(
        sheet, remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, load_dtd=False
    ):
        held += 1
        if held > MOST_ELEMENTS:
            raise Malformed("a row holds more than the list has columns")
        if element.tag == f"{_MAIN}row":
            held = 0
            yield element


def _column(place: str, number: int) -> int:
    """Return the number of a cell's column, from zero; one in another row, or beyond Z, is none of the list."""
    if place[:1] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" or place[1:] != str(number):
        raise Malformed(f"a cell {place} stands in row {number - 1}")
    return ord(place[0]) - ord("A")


def _text(cell: etree._Element) -> str:
    kind, parts = cell.get("t", "n"), [str(part.tag).removeprefix(_MAIN) for part in cell]
    said = "".join(str(part) for part in cell.itertext())
    match kind, parts:
        case ("inlineStr", ["is"]):
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), said)
        case ("b", ["v"]):
            return {"0": "false", "1": "true"}.get(said, said)
        case ("n", ["v"]):
            return said
        case _:
            raise Malformed(f"the cell {cell.get('r')} is no plain value")
