"""A core of its own for the site: what a core gives where nothing else needs it.

The node's own processes (portals, worker) are held on one core and everything else on the other: database, journal's
witness, registers, carrier, authority, load generator. A site with two cores of its own serves twice as much, as long
as the rest keeps up.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path


def may_choose_cores() -> bool:
    """Tell whether this system lets processes be held on cores, and has two for us."""
    return hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) >= 2


@contextmanager
def own_core_for_the_site(processes: Container[int]) -> Iterator[None]:
    """Hold the processes of the site on one core and all else that this process started on another.

    Afterwards all run where they like. A process started meanwhile stays where its parent is.
    """
    cores = os.sched_getaffinity(0)
    site, rest = sorted(cores)[:2]
    try:
        for process in _ours():
            _hold(process, {site if process in processes else rest})
        yield
    finally:
        for process in _ours():
            _hold(process, cores)


def _ours() -> list[int]:
    """Return this process and everything that descends from it."""
    parents = {int(place.name): _parent(place) for place in Path("/proc").glob("[0-9]*")}
    return [process for process in parents if _descends(process, parents)]


def _descends(process: int, parents: Mapping[int, int]) -> bool:
    while process not in (0, os.getpid()):
        process = parents.get(process, 0)
    return process != 0


def _parent(place: Path) -> int:
    """Return the parent of a process, 0 where it has ended."""
    try:
        return int((place / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _hold(process: int, cores: set[int]) -> None:
    """Let every thread of a process run on some cores only; one that has just ended needs none."""
    for thread in Path(f"/proc/{process}/task").glob("*"):
        with suppress(OSError):
            os.sched_setaffinity(int(thread.name), cores)
