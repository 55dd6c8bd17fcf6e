"""What `postmaster.pid` tells about the server of a data folder, and whether it is still true."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

STATE_LINE = 7


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A living server: its process id and whether it takes connections yet."""

    pid: int
    ready: bool


def living(data: Path) -> Postmaster | None:
    """Return the living server of a data folder, or None when the file is missing, stale or half written.

    A process id may have been given to another program since (after a restart of a container) and a dead server may
    linger as a zombie when nobody reaps it. A true postmaster works in its data folder; a zombie works nowhere.
    """
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
        works_in = Path(f"/proc/{pid}/cwd").readlink()
    except (OSError, ValueError, IndexError):
        return None
    if works_in != data.resolve():
        return None
    return Postmaster(pid, len(lines) > STATE_LINE and lines[STATE_LINE].strip() == "ready")


def forget_the_dead(data: Path) -> None:
    """Remove a `postmaster.pid` whose server is gone, which PostgreSQL itself could take for a living one.

    Whether orphaned children of that server still use the data is checked by PostgreSQL, through shared memory.
    """
    if living(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)
