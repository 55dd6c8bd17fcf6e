"""Whether a file that was read to its end has as many rows as it should have (FMA-5)."""

from __future__ import annotations

from almasu.kernel.provision.joint_act import Extent
from almasu.kernel.provision.problems_of_feeds import EMPTY_SET, OTHER_ROWS
from almasu.law.problem import Problem


def rows_otherwise(extent: Extent, promised: int | None, read: int) -> Problem | None:
    """Return that a file has another number of rows than was said, or none where nobody said so; None else."""
    if promised is None:
        return EMPTY_SET.at() if not read and extent is Extent.FULL else None
    return None if promised == read else OTHER_ROWS.at(promised=str(promised), read=str(read))
