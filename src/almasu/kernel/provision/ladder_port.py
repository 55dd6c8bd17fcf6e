"""What every transfer asks of the ladders: by which way a set of a body is given at this moment (FMA-3).

Whoever moves data asks `way_now` inside the transaction that keeps them and gives what it returns to
`ladder.must_carry`: the ladder stays locked until that transaction ends, so no proof lapses unseen in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from almasu.kernel.provision.ladder import Ladder

OF_BODY = "body"
"""The name under which the ladders of a body are found, by its BIN."""


class Ladders(Protocol):
    """The ladders of data sets, read and moved inside one transaction; every move writes its leaf."""

    async def begin(self, body: str, data_set: str, at: datetime, *, restricted: bool) -> Ladder:
        """Return the ladder of a set, begun now where there was none; called when an act that names the set is signed.

        Where the set's resource became restricted, or is no longer, the ladder is moved to the way of that at once.
        """
        ...

    async def way_now(self, body: str, data_set: str, at: datetime) -> Ladder:
        """Return the ladder as this moment leaves it, locked, climbed where a proof lapsed.

        Problem `provision.ladder.none` where no act ever named the set.
        """
        ...

    async def of_body(self, body: str) -> Sequence[Ladder]:
        """Return the ladders of a body as they stand, in the order of their sets' codes."""
        ...


def ladder_number(audience: str, body: str, data_set: str) -> UUID:
    """Return the number of the ladder of a set at a node: there is one for each."""
    return uuid5(UUID(int=0), f"ladder/{audience}/{body}/{data_set}")
