"""Moving the keys of a file vault into a token: brought and tried one by one, and only then removed from the disk.

Stopped at any moment, it goes on when it is called again; until it has ended, a mark keeps the folder from being opened
as a vault over the token. The mark says which move it is and of how many keys, and goes when the journal tells of it.
What was sealed before opens after: the keys are the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import msgspec

from almasu.kernel.sealing import seal
from almasu.kernel.sealing.moving import Moved
from almasu.kernel.sealing.seal import KEY_BYTES
from almasu.kernel.sealing.token import Token
from almasu.law.problem import Fault, ProblemKind
from almasu.law.text import Text
from almasu.store.key_files import flush, keep_once, kept, overwrite
from almasu.store.token_vault import MOVING, make_root, wrap_once

NOTHING_TO_MOVE = ProblemKind(
    "keys.nothing_to_move",
    409,
    Text(
        kk="Мұнда көшірілетін кілт файлдары жоқ.",
        ru="Здесь нет файлов ключей, которые можно перенести.",
        en="There are no key files here to be moved.",
    ),
    Text(
        kk="`data` баптауын тексеріңіз; жаңа тораптың қоймасын `almasu node vault` жасайды.",
        ru="Проверьте настройку `data`; хранилище нового узла создаёт `almasu node vault`.",
        en="Check the setting `data`; the vault of a new node is made by `almasu node vault`.",
    ),
)


@dataclass(frozen=True, slots=True)
class KeyMove:
    """Moves the key files of a vault into a token (implements `almasu.kernel.sealing.moving.Moving`)."""

    directory: Path
    token: Token

    def bring(self) -> Moved:
        """Bring every key file into the token, try it there, remove it; the node must not run meanwhile.

        Problem `keys.nothing_to_move` where there is none; Fault where the token gives back something else.
        """
        named, materials = self._files("*.key"), self._files("materials/*.key")
        if not named and not materials and not (self.directory / MOVING).exists():
            raise NOTHING_TO_MOVE.at(str(self.directory))
        moved = self._begun(len(named), sum(not _destroyed(place) for place in materials))
        root = make_root(self.directory, self.token)
        for place in named:
            _brought_secret(place, self.token, root)
        for place in materials:
            _brought_key(place, self.token)
        _remove((*named, *materials))
        return moved

    def end(self) -> None:
        """Let the folder be opened as a vault over the token."""
        (self.directory / MOVING).unlink()
        flush(self.directory)

    def _begun(self, named: int, materials: int) -> Moved:
        """Return the move that the mark tells of; the mark is made where there is none."""
        place = self.directory / MOVING
        keep_once(place, msgspec.json.encode(Moved(uuid4(), named, materials)))
        try:
            return msgspec.json.decode(place.read_bytes(), type=Moved)
        except msgspec.MsgspecError as unreadable:
            raise Fault(f"{place} does not say which move it marks") from unreadable

    def _files(self, pattern: str) -> list[Path]:
        return sorted(self.directory.glob(pattern))


def _brought_secret(place: Path, token: Token, root: UUID) -> None:
    secret, wrapped = kept(place, KEY_BYTES), place.with_suffix(".wrapped")
    wrap_once(wrapped, token, root, secret)
    if token.unwrapped(root, wrapped.read_bytes()) != secret:
        raise Fault(f"the token gives back another secret {place.stem}: nothing was removed")


def _brought_key(place: Path, token: Token) -> None:
    """Put a material's key into the token, and try whether both wrap alike."""
    if _destroyed(place):
        return
    key, number = kept(place, KEY_BYTES), UUID(hex=place.stem)
    token.bring_key(number, key)
    probe = secrets.token_bytes(KEY_BYTES)
    if token.wrapped(number, probe) != seal.wrapped(key, probe):
        raise Fault(f"the token has another key {place.stem}: nothing was removed")


def _destroyed(place: Path) -> bool:
    return place.with_suffix(".destroyed").exists()


def _remove(places: Sequence[Path]) -> None:
    for place in places:
        overwrite(place)
