"""Give a running PostgreSQL for a folder: start it, or connect to the one that another process started."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from almasu.store.postgres.binaries import Binaries, choose, copied
from almasu.store.postgres.place import OUTSIDE, prepared, recorded
from almasu.store.postgres.postmaster import living
from almasu.store.postgres.runner import Runner
from almasu.store.postgres.server import Server

NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


@contextmanager
def embedded(directory: Path, settings: Mapping[str, str] = NO_SETTINGS) -> Iterator[str]:
    """Yield the URL of the server of `directory`, which is made when it is new.

    The first process to ask starts the server and stops it at the end; others connect to it meanwhile. `settings` are
    server settings of the one that starts. Raises the Problems `database.no_programs`, `database.other_version`,
    `database.no_user` and `database.did_not_start`.
    """
    directory = directory.absolute()
    if not directory.exists():
        directory.mkdir(parents=True)
        # Root's server runs as a system user, who must be able to go through; what is secret is closed by itself.
        directory.chmod(0o711 if os.geteuid() == 0 else 0o700)
    lock = os.open(directory / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        while not claimed(lock):
            url = running(directory)
            if url is not None:
                yield url
                return
            time.sleep(0.05)
        server, url = server_of(directory, settings)
        server.start()
        try:
            yield url
        finally:
            server.stop()
    finally:
        os.close(lock)


def running(directory: Path) -> str | None:
    """Return the URL of the server of `directory` when it runs and takes connections, else None."""
    place = recorded(directory.absolute())
    if place is None:
        return None
    postmaster = living(place.data)
    return place.url if postmaster is not None and postmaster.ready else None


def claimed(lock: int) -> bool:
    """Take the folder for this process unless another has it; the kernel gives it back when a process ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def server_of(directory: Path, settings: Mapping[str, str]) -> tuple[Server, str]:
    """Return the server of a folder that we hold, not started yet, and its URL."""
    runner = Runner.of_this_process()
    place = prepared(directory, runner)
    return Server(place, reachable(choose(place.data), runner), runner, settings), place.url


def reachable(binaries: Binaries, runner: Runner) -> Binaries:
    """Return the programs, copied when the server's user cannot go where they are."""
    return binaries if runner.may_enter(binaries.folder) else copied(binaries, OUTSIDE)
