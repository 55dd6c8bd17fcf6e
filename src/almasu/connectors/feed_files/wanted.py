"""What a reader of files is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.feeds.reading import Piece
from almasu.kernel.provision.joint_act import ActField


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read: the file, the fields of the act, from which position on, which cuts were told already."""

    file: Path
    fields: tuple[ActField, ...]
    position: Position
    told: Collection[str] = ()


Reader = Callable[[Wanted], Iterator[Piece]]
"""Reads a file in pieces; Broken where it cannot go on. A file that ends well ends with a piece at its last byte."""
