"""The named statements of the index of names: `sql/names.sql`."""

from __future__ import annotations

from collections.abc import Mapping

from almasu.named_sql import load


def statements() -> Mapping[str, str]:
    """Return every statement by its name."""
    return load("almasu.provider.names", "names")
