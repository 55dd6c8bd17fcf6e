"""What a reader of files is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.feeds.reading import Passed, Piece
from almasu.kernel.provision.joint_act import ActField


class Share(msgspec.Struct, frozen=True):
    """Which blocks are one reader's where several read a file: `run` blocks, then those of the next of `of` readers."""

    which: int = 0
    of: int = 1
    run: int = 1

    def has(self, number: int) -> bool:
        """Tell whether a block is this reader's; the first one has the number 1."""
        return (number - 1) // self.run % self.of == self.which


WHOLE = Share()
"""All blocks: there is one reader."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read: the file, the fields of the act, from which position on, which cuts were told already, by whom.

    Blocks of others are passed, as cheaply as their ends can be found: who reads how many of them changes no block.
    """

    file: Path
    fields: tuple[ActField, ...]
    position: Position
    told: Collection[str] = ()
    share: Share = WHOLE


Reader = Callable[[Wanted], Iterator[Piece | Passed]]
"""Reads a file in pieces; Broken where it cannot go on. A file that ends well ends with a piece at its last byte."""
