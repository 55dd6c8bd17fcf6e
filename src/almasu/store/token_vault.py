"""The vault over a token: keys of materials live in the device, the node's secrets lie in files that it wrapped.

In the folder: `token.id` (the number of the vault's root key in the device), `NAME.wrapped` for each secret, and the
marks of destroyed materials. Whoever copies the folder has nothing without the device, whoever takes the device has
nothing without its PIN. The node's own secrets are unwrapped once, when a process opens the vault. Keys of materials
are used beside the loop, in turn: a token that answers slowly holds up whoever waits for it, and nobody else.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from almasu.kernel.sealing.envelope import WRAPPED_BYTES
from almasu.kernel.sealing.seal import KEY_BYTES
from almasu.kernel.sealing.token import TOKEN_AWAY, Token
from almasu.kernel.sealing.vault import KeyDestroyed, Secret
from almasu.law.problem import Fault, Problem, ProblemKind
from almasu.law.text import Text
from almasu.store.in_turn import InTurn, TooManyWait
from almasu.store.key_files import keep_once, kept, mark
from almasu.store.vault import make_folders

Told = TypeVar("Told")
Use = Callable[[UUID, bytes], bytes]

MOST_WAITING = 256
"""Calls that may wait for the token in a process: who comes beyond is told that it does not keep up."""
ROOT = "token.id"
MOVING = "moving"
HALF_MOVED = ProblemKind(
    "keys.half_moved",
    409,
    Text(
        kk="Кілттерді токенге көшіру аяқталмаған.",
        ru="Перенос ключей в токен не завершён.",
        en="Moving the keys into the token was not finished.",
    ),
    Text(
        kk="`almasu node move-keys` пәрменін қайталаңыз: ол қалған жерінен жалғастырады.",
        ru="Повторите `almasu node move-keys`: команда продолжит с того же места.",
        en="Repeat `almasu node move-keys`: it goes on where it stopped.",
    ),
)


class TokenVault:
    """Implements `almasu.kernel.sealing.vault.NodeVault` over a folder and a token."""

    def __init__(self, directory: Path, token: Token) -> None:
        """Open the vault; Problem where the token cannot serve or keys are half moved, Fault where a secret lacks."""
        if (directory / MOVING).exists():
            raise HALF_MOVED.at(str(directory))
        self._directory = directory
        self._materials = directory / "materials"
        self._token = token
        self._in_turn = InTurn(MOST_WAITING)
        self._root = UUID(bytes=kept(directory / ROOT, 16))
        self._there()
        self._secrets = {name: self._opened(directory / f"{name.value}.wrapped") for name in Secret}

    @classmethod
    def create(cls, directory: Path, token: Token) -> TokenVault:
        """Make the vault with fresh secrets where it lacks them, and open it."""
        make_folders(directory)
        root = make_root(directory, token)
        for name in Secret:
            wrap_once(directory / f"{name.value}.wrapped", token, root, secrets.token_bytes(KEY_BYTES))
        return cls(directory, token)

    def secret(self, name: Secret) -> bytes:
        """Return one of the node's secrets."""
        return self._secrets[name]

    def journal_secret(self, generation: int) -> bytes:
        """Return the journal's secret of a generation, counted from 1; Fault where the vault lacks it."""
        if generation == 1:
            return self.secret(Secret.JOURNAL)
        return self._opened(self._generation(generation))

    def make_journal_secret(self, generation: int) -> None:
        """Make and keep the journal's secret of a generation, unless it has one."""
        wrap_once(self._generation(generation), self._token, self._root, secrets.token_bytes(KEY_BYTES))

    def journal_generations(self) -> int:
        """Return how many generations of the journal's secret there are, without a gap."""
        number = 1
        while self._generation(number + 1).exists():
            number += 1
        return number

    async def wrapped(self, material: UUID, data_key: bytes) -> bytes:
        """Return a data key wrapped inside of the token by a material's key; KeyDestroyed when that was destroyed."""
        return await self._used(material, self._token.wrapped, data_key)

    async def unwrapped(self, material: UUID, wrapped_key: bytes) -> bytes:
        """Return the data key that a material holds; KeyDestroyed when its key was destroyed."""
        return await self._used(material, self._token.unwrapped, wrapped_key)

    def material_gone(self, material: UUID) -> bool:
        """Tell whether the key of a material was destroyed; its mark stays, so that the key is never made anew."""
        return os.path.exists(f"{self._materials}/{material.hex}.destroyed")  # noqa: PTH110 - at each answer

    async def make_material_key(self, material: UUID) -> None:
        """Make the key of a material in the token, unless it has one or had one that was destroyed."""
        await self._told(partial(self._make, material))

    async def destroy_material_key(self, material: UUID) -> None:
        """Destroy the key of a material: marked first, then destroyed in the token (SIO25-19.2)."""
        mark(self._materials / f"{material.hex}.destroyed")
        await self._told(partial(self._token.destroy_key, material))

    async def _used(self, material: UUID, use: Use, data: bytes) -> bytes:
        told = await self._told(partial(self._of_material, material, use, data))
        # Destroying marks first: what was told before the mark may stand, what came after it must not.
        self._not_gone(material)
        return told

    async def _told(self, work: Callable[[], Told]) -> Told:
        try:
            return await self._in_turn.do(work)
        except TooManyWait as crowd:
            raise TOKEN_AWAY.at(str(self._directory), because=f"{MOST_WAITING} calls wait for it already") from crowd

    def _make(self, material: UUID) -> None:
        if self.material_gone(material):
            return
        try:
            self._token.make_key(material, self._root)
        except Fault:
            self._there()
            raise

    def failing(self) -> str:
        """Return why the token cannot serve now; empty where it wraps and unwraps as it should."""
        probe = bytes(KEY_BYTES)
        try:
            if self._token.unwrapped(self._root, self._token.wrapped(self._root, probe)) != probe:
                return "what was wrapped does not open"
        except Problem as problem:
            return problem.title.en
        except Fault as fault:
            return str(fault)
        return ""

    def _not_gone(self, material: UUID) -> None:
        if self.material_gone(material):
            raise KeyDestroyed(f"the key {material.hex} of a material was destroyed")

    def _of_material(self, material: UUID, use: Use, data: bytes) -> bytes:
        self._not_gone(material)
        try:
            return use(material, data)
        except Fault:
            self._not_gone(material)
            # A token that lost everything is away; one that lost a single key is a fault.
            self._there()
            raise

    def _there(self) -> None:
        if not self._token.has_key(self._root):
            raise TOKEN_AWAY.at(str(self._directory), because="it does not hold the root key of this vault")

    def _opened(self, place: Path) -> bytes:
        return self._token.unwrapped(self._root, kept(place, WRAPPED_BYTES))

    def _generation(self, number: int) -> Path:
        return self._directory / f"{Secret.JOURNAL.value}-{number}.wrapped"


def make_root(directory: Path, token: Token) -> UUID:
    """Return the number of the vault's root key, made in the token where it has none yet."""
    keep_once(directory / ROOT, uuid4().bytes)
    root = UUID(bytes=kept(directory / ROOT, 16))
    token.make_key(root)
    return root


def wrap_once(place: Path, token: Token, root: UUID, secret: bytes) -> None:
    """Keep a secret of 32 bytes wrapped by the root key, unless its file is there already."""
    if not place.exists():
        keep_once(place, token.wrapped(root, secret))
