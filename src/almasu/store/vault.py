"""The file vault: one key a file, outside the database, readable by the node's own user only (DESIGN 3.4)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from uuid import UUID

from almasu.kernel.sealing import seal
from almasu.kernel.sealing.seal import KEY_BYTES
from almasu.kernel.sealing.vault import KeyDestroyed, Secret
from almasu.store.key_files import keep_once, kept, mark, overwrite


class FileVault:
    """Keys as files of mode 0600 under a folder of mode 0700.

    The node's own secrets are read once; keys of materials are read at each use, so that a destroyed key opens
    nothing from the moment it is gone, in every process. Nothing here waits for anybody: a file of 32 bytes is read
    sooner than a thread would begin.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._materials = directory / "materials"
        self._secrets = {name: kept(directory / f"{name.value}.key", KEY_BYTES) for name in Secret}

    @classmethod
    def create(cls, directory: Path) -> FileVault:
        """Make the vault with fresh secrets where it lacks them, and open it."""
        make_folders(directory)
        for name in Secret:
            keep_once(directory / f"{name.value}.key", secrets.token_bytes(KEY_BYTES))
        return cls(directory)

    def secret(self, name: Secret) -> bytes:
        """Return one of the node's secrets."""
        return self._secrets[name]

    def journal_secret(self, generation: int) -> bytes:
        """Return the journal's secret of a generation, counted from 1; Fault where the vault lacks it."""
        if generation == 1:
            return self.secret(Secret.JOURNAL)
        return kept(self._generation(generation), KEY_BYTES)

    def make_journal_secret(self, generation: int) -> None:
        """Make and keep the journal's secret of a generation, unless it has one."""
        keep_once(self._generation(generation), secrets.token_bytes(KEY_BYTES))

    def journal_generations(self) -> int:
        """Return how many generations of the journal's secret there are, without a gap."""
        number = 1
        while self._generation(number + 1).exists():
            number += 1
        return number

    async def wrapped(self, material: UUID, data_key: bytes) -> bytes:
        """Return a data key wrapped by a material's key; KeyDestroyed when that was destroyed."""
        return seal.wrapped(self._material_key(material), data_key)

    async def unwrapped(self, material: UUID, wrapped_key: bytes) -> bytes:
        """Return the data key that a material holds; KeyDestroyed when its key was destroyed."""
        return seal.unwrapped(self._material_key(material), wrapped_key)

    def material_gone(self, material: UUID) -> bool:
        """Tell whether the key of a material was destroyed; its mark stays, so that the key is never made anew."""
        return os.path.exists(f"{self._materials}/{material.hex}.destroyed")  # noqa: PTH110 - see `_material_key`

    async def make_material_key(self, material: UUID) -> None:
        """Make and keep the key of a material, unless it has one or had one that was destroyed."""
        if not self._has_key(material) and not self.material_gone(material):
            keep_once(self._materials / f"{material.hex}.key", secrets.token_bytes(KEY_BYTES))

    async def destroy_material_key(self, material: UUID) -> None:
        """Destroy the key of a material: marked, overwritten, removed, the folder flushed (SIO25-19.2)."""
        mark(self._materials / f"{material.hex}.destroyed")
        overwrite(self._materials / f"{material.hex}.key")

    def _has_key(self, material: UUID) -> bool:
        return os.path.exists(f"{self._materials}/{material.hex}.key")  # noqa: PTH110 - see `_material_key`

    def _material_key(self, material: UUID) -> bytes:
        # Every answer and every request passes here: its places are texts, since making a Path costs more than asking.
        if self.material_gone(material):
            raise KeyDestroyed(f"the key {material.hex} of a material was destroyed")
        key = kept(f"{self._materials}/{material.hex}.key", KEY_BYTES)
        # Destroying marks first and overwrites then: what was read before the mark is the key, and nothing else is.
        if self.material_gone(material):
            raise KeyDestroyed(f"the key {material.hex} of a material was destroyed")
        return key

    def _generation(self, number: int) -> Path:
        name = Secret.JOURNAL.value
        return self._directory / (f"{name}.key" if number == 1 else f"{name}-{number}.key")


def make_folders(directory: Path) -> None:
    """Make the folders of a vault, closed to everybody but their owner."""
    (directory / "materials").mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
