"""CSV and XLSX that somebody brought say what Parquet says, row by row, or are named as a fault."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime

import duckdb
import pytest

from almasu.kernel.journal.malformed import Malformed
from almasu.store.archive.brought import SHEET, tell_again
from almasu.store.archive.facts_table import Known
from almasu.store.archive.tables import CSV, PARQUET, XLSX, totals, write_tables
from store.archive.conftest import fact

ODD = ['=1+1 "quoted", with\nlines', "_x0041_ as it is", " spaces ", "", "bell \x07 and \r return", "қазақ & <b>"]


@pytest.fixture
def brought(table, tmp_path):
    table.add([fact(number, justification=text) for number, text in enumerate(ODD)])
    table.add(fact(number, viewed_at=None) for number in range(10, 40))
    write_tables(table, tmp_path)
    return tmp_path


def told(folder):
    """The list of a folder told again, with what is odd in a month long ago."""
    since = datetime(2020, 1, 1, tzinfo=UTC)
    return tell_again(folder, since, since, ["r1", "none"], Known([], [], [], [], []))


def test_what_was_written_is_told_again_whatever_stands_in_it(table, brought):
    assert told(brought).totals == totals(table)


def sheet_changed(folder, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(folder / XLSX) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert old in parts[SHEET]
    parts[SHEET] = parts[SHEET].replace(old, new, 1)
    with zipfile.ZipFile(folder / XLSX, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data)


def csv_changed(folder, change) -> None:
    rows = duckdb.read_csv(str(folder / CSV), all_varchar=True)
    change(rows).write_csv(str(folder / "changed"), compression="zstd", header=True)
    (folder / "changed").replace(folder / CSV)


CSV_CHANGES = [
    (lambda rows: rows.limit(35), "row 36 is missing"),
    (lambda rows: rows.union(rows.limit(1)), "row 37 is too much"),
    (lambda rows: rows.limit(35, 1).union(rows.limit(1)), "row 1 says something else"),
    (lambda rows: rows.select("* replace ('other' as purpose)"), "row 1 says something else"),
    (lambda rows: rows.select("* exclude leaf"), "row 0 says something else|cannot be read"),
]


@pytest.mark.parametrize(("change", "says"), CSV_CHANGES)
def test_a_row_dropped_added_moved_or_changed_in_csv_alone_is_named(brought, change, says):
    csv_changed(brought, change)
    with pytest.raises(Malformed, match=says):
        told(brought)


SHEET_CHANGES = [
    (b"<t>task 10</t>", b"<t>task 11</t>", "row 7 says something else"),
    (b'<c r="M2"><v>1</v></c>', b'<c r="M2"><f>1+1</f><v>1</v></c>', "no plain value"),
    (b'<c r="M3"><v>1</v></c>', b'<c r="M9"><v>1</v></c>', "stands in row"),
    (b"</sheetData>", b'<row r="38"><c r="A38"><v>1</v></c></row></sheetData>', "row 37 is too much"),
    (b"</sheetData>", b"", "cannot be read"),
]


@pytest.mark.parametrize(("old", "new", "says"), SHEET_CHANGES)
def test_a_cell_changed_in_xlsx_alone_is_named(brought, old, new, says):
    sheet_changed(brought, old, new)
    with pytest.raises(Malformed, match=says):
        told(brought)


@pytest.mark.parametrize("name", [CSV, XLSX, PARQUET])
def test_a_file_that_is_missing_or_none_is_malformed(brought, name):
    (brought / name).write_bytes(b"nothing of the kind")
    with pytest.raises(Malformed, match="cannot be read"):
        told(brought)
    (brought / name).unlink()
    with pytest.raises(Malformed, match="cannot be read"):
        told(brought)
