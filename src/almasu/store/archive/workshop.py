"""A private folder for plain files while they are worked on: gone with its process, however that ends.

Files of a table engine have names, so a killed process would leave them. A child of it waits on a pipe: when the
process ends, killed or not, the pipe closes and the child removes the folder. What even that does not see, a machine
without power, is swept before the next work begins: a folder that no living process holds locked is removed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "making-"
HELD = ".held"
SETTLED = 600.0
"""So many seconds after its last change a folder without a lock is nobody's."""
_KEEPER = 'read -r _; exec rm -rf -- "$1"'


@contextmanager
def workshop(parent: Path) -> Iterator[Path]:
    """Give a folder that only this user can read, removed when the work or the process ends."""
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    held = os.open(folder / HELD, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        with _kept_by_child(folder):
            yield folder
    finally:
        os.close(held)
        shutil.rmtree(folder, ignore_errors=True)


def sweep(parent: Path) -> int:
    """Remove folders of work whose process is gone; return how many there were."""
    swept = 0
    for folder in parent.glob(f"{PREFIX}*"):
        if _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)
            swept += 1
    return swept


def _is_left(folder: Path) -> bool:
    """Tell whether nobody holds a folder. One without a lock is being made or removed, unless that was long ago."""
    try:
        held = os.open(folder / HELD, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return folder.is_dir() and time.time() - folder.stat().st_mtime > SETTLED
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(held)
    return True


@contextmanager
def _kept_by_child(folder: Path) -> Iterator[None]:
    """Let a child outlive this process by one thing: the removal of the folder."""
    command = ["/bin/sh", "-c", _KEEPER, "keeper", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True):
        yield
