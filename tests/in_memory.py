"""Where the databases of a run lie: in memory where there is room for them, else on the disk."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 3 * 2**30
"""Bytes: what the databases of a run that are there at a time need, with their logs, some times over."""
FREE = re.compile(r"^MemAvailable: +(\d+) kB$", re.MULTILINE)


def folder_for_databases() -> Path | None:
    """The folder of the memory's own file system, or None for the usual temporary one.

    A database is a thousand files, and a run makes and drops more than a thousand databases. On a disk's ext4 each of
    their files costs a look at all that were removed in the last seconds: a quarter of a second of processor time for
    a database, against a fortieth in memory. What tests hold is the same: they kill processes, not machines.
    """
    if not os.access(MEMORY, os.W_OK | os.X_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return None
    return MEMORY if memory_available() >= 2 * ROOM else None


def memory_available() -> int:
    """Bytes that programs may still take, as the system says; 0 where it does not."""
    try:
        found = FREE.search(Path("/proc/meminfo").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0
