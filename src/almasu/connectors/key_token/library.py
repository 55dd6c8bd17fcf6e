"""One PKCS #11 library in this process: a single thread talks to it, and nobody waits for it longer than told.

A library is begun once for a process, knows one login for all its sessions, and a child process inherits none of it
(PKCS #11, chapters on applications and on C_Initialize). So there is one `Library` for a path and a process.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

import pkcs11
from pkcs11 import _pkcs11

from almasu.kernel.sealing.token import TOKEN_AWAY

Told = TypeVar("Told")


class Library:
    """Talks to a library in a thread of its own. `generation` tells how often it was begun: handles die with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._asked: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        # A daemon: a call that hangs must not keep the process from ending.
        Thread(target=self._serve, name="key-token", daemon=True).start()
        self._hangs: Future[Any] | None = None
        self._begun: _pkcs11.lib | None = None
        self.generation = 0

    def ask(self, job: Callable[[], Told], seconds: float) -> Told:
        """Return what a job of the thread returns; Problem `keys.token_away` where it takes longer.

        While a call hangs, everybody else is told so at once: the library can do nothing beside it.
        """
        if self._hangs is not None and not self._hangs.done():
            raise TOKEN_AWAY.at(because="an earlier call still hangs")
        asked: Future[Told] = Future()
        self._asked.put((job, asked))
        try:
            return asked.result(seconds)
        except TimeoutError as late:
            if not asked.cancel():
                self._hangs = asked
            raise TOKEN_AWAY.at(because=f"no answer within {seconds:g} s") from late

    def _serve(self) -> None:
        while True:
            job, asked = self._asked.get()
            if not asked.set_running_or_notify_cancel():
                continue
            try:
                asked.set_result(job())
            except BaseException as wrong:  # noqa: BLE001 - whoever asked gets it
                asked.set_exception(wrong)

    def begun(self) -> _pkcs11.lib:
        """Return the library, begun; for jobs of the thread. Raises PKCS11Error."""
        return self._begun or self.begin_anew()

    def begin_anew(self) -> _pkcs11.lib:
        """End the library and begin it again, so that a token that came back is seen; every session is over."""
        self.generation += 1
        self._begun = None
        loaded = pkcs11.lib(str(self._path))
        # Begun by the process that forked us, or by an attempt before: what it holds is not ours.
        with suppress(pkcs11.PKCS11Error):
            loaded.finalize()
        loaded.initialize()
        self._begun = loaded
        return loaded


def library_of(path: Path) -> Library:
    """Return this process's own talk to a library."""
    return _library_of(path, os.getpid())


@cache
def _library_of(path: Path, process: int) -> Library:
    return Library(path)
