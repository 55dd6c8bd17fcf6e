"""The full list as files: nothing is lost, nothing in it is calculated by a spreadsheet."""

from __future__ import annotations

import re
import zipfile

import duckdb
import pytest

from almasu.store.archive import tables
from almasu.store.archive.tables import CSV, PARQUET, XLSX, in_parquet, listed, totals, write_tables
from store.archive.conftest import fact

FORMULAS = ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "  =1", "|calc", "\r=1"]


def in_csv(path):
    return duckdb.read_csv(str(path), all_varchar=True).fetchall()


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_justification_is_text_in_a_spreadsheet_and_whole_in_parquet(table, tmp_path, formula):
    table.add([fact(1, justification=formula, task=formula)])
    write_tables(table, tmp_path)
    [row] = in_csv(tmp_path / CSV)
    assert row.count(f"'{formula}") == 2
    [kept] = duckdb.read_parquet(str(tmp_path / PARQUET)).select("justification").fetchall()
    assert kept == (formula,)
    with zipfile.ZipFile(tmp_path / XLSX) as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/"))
    assert not re.search(rb"<f[ >]|<hyperlink", sheets)


def test_every_request_is_in_every_file(table, tmp_path):
    table.add(fact(number) for number in range(300))
    assert write_tables(table, tmp_path) == [PARQUET, CSV, XLSX]
    assert len(in_csv(tmp_path / CSV)) == 300
    assert sorted(in_parquet(tmp_path / PARQUET)) == sorted(listed(table))
    with zipfile.ZipFile(tmp_path / XLSX) as book:
        assert book.read("xl/worksheets/sheet1.xml").count(b"<row ") == 301


def test_a_list_too_long_for_a_spreadsheet_is_not_written_as_one(table, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    table.add(fact(number) for number in range(3))
    assert write_tables(table, tmp_path) == [PARQUET, CSV]
    assert not (tmp_path / XLSX).exists()


def test_totals_count_users_resources_and_grounds(table):
    table.add([fact(1), fact(2, account="two", user="officer-two", resources=(5,), viewed_at=None)])
    counted = totals(table)
    assert counted.count == 2
    assert sorted(row[0] for row in counted.users) == ["officer-one", "officer-two"]
    assert counted.resources == [(1, 1), (3, 1), (5, 1)]
    assert counted.grounds == [("financial_monitoring", 2, 0)]
