"""Planted rows: what the known stories of the country add to the registers, before anything is indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from almasu.testing.country.land import Land

PROCUREMENT = "procurement"
CASH = "cash"
POWERS = "powers"
TICKETS = "tickets"
POST = "post"
DISAGREED = "disagreed"
"""Parties of whom registers surely say different things, each a row of one column."""


def planted(land: Land, topic: str, *columns: NDArray[np.integer]) -> list[NDArray[np.int64]]:
    """Return the columns with the planted rows of a topic before the drawn ones."""
    rows = land.plants.get(topic, [])
    if not rows:
        return [column.astype(np.int64) for column in columns]
    planted_columns = np.array(rows, dtype=np.int64).T
    if len(planted_columns) != len(columns):
        raise ValueError(f"planted rows of {topic} have {len(planted_columns)} columns, not {len(columns)}")
    return [np.concatenate([first, column]) for first, column in zip(planted_columns, columns, strict=True)]
