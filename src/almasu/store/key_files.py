"""Files of a vault: written whole or not at all, for their owner only, on the disk before anybody relies on them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from almasu.law.problem import Fault


def keep_once(place: Path, data: bytes) -> None:
    """Write a file of mode 0600 whole or not at all; one that is there already stays as it is."""
    if place.exists():
        return
    draft = place.with_suffix(f".{secrets.token_hex(4)}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    flush(place.parent)


def kept(place: Path | str, size: int) -> bytes:
    """Return a file of exactly `size` bytes; Fault where it is missing or has another size."""
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError as missing:
        raise Fault(f"the vault has no key {Path(place).stem}") from missing
    try:
        data = os.read(descriptor, size + 1)
    finally:
        os.close(descriptor)
    if len(data) != size:
        raise Fault(f"the key {Path(place).stem} in the vault is damaged")
    return data


def overwrite(place: Path) -> None:
    """Overwrite a file with zeros and remove it; nothing happens where there is none."""
    if not place.exists():
        return
    with place.open("r+b") as file:
        file.write(bytes(place.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    place.unlink()
    flush(place.parent)


def mark(place: Path) -> None:
    """Leave an empty file that outlives a crash."""
    place.touch(mode=0o600)
    flush(place.parent)


def flush(directory: Path) -> None:
    """Bring the names of a folder to the disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
