"""The named statements of the node's own database: `store/sql/*.sql`."""

from __future__ import annotations

from collections.abc import Mapping

from almasu import named_sql

PACKAGE = "almasu.store"


def load(topic: str) -> Mapping[str, str]:
    """Return the statements of one file by name. Raises a Fault when the file is missing or badly written."""
    return named_sql.load(PACKAGE, topic)
