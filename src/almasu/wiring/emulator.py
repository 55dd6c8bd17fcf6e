"""The NCALayer emulator over the embedded authority of a data folder."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.testing.emulator.running import Addresses, chooser_for, forever
from almasu.testing.emulator.server import DEFAULT_PORT, Setup
from almasu.wiring.pki import opened, pki_folder

__all__ = ["DEFAULT_PORT", "Addresses", "Manner", "Setup", "run_emulator"]

PORT_TAKEN = ProblemKind(
    code="emulator.port",
    status=409,
    title=Text(
        kk="{port} порты бос емес: мүмкін, NCALayer іске қосулы.",
        ru="Порт {port} занят: возможно, запущен NCALayer.",
        en="The port {port} is taken: perhaps NCALayer is running.",
    ),
    remedy=Text(
        kk="NCALayer бағдарламасын жабыңыз немесе `--port` арқылы басқа порт көрсетіңіз.",
        ru="Закройте NCALayer или укажите другой порт через `--port`.",
        en="Close NCALayer, or name another port with `--port`.",
    ),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """Who decides: a script where one is given, nobody where `automatic` (a key of `iin`), else a person."""

    automatic: bool = False
    script: Path | None = None
    iin: str = ""


def run_emulator(data: Path, setup: Setup, manner: Manner, profile: str, told: Callable[[Addresses], None]) -> None:
    """Serve until the process is told to stop; `told` hears the addresses once they answer.

    Raises Problem `pki.profile`, `pki.absent`, `emulator.script` or `emulator.port`.
    """
    opened(data, profile)
    chooser = chooser_for(manner.automatic, manner.script, manner.iin)
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(forever(pki_folder(data), chooser, setup, profile, told))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PORT_TAKEN.at("port", port=str(setup.port)) from error
