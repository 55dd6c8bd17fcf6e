"""Former parts of a log: partial tiles and bundles that an archive still has, though wider ones took their place.

An older checkpoint is proved from them, and whoever copies the archive copies them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from almasu.kernel.journal.findings import FaultName, Finding
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tiles import Bundle, Tile, narrowed, read_path, width_at
from almasu.kernel.journal.verify_tree import Source


def check_former(source: Source, paths: Iterable[str], size: int) -> list[Finding]:
    """Return a fault for each former part that is not the beginning of what a log of `size` has in its place.

    Parts wider than the log reaches are passed over: the next checkpoint is to vouch for them.
    """
    return list(_faults(source, paths, size))


def _faults(source: Source, paths: Iterable[str], size: int) -> Iterator[Finding]:
    for path in paths:
        try:
            named = read_path(path)
        except Malformed as broken:
            yield Finding(FaultName.TILE_MALFORMED, path, str(broken))
            continue
        level, changed = _of(named)
        width = width_at(level, named.index, size)
        if named.width >= width:
            continue
        then, now = source.read([path, replace(named, width=width).path()])
        if now is None:
            continue  # Missing parts are told by the steps that need them.
        try:
            begins = narrowed(now, named, width)
        except Malformed:
            continue  # So are malformed ones.
        if then != begins:
            yield Finding(changed, path, f"it is not the beginning of the same part with {width}")


def _of(named: Tile | Bundle) -> tuple[int, FaultName]:
    match named:
        case Tile(level):
            return level, FaultName.TILE_CHANGED
        case Bundle():
            return 0, FaultName.ENTRY_CHANGED
