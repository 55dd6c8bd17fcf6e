"""The full list of a pack as files: Parquet for programs, CSV and XLSX for spreadsheets, formulas made harmless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import xlsxwriter

from almasu.kernel.control.pack import Totals
from almasu.kernel.journal.malformed import Malformed
from almasu.store.archive.facts_table import BOUNDED, FactsTable
from almasu.store.sql import load

PARQUET, CSV, XLSX = "requests.parquet", "requests.csv.zst", "requests.xlsx"
MOST_ROWS = 100_000
"""A longer list is not written as XLSX: few programs open one, and the other two files hold all of it."""
FETCH = 5000


def write_tables(table: FactsTable, folder: Path) -> list[str]:
    """Write the full list in all its forms and return the names of the files."""
    statements, connection = load("facts_table"), table.connection
    connection.sql(statements["for_programs"]).write_parquet(str(folder / PARQUET), compression="zstd")
    connection.sql(statements["for_spreadsheets"]).write_csv(str(folder / CSV), compression="zstd", header=True)
    if table.count() > MOST_ROWS:
        return [PARQUET, CSV]
    _write_xlsx(table, folder / XLSX)
    return [PARQUET, CSV, XLSX]


def _write_xlsx(table: FactsTable, path: Path) -> None:
    """Write the sheet row by row: memory does not grow with it, and no cell is a formula or a link."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    found = table.connection.execute(load("facts_table")["for_spreadsheets"])
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("requests")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [column[0] for column in found.description or ()])
        place = 1
        while rows := found.fetchmany(FETCH):
            for row in rows:
                sheet.write_row(place, 0, row)
                place += 1


def totals(table: FactsTable) -> Totals:
    """Return what a summary counts."""
    told = {name: table.connection.execute(load("facts_table")[name]).fetchall() for name in _COUNTED}
    return Totals(table.count(), told["by_user"], told["by_resource"], told["by_ground"], told["by_hour"])


def listed(table: FactsTable) -> Iterator[tuple[str, str]]:
    """Return the number and the leaf of each request in the list."""
    found = table.connection.execute(load("facts_table")["leaves"])
    while rows := found.fetchmany(FETCH):
        yield from ((row[0], row[1]) for row in rows)


def in_parquet(path: Path) -> Iterator[tuple[str, str]]:
    """Return the number and the leaf of each request in a Parquet file that somebody brought.

    Malformed where it is no such list. It is read in bounded memory, and nothing is loaded for its sake.
    """
    try:
        with duckdb.connect(":memory:", config=BOUNDED) as connection:
            connection.execute(load("facts_table")["be_quiet"])
            found = connection.execute(load("facts_table")["leaves_of_file"], {"file": str(path)})
            while rows := found.fetchmany(FETCH):
                yield from ((str(row[0]), str(row[1])) for row in rows)
    except duckdb.Error as wrong:
        raise Malformed(f"the list cannot be read: {wrong}") from wrong


_COUNTED = ("by_user", "by_resource", "by_ground", "by_hour")
