"""Moving the keys of a file vault into a token: brought and tried one by one, and only then removed from the disk.

Stopped at any moment, it goes on when it is called again; until it has ended, a mark keeps the folder from being opened
as a vault over the token. What was sealed before opens after: the keys are the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from almasu.kernel.sealing import seal
from almasu.kernel.sealing.seal import KEY_BYTES
from almasu.kernel.sealing.token import Token
from almasu.law.problem import Fault, ProblemKind
from almasu.law.text import Text
from almasu.store.key_files import flush, kept, mark, overwrite
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
class Moved:
    """How many secrets of the node and keys of materials lie in the token now, or under it."""

    secrets: int
    materials: int


def move_keys(directory: Path, token: Token) -> Moved:
    """Move every key file of a vault into a token; the node must not run meanwhile.

    Problem `keys.nothing_to_move` where there is none; Fault where the token gives back something else.
    """
    named, materials = sorted(directory.glob("*.key")), sorted((directory / "materials").glob("*.key"))
    if not named and not materials and not (directory / MOVING).exists():
        raise NOTHING_TO_MOVE.at(str(directory))
    mark(directory / MOVING)
    root = make_root(directory, token)
    for place in named:
        _brought_secret(place, token, root)
    for place in materials:
        _brought_key(place, token)
    _remove((*named, *materials))
    (directory / MOVING).unlink()
    flush(directory)
    return Moved(len(named), len(materials))


def _brought_secret(place: Path, token: Token, root: UUID) -> None:
    secret, wrapped = kept(place, KEY_BYTES), place.with_suffix(".wrapped")
    wrap_once(wrapped, token, root, secret)
    if token.unwrapped(root, wrapped.read_bytes()) != secret:
        raise Fault(f"the token gives back another secret {place.stem}: nothing was removed")


def _brought_key(place: Path, token: Token) -> None:
    """Put a material's key into the token, and try whether both wrap alike."""
    if place.with_suffix(".destroyed").exists():
        return
    key, number = kept(place, KEY_BYTES), UUID(hex=place.stem)
    token.bring_key(number, key)
    probe = secrets.token_bytes(KEY_BYTES)
    if token.wrapped(number, probe) != seal.wrapped(key, probe):
        raise Fault(f"the token has another key {place.stem}: nothing was removed")


def _remove(places: Sequence[Path]) -> None:
    for place in places:
        overwrite(place)
