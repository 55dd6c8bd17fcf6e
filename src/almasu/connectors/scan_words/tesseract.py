"""Tesseract, where the machine has it: a picture to a process of little memory and time and no file or setting of ours.

It is called with the picture on its input and nothing else; that it opens no connection is not enforced here.
It is a program of the operator's, not of ours: a node without it works, and says so to whoever asks for a reading.
"""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import signal
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field

from almasu.kernel.provision.scan_words_port import NotRead

PROGRAM = "tesseract"
WANTED = ("kaz", "rus", "eng")
"""Languages of papers, by the names of its data (ISO 639-2)."""
SECONDS = 60
MEMORY = 1 << 30
MOST_WORDS = 200_000
"""Bytes of words; what comes behind them is not taken."""
_CHUNK = 16 * 1024
_ENVIRONMENT = (("OMP_THREAD_LIMIT", "1"), ("PATH", "/usr/local/bin:/usr/bin:/bin"), ("LC_ALL", "C.UTF-8"))


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Implements `almasu.kernel.provision.scan_words_port.ScanReader`; pictures are read one at a time."""

    program: str
    languages: tuple[str, ...]
    seconds: float = SECONDS
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def read(self, picture: bytes) -> str:
        """Return the words of a picture."""
        async with self.turn:
            process = await asyncio.create_subprocess_exec(
                self.program,
                *("stdin", "stdout", "-l", "+".join(self.languages)),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env=dict(_ENVIRONMENT),
                cwd="/",
                start_new_session=True,
            )
            try:
                # It has seen nothing of the picture yet: the limits stand before any of it is unpacked.
                _limit(process.pid)
                async with asyncio.timeout(self.seconds):
                    return await _words(process, picture)
            except (TimeoutError, ConnectionError, ProcessLookupError) as wrong:
                raise NotRead from wrong
            finally:
                await _ended(process)


def installed() -> Tesseract | None:
    """Return the program of this machine with those of our languages it has, None where there is neither."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        said = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False, env=dict(_ENVIRONMENT)
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    has = set(said.stdout.split())
    languages = tuple(one for one in WANTED if one in has)
    return Tesseract(program, languages) if languages else None


def _limit(process: int) -> None:
    resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.prlimit(process, resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.prlimit(process, resource.RLIMIT_FSIZE, (0, 0))


async def _ended(process: Process) -> None:
    """End the process and whatever it started; what it still says is let go, without which its end is not noticed."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    while process.stdout is not None and await process.stdout.read(_CHUNK):
        pass
    await process.wait()


async def _words(process: Process, picture: bytes) -> str:
    if process.stdin is None or process.stdout is None:
        raise NotRead
    process.stdin.write(picture)
    await process.stdin.drain()
    process.stdin.close()
    said = b""
    while len(said) < MOST_WORDS and (part := await process.stdout.read(_CHUNK)):
        said += part
    if len(said) < MOST_WORDS and await process.wait() != 0:
        raise NotRead
    return said[:MOST_WORDS].decode("utf-8", "ignore")
