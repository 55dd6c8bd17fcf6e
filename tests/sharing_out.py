"""How a run shares its files out: whatever needs the demo is one worker's, and begins first.

A demo is thirty processes: two workers would each start one and feed it to the end. Its journeys are also the longest
tests, and one of them that began last would leave the other worker idle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadFileScheduling

JOURNEYS = "tests/journeys/"


class OneDemo(LoadFileScheduling):
    """Shares files out in the order of the tests; those of the demo stay together."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return JOURNEYS if file.startswith(JOURNEYS) else file


def in_their_order(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Tests of the demo first, then those of a browser, then the files with most tests; small ones even out the end."""
    of_file = Counter(item.nodeid.split("::")[0] for item in items)

    def place(item: pytest.Item) -> tuple[int, int, str]:
        file = item.nodeid.split("::")[0]
        kind = 0 if file.startswith(JOURNEYS) else 1 if "browser" in file else 2
        return kind, -of_file[file], file

    return sorted(items, key=place)
