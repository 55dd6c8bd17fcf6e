"""The schema of a database as readable text, to compare with the one this release ships in `store/schema.txt`.

The text follows from the database's own catalogue and is the same on PostgreSQL 15 and later.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import psycopg

from almasu.store import sql
from almasu.store.migrate import connected

FILLED = {"a": " always numbered", "d": " numbered"}
PERSISTENCE = {"p": "", "u": " unlogged", "t": " temporary"}


def described(url: str) -> str:
    """Return the schema of the database at `url`. Raises the Problem `database.unreachable`."""
    with connected(url) as connection:
        return "\n".join(lines(connection)) + "\n"


def shipped() -> str:
    """Return the schema that the migrations of this release give."""
    return files("almasu.store").joinpath("schema.txt").read_text(encoding="utf-8")


def lines(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """Yield the lines of the text: tables with what belongs to them, then views, sequences and routines."""
    statements = sql.load("schema")
    for oid, name, partitioned, persistence, options in connection.execute(statements["tables"]).fetchall():
        split = f" partitioned by {partitioned}" if partitioned else ""
        stored = f" with ({options})" if options else ""
        yield f"table {name}{PERSISTENCE[persistence]}{split}{stored}"
        table = {"table": oid}
        for column in connection.execute(statements["columns"], table).fetchall():
            yield f"    {told_column(*column)}"
        for constraint, definition in connection.execute(statements["constraints"], table).fetchall():
            yield f"    {definition} -- {constraint}"
        for part in ("indexes", "triggers"):
            for (definition,) in connection.execute(statements[part], table).fetchall():
                yield f"    {definition}"
        yield ""
    for name, definition in connection.execute(statements["views"]).fetchall():
        yield f"view {name}\n{definition}\n"
    for (name,) in connection.execute(statements["sequences"]).fetchall():
        yield f"sequence {name}\n"
    for (definition,) in connection.execute(statements["routines"]).fetchall():
        yield f"{definition.rstrip()}\n"


def told_column(name: str, kind: str, required: bool, identity: str, generated: str, filling: str | None) -> str:
    """Return one column in one line."""
    words = f"{name} {kind}{' not null' if required else ''}{FILLED.get(identity, '')}"
    if filling is None:
        return words
    return f"{words} generated as {filling}" if generated else f"{words} default {filling}"
