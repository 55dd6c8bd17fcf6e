"""What the module tells about itself: a status file for monitoring, lines for the journal of the system, and its
service manager.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec


def say(words: str) -> None:
    """Write one line to standard error, where the service manager keeps it."""
    sys.stderr.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {words}\n")
    sys.stderr.flush()


def write_status(path: Path, status: dict[str, Any]) -> None:
    """Put the status in place of the old one; a full disk must not stop the module from sending, nor keep saying that
    there is room: then the old file is written over where it lies.
    """
    told = msgspec.json.format(msgspec.json.encode(status), indent=2)
    beside = path.with_suffix(".new")
    try:
        beside.write_bytes(told)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
            with path.open("r+b") as file:
                file.write(told)
                file.truncate()


def notify(words: str) -> None:
    """Tell the service manager (`READY=1`, `STATUS=...`, `WATCHDOG=1`), where there is one."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        one.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        one.sendall(words.encode())
