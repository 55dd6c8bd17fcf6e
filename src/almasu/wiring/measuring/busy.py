"""The time that asking keeps processors busy: of this process, and of the database's process that answers it.

On a machine that others use too, what passes on the clock tells more of them than of the question.
"""

from __future__ import annotations

import time
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

NANOSECONDS = 1e6


class Busy:
    """Adds up both processes' time. Where the kernel does not tell the database's, this process's stands alone."""

    def __init__(self, connection: psycopg.AsyncConnection[TupleRow]) -> None:
        self._backend = Path(f"/proc/{connection.info.backend_pid}/schedstat")

    def milliseconds(self) -> float:
        """Return the milliseconds spent so far; only differences mean anything."""
        return time.process_time_ns() / NANOSECONDS + self._of_database()

    def _of_database(self) -> float:
        try:
            return int(self._backend.read_text().split()[0]) / NANOSECONDS
        except (OSError, ValueError, IndexError):
            return 0.0
