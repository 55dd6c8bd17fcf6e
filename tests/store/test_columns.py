"""Columns reach a statement as what they were, whatever their type, nulls and length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from psycopg.errors import DataError, DatatypeMismatch

from almasu.store.columns import BYTES, MOMENT, NUMBER, SMALL, TEXT, WHOLE, Kind, columns
from almasu.store.database import Database

ONE = UUID("8d5d7f0e-0000-4000-8000-000000000001")
AT = datetime(2026, 3, 29, 23, 59, 59, 999_999, tzinfo=UTC)
BEFORE = datetime(1969, 7, 20, 20, 17, 40, 1, tzinfo=UTC)
CASES: tuple[tuple[Kind, str, Sequence[object]], ...] = (
    (BYTES, "bytea", [b"", b"\x00\xff", None, b"x" * 100_000]),
    (TEXT, "text", ["", "Қазақстан «ү»", None, 'a,"b"{}\\']),
    (NUMBER, "uuid", [ONE, None, UUID(int=0)]),
    (MOMENT, "timestamptz", [AT, BEFORE, None, datetime(9999, 12, 31, tzinfo=UTC)]),
    (WHOLE, "int", [0, -1, None, 2**31 - 1, -(2**31)]),
    (SMALL, "smallint", [0, None, 32_767, -32_768]),
)


@pytest.mark.parametrize(("kind", "name", "values"), CASES, ids=[name for _, name, _ in CASES])
@pytest.mark.parametrize("length", [0, 1, None])
async def test_a_column_comes_as_it_was_sent(
    database: Database, kind: Kind, name: str, values: Sequence[object], length: int | None
) -> None:
    sent = list(values)[:length]
    async with database.connection() as connection:
        found = await connection.execute(
            f"select one from unnest(%(all)b::{name}[]) as t (one)", columns_of(kind, sent)
        )
        assert [row[0] for row in await found.fetchall()] == sent


async def test_a_moment_of_another_clock_is_the_same_moment(database: Database) -> None:
    there = AT.astimezone(timezone(timedelta(hours=5)))
    async with database.connection() as connection:
        found = await connection.execute("select (%(all)b::timestamptz[])[1]", columns_of(MOMENT, [there]))
        assert await found.fetchone() == (AT,)


async def test_a_column_of_another_type_than_the_statement_names_is_refused(database: Database) -> None:
    async with database.connection() as connection:
        with pytest.raises(DatatypeMismatch):
            await connection.execute("select %(all)b::bytea[]", columns_of(NUMBER, [ONE]))


async def test_words_that_the_database_cannot_hold_are_refused(database: Database) -> None:
    async with database.connection() as connection:
        with pytest.raises(DataError):
            await connection.execute("select %(all)b::text[]", columns_of(TEXT, ["a\x00b"]))


def test_every_row_holds_a_value_for_each_column() -> None:
    with pytest.raises(ValueError, match="zip"):
        columns({"a": TEXT, "b": TEXT}, [("a", "b"), ("a",)])
    with pytest.raises(ValueError, match="zip"):
        columns({"a": TEXT, "b": TEXT}, [("a",)])


def columns_of(kind: Kind, values: Sequence[object]) -> dict[str, object]:
    return dict(columns({"all": kind}, [(value,) for value in values]))
