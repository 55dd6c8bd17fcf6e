"""The file vault: one key a file, outside the database, readable by the node's own user only (DESIGN 3.4)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from uuid import UUID

from almasu.kernel.sealing.seal import KEY_BYTES
from almasu.kernel.sealing.vault import KeyDestroyed, Secret
from almasu.law.problem import Fault


class FileVault:
    """Keys as files of mode 0600 under a folder of mode 0700.

    The node's own secrets are read once; keys of materials are read at each use, so that a destroyed key opens
    nothing from the moment it is gone, in every process.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._materials = directory / "materials"
        self._secrets = {name: _read(directory / f"{name.value}.key") for name in Secret}

    @classmethod
    def create(cls, directory: Path) -> FileVault:
        """Make the vault with fresh secrets where it lacks them, and open it."""
        (directory / "materials").mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.chmod(0o700)
        for name in Secret:
            _make(directory / f"{name.value}.key")
        return cls(directory)

    def secret(self, name: Secret) -> bytes:
        """Return one of the node's secrets."""
        return self._secrets[name]

    def journal_secret(self, generation: int) -> bytes:
        """Return the journal's secret of a generation, counted from 1; Fault where the vault lacks it."""
        return self.secret(Secret.JOURNAL) if generation == 1 else _read(self._generation(generation))

    def make_journal_secret(self, generation: int) -> None:
        """Make and keep the journal's secret of a generation, unless it has one."""
        _make(self._generation(generation))

    def journal_generations(self) -> int:
        """Return how many generations of the journal's secret there are, without a gap."""
        number = 1
        while self._generation(number + 1).exists():
            number += 1
        return number

    def material_key(self, material: UUID) -> bytes:
        """Return the key of a material; KeyDestroyed when it was destroyed, Fault when it was never made."""
        # Every answer and every request passes here: its places are texts, since making a Path costs more than asking.
        if self.material_gone(material):
            raise KeyDestroyed(f"the key {material.hex} of a material was destroyed")
        key = _read(f"{self._materials}/{material.hex}.key")
        # Destroying marks first and overwrites then: what was read before the mark is the key, and nothing else is.
        if self.material_gone(material):
            raise KeyDestroyed(f"the key {material.hex} of a material was destroyed")
        return key

    def material_gone(self, material: UUID) -> bool:
        """Tell whether the key of a material was destroyed; its mark stays, so that the key is never made anew."""
        return os.path.exists(f"{self._materials}/{material.hex}.destroyed")  # noqa: PTH110 - see `material_key`

    def make_material_key(self, material: UUID) -> None:
        """Make and keep the key of a material, unless it has one or had one that was destroyed."""
        place = f"{self._materials}/{material.hex}.key"
        if not os.path.exists(place) and not self.material_gone(material):  # noqa: PTH110 - see `material_key`
            _make(Path(place))

    def destroy_material_key(self, material: UUID) -> None:
        """Destroy the key of a material: marked, overwritten, removed, the folder flushed (SIO25-19.2)."""
        place = self._place(material)
        self._mark(material).touch(mode=0o600)
        _flush(place.parent)
        if not place.exists():
            return
        with place.open("r+b") as file:
            file.write(bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        place.unlink()
        _flush(place.parent)

    def _generation(self, number: int) -> Path:
        name = Secret.JOURNAL.value
        return self._directory / (f"{name}.key" if number == 1 else f"{name}-{number}.key")

    def _place(self, material: UUID) -> Path:
        return Path(f"{self._materials}/{material.hex}.key")

    def _mark(self, material: UUID) -> Path:
        return Path(f"{self._materials}/{material.hex}.destroyed")


def _make(place: Path) -> None:
    """Write a fresh key whole or not at all; a key that is there already stays."""
    if place.exists():
        return
    draft = place.with_suffix(f".{secrets.token_hex(4)}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    _flush(place.parent)


def _read(place: Path | str) -> bytes:
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError as missing:
        raise Fault(f"the vault has no key {Path(place).stem}") from missing
    try:
        key = os.read(descriptor, KEY_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(key) != KEY_BYTES:
        raise Fault(f"the key {Path(place).stem} in the vault is damaged")
    return key


def _flush(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
