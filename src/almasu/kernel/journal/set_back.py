"""What was set back: a row of the database that is older than the log says, or gone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SetBack:
    """What was set back: `kept` is the version its row has, 0 where it is gone, `told` the last one a leaf tells."""

    number: UUID
    kept: int
    told: int
