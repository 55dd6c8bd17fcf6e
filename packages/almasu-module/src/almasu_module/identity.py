"""The key that accounts are hashed under: the organisation's own, or one made at the first start and kept beside the
queue.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from almasu_module.judging.minimise import Minimiser
from almasu_module.settings import Settings, key_of

NAME: Final = "account.key"
LENGTH: Final = 32


def minimiser_of(settings: Settings, folder: Path | None) -> Minimiser:
    """Return the minimiser; without a folder an unconfigured key lives only as long as the process."""
    key = key_of(settings)
    if key is None:
        key = secrets.token_bytes(LENGTH) if folder is None else kept(folder / NAME)
    return Minimiser(key, settings.accounts, settings.own_domains)


def kept(path: Path) -> bytes:
    """Return the key of a file, made when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    return path.read_bytes()
