"""Run as `python -m almasu.testing.emulator PKI-FOLDER PORT [--auto] [--wss]`; port 0 takes a free one."""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from almasu.testing.emulator.running import Addresses, chooser_for, forever
from almasu.testing.emulator.server import Setup


def main() -> None:
    """Serve until the process is told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--auto", action="store_true")
    parser.add_argument("--script", type=Path)
    parser.add_argument("--wss", action="store_true")
    chosen = parser.parse_args()
    setup = Setup(port=chosen.port, secure=chosen.wss)
    with suppress(KeyboardInterrupt):
        asyncio.run(forever(chosen.directory, chooser_for(chosen.auto, chosen.script), setup, told=_tell))


def _tell(addresses: Addresses) -> None:
    """Say on the standard output where the emulator answers, once it does."""
    sys.stdout.write(f"{addresses.socket} {addresses.page}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
