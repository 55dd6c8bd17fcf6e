"""Processes from one that has read the program already: a fork where a start would read two thousand modules anew.

`python -m almasu.wiring.nursery FD MODULE ...` imports the modules, then takes orders on the socket it inherited. An
order is one message with descriptors: the log first, then the sockets that the process inherits, under the numbers its
arguments name. It answers with the number of the process, and says of each that ended by which code. It has no thread
and no event loop, so that a fork leaves nothing half done. It ends with the other end of its socket, and asks whatever
still runs to end: whoever was killed leaves nothing behind.
"""

from __future__ import annotations

import fcntl
import gc
import io
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import msgspec

from almasu.law.problem import Fault

ORDER_MAX = 128 * 1024
"""Bytes of one order: arguments and environment of a process."""
SOCKETS_MAX = 8
ABOVE = 512
"""Received descriptors are moved above this number first: one of them may have the number that another is to get."""
LOOK_AGAIN = 0.02
GRACE = 10.0
BIRTH = 120.0
"""Seconds until a nursery that has to read the whole program first answers."""


class Order(msgspec.Struct, frozen=True):
    """What is run: a module with arguments, in an environment, and the numbers under which it finds its sockets."""

    module: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    sockets: tuple[int, ...]


class Born(msgspec.Struct, frozen=True, tag=True):
    """A process was begun."""

    process: int


class Ended(msgspec.Struct, frozen=True, tag=True):
    """A process has ended; the code is negative where a signal ended it."""

    process: int
    code: int


_NEWS: msgspec.json.Decoder[Born | Ended] = msgspec.json.Decoder(Born | Ended)


class Child:
    """One process of a nursery, with what `subprocess.Popen` has of it."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self.pid = pid

    @property
    def returncode(self) -> int | None:
        """Return the code it ended with, as far as is known."""
        return self._nursery.ended.get(self.pid)

    def poll(self) -> int | None:
        """Return the code it ended with, None while it runs."""
        self._nursery.hear()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the code once it has ended; TimeoutExpired where that takes longer than so many seconds."""
        ends = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if timeout is not None and ends is not None and time.monotonic() > ends:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(LOOK_AGAIN)
        return code

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


class Nursery:
    """Holds the process that others are forked from. Several threads may use it; leaving it as a context ends it."""

    def __init__(self, modules: Sequence[str]) -> None:
        self.ended: dict[int, int] = {}
        self._lock = threading.Lock()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno()), *modules],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=(theirs.fileno(),),
            )

    def __enter__(self) -> Nursery:
        """Begin to import; orders wait for it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let it end; what it began is its owner's to stop."""
        self._socket.close()
        self._process.wait()

    def start(self, order: Order, log: int) -> Child:
        """Begin a process that writes to `log`; Fault where the nursery does not answer."""
        with self._lock:
            try:
                socket.send_fds(self._socket, [msgspec.json.encode(order)], [log, *order.sockets])
                while True:
                    match self._heard(BIRTH):
                        case Born(process):
                            return Child(self, process)
                        case Ended(process, code):
                            self.ended[process] = code
            except OSError as gone:
                raise Fault(f"no process for {order.module}: the nursery does not answer") from gone

    def hear(self) -> None:
        """Take in what has ended since."""
        with self._lock:
            while select.select([self._socket], [], [], 0)[0]:
                match self._heard(BIRTH):
                    case Ended(process, code):
                        self.ended[process] = code
                    case Born(process):
                        raise Fault(f"process {process} was begun that nobody ordered")

    def _heard(self, patience: float) -> Born | Ended:
        self._socket.settimeout(patience)
        said = self._socket.recv(ORDER_MAX)
        if not said:
            raise Fault("the nursery has ended")
        return _NEWS.decode(said)


def serve(control: socket.socket) -> None:
    """Take orders until the other end is closed; then ask every process that still runs to end."""
    running: set[int] = set()
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    while True:
        ready, _, _ = select.select([control, woken], [], [])
        if woken in ready:
            woken.recv(4096)
            for process, code in _reaped():
                running.discard(process)
                _say(control, Ended(process, code))
        if control in ready:
            said, received, _, _ = socket.recv_fds(control, ORDER_MAX, 1 + SOCKETS_MAX)
            if not said:
                _end(running)
                return
            order = msgspec.json.decode(said, type=Order)
            process = os.fork()
            if process == 0:
                signal.set_wakeup_fd(-1)
                for one in (control, woken, wakes):
                    one.close()
                _become(order, received)
            running.add(process)
            for descriptor in received:
                os.close(descriptor)
            _say(control, Born(process))


def _reaped() -> Iterator[tuple[int, int]]:
    """Yield each process that has ended since, with the code it ended with."""
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            yield found[0], os.waitstatus_to_exitcode(found[1])


def _say(control: socket.socket, news: Born | Ended) -> None:
    """Tell whoever ordered; where nobody listens any more, the next look at the socket says so."""
    with suppress(BrokenPipeError, ConnectionResetError):
        control.send(msgspec.json.encode(news))


def _end(running: set[int]) -> None:
    """Ask every process to end, and kill what does not in time."""
    for process in running:
        os.kill(process, signal.SIGTERM)
    ends = time.monotonic() + GRACE
    while running and time.monotonic() < ends:
        running -= {process for process, _ in _reaped()}
        time.sleep(LOOK_AGAIN)
    for process in running:
        os.kill(process, signal.SIGKILL)


def _become(order: Order, received: Sequence[int]) -> NoReturn:
    """Be the process that was ordered, to its end."""
    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _take_places([1, *order.sockets], received)
        os.dup2(1, 2)
        os.environ.clear()
        os.environ.update(order.environment)
        sys.argv = [order.module, *order.arguments]
        # What it says stands in its log at once: these were opened before it was asked for, for the nursery.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(line_buffering=True)
        code = _run(order.module)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _take_places(places: Sequence[int], received: Sequence[int]) -> None:
    """Give each descriptor its number."""
    moved = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, ABOVE) for descriptor in received]
    for descriptor in received:
        os.close(descriptor)
    for place, descriptor in zip(places, moved, strict=True):
        os.dup2(descriptor, place)
        os.close(descriptor)


def _run(module: str) -> int:
    """Run a module as Python's `-m` does; return the code of its end."""
    try:
        with warnings.catch_warnings():
            # That the module was imported before it is run is what a nursery is for.
            warnings.filterwarnings("ignore", category=RuntimeWarning, module="runpy")
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ending:
        if isinstance(ending.code, str):
            print(ending.code, file=sys.stderr)  # noqa: T201 - as the interpreter does
            return 1
        return ending.code or 0
    except BaseException:  # noqa: BLE001 - what would be the interpreter's last words
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def main() -> None:
    """Import, then serve."""
    _, control, *modules = sys.argv
    for module in modules:
        import_module(module)
    gc.freeze()
    with socket.socket(fileno=int(control)) as held:
        serve(held)
    # Nothing is taken apart that ends with the process anyway: it holds the whole program.
    os._exit(0)


if __name__ == "__main__":
    main()
