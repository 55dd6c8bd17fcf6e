"""Check a file of a feed by a joint act without any node: the report that its delivery would have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from almasu.connectors.feed_files.judging import Order, blocks
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.progress import Position, Tolerance, ended, moved
from almasu.kernel.provision.feeds.reading import Broken
from almasu.kernel.provision.feeds.report import MOST_TOLD, Rejected
from almasu.kernel.provision.joint_act import ActContent, Extent, FileFormat


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a file comes to: its rows, its flaws counted and told, and why none of it would count."""

    position: Position
    flaws: tuple[Rejected, ...]
    counts: Counter[tuple[str, Reason]]
    broken: Rejected | None

    @property
    def is_empty(self) -> bool:
        """Tell whether the file holds no row at all: a full set so counts only where 0 rows are said."""
        return self.broken is None and not self.position.accepted + self.position.rejected


def checked_file(file: Path, act: ActContent, data_set: str, form: FileFormat | None = None) -> FileReport:
    """Return the report of a file as a delivery of a set; ValueError where the act gives no such set by a schedule."""
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
    return FileReport(position, tuple(flaws), counts, broken)
