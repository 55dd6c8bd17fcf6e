"""A little room kept aside on the disk, given up when nothing else is left to write the one commit that frees more."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

ROOM: Final = 128 * 1024


class Reserve:
    """A file of zeros beside the queue."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = path.exists() and path.stat().st_size == ROOM
        self.keep()

    def keep(self) -> None:
        """Keep the room aside again; a full disk has none, which is no fault: the next commit tries again."""
        if self._held:
            return
        with contextlib.suppress(OSError), self._path.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, ROOM)
            self._held = True

    def give_up(self) -> None:
        """Give the room to whoever writes next."""
        self._path.unlink(missing_ok=True)
        self._held = False
