"""Parquet files of feeds: other types become the text of the act, what is none breaks off by row and column."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from almasu.connectors.feed_files.judging import blocks
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.reading import Broken
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.joint_act import FileFormat
from connectors.feed_files.conftest import order, read
from connectors.feed_files.test_reading import IIN, made


def test_a_parquet_file_of_other_types_becomes_the_text_of_the_act(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with duckdb.connect(":memory:") as connection:
        connection.sql(
            f"""select 7::bigint row_id, '{IIN}' iin, '{IIN}' owner_bin, '001ABC01' plate, date '2020-01-01' since,
            'red' colour, 1.50::decimal(9, 2) "value", 'x' "owner", timestamptz '2026-11-20 10:00:00+05' noted_at,
            true active, 5 beyond"""
        ).write_parquet(str(file))
    found, ((row),) = read(file, FileFormat.PARQUET)
    assert [(one.field, one.reason.value) for one in found[0].flaws] == [("beyond", "beyond_act")]
    assert row[0] == "7"
    assert row[4:] == ("2020-01-01", "red", "1.50", "x", "2026-11-20T05:00:00.000000Z", "true")
    with duckdb.connect(":memory:") as connection:
        connection.read_parquet(str(file)).select("* replace ([1] as iin)").write_parquet(f"{file}2")
        connection.sql(f"select f.* from read_parquet('{file}') f, range(600_000)").write_parquet(f"{file}3")
    for name, told in (("file2", (1, "iin", "not_plain")), ("file3", (1, "", "expands"))):
        with pytest.raises(Broken) as broken:
            list(blocks(order(tmp_path / name, FileFormat.PARQUET)))
        rejected = broken.value.rejected
        assert (rejected.line, rejected.field, rejected.reason.value) == told


def test_a_parquet_file_that_breaks_in_the_middle_tells_its_column_and_a_wrong_encoding_is_called_so(
    tmp_path: Path,
) -> None:
    file = tmp_path / "file"
    with duckdb.connect(":memory:") as connection:
        connection.sql(
            f"""select range row_id, '{IIN}' iin, '{IIN}' owner_bin, '001ABC01' plate, '2020-01-01' since,
            'red' colour, '1.5' "value", case range when 1 then 'МАРИЯ' else 'x' || range end "owner",
            '2026-11-20T10:00:00+05:00' noted_at, true active from range(3)"""
        ).write_parquet(str(file), compression="uncompressed")
    data, name = file.read_bytes(), "МАРИЯ".encode()
    file.write_bytes(data.replace(name, name.decode().encode("cp1251").ljust(len(name))))
    with pytest.raises(Broken) as broken:
        list(blocks(order(file, FileFormat.PARQUET)))
    assert broken.value.rejected == Rejected(1, "owner", Reason.NOT_UTF8)

    good = made(FileFormat.PARQUET, tmp_path).read_bytes()
    place = good.index("Иесі".encode())
    file.write_bytes(good[:place] + bytes(400) + good[place + 400 :])
    with pytest.raises(Broken) as broken:
        list(blocks(order(file, FileFormat.PARQUET)))
    assert (broken.value.rejected.field, broken.value.rejected.reason) == ("owner", Reason.MALFORMED)
