"""Several processes as one: started in order, each waited for until it listens, stopped together, none left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from almasu.law.problem import Fault
from almasu.wiring.nursery import Child, Nursery, Order

PATIENCE = 60.0
GRACE = 10.0
LOOK_AGAIN = 0.03
READY = "ALMASU_READY"


@dataclass(frozen=True, slots=True)
class Part:
    """One process: its name, the module that is run with its arguments, and the loopback ports it will listen on.

    `announces` tells that it says itself when it is ready (`announce`); `sockets` are descriptors it inherits.
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    ports: tuple[int, ...] = ()
    announces: bool = False
    sockets: tuple[int, ...] = ()


class Supervisor:
    """Holds the processes it started. Use as a context: leaving it stops them, the last started first.

    They are given our environment, `environment` over it; variables that begin with `without` are kept from them.
    With a nursery they come from it, else each is a command of its own.
    """

    def __init__(
        self, logs: Path, environment: Mapping[str, str], without: str | None = None, nursery: Nursery | None = None
    ) -> None:
        self._logs = logs
        ours = {name: value for name, value in os.environ.items() if without is None or not name.startswith(without)}
        self._environment = {**ours, **environment, "PYTHONUNBUFFERED": "1"}
        self._running: dict[str, tuple[Part, subprocess.Popen[bytes] | Child]] = {}
        self._ready: set[str] = set()
        self._nursery = nursery

    def __enter__(self) -> Supervisor:
        """Begin with nothing running."""
        self._logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop whatever still runs."""
        self.stop()

    def start(self, part: Part) -> None:
        """Start one process; its output goes to a log of its own."""
        self._announcement(part.name).unlink(missing_ok=True)
        environment = {**self._environment, READY: str(self._announcement(part.name))}
        with (self._logs / f"{part.name}.log").open("ab") as log:
            if self._nursery is None:
                process = _by_command(part, environment, log)
            else:
                order = Order(part.module, part.arguments, environment, part.sockets)
                process = self._nursery.start(order, log.fileno())
        self._running[part.name] = (part, process)

    def await_file(self, name: str, file: Path) -> None:
        """Wait until a process has written a file; Fault with the end of its log where it does not."""
        _, process = self._running[name]
        ends = time.monotonic() + PATIENCE
        while not file.exists():
            if process.poll() is not None or time.monotonic() > ends:
                raise Fault(f"{name} has not written {file.name}:\n{self.last_words(name)}")
            time.sleep(LOOK_AGAIN)

    def await_ready(self, told: Callable[[str], None] = lambda _: None) -> None:
        """Wait until every process started since is ready; Fault with the end of its log where one is not."""
        for name in [name for name in self._running if name not in self._ready]:
            part, process = self._running[name]
            ends = time.monotonic() + PATIENCE
            while not self._is_ready(part):
                if process.poll() is not None:
                    raise Fault(f"{name} ended with {process.returncode} at its start:\n{self.last_words(name)}")
                if time.monotonic() > ends:
                    raise Fault(f"{name} is not ready after {PATIENCE:.0f} s:\n{self.last_words(name)}")
                time.sleep(LOOK_AGAIN)
            self._ready.add(name)
            told(name)

    def _is_ready(self, part: Part) -> bool:
        announced = not part.announces or self._announcement(part.name).exists()
        return announced and all(listens(port) for port in part.ports)

    def _announcement(self, name: str) -> Path:
        return self._logs / f"{name}.ready"

    def ended(self) -> Sequence[str]:
        """Return the names of processes that have ended by themselves; another thread may start some meanwhile."""
        return [name for name, (_, process) in tuple(self._running.items()) if process.poll() is not None]

    def processes(self) -> Mapping[str, int]:
        """Return the number of each process by the name of its part."""
        return {name: process.pid for name, (_, process) in tuple(self._running.items())}

    def kill(self, name: str) -> None:
        """Kill one process at once (SIGKILL): for trials of what survives."""
        _, process = self._running[name]
        _kill(process.pid)
        process.wait()

    def restart(self, name: str) -> None:
        """Start a process again that has ended or was killed; it is waited for as one that is new."""
        part, _ = self._running.pop(name)
        self._ready.discard(name)
        self.start(part)

    def stop(self) -> None:
        """Ask every process to end, the last started first; kill what does not end in time."""
        for _, process in reversed(self._running.values()):
            if process.poll() is None:
                process.terminate()
        ends = time.monotonic() + GRACE
        for _, process in reversed(self._running.values()):
            try:
                process.wait(max(0.1, ends - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill(process.pid)
                process.wait()
        self._running.clear()

    def last_words(self, name: str) -> str:
        """Return the last lines a process wrote."""
        log = self._logs / f"{name}.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""


def _by_command(part: Part, environment: Mapping[str, str], log: IO[bytes]) -> subprocess.Popen[bytes] | Child:
    return subprocess.Popen(
        [sys.executable, "-m", part.module, *part.arguments],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=environment,
        start_new_session=True,
        pass_fds=part.sockets,
    )


def _kill(number: int) -> None:
    """Kill a process with all that it started; one that was begun a moment ago may not lead its group yet."""
    with suppress(ProcessLookupError):
        try:
            os.killpg(number, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(number, signal.SIGKILL)


def announce() -> None:
    """Say to the supervisor, where there is one, that this process is ready."""
    file = os.environ.get(READY)
    if file is not None:
        Path(file).touch()


def listens(port: int) -> bool:
    """Tell whether something accepts connections on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_ports(count: int) -> tuple[int, ...]:
    """Return loopback ports that nobody listens on at this moment, each different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return tuple(one.getsockname()[1] for one in sockets)
    finally:
        for one in sockets:
            one.close()
