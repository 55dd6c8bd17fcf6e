"""A disk whose flushes take two milliseconds more, as an ordinary server's do: a library put before the real calls."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from almasu.store.postgres.binaries import choose
from almasu.store.postgres.launch import reachable
from almasu.store.postgres.place import prepared
from almasu.store.postgres.runner import Runner
from almasu.store.postgres.server import Server

MICROSECONDS = 2000
SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

static int slowly(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    usleep(%d);
    return real(fd);
}
int fsync(int fd) { return slowly("fsync", fd); }
int fdatasync(int fd) { return slowly("fdatasync", fd); }
"""


def slowing_library(folder: Path) -> Path | None:
    """Compile the library into the folder; None where the machine has no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    source, library = folder / "slow_flush.c", folder / "slow_flush.so"
    source.write_text(SOURCE % MICROSECONDS, encoding="utf-8")
    made = subprocess.run(
        [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=False, capture_output=True
    )
    if made.returncode != 0:
        return None
    library.chmod(0o644)
    return library


@dataclass(frozen=True)
class SlowRunner(Runner):
    """Starts programs with the library before the system's own calls."""

    library: Path = Path()

    def start(self, command: list[str], folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server with slowed flushes, any other program as it is.

        `env` gives way to the server, so the process is the server's own.
        """
        if Path(command[0]).name != "postgres":
            return Runner.start(self, command, folder, log)
        return Runner.start(self, ["/usr/bin/env", f"LD_PRELOAD={self.library}", *command], folder, log)


@contextmanager
def slow_server(directory: Path, library: Path) -> Iterator[str]:
    """Yield the URL of an embedded server with slowed flushes."""
    directory.mkdir(parents=True)
    directory.chmod(0o711)
    usual = Runner.of_this_process()
    runner = SlowRunner(user=usual.user, group=usual.group, library=library)
    place = prepared(directory, runner)
    server = Server(place, reachable(choose(place.data), runner), runner, {})
    server.start()
    try:
        yield place.url
    finally:
        server.stop()
