"""Making the database of one simulated register: typed rows, a view, the owner's function, a reader that only reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import resources

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.resources import FieldType, Resource

COLUMNS = {
    FieldType.DATE: "date",
    FieldType.MOMENT: "timestamptz",
    FieldType.INTEGER: "bigint",
    FieldType.DECIMAL: "numeric",
    FieldType.BOOLEAN: "boolean",
}
KEYS = ("asked_by_kind", "asked_by_value")
Row = tuple[SubjectKey, Record]
Rows = Callable[[], Iterable[Row]]


def database_name(number: int) -> str:
    """Return the name of a register's database."""
    return f"register_{number:02d}"


def reader_name(number: int) -> str:
    """Return the role that may only ask."""
    return f"register_{number:02d}_reader"


def number_of(database: str) -> int | None:
    """Return the register whose database this is, or None."""
    found = re.fullmatch(r"register_([0-9]{2})", database)
    return int(found.group(1)) if found else None


def make_database(url: str, resource: Resource, rows: Rows, password: str, filled_with: str) -> None:
    """Make and fill a register's database on the server of `url` (a superuser's), unless it is already filled so.

    `filled_with` names the content (size and seed of the country); the reader's password is set anew either way.
    """
    number = resource.number
    name, reader = sql.Identifier(database_name(number)), sql.Identifier(reader_name(number))
    with psycopg.connect(url, autocommit=True) as server:
        known = server.execute(_named("filled_with"), {"name": database_name(number)}).fetchone()
        if known is None or known[0] != filled_with:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(name))
            server.execute(sql.SQL("drop role if exists {}").format(reader))
            server.execute(sql.SQL("create role {} login").format(reader))
            server.execute(sql.SQL("create database {} template template0 encoding 'UTF8'").format(name))
            with psycopg.connect(make_conninfo(url, dbname=database_name(number))) as database:
                _fill(database, resource, rows(), reader)
            server.execute(sql.SQL("comment on database {} is {}").format(name, sql.Literal(filled_with)))
        server.execute(sql.SQL("alter role {} password {}").format(reader, sql.Literal(password)))


def drop_database(url: str, number: int) -> None:
    """Remove a register's database and its reader."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database_name(number))))
        server.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(reader_name(number))))


def _fill(
    database: psycopg.Connection[tuple[object, ...]], resource: Resource, rows: Iterable[Row], reader: sql.Identifier
) -> None:
    database.execute(_named("make_schema"))
    database.execute(_table(resource))
    _copy(database, resource, rows)
    database.execute(sql.SQL("create index on exchange.held ({}, {})").format(*map(sql.Identifier, KEYS)))
    database.execute(sql.SQL("create view exchange.answers as select * from exchange.held"))
    database.execute(_named("make_searched_by"))
    for kind in resource.keys:
        database.execute(_named("add_searched_by"), {"kind": kind.value})
    for name in ("make_function", "close_to_all", "close_function"):
        database.execute(_named(name))
    database.execute(sql.SQL("grant usage on schema exchange to {}").format(reader))
    database.execute(sql.SQL("grant execute on function exchange.ask(text, text, jsonb) to {}").format(reader))


def _table(resource: Resource) -> sql.Composed:
    columns = [sql.SQL("{} text not null").format(sql.Identifier(name)) for name in KEYS]
    columns += [
        sql.SQL("{} {}").format(sql.Identifier(field.name), sql.SQL(COLUMNS.get(field.type, "text")))
        for field in resource.fields
    ]
    return sql.SQL("create table exchange.held ({})").format(sql.SQL(", ").join(columns))


def _copy(database: psycopg.Connection[tuple[object, ...]], resource: Resource, rows: Iterable[Row]) -> None:
    names = [field.name for field in resource.fields]
    columns = sql.SQL(", ").join(map(sql.Identifier, (*KEYS, *names)))
    with (
        database.cursor() as cursor,
        cursor.copy(sql.SQL("copy exchange.held ({}) from stdin").format(columns)) as copy,
    ):
        for key, record in rows:
            copy.write_row((key.kind.value, key.value, *(record.get(name) for name in names)))


def _named(name: str) -> sql.SQL:
    """Return a statement of `database.sql`."""
    text = resources.files(__package__).joinpath("database.sql").read_text("utf-8")
    found = re.search(rf"^-- name: {name}\n(.*?)(?=^-- name: |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise KeyError(name)
    return sql.SQL(found.group(1))
