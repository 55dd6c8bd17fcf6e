"""Make a node's own database on a server: owned by a role of its own that may do nothing else there."""

from __future__ import annotations

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from almasu.store.sql import load


def provision(server_url: str, name: str, password: str) -> str:
    """Make role and database `name` where they are missing, set the role's password, and return the node's URL.

    `server_url` is a superuser's. Done again it changes nothing but the password.
    """
    statements = load("provision")

    def composed(statement: str) -> sql.Composed:
        # The named statements are the package's own text; only identifiers and the password are filled in.
        return sql.SQL(statements[statement]).format(name=sql.Identifier(name), password=sql.Literal(password))

    with psycopg.connect(server_url, autocommit=True) as server:
        if server.execute(statements["role_exists"], {"name": name}).fetchone() is None:
            server.execute(composed("make_role"))
        server.execute(composed("set_password"))
        if server.execute(statements["database_exists"], {"name": name}).fetchone() is None:
            server.execute(composed("make_database"))
    return make_conninfo(server_url, dbname=name, user=name, password=password)
