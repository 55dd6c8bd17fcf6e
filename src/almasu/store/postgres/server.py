"""One running server: made, started, watched, started again when it dies, stopped cleanly.

We are its parent and reap it, so that a killed server leaves no zombie that the next start would take for a living one.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from almasu.law.problem import Problem
from almasu.store.postgres import complaints
from almasu.store.postgres.binaries import Binaries
from almasu.store.postgres.place import PORT, SUPERUSER, Place, password, write_secret
from almasu.store.postgres.postmaster import forget_the_dead, living
from almasu.store.postgres.runner import Runner

SMALL_SHARED_MEMORY = 256 * 1024 * 1024
LARGEST_LOG = 16 * 1024 * 1024
PASSING = ("postmaster.pid", "pre-existing shared memory block")  # what the remains of a killed server cause
PATIENCE = 60.0  # seconds: for the remains of a killed server to go away, and for a clean stop
BREATH = 0.5  # seconds before the next try for a server that died right after its start
SHORT_LIFE = 2.0  # seconds
POLL = 0.02

logger = logging.getLogger(__name__)


class Server:
    """The server of one place. `start` returns when it takes connections, `stop` when it is gone."""

    def __init__(self, place: Place, binaries: Binaries, runner: Runner, settings: Mapping[str, str]) -> None:
        self._place = place
        self._binaries = binaries
        self._runner = runner
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._stopping = False

    def start(self) -> None:
        """Make the data folder where there is none and start; a living server left behind by a killed owner is kept.

        Raises the Problem `database.did_not_start` with the server's last words. There is no time limit: recovery
        after a crash takes as long as it takes.
        """
        if not self._place.data.exists():
            self._make_data()
        if living(self._place.data) is None:
            self._spawn()
        self._await_adopted()
        threading.Thread(target=self._watch, name="postgres-watch", daemon=True).start()

    def stop(self) -> None:
        """Stop cleanly: no new work, running work rolled back, a checkpoint written."""
        self._stopping = True
        with self._turn:
            for how in (signal.SIGINT, signal.SIGQUIT):
                running = living(self._place.data)
                if running is None:
                    break
                os.kill(running.pid, how)
                self._await_end(running.pid)
            if self._process is not None:
                self._process.wait()
        if not self._place.run.is_relative_to(self._place.home):
            shutil.rmtree(self._place.run, ignore_errors=True)

    def _make_data(self) -> None:
        """Run initdb into a scratch folder and rename it, so that an interrupted one leaves nothing half made."""
        scratch = self._place.home / "data.new"
        shutil.rmtree(scratch, ignore_errors=True)
        secret = self._place.home / "password"
        write_secret(secret, password(self._place))
        self._runner.own(secret)
        command = [self._binaries.program("initdb"), "-D", str(scratch), "-U", SUPERUSER, "-E", "UTF8", "-k"]
        command += ["--auth=scram-sha-256", f"--pwfile={secret}", "--locale=C.UTF-8", "--no-instructions"]
        if self._binaries.major >= 17:
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self._settings.get("fsync") == "off":
            command.append("--no-sync")
        start = self._log_size()
        with self._place.log.open("ab") as log:
            code = self._runner.start(command, self._place.home, log).wait()
        secret.unlink()
        if code != 0:
            raise self._complaint(start)
        scratch.rename(self._place.data)

    def _spawn(self) -> None:
        """Start the server and wait until it is ready, patient with the remains of one that was killed."""
        give_up = time.monotonic() + PATIENCE
        while True:
            forget_the_dead(self._place.data)
            start = self._log_size()
            with self._place.log.open("ab") as log:
                self._process = self._runner.start(self._command(), self._place.home, log)
            if self._becomes_ready(self._process):
                return
            complaint = self._complaint(start)
            # A negative code is a signal's: whoever was killed while it recovered has nothing to complain of.
            passes = self._process.returncode < 0 or any(words in str(complaint) for words in PASSING)
            if time.monotonic() > give_up or not passes:
                raise complaint
            time.sleep(0.2)

    def _command(self) -> list[str]:
        """Return the command line of the server; errors are logged without the values that caused them."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._place.run),
            "unix_socket_permissions": "0700",
            "port": str(PORT),
            "dynamic_shared_memory_type": shared_memory(),
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            **self._settings,
        }
        pairs = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [self._binaries.program("postgres"), "-D", str(self._place.data), *pairs]

    def _becomes_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until the server takes connections, or tell that it ended before it did."""
        while process.poll() is None:
            running = living(self._place.data)
            if running is not None and running.pid == process.pid and running.ready:
                return True
            time.sleep(POLL)
        return False

    def _await_adopted(self) -> None:
        """Wait for a server that was already there to end its recovery; start anew when it dies meanwhile."""
        while (running := living(self._place.data)) is None or not running.ready:
            if running is None:
                self._spawn()
            time.sleep(POLL)

    def _watch(self) -> None:
        """Reap the server when it ends; unless that was our wish, start it again at the same address."""
        while True:
            born = time.monotonic()
            self._await_own_end()
            if time.monotonic() - born < SHORT_LIFE and not self._stopping:
                time.sleep(BREATH)
            with self._turn:
                if self._stopping:
                    return
                logger.warning("PostgreSQL ended unexpectedly; it is started again")
                try:
                    self._spawn()
                except Problem as problem:
                    logger.error("%s", problem)  # noqa: TRY400 - its words are the server's; our stack adds nothing
                    return

    def _await_own_end(self) -> None:
        """Wait until the server is gone, as its parent where we are it."""
        if self._process is not None:
            self._process.wait()
            return
        while living(self._place.data) is not None and not self._stopping:
            time.sleep(0.25)

    def _await_end(self, pid: int) -> None:
        """Wait until the process is gone, for as long as our patience lasts."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            running = living(self._place.data)
            if running is None or running.pid != pid:
                return
            time.sleep(POLL)

    def _log_size(self) -> int:
        """Return the length of the log, after setting aside one that has grown too long."""
        log = self._place.log
        if not log.exists():
            return 0
        if log.stat().st_size > LARGEST_LOG:
            log.rename(log.with_name("log.before"))
            return 0
        return log.stat().st_size

    def _complaint(self, start: int) -> Problem:
        """Return the Problem with what the server said since `start`."""
        with self._place.log.open("rb") as log:
            log.seek(start)
            said = log.read(65536).decode(errors="replace").strip().splitlines()
        return complaints.DID_NOT_START.at(
            str(self._place.directory), words=" ".join(said[-4:]), log=str(self._place.log)
        )


def shared_memory() -> str:
    """Return `posix` where /dev/shm is roomy, else `mmap`: files in the data folder."""
    try:
        room = os.statvfs(Path("/dev/shm"))  # noqa: S108 - only asked for its size
    except OSError:
        return "mmap"
    return "posix" if room.f_bavail * room.f_frsize >= SMALL_SHARED_MEMORY else "mmap"
