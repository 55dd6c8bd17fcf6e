"""The named statements of the index of names: the only place where they are written is `sql/names.sql`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from psycopg import sql

HEADING = re.compile(r"^-- name: (?P<name>[a-z_]+)\n-- .+\n", re.MULTILINE)


@cache
def statements() -> Mapping[str, sql.SQL]:
    """Return every statement by its name; a packaged file never changes, so it is read once."""
    text = files(__package__).joinpath("sql", "names.sql").read_text(encoding="utf-8")
    found = list(HEADING.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    return MappingProxyType(
        {one["name"]: sql.SQL(text[one.end() : end].strip()) for one, end in zip(found, ends, strict=True)}
    )
