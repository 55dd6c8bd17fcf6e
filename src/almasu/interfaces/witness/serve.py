"""Running a witness as a process: lock, key, memory, then listening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

import uvicorn

from almasu.interfaces.connections import BoundedConnection
from almasu.interfaces.witness.app import Apart, Witness
from almasu.interfaces.witness.keys import own_key, succeeded_logs, trusted_logs
from almasu.interfaces.witness.memory import lock, open_memory, origin_name
from almasu.kernel.journal.note import VerifierKey

AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Running:
    """Where a witness runs: its data folder, address and port, its name (for a new key) and the files of log keys.

    Further log keys are read from `logs/*.vkey` in the data folder, and changes of keys from `logs/*.rotations`. The
    heads of logs whose keys lie in `logs/apart/*.vkey` are shown to the networks of `apart_to` alone.
    """

    data: Path
    host: str
    port: int
    name: str | None
    logs: Sequence[Path]
    apart_to: Sequence[str] = ()


def key_of(data: Path, name: str | None) -> VerifierKey:
    """Return the witness's public key, making the key pair where the folder is new."""
    return own_key(data, name).key


def serve(running: Running, told: Callable[[VerifierKey, Sequence[str]], None]) -> None:
    """Serve until the process is told to stop; `told` gets the witness's key and the origins it trusts."""
    handle = lock(running.data)
    key = own_key(running.data, running.name)
    folder = running.data / "logs"
    hidden = sorted((folder / "apart").glob("*.vkey"))
    trusted = trusted_logs([*running.logs, *sorted(folder.glob("*.vkey")), *hidden])
    logs = succeeded_logs(trusted, sorted(folder.glob("*.rotations")), _now())
    names = frozenset(origin_name(origin) for origin in trusted_logs(hidden))
    apart = Apart(names, tuple(ip_network(place) for place in running.apart_to))
    application = Witness(key, logs, open_memory(running.data, key.key), _now, apart)
    told(key.key, sorted(logs))
    uvicorn.run(
        application,
        host=running.host,
        port=running.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        http=BoundedConnection,
        limit_concurrency=AT_ONCE,
        ws="none",
        proxy_headers=False,
    )
    del handle


def _now() -> datetime:
    return datetime.now(UTC)
