"""Check a file of a feed by a joint act without any node: the report that its delivery would have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from almasu.connectors.feed_files.judging import Order, blocks
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.counting import rows_otherwise
from almasu.kernel.provision.feeds.progress import FeedState, Position, Tolerance, ended, moved
from almasu.kernel.provision.feeds.reading import Broken
from almasu.kernel.provision.feeds.report import MOST_TOLD, Rejected
from almasu.kernel.provision.joint_act import ActContent, Extent, FileFormat
from almasu.kernel.provision.problems_of_feeds import TOO_WRONG
from almasu.law.problem import Problem


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a file comes to: its rows, its flaws counted and told, and why none of it would count."""

    position: Position
    flaws: tuple[Rejected, ...]
    counts: Counter[tuple[str, Reason]]
    broken: Rejected | None
    because: Problem | None
    """What else keeps all of it from counting: too many wrong rows, or not as many rows as there should be."""

    @property
    def is_empty(self) -> bool:
        """Tell whether the file holds no row at all: a full set so counts only where 0 rows are said."""
        return self.broken is None and not self.position.accepted + self.position.rejected

    @property
    def state(self) -> FeedState:
        """Return where a delivery of the file would end."""
        return self.position.state if self.because is None else FeedState.REFUSED


def checked_file(
    file: Path, act: ActContent, data_set: str, form: FileFormat | None = None, promised: int | None = None
) -> FileReport:
    """Return the report of a file as a delivery of a set; ValueError where the act gives no such set by a schedule.

    `promised` is how many rows would be said with it, None where nothing would.
    """
    found = act.data_set(data_set)
    if found is None or found.schedule is None:
        raise ValueError(f"the act gives no set {data_set} by a schedule")
    position = Position(sha256="0" * 64, size=file.stat().st_size)
    extent: Extent = found.schedule.extent
    order = Order(
        file=str(file),
        format=form or found.schedule.format,
        data_set=found,
        extent=extent,
        position=position,
        cuts=(),
        secrets=(b"\x00",) * len(found.keys),
    )
    flaws: list[Rejected] = []
    counts: Counter[tuple[str, Reason]] = Counter()
    broken: Rejected | None = None
    try:
        for one in blocks(order):
            position = moved(position, one.block)
            counts.update((flaw.field, flaw.reason) for flaw in one.flaws)
            flaws += one.flaws[: MOST_TOLD - len(flaws)]
    except Broken as wrong:
        broken = wrong.rejected
    position = ended(position, Tolerance(), whole=broken is None)
    return FileReport(position, tuple(flaws), counts, broken, _because(position, extent, promised, broken))


def _because(position: Position, extent: Extent, promised: int | None, broken: Rejected | None) -> Problem | None:
    read = position.accepted + position.rejected
    if broken is not None:
        return None
    if position.state is FeedState.REFUSED and position.rejected:
        return TOO_WRONG.at(rows=str(read), rejected=str(position.rejected))
    return rows_otherwise(extent, promised, read)
